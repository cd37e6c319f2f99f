//! The scorecard of one plan.

use jixiao_proto::scoring::v1::{IndicatorRow, ScorePlanRequest, Scorecard};

use crate::cli::ScoreArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{card, client, json, words};

const HEAD: [&str; 18] = [
    "goal",
    "indicator",
    "level1",
    "level2",
    "name",
    "sign",
    "target",
    "unit",
    "weight",
    "actual",
    "period",
    "revision",
    "unit_score",
    "score",
    "outcome",
    "met",
    "arithmetic",
    "exact",
];

pub(super) async fn score(arguments: &ScoreArguments) -> Result<(), Error> {
    let request = ScorePlanRequest {
        plan: arguments.name.clone(),
        as_of_period: arguments.period.clone(),
        profile: arguments.profile.clone(),
        ..ScorePlanRequest::default()
    };
    let answer = client::scoring(&arguments.endpoint)?.score_plan(request).await;
    let card = client::answer("ScorePlan", answer)?.scorecard.ok_or(Error::Answer("the scorecard"))?;
    if arguments.print.json {
        return json::print("jixiao.scoring.v1.Scorecard", &card);
    }
    if arguments.print.csv { rows(&card).print_csv() } else { card::print(&card) }
}

/// Every row of an indicator, then the execution.
fn rows(card: &Scorecard) -> Grid {
    let mut grid = Grid::new(&HEAD, &[]);
    for goal in &card.goals {
        goal.rows.iter().for_each(|row| grid.add(cells(goal.number, row)));
    }
    if let Some(row) = &card.execution {
        let trace = row.trace.clone().unwrap_or_default();
        let mut cells: [String; 18] = Default::default();
        let [_, id, _, _, name, _, _, _, weight, _, period, revision, unit_score, score, outcome, _, arithmetic, exact] =
            &mut cells;
        (*id, *name, *weight) = ("execution".to_owned(), "预算执行率".to_owned(), row.weight.clone());
        if let Some(record) = &row.record {
            (*period, *revision) = (record.period.clone(), record.revision.to_string());
        }
        (*unit_score, *score) = (row.score.clone(), row.score.clone());
        *outcome = row.outcome().as_str_name().to_owned();
        (*arithmetic, *exact) = (trace.arithmetic, trace.exact);
        grid.add(cells);
    }
    grid
}

fn cells(goal: i32, row: &IndicatorRow) -> [String; 18] {
    let trace = row.trace.clone().unwrap_or_default();
    let [sign, target, unit] = row.target.as_ref().map(card::cells::parts).unwrap_or_default();
    [
        goal.to_string(),
        row.indicator.clone(),
        words::level1(row.level1).to_owned(),
        words::level2(row.level2).to_owned(),
        row.name.clone(),
        sign,
        target,
        unit,
        row.weight.clone(),
        row.actual.as_ref().map(card::cells::actual).unwrap_or_default(),
        row.actual.as_ref().map(|actual| actual.period.clone()).unwrap_or_default(),
        row.actual.as_ref().map(|actual| actual.revision.to_string()).unwrap_or_default(),
        row.unit_score.clone(),
        row.score.clone(),
        row.outcome().as_str_name().to_owned(),
        row.met.map(|met| met.to_string()).unwrap_or_default(),
        trace.arithmetic,
        trace.exact,
    ]
}
