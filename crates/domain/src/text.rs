//! Texts of bounded length.

use std::fmt;

use crate::Invalid;

/// A text of 1 to `MAX` characters that shows something and has no control characters but line feeds and tabs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Takes a text as it is; nothing is trimmed.
    pub fn parse(text: impl Into<String>) -> Result<Self, Invalid> {
        let text = text.into();
        if text.chars().all(is_invisible) {
            return Err(Invalid { en: "is required", zh: "必填" });
        }
        if text.chars().count() > MAX {
            return Err(Invalid { en: "is too long", zh: "过长" });
        }
        if text.chars().any(is_harmful) {
            return Err(Invalid { en: "has control characters", zh: "含有控制字符" });
        }
        Ok(Self(text))
    }

    /// Takes a text that may be absent: an empty one is `None`.
    pub fn parse_optional(text: impl Into<String>) -> Result<Option<Self>, Invalid> {
        let text = text.into();
        if text.is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether it prints nothing of its own: white space, control, zero-width and bidirectional characters.
pub fn is_invisible(c: char) -> bool {
    let zero_width = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    c.is_whitespace() || c.is_control() || zero_width || is_bidirectional(c)
}

/// Whether it overrides the direction of text, so that a reader sees another one than is stored.
fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether it could deceive a reader or break a line of a log.
fn is_harmful(c: char) -> bool {
    is_bidirectional(c) || (c.is_control() && c != '\n' && c != '\t')
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_or_deceives_is_refused() {
        for text in ["", " \t\n", "\u{200b}\u{200b}", "\u{feff}", "a\0b", "a\u{202e}b", "a\rb", "a\u{2066}b"] {
            assert!(Text::<10>::parse(text).is_err(), "{text:?}");
        }
        assert!(Text::<10>::parse("一\n二\t三").is_ok());
    }

    #[test]
    fn length_counts_characters() {
        assert!(Text::<2>::parse("𠮷𠮷").is_ok());
        assert!(Text::<2>::parse("abc").is_err());
    }
}
