//! A scorecard in the terminal.

pub(crate) mod cells;
mod summary;

use jixiao_proto::scoring::v1::{GoalRows, IndicatorRow, Scorecard};

use crate::error::Error;
use crate::grid::Grid;
use crate::output;

const HEADER: [&str; 8] =
    ["", "indicator 绩效指标", "target 指标值", "actual 完成值", "weight 分值", "score 得分", "outcome 结果", "met"];

/// Columns of numbers.
const NUMBERS: [usize; 2] = [4, 5];

/// Prints a scorecard: per goal its rows, then the execution row, the sums, and what is missing.
pub(crate) fn print(card: &Scorecard) -> Result<(), Error> {
    output::line(summary::title(card))?;
    for goal in &card.goals {
        output::line(format!("\n目标{} {}", goal.number, cells::shortened(&goal.text, 60)))?;
        Grid::new(&HEADER, &NUMBERS).with(goal.rows.iter().map(row)).print()?;
        let GoalRows { points, weight_covered, weight, .. } = goal;
        output::line(format!("  {points} points of {weight_covered} covered, {weight} in all"))?;
    }
    output::line("")?;
    summary::lines(card).into_iter().try_for_each(output::line)?;
    Ok(())
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
