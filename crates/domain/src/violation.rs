//! What is wrong with a value, in both languages.

use std::fmt;

/// Why a text is not a value of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}

impl std::error::Error for Invalid {}

/// Why one field of a message is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Path of the field, such as `content.tasks[2].total_fen`.
    pub path: String,
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Violation {
    /// A violation of the field at `path`.
    pub fn new(path: impl Into<String>, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { path: path.into(), en: en.into(), zh: zh.into() }
    }

    /// The field at `path` does not hold a value of its type.
    pub fn invalid(path: impl Into<String>, why: Invalid) -> Self {
        Self::new(path, why.en, why.zh)
    }
}
