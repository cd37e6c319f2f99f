//! All parts and their levels under one heading, for CSV: the row of a part has its plans and totals, the rows of its
//! levels have points and weights; all have what became of the indicators.

use jixiao_proto::scoring::v1::{FateCount, LevelSummary};

use super::{FATES, Part, What, levels, rows_of};
use crate::grid::Grid;
use crate::words;

const NAMES: [&str; 22] = [
    "part",
    "region",
    "level1",
    "level2",
    "plans",
    "complete",
    "incomplete",
    "refused",
    "average_total",
    "lowest_total",
    "highest_total",
    "points",
    "weight_covered",
    "weight",
    "rate",
    "met",
    "missed",
    "scored",
    "not_reported",
    "unjudged",
    "not_applicable",
    "not_scorable",
];

pub(super) fn grid(parts: &[Part<'_>]) -> Grid {
    let mut grid = Grid::new(&NAMES, &[]);
    for part in parts {
        grid.add(whole(part).into_iter().chain(fates(&part.summary.fates)));
        levels::of(part.summary).for_each(|it| grid.add(level(part, it).into_iter().chain(fates(&it.fates))));
    }
    grid
}

const fn what(part: &Part<'_>) -> &'static str {
    match part.what {
        What::All => "all",
        What::Region => "region",
        What::YearBefore => "year_before",
    }
}

fn whole(part: &Part<'_>) -> [String; 15] {
    let (mut cells, summary): ([String; 15], _) = (Default::default(), part.summary);
    let [kind, region, _, _, plans, complete, incomplete, refused, average, lowest, highest, ..] = &mut cells;
    (*kind, *region) = (what(part).to_owned(), part.region.to_owned());
    *plans = summary.departments.to_string();
    *complete = summary.complete.to_string();
    *incomplete = summary.incomplete.to_string();
    *refused = summary.refused.to_string();
    *average = summary.average_total.clone();
    *lowest = summary.lowest_total.clone();
    *highest = summary.highest_total.clone();
    cells
}

fn level(part: &Part<'_>, level: &LevelSummary) -> [String; 15] {
    let mut cells: [String; 15] = Default::default();
    let [kind, region, level1, level2, .., points, covered, weight, rate] = &mut cells;
    (*kind, *region) = (what(part).to_owned(), part.region.to_owned());
    *level1 = words::level1(level.level1).to_owned();
    *level2 = words::level2(level.level2).to_owned();
    *points = level.points.clone();
    *covered = level.weight_covered.clone();
    *weight = level.weight.clone();
    *rate = level.rate.clone();
    cells
}

fn fates(counts: &[FateCount]) -> impl Iterator<Item = String> {
    FATES.map(|fate| rows_of(fate, counts).to_string()).into_iter()
}
