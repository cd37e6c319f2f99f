//! A scorecard in the terminal.

mod cells;
mod summary;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use jixiao_proto::scoring::v1::{GoalRows, IndicatorRow, Scorecard};

use crate::error::Error;
use crate::output;

const HEADER: [&str; 8] =
    ["", "indicator 绩效指标", "target 指标值", "actual 完成值", "weight 分值", "score 得分", "outcome 结果", "met"];

/// Columns of numbers.
const NUMBERS: [usize; 2] = [4, 5];

/// As wide as a common terminal in full screen; a terminal that is narrower folds the cells further.
const WIDTH: u16 = 150;

/// Prints a scorecard: per goal its rows, then the execution row, the sums, and what is missing.
pub(crate) fn print(card: &Scorecard) -> Result<(), Error> {
    output::line(summary::title(card))?;
    for goal in &card.goals {
        output::line(format!("\n目标{} {}", goal.number, cells::shortened(&goal.text, 60)))?;
        output::line(goal_table(goal).to_string())?;
        let GoalRows { points, weight_covered, weight, .. } = goal;
        output::line(format!("  {points} points of {weight_covered} covered, {weight} in all"))?;
    }
    output::line("")?;
    summary::lines(card).into_iter().try_for_each(output::line)?;
    Ok(())
}

fn goal_table(goal: &GoalRows) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(HEADER);
    table.add_rows(goal.rows.iter().map(row));
    for column in NUMBERS {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn row(row: &IndicatorRow) -> [String; 8] {
    [
        row.indicator.clone(),
        row.name.clone(),
        row.target.as_ref().map(cells::target).unwrap_or_default(),
        row.actual.as_ref().map(cells::actual).unwrap_or_default(),
        row.weight.clone(),
        row.score.clone(),
        cells::outcome(row),
        cells::met(row.met).to_owned(),
    ]
}
