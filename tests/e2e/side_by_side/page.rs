//! The page that is written.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{NumericTarget, Sign};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::IndicatorRow;

const TITLE: &str = "# One table under three profiles\n\n\
    Written by a test (`tests/e2e/side_by_side.rs`), which compares it with what the system answers. The published table\n\
    of 2023 (`tests/fixtures`) is the plan of three departments. Each plan is weighed by one scheme and finalized by the\n\
    profile of the same id; what was reported is the same in all three. The figures that are reported are illustrative.\n\
    How a score is made is told in [scoring.md](scoring.md).\n";

/// A page of tables and lists.
pub(super) struct Page(String);

impl Page {
    pub(super) fn new() -> Self {
        Self(TITLE.to_owned())
    }

    pub(super) fn text(self) -> String {
        format!("{}\n", self.0.trim_end())
    }

    pub(super) fn chapter(&mut self, title: &str) {
        self.apart();
        self.0.push_str(&format!("## {title}\n\n"));
    }

    /// Ends what went before with an empty line.
    fn apart(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// A paragraph.
    pub(super) fn says(&mut self, text: &str) {
        self.apart();
        self.0.push_str(&format!("{text}\n\n"));
    }

    /// The head of a table.
    pub(super) fn head(&mut self, cells: &[String]) {
        self.row(cells);
        self.0.push_str(&format!("|{}\n", "---|".repeat(cells.len())));
    }

    pub(super) fn row(&mut self, cells: &[String]) {
        self.0.push_str(&format!("| {} |\n", cells.join(" | ")));
    }

    pub(super) fn item(&mut self, text: &str) {
        self.0.push_str(&format!("- {text}\n"));
    }

    /// An indicator with its number, and a line for each scheme.
    pub(super) fn indicator(&mut self, row: &IndicatorRow, schemes: &[&str], lines: &[String]) {
        self.item(&format!("{} {}: target {}, reported {}", row.indicator, row.name, target(row), reported(row)));
        for (scheme, line) in schemes.iter().zip(lines) {
            self.0.push_str(&format!("  - `{scheme}`: {line}\n"));
        }
    }
}

fn target(row: &IndicatorRow) -> String {
    let Some(Kind::Numeric(target)) = row.target.as_ref().and_then(|it| it.kind.as_ref()) else {
        panic!("{row:?} has no number")
    };
    let NumericTarget { value, unit, .. } = target;
    let sign = match target.sign() {
        Sign::AtLeast => "≥",
        Sign::MoreThan => ">",
        Sign::Equal => "=",
        Sign::LessThan => "<",
        Sign::AtMost => "≤",
        Sign::Unspecified => panic!("{row:?} has no sign"),
    };
    format!("{sign} {value} {unit}")
}

fn reported(row: &IndicatorRow) -> &str {
    let value = row.actual.as_ref().and_then(|it| it.actual.as_ref()).and_then(|it| it.value.as_ref());
    match value {
        Some(Value::Number(number)) => number,
        other => panic!("{other:?} is no number"),
    }
}
