//! Findings in the terminal.

use jixiao_proto::common::v1::{Finding, Severity};

/// A finding in one line.
pub(crate) fn line(finding: &Finding) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Unspecified => "",
    };
    let place = place(finding);
    format!("{severity:<7} {place:<13} {:<21} {}", finding.code, finding.message_zh)
}

fn place(finding: &Finding) -> String {
    let place = match (finding.line, finding.cell) {
        (0, _) => String::new(),
        (line, 0) => format!("line {line}"),
        (line, cell) => format!("line {line}:{cell}"),
    };
    match finding.sheet.as_str() {
        "" => place,
        sheet => format!("{sheet} {place}"),
    }
}
