//! Good files whose parts are changed.

use std::sync::OnceLock;

use crate::choices::Choices;
use crate::parts::{self, Parts};

macro_rules! fixtures {
    ($($name:literal),+) => {
        [$(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/forms/", $name))),+]
    };
}

/// What is put in.
const TOKENS: [&str; 56] = [
    "<",
    ">",
    "/>",
    "</",
    "&",
    "&#0;",
    "&#x10FFFF;",
    "&lt;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a [",
    "<?",
    "?>",
    "\"",
    "'",
    "=",
    "\0",
    "\u{FEFF}",
    "\t",
    "\n",
    "\r",
    "\u{200B}",
    " ",
    "-1",
    "0",
    "1",
    "2",
    "63",
    "64",
    "65",
    "255",
    "256",
    "16384",
    "65535",
    "65536",
    "1048576",
    "1048577",
    "2147483647",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e308",
    "1e-999",
    "0.1",
    "NaN",
    "目标1",
    "≥",
    "定性",
    "产出指标",
    "合计",
    "_x0000_",
    "2023年度",
    "%",
    "任务1-100",
];

/// Changes the parts of a fixture as `data` says, packs them again and reads the file.
pub fn archive(data: &[u8]) {
    static FIXTURES: OnceLock<Vec<Parts>> = OnceLock::new();
    let files: [&[u8]; 6] = fixtures!(
        "tianjin.xlsx",
        "tianjin.ods",
        "three-departments.xlsx",
        "three-sheets.xlsx",
        "three-tables.docx",
        "tianjin.docx"
    );
    let fixtures = FIXTURES.get_or_init(|| files.map(parts::inflated).to_vec());
    let mut choices = Choices::of(data);
    let mut parts = choices.one(fixtures).clone();
    for _ in 0..=choices.below(12) {
        change(&mut parts, &mut choices);
    }
    let file = parts::file(&parts);
    crate::read(&file);
    crate::read_actuals(&file);
}

fn change(parts: &mut Parts, choices: &mut Choices<'_>) {
    let (at, from) = (choices.below(parts.len()), choices.below(parts.len()));
    let (_, other) = parts.get(from).unwrap().clone();
    let (_, content) = parts.get_mut(at).unwrap();
    let start = choices.below(content.len());
    let end = content.len().min(start + 1 + choices.below(64));
    match choices.below(10) {
        0 => content.iter_mut().skip(start).take(1).for_each(|byte| *byte = choices.byte()),
        1 => drop(content.drain(start..end)),
        2 => content.truncate(start),
        3 => {
            let again = content.get(start..end).unwrap().repeat(1 + choices.below(300));
            drop(content.splice(start..start, again));
        }
        4 | 5 => drop(content.splice(start..start, choices.text(&TOKENS).bytes())),
        6 => number(content, start, choices),
        7 => value(content, start, choices),
        8 => {
            let first = choices.below(other.len());
            let last = other.len().min(first + 1 + choices.below(4096));
            drop(content.splice(start..end, other.get(first..last).unwrap().iter().copied()));
        }
        _ if choices.byte() < 64 => drop(parts.remove(at)),
        _ => *content = other,
    }
    // A file without parts is of no interest.
    if parts.is_empty() {
        parts.push(("mimetype".to_owned(), Vec::new()));
    }
}

/// Another number in the place of the next one.
fn number(content: &mut Vec<u8>, start: usize, choices: &mut Choices<'_>) {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    if let Some(first) = content.iter().skip(start).position(is_digit) {
        let first = start + first;
        let length = content.iter().skip(first).take_while(|byte| is_digit(byte)).count();
        drop(content.splice(first..first + length, choices.text(&TOKENS).bytes()));
    }
}

/// Another value in the place of that of the next attribute.
fn value(content: &mut Vec<u8>, start: usize, choices: &mut Choices<'_>) {
    let mut quotes = content.iter().enumerate().skip(start).filter(|(_, byte)| **byte == b'"').map(|(at, _)| at);
    if let Some((first, last)) = quotes.next().zip(quotes.next()) {
        drop(content.splice(first + 1..last, choices.text(&TOKENS).bytes()));
    }
}
