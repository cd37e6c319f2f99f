//! What a section of a format code puts around a number, and what it makes of it.

use std::iter::Peekable;
use std::str::Chars;

/// Characters that say nothing about what a number means: signs of money, signs and spaces.
const WORDLESS: &str = "+-−.,'’()¥￥$€£#*";

/// Text before and after a number, which is shown as so many powers of ten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) prefix: String,
    pub(super) power: i32,
    pub(super) suffix: String,
}

/// A section while it is read.
#[derive(Debug, Default)]
struct Reading {
    prefix: String,
    suffix: String,
    percents: i32,
    /// Commas after the last digit: each shows the thousandth part.
    commas: i32,
    /// Such commas before a decimal point.
    scale: i32,
    /// Digits after a point that is only text, as in `0!.0`: the number seen is that much smaller.
    places: Option<i32>,
    begun: bool,
    pointed: bool,
    odd: bool,
}

impl Section {
    /// Reads `0!.0,"万元"`, `"≥"0`, `0.0%`. `None` for a section without a place for the number, and for one that has
    /// text amid its digits or digits in its text: what a person sees is more than text around the number.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        let mut reading = Reading::default();
        let mut chars = code.chars().peekable();
        while let Some(char) = chars.next() {
            reading.take(char, &mut chars);
        }
        reading.finish()
    }

    /// This section as that of numbers below nought. They keep their own sign, so that text before them that stands for
    /// it is left out: all but what other numbers have too.
    pub(super) fn below(self, positive: &Self) -> Self {
        let same = self.prefix.trim_end_matches(['-', '−']) == positive.prefix;
        Self { prefix: if same { positive.prefix.clone() } else { String::new() }, ..self }
    }

    /// Whether a number stays as it is.
    pub(super) fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Reading {
    fn take(&mut self, char: char, chars: &mut Peekable<Chars<'_>>) {
        match char {
            '"' => chars.by_ref().take_while(|&char| char != '"').for_each(|char| self.text(char)),
            '\\' | '!' => chars.next().into_iter().for_each(|char| self.text(char)),
            '_' | '*' => drop(chars.next()),
            '[' => chars.by_ref().take_while(|&char| char != ']').for_each(drop),
            '0' | '#' | '?' | '@' => self.digit(),
            ',' if self.begun => self.commas = self.commas.saturating_add(1),
            '.' => self.point(),
            '%' => {
                self.percents = self.percents.saturating_add(1);
                self.text('%');
            }
            'e' | 'E' => {
                chars.next_if(|next| matches!(next, '+' | '-'));
                self.odd |= self.places.is_some();
            }
            // A fraction.
            '/' if self.begun && self.suffix.trim().is_empty() => self.odd = true,
            ',' => {}
            _ if char.is_ascii_alphabetic() => {}
            _ => self.text(char),
        }
    }

    fn text(&mut self, char: char) {
        if self.begun { self.suffix.push(char) } else { self.prefix.push(char) }
    }

    fn digit(&mut self) {
        if !self.suffix.is_empty() {
            self.odd |= self.suffix != "." || self.places.is_some() || self.pointed;
            self.places = Some(0);
            self.suffix.clear();
        }
        self.begun = true;
        self.commas = 0;
        self.places = self.places.map(|places| places.saturating_add(1));
    }

    fn point(&mut self) {
        self.odd |= self.pointed || self.places.is_some() || !self.suffix.is_empty();
        self.pointed = true;
        self.begun = true;
        self.scale = std::mem::take(&mut self.commas);
    }

    fn finish(self) -> Option<Section> {
        let (prefix, suffix) = (words(&self.prefix), words(&self.suffix));
        let joins = |char: char| char.is_numeric() || matches!(char, '.' | ',');
        if !self.begun || self.odd || prefix.ends_with(joins) || self.suffix.starts_with(joins) {
            return None;
        }
        let thousands = self.scale.saturating_add(self.commas);
        let power = 2 * self.percents - 3 * thousands - self.places.unwrap_or(0);
        Some(Section { prefix: prefix.trim_start().to_owned(), power, suffix: suffix.trim_end().to_owned() })
    }
}

/// A text, unless it says nothing.
fn words(text: &str) -> &str {
    if text.chars().all(|char| char.is_whitespace() || WORDLESS.contains(char)) { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::Section;

    #[test]
    fn a_section_has_text_around_the_number_and_its_scale() {
        for (code, prefix, power, suffix) in [
            ("0", "", 0, ""),
            ("#,##0.00", "", 0, ""),
            ("0\"万元\"", "", 0, "万元"),
            ("\"≥\"0.0", "≥", 0, ""),
            ("0元", "", 0, "元"),
            ("0.0\"元/人\"", "", 0, "元/人"),
            ("0\\人", "", 0, "人"),
            ("0!.0,\"万元\"", "", -4, "万元"),
            ("0\\.0,", "", -4, ""),
            ("0\".\"0,", "", -4, ""),
            ("0!.0000", "", -4, ""),
            ("#,##0,\"千元\"", "", -3, "千元"),
            ("0.00,,", "", -6, ""),
            ("0,.0", "", -3, ""),
            ("0%", "", 2, "%"),
            ("0\"%\"", "", 0, "%"),
            ("[Red][$-804]0 \"人\" ", "", 0, " 人"),
            ("_ * #,##0.00_ ", "", 0, ""),
            ("￥#,##0.00", "", 0, ""),
            ("(0)", "", 0, ""),
            ("0.00E+00", "", 0, ""),
            ("@", "", 0, ""),
        ] {
            let expected = Section { prefix: prefix.to_owned(), power, suffix: suffix.to_owned() };
            assert_eq!(Section::of_code(code), Some(expected), "{code}");
        }
    }

    #[test]
    fn what_is_more_than_text_around_a_number_is_none() {
        for code in [
            "",
            "\"达标\"",
            "# ?/?",
            "# ?/8",
            "000-0000",
            "0\"万\"0000\"元\"",
            "0!.0!.0",
            "0!.0.0",
            "0.0!.0",
            "0\"00\"",
            "\"20\"0",
            "0.0.0",
            "0!.",
        ] {
            assert_eq!(Section::of_code(code), None, "{code}");
        }
    }
}
