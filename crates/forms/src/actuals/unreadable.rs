//! Files that are no form of actuals.

use jixiao_sheets::Unopenable;

/// Why a file cannot be read as a form of actuals at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableActuals {
    /// It cannot be opened.
    #[error(transparent)]
    Unopenable(#[from] Unopenable),
    /// No sheet has the headings of a form.
    #[error(
        "the file has no heading of actual values (实际完成值) with names or keys, and none of execution (全年执行数)"
    )]
    NoTable,
}

impl UnreadableActuals {
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
            Self::NoTable => "文件中没有带指标编号或名称的“实际完成值”表头，也没有“全年执行数”表头".to_owned(),
        }
    }
}
