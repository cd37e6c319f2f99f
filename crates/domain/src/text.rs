//! Texts of bounded length.

use std::fmt;

use crate::Invalid;

/// A text of 1 to `MAX` characters that is not blank and has no control characters but line feeds and tabs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Takes a text as it is; nothing is trimmed.
    pub fn parse(text: impl Into<String>) -> Result<Self, Invalid> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(Invalid { en: "is required", zh: "必填" });
        }
        if text.chars().count() > MAX {
            return Err(Invalid { en: "is too long", zh: "过长" });
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
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

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
