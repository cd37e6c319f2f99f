//! The forms, a file for each.

mod actuals_template;
mod monitoring_table;
mod self_evaluation;
mod target_table;

pub(crate) use actuals_template::actuals_template;
pub(crate) use monitoring_table::monitoring_table;
pub(crate) use self_evaluation::self_evaluation;
pub(crate) use target_table::target_table;

use jixiao_domain::{Indicator, Period, PlanVersion, Target, Tier};

use crate::layout::{Cell, Input, Style};
use crate::words;

/// Names the form for a reader and as a file: `天津市残疾人联合会2023年度`, the name of the form, and where there is
/// one the month. Names of files are at most 255 bytes, so a long department is cut.
fn title(version: &PlanVersion, form: &str, month: Option<Period>) -> String {
    const MOST: usize = 50;
    let department: String = version.content.department_title().as_str().chars().take(MOST).collect();
    let month = month.map(|month| format!("（{month}）")).unwrap_or_default();
    format!("{department}{}年度{form}{month}", version.name.plan.year)
}

/// `目标1`.
fn goal_label(goal: i32) -> String {
    format!("目标{goal}")
}

/// The cell of a text that may be absent.
fn optional(text: Option<impl ToString>) -> Cell {
    Cell::text(text.map(|text| text.to_string()).unwrap_or_default())
}

/// The value and the unit of a target; a text takes both places, and days without one stand in a column of theirs.
fn value_and_unit(target: &Target) -> Vec<Cell> {
    match target {
        Target::Numeric(numeric) => vec![Cell::number(numeric.value), Cell::label(words::unit(target))],
        Target::Unreadable { .. } => vec![Cell::text(words::target_text(target)), Cell::label(words::unit(target))],
        Target::Deadline { text, .. } | Target::Window { text, .. } => vec![optional(text.as_ref()).over_columns(2)],
        Target::Qualitative { text } => vec![Cell::text(text.to_string()).over_columns(2)],
    }
}

/// Sign, value and unit, each in a cell of its own; days that the text may not say stand behind it.
fn target_cells(target: &Target) -> [Cell; 3] {
    let value = match (target, words::days(target)) {
        (Target::Numeric(numeric), _) => Cell::number(numeric.value),
        (Target::Deadline { text: Some(text), .. } | Target::Window { text: Some(text), .. }, Some(days)) => {
            Cell::text(format!("{text}（{days}）"))
        }
        (_, Some(days)) => Cell::text(days),
        (_, None) => Cell::text(words::target_text(target)),
    };
    [Cell::label(words::sign(target)), value, Cell::label(words::unit(target))]
}

/// Level 1, level 2 and name of an indicator.
fn name_cells(indicator: &Indicator) -> [Cell; 3] {
    [
        Cell::label(indicator.level1.label()),
        Cell::label(indicator.level2.label()),
        Cell::text(indicator.name.to_string()),
    ]
}

/// Of keys one below the other: how many equal ones begin there, `None` where the one above goes on.
fn runs<K: PartialEq>(keys: &[K]) -> Vec<Option<usize>> {
    let runs = keys.chunk_by(|above, below| above == below);
    runs.flat_map(|run| std::iter::once(Some(run.len())).chain(std::iter::repeat_n(None, run.len() - 1))).collect()
}

/// A label over the rows of its run, where the run begins.
fn run_label(text: impl Into<String>, run: Option<usize>) -> Option<Cell> {
    Some(Cell::label(text).over_rows(run?))
}

/// What answers a target.
fn input(target: &Target) -> Input {
    match target {
        Target::Numeric(_) | Target::Unreadable { .. } => Input::Number,
        Target::Deadline { .. } | Target::Window { .. } => Input::Date,
        Target::Qualitative { .. } => Input::Choice(Tier::ALL.map(|tier| tier.label().to_owned()).to_vec()),
    }
}

/// The key of a row, by which a filled-in form is read.
fn key(key: impl Copy + ToString) -> Cell {
    Cell::of(Style::Key, key.to_string())
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_run_begins_where_the_key_changes() {
        assert_eq!(runs(&[1, 1, 2, 1]), [Some(2), None, Some(1), Some(1)]);
        assert_eq!(runs::<u8>(&[]), []);
    }
}
