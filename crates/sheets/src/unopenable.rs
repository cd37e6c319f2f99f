//! Files that cannot be opened.

use crate::Limits;

/// Why a file cannot be opened at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unopenable {
    /// More bytes than [`Limits::BYTES`].
    #[error("the file has more than {} bytes", Limits::BYTES)]
    TooLarge,
    /// More compressed content than [`Limits::INFLATED`], or more parts than [`Limits::PARTS`].
    #[error("the file unpacks to more than {} bytes or {} parts", Limits::INFLATED, Limits::PARTS)]
    TooLargeUnpacked,
    /// More sheets than [`Limits::SHEETS`].
    #[error("the file has more than {} sheets", Limits::SHEETS)]
    TooManySheets,
    /// More lines than [`Limits::LINES`].
    #[error("the file has more than {} lines", Limits::LINES)]
    TooManyLines,
    /// A line with more cells than [`Limits::CELLS`].
    #[error("line {line} has more than {} cells", Limits::CELLS)]
    TooManyCells {
        /// Which, from 1.
        line: i32,
    },
    /// More text than [`Limits::TEXT`].
    #[error("the cells of the file have more than {} bytes of text", Limits::TEXT)]
    TooMuchText,
    /// Elements nested deeper than [`Limits::DEPTH`].
    #[error("the file nests its elements more than {} deep", Limits::DEPTH)]
    TooDeep,
    /// Bytes that are text in no known encoding.
    #[error("the file is text in neither UTF-8, UTF-16 nor GB18030")]
    NotText,
    /// A kind of file that is not read, such as a picture.
    #[error("the file is of no kind that is read: text, CSV, .xlsx, .xls, .ods, .docx, HTML")]
    WrongKind,
    /// A PDF; tables have no order in it that could be trusted.
    #[error("the file is a PDF, whose tables cannot be read in order; send the workbook or document it was made from")]
    Pdf,
    /// A workbook or document with a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// Truncated, or with parts that are missing or make no sense.
    #[error("the file is damaged: parts of it are missing or make no sense")]
    Damaged,
}

impl Unopenable {
    /// Stable name, such as `NOT_TEXT`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::TooLarge => "TOO_LARGE",
            Self::TooLargeUnpacked => "TOO_LARGE_UNPACKED",
            Self::TooManySheets => "TOO_MANY_SHEETS",
            Self::TooManyLines => "TOO_MANY_LINES",
            Self::TooManyCells { .. } => "TOO_MANY_CELLS",
            Self::TooMuchText => "TOO_MUCH_TEXT",
            Self::TooDeep => "TOO_DEEP",
            Self::NotText => "NOT_TEXT",
            Self::WrongKind => "WRONG_KIND",
            Self::Pdf => "PDF",
            Self::Encrypted => "ENCRYPTED",
            Self::Damaged => "DAMAGED",
        }
    }

    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::TooLarge => format!("文件超过{}字节", Limits::BYTES),
            Self::TooLargeUnpacked => format!("文件解压后超过{}字节或{}个部分", Limits::INFLATED, Limits::PARTS),
            Self::TooManySheets => format!("文件超过{}个工作表", Limits::SHEETS),
            Self::TooManyLines => format!("文件超过{}行", Limits::LINES),
            Self::TooManyCells { line } => format!("第{line}行超过{}个单元格", Limits::CELLS),
            Self::TooMuchText => format!("文件单元格文字超过{}字节", Limits::TEXT),
            Self::TooDeep => format!("文件元素嵌套超过{}层", Limits::DEPTH),
            Self::NotText => "文件不是UTF-8、UTF-16或GB18030编码的文本".to_owned(),
            Self::WrongKind => "不支持该文件类型；支持文本、CSV、.xlsx、.xls、.ods、.docx和HTML".to_owned(),
            Self::Pdf => "无法可靠读取PDF中的表格，请提供生成该PDF的工作簿或文档".to_owned(),
            Self::Encrypted => "文件已加密".to_owned(),
            Self::Damaged => "文件已损坏：部分内容缺失或无法识别".to_owned(),
        }
    }
}
