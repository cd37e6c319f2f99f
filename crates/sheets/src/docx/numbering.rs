//! The numbers that Word makes for numbered paragraphs: a person sees them, the document does not have them.
//!
//! Bullets, formats that are not known here, and numbers that come with a style are left out.

use std::collections::HashMap;

use super::KNOWN;
use crate::Unopenable;
use crate::xml::{Element, Piece, Xml};

/// Levels of a list.
const LEVELS: usize = 9;
/// Longest text around a number, in bytes; a longer one is left out.
const LONGEST: usize = 64;
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: [Level; LEVELS],
    counts: [Option<u32>; LEVELS],
}

#[derive(Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// Such as `%1.%2`.
    text: String,
}

/// A use of a pattern.
#[derive(Debug, Default)]
struct List {
    pattern: String,
    /// Where it begins anew, by level; each holds once.
    starts: [Option<u32>; LEVELS],
}

/// What is being read.
#[derive(Debug, Default)]
struct Reading {
    pattern: String,
    list: Option<String>,
    level: usize,
}

impl Numbering {
    /// Reads the part that describes the lists.
    pub(super) fn read(part: &str) -> Result<Self, Unopenable> {
        let mut numbering = Self::default();
        let mut reading = Reading::default();
        let mut xml = Xml::new(part, KNOWN);
        loop {
            match xml.next()? {
                Piece::Start(element) => numbering.take(&element, &mut reading),
                Piece::End | Piece::Text(_) => {}
                Piece::Over => return Ok(numbering),
            }
        }
    }

    fn take(&mut self, element: &Element<'_>, reading: &mut Reading) {
        let ("w", name) = element.name() else { return };
        let value = |name| element.attribute("w", name).unwrap_or_default();
        match name {
            "abstractNum" => {
                *reading = Reading { pattern: value("abstractNumId"), ..Reading::default() };
                self.patterns.insert(reading.pattern.clone(), Pattern::default());
            }
            "num" => *reading = Reading { list: Some(value("numId")), ..Reading::default() },
            "abstractNumId" => {
                if let Some(list) = &reading.list {
                    self.lists.entry(list.clone()).or_default().pattern = value("val");
                }
            }
            "lvl" | "lvlOverride" => reading.level = value("ilvl").parse().unwrap_or(LEVELS),
            "startOverride" => {
                if let Some(list) = reading.list.as_ref().and_then(|list| self.lists.get_mut(list))
                    && let Some(start) = list.starts.get_mut(reading.level)
                {
                    *start = value("val").parse().ok();
                }
            }
            "start" | "numFmt" | "lvlText" if reading.list.is_none() => {
                let pattern = self.patterns.get_mut(&reading.pattern);
                if let Some(level) = pattern.and_then(|pattern| pattern.levels.get_mut(reading.level)) {
                    level.take(name, value("val"));
                }
            }
            _ => {}
        }
    }

    /// Counts a paragraph of a list and gives what stands before its text.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let list = self.lists.get_mut(list)?;
        let pattern = self.patterns.get_mut(&list.pattern)?;
        let own = pattern.levels.get(level)?;
        let anew = list.starts.get_mut(level)?.take();
        let count = pattern.counts.get_mut(level)?;
        let following = count.map_or(own.start.unwrap_or(1), |count| count.saturating_add(1));
        *count = Some(anew.unwrap_or(following));
        for deeper in pattern.counts.iter_mut().skip(level.saturating_add(1)) {
            *deeper = None;
        }
        pattern.print(level)
    }
}

impl Pattern {
    fn print(&self, level: usize) -> Option<String> {
        let own = self.levels.get(level)?;
        let mut text = own.text.clone();
        for ((place, level), count) in (1..).zip(&self.levels).zip(&self.counts) {
            let sign = format!("%{place}");
            if text.contains(&sign) {
                let count = count.or(level.start).unwrap_or(1);
                text = text.replace(&sign, &printed(count, &level.format)?);
            }
        }
        (own.format != "bullet" && !text.is_empty()).then_some(text)
    }
}

impl Level {
    fn take(&mut self, name: &str, value: String) {
        match name {
            "start" => self.start = value.parse().ok(),
            "numFmt" => self.format = value,
            _ if value.len() <= LONGEST => self.text = value,
            _ => {}
        }
    }
}

/// A count in a format of Word.
fn printed(count: u32, format: &str) -> Option<String> {
    match format {
        "" | "decimal" | "decimalHalfWidth" => Some(count.to_string()),
        "decimalZero" => Some(format!("{count:02}")),
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            let after = count.checked_sub(1).filter(|after| *after < 20)?;
            char::from_u32(0x2460_u32.saturating_add(after)).map(String::from)
        }
        "upperLetter" | "lowerLetter" => {
            let after = u8::try_from(count.checked_sub(1)?).ok().filter(|after| *after < 26)?;
            let first = if format == "upperLetter" { b'A' } else { b'a' };
            Some(char::from(first.saturating_add(after)).to_string())
        }
        _ => None,
    }
}

/// 1 to 99: 一, 十, 十一, 二十.
fn chinese(count: u32) -> Option<String> {
    let (tens, ones) = (count / 10, count % 10);
    let digit = |digit: u32| usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit));
    let mut text = String::new();
    if tens > 1 {
        text.push(*digit(tens)?);
    }
    if tens > 0 {
        text.push('十');
    }
    if ones > 0 || tens == 0 {
        text.push(*digit(ones)?);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_printed_as_word_prints_them() {
        let cases = [
            (7, "decimal", "7"),
            (7, "decimalZero", "07"),
            (3, "chineseCounting", "三"),
            (10, "chineseCountingThousand", "十"),
            (21, "japaneseCounting", "二十一"),
            (20, "decimalEnclosedCircle", "⑳"),
            (2, "upperLetter", "B"),
        ];
        for (count, format, text) in cases {
            assert_eq!(printed(count, format).as_deref(), Some(text), "{count} {format}");
        }
        for (count, format) in [(100, "chineseCounting"), (0, "lowerLetter"), (21, "decimalEnclosedCircle"), (1, "hex")]
        {
            assert_eq!(printed(count, format), None, "{count} {format}");
        }
    }

    #[test]
    fn each_level_counts_within_the_one_above_and_a_list_may_begin_anew() {
        let part = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:abstractNum w:abstractNumId='5'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/>\
            <w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='chineseCounting'/>\
            <w:lvlText w:val='（%1-%2）'/></w:lvl><w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='*'/>\
            </w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num><w:num w:numId='2'>\
            <w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>\
            </w:numbering>";
        let mut numbering = Numbering::read(part).unwrap();
        let order =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("1", 2), ("2", 0), ("2", 0), ("9", 0), ("1", 99)];
        let marks: Vec<_> =
            order.iter().map(|(list, level)| numbering.next(list, *level).unwrap_or_default()).collect();
        assert_eq!(marks, ["3.", "（3-一）", "（3-二）", "4.", "（4-一）", "", "1.", "2.", "", ""]);
    }
}
