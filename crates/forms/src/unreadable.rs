//! Files that are no table.

use jixiao_sheets::Unopenable;

/// Why a file cannot be read as a target table at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A file that cannot be opened.
    #[error(transparent)]
    Unopenable(#[from] Unopenable),
    /// Neither a heading of a target table nor a row with a sign.
    #[error("the file has no heading of a target table and no row with a sign")]
    NoTable,
}

impl Unreadable {
    /// Stable name, such as `NOT_TEXT`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unopenable(unopenable) => unopenable.as_str(),
            Self::NoTable => "NO_TABLE",
        }
    }

    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Unopenable(unopenable) => unopenable.zh(),
            Self::NoTable => "文件中既没有绩效目标表的表头，也没有带符号的指标行".to_owned(),
        }
    }
}
