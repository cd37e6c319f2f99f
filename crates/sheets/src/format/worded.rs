//! Numbers with words around them, or shown in part.

use std::rc::Rc;

use super::Format;
use super::section::Section;
use crate::number::Decimal;

/// Names of the format that shows a number as it is, in any case.
const GENERAL: [&str; 2] = ["general", "g/通用格式"];

/// Sections of a code: of numbers from nought on, and of those below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Worded {
    positive: Section,
    negative: Section,
}

impl Worded {
    /// `None` where the sections do not say clearly what a number is shown as: it stays as it is then, and nothing in
    /// words stands beside a number that it does not fit.
    pub(super) fn of_code(code: &str) -> Option<Format> {
        let sections = sections(code);
        let read: Vec<_> = sections.iter().take(3).map(|section| Section::of_code(section)).collect();
        let worded = if sections.iter().any(|section| is_conditional(section)) {
            let mut known = read.into_iter().flatten();
            let first = known.next()?;
            known.all(|other| other == first).then(|| Self { positive: first.clone(), negative: first })?
        } else {
            let mut read = read.into_iter();
            let positive = read.next()??;
            let negative = read.next().map_or_else(|| Some(positive.clone()), |it| it.map(|it| it.below(&positive)))?;
            Self { positive, negative }
        };
        let percent = Section { prefix: String::new(), power: 2, suffix: "%".to_owned() };
        Some(match &worded {
            Self { positive, negative } if positive.is_plain() && negative.is_plain() => Format::Plain,
            Self { positive, negative } if *positive == percent && *negative == percent => Format::Percent,
            _ => Format::Worded(Rc::new(worded)),
        })
    }

    pub(super) fn show(&self, number: Decimal) -> String {
        let section = if number.is_negative() { &self.negative } else { &self.positive };
        format!("{}{}{}", section.prefix, number.shifted(section.power), section.suffix)
    }
}

/// A code with a digit in the place of `General`, which has letters of dates.
pub(super) fn with_digits(code: &str) -> String {
    let mut digits = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(char) = rest.chars().next() {
        let general = GENERAL.iter().find_map(|name| {
            let (begin, after) = rest.split_at_checked(name.len())?;
            begin.eq_ignore_ascii_case(name).then_some(after)
        });
        let length = match (general, char) {
            (Some(after), _) => {
                digits.push('0');
                rest = after;
                continue;
            }
            (None, '"') => rest.match_indices('"').nth(1).map_or(rest.len(), |(end, _)| end + 1),
            (None, '\\' | '!' | '_' | '*') => char.len_utf8() + rest.chars().nth(1).map_or(0, char::len_utf8),
            (None, _) => char.len_utf8(),
        };
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        digits.push_str(taken);
        rest = after;
    }
    digits
}

/// The parts between semicolons that are not text.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for char in code.chars() {
        if char == ';' && !quoted && !escaped {
            sections.push(String::new());
            continue;
        }
        quoted ^= char == '"' && !escaped;
        escaped = !escaped && !quoted && matches!(char, '\\' | '!' | '_' | '*');
        if let Some(section) = sections.last_mut() {
            section.push(char);
        }
    }
    sections
}

/// Whether a section holds for some numbers only, by a condition such as `[>=10000]`.
fn is_conditional(section: &str) -> bool {
    ["[<", "[>", "[="].iter().any(|condition| section.contains(condition))
}
