//! Files that are no scored sheet.

use jixiao_sheets::Unopenable;

/// Why a file cannot be read as a scored sheet at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableScored {
    /// It cannot be opened.
    #[error(transparent)]
    Unopenable(#[from] Unopenable),
    /// No sheet has the headings of scores.
    #[error("the file has no heading of scores (得分) beside names and targets or actuals, or beside 全年执行数")]
    NoTable,
}

impl UnreadableScored {
    /// Stable name, such as `NO_TABLE`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unopenable(why) => why.as_str(),
            Self::NoTable => "NO_TABLE",
        }
    }

    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Unopenable(why) => why.zh(),
            Self::NoTable => "文件中没有与三级指标、指标值（实际完成值）或“全年执行数”并列的“得分”表头".to_owned(),
        }
    }
}
