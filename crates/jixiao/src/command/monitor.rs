//! `jixiao monitor`.

mod plan;
mod region;

use jixiao_domain::Fen;
use jixiao_proto::scoring::v1::{BudgetMonitoring, IndicatorMonitoring};

use crate::cli::MonitorArguments;
use crate::error::Error;
use crate::{card, words};

/// Prints the lights of a plan, or the warnings of a region.
pub(crate) async fn run(arguments: &MonitorArguments) -> Result<(), Error> {
    if !arguments.name.contains("/plans/") {
        return region::warnings(arguments).await;
    }
    match (arguments.year, arguments.red) {
        (Some(_), _) => Err(Error::OfARegion("--year")),
        (None, true) => Err(Error::OfARegion("--red")),
        (None, false) => plan::monitor(arguments).await,
    }
}

/// Light, pace, target, actual and what the year may end at, of an indicator.
fn of_indicator(row: &IndicatorMonitoring) -> [String; 5] {
    let actual = row.actual.as_ref().map(card::cells::actual).unwrap_or_default();
    let stale = row.actual.as_ref().filter(|_| row.stale).map(|actual| format!(" ({})", actual.period));
    [
        words::signal(row.signal()).to_owned(),
        row.pace.clone(),
        row.target.as_ref().map(card::cells::target).unwrap_or_default(),
        actual + &stale.unwrap_or_default(),
        row.projected_year_end.clone(),
    ]
}

/// The same of the budget.
fn of_budget(row: &BudgetMonitoring) -> [String; 5] {
    let total = row.record.as_ref().and_then(|record| record.total);
    let yuan = |fen: i64| Fen::new(fen).grouped();
    let budget = total.map(|total| total.adjusted_fen.unwrap_or(total.initial_fen));
    let stale = row.record.as_ref().filter(|_| row.stale).map(|record| format!(" ({})", record.period));
    let projected = if row.projected_year_end_fen == 0 { String::new() } else { yuan(row.projected_year_end_fen) };
    [
        words::signal(row.signal()).to_owned(),
        row.pace.clone(),
        budget.map(yuan).unwrap_or_default(),
        total.map(|total| yuan(total.executed_fen)).unwrap_or_default() + &stale.unwrap_or_default(),
        projected,
    ]
}
