//! Files that are no table.

use crate::Limits;

/// Why a file cannot be read as a target table at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// More bytes than [`Limits::BYTES`].
    #[error("the file has more than {} bytes", Limits::BYTES)]
    TooLarge,
    /// More lines than [`Limits::LINES`].
    #[error("the file has more than {} lines", Limits::LINES)]
    TooManyLines,
    /// A line with more cells than [`Limits::CELLS`].
    #[error("line {line} has more than {} cells", Limits::CELLS)]
    TooManyCells {
        /// Which, from 1.
        line: i32,
    },
    /// Bytes that are not UTF-8.
    #[error("the file is not text in UTF-8")]
    NotUtf8,
    /// Neither a heading of a target table nor a row with a sign.
    #[error("the file has no heading of a target table and no row with a sign")]
    NoTable,
}

impl Unreadable {
    /// Stable name, such as `NOT_UTF8`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::TooLarge => "TOO_LARGE",
            Self::TooManyLines => "TOO_MANY_LINES",
            Self::TooManyCells { .. } => "TOO_MANY_CELLS",
            Self::NotUtf8 => "NOT_UTF8",
            Self::NoTable => "NO_TABLE",
        }
    }

    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::TooLarge => format!("文件超过{}字节", Limits::BYTES),
            Self::TooManyLines => format!("文件超过{}行", Limits::LINES),
            Self::TooManyCells { line } => format!("第{line}行超过{}个单元格", Limits::CELLS),
            Self::NotUtf8 => "文件不是UTF-8编码的文本".to_owned(),
            Self::NoTable => "文件中既没有绩效目标表的表头，也没有带符号的指标行".to_owned(),
        }
    }
}
