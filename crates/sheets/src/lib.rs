//! Opening the files that tables come in.
//!
//! [`open`] takes the bytes of a file and gives its sheets as lines of cells, whatever the format: text
//! (TSV, CSV; UTF-8, UTF-16, GB18030), .xlsx, .xls, .ods, .docx, HTML. The format follows from the content,
//! never from a name. A cell has the text that a person sees in it; a cell that is merged into another is blank, so
//! that every cell stands in its column. Nothing is ever evaluated or fetched.
//!
//! A number of a workbook has all its digits, not only those shown, and a sign for percent, a unit or a scale where its
//! format gives it one: 1884123 as `0!.0,"万元"` is `188.4123万元`. A format that is more than that (conditions, text
//! amid the digits, fractions) leaves the bare number. Signs of money and separators of thousands are left out; a day is
//! `2024-02-29`. In .ods a number with words has the digits shown, because the file has them so.
//!
//! Nothing here knows what a table means; `jixiao-forms` does.

mod archive;
mod book;
mod docx;
mod encoding;
mod format;
mod grid;
mod html;
mod kind;
mod limits;
mod number;
mod ods;
mod raised;
mod remark;
mod row;
mod separated;
mod sheet_remarks;
mod unopenable;
mod xls;
mod xlsx;
mod xml;

pub use book::{Book, Line, Sheet};
pub use kind::Kind;
pub use limits::Limits;
pub use remark::{Place, Remark, RemarkKind};
pub use unopenable::Unopenable;

/// Opens a file of any known kind.
///
/// What cannot be opened at all, or is past [`Limits`], is refused; whatever else is odd is a [`Remark`].
pub fn open(bytes: &[u8]) -> Result<Book, Unopenable> {
    if bytes.len() > Limits::BYTES {
        return Err(Unopenable::TooLarge);
    }
    match Kind::of(bytes)? {
        kind @ (Kind::Tsv | Kind::Csv) => separated::open(bytes, kind),
        Kind::Xlsx => xlsx::open(bytes),
        Kind::Xls => xls::open(bytes),
        Kind::Ods => ods::open(bytes),
        Kind::Docx => docx::open(bytes),
        Kind::Html => html::open(bytes),
    }
}
