//! Writing what is handed in: the target table (整体支出绩效目标表), the actuals template
//! (实际完成值填报表), the monitoring table (绩效运行监控表) and the self-evaluation table (绩效自评表), as
//! workbooks (.xlsx) and as pages (self-contained HTML).
//!
//! Each form is laid out once, as a grid of cells; the format only decides how the grid is printed. Equal input
//! gives equal bytes: nothing here knows a clock.

mod document;
mod figures;
mod forms;
mod html;
mod layout;
mod lights;
mod words;
mod xlsx;

#[cfg(test)]
mod tests;

use document::Document;
use jixiao_domain::scorecard::Scorecard;
use jixiao_domain::{ActualsAsOf, Judgements, LightBounds, Period, PlanVersion, Profile};

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A workbook for spreadsheets, .xlsx (ISO/IEC 29500).
    Xlsx,
    /// A page for any browser: one file, no script, nothing fetched.
    Html,
}

/// A file as it is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Proposed name, such as `天津市残疾人联合会2023年度绩效自评表.xlsx`.
    pub name: String,
    /// Such as `text/html; charset=utf-8`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What templates are made of, and with judgements monitoring.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The plan.
    pub version: &'a PlanVersion,
    /// The month it is for; figures are from January to it.
    pub period: Period,
    /// What was reported, as of that month.
    pub actuals: &'a ActualsAsOf,
}

/// What monitoring is made of.
#[derive(Clone, Copy, Debug)]
pub struct Monitoring<'a> {
    /// The plan and what was reported.
    pub progress: Progress<'a>,
    /// All judgements that hold; they give the lights of texts.
    pub judgements: &'a Judgements,
    /// Where the lights change.
    pub lights: &'a LightBounds,
}

/// What a self-evaluation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Evaluation<'a> {
    /// The plan.
    pub version: &'a PlanVersion,
    /// The month up to which reports count.
    pub period: Period,
    /// The rules.
    pub profile: &'a Profile,
    /// The newest revision of the plan's actuals; 0 where nothing was reported.
    pub actuals_revision: i64,
    /// The newest revision of the plan's judgements; 0 where nothing was judged.
    pub judgements_revision: i64,
    /// The scores.
    pub scorecard: &'a Scorecard,
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// A cell or a sheet is past what a workbook can hold.
    #[error("the workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// The target table (整体支出绩效目标表) of a plan version, as it is published.
pub fn target_table(version: &PlanVersion, format: Format) -> Result<File, Unwritable> {
    print(&forms::target_table(version), format)
}

/// The template in which a unit reports what it achieved (实际完成值填报表), filled with what is already reported.
pub fn actuals_template(progress: &Progress<'_>, format: Format) -> Result<File, Unwritable> {
    print(&forms::actuals_template(progress), format)
}

/// The monitoring table (绩效运行监控表) after some months, with its lights.
pub fn monitoring_table(monitoring: &Monitoring<'_>, format: Format) -> Result<File, Unwritable> {
    print(&forms::monitoring_table(monitoring), format)
}

/// The self-evaluation table (绩效自评表): the scorecard, and how each score came about.
pub fn self_evaluation(evaluation: &Evaluation<'_>, format: Format) -> Result<File, Unwritable> {
    print(&forms::self_evaluation(evaluation), format)
}

fn print(document: &Document, format: Format) -> Result<File, Unwritable> {
    let name = |extension: &str| format!("{}.{extension}", file_stem(&document.title));
    Ok(match format {
        Format::Xlsx => File {
            name: name("xlsx"),
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: xlsx::print(document)?,
        },
        Format::Html => File {
            name: name("html"),
            media_type: "text/html; charset=utf-8",
            bytes: html::print(document).into_bytes(),
        },
    })
}

/// A name that every file system takes: without separators and other reserved characters.
fn file_stem(title: &str) -> String {
    const RESERVED: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
    let plain = |c: char| if c.is_control() || RESERVED.contains(&c) { '_' } else { c };
    title.trim().trim_matches('.').chars().map(plain).collect()
}
