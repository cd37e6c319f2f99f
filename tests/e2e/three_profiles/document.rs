//! The page that sets the three side by side.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jixiao_domain::{Grade, Level1, Level2};
use jixiao_proto::EnumField as _;
use jixiao_proto::scoring::v1::{IndicatorRow, Outcome, Scorecard};

use super::{Scored, hundredths};

const HEAD: &str = "\
# Three profiles side by side

The published table of 2023 three times: weighed by each of the built-in weight schemes, scored by the profile of that name, with
the same illustrative actuals. What a person gave is the same share of the weight. A test makes this page
(`tests/e2e/three_profiles.rs`); the finalized scorecards are kept beside it. The rules are in [scoring.md](scoring.md).

";

/// The page.
pub(super) fn side_by_side(scored: &[Scored]) -> String {
    let mut page = HEAD.to_owned();
    page += "## Totals\n\n";
    table(&mut page, scored, "", &totals(scored));
    page += "\n## Weights and points by level\n\nEach cell has the points of the weight.\n\n";
    table(&mut page, scored, "indicators", &levels(scored));
    page += "\n## Rows that are not full everywhere\n\nThe weights differ by scheme; the arithmetic is what a person \
        would put in. Judged rows are left out.\n\n";
    table(&mut page, scored, "indicator", &rows(scored));
    page += "\n`hubei` scores an exceeded cap by T/A, the others by 1 − (A − T)/T: with the same weight that is a little more. \
        `cn-2021-cost` weighs the six cost indicators with 20 points of their own, so that each of them counts three times as \
        much as under `cn-2020`.\n";
    page
}

type Row = (String, Vec<String>);

fn table(page: &mut String, scored: &[Scored], of: &str, rows: &[Row]) {
    let heads: Vec<_> = scored.iter().map(|it| format!("`{}`", it.profile)).collect();
    writeln!(page, "| {of} | {} |", heads.join(" | ")).unwrap();
    writeln!(page, "|---|{}", "---|".repeat(scored.len())).unwrap();
    for (name, cells) in rows {
        writeln!(page, "| {name} | {} |", cells.join(" | ")).unwrap();
    }
}

fn totals(scored: &[Scored]) -> Vec<Row> {
    let of = |name: &str, cell: &dyn Fn(&Scorecard) -> String| {
        (name.to_owned(), scored.iter().map(|it| cell(&it.card)).collect())
    };
    let execution = |card: &Scorecard| {
        let row = card.execution.as_ref().unwrap();
        format!("`{}`", row.trace.as_ref().unwrap().arithmetic)
    };
    vec![
        of("预算执行率 execution", &execution),
        of("总分 total", &|card| card.totals.as_ref().unwrap().total.clone()),
        of("等级 grade", &|card| Grade::parse(card.totals.as_ref().unwrap().grade).unwrap().label().to_owned()),
        of("plausible beside the money", &|card| {
            let found = card.plausibility.as_ref().unwrap();
            format!("points {} %, execution {} %", found.indicator_rate, found.execution_rate)
        }),
    ]
}

fn all(card: &Scorecard) -> impl Iterator<Item = &IndicatorRow> {
    card.goals.iter().flat_map(|goal| &goal.rows)
}

/// Level 1, and under output what counts as cost apart.
fn level(row: &IndicatorRow) -> (i32, bool) {
    (row.level1, row.level2 == Level2::Cost.number())
}

fn levels(scored: &[Scored]) -> Vec<Row> {
    let mut counts: BTreeMap<(i32, bool), usize> = BTreeMap::new();
    all(&scored[0].card).for_each(|row| *counts.entry(level(row)).or_default() += 1);
    let cell = |card: &Scorecard, of: (i32, bool)| {
        let rows: Vec<_> = all(card).filter(|row| level(row) == of).collect();
        let sum = |of: fn(&IndicatorRow) -> &String| rows.iter().map(|row| hundredths(of(row))).sum();
        format!("{} of {}", points(sum(|row| &row.score)), points(sum(|row| &row.weight)))
    };
    let named = |(level1, is_cost): (i32, bool), count: usize| {
        let label = if is_cost { Level2::Cost.label() } else { Level1::parse(level1).unwrap().label() };
        format!("{label}, {count}{}", if is_cost { " of 产出指标" } else { "" })
    };
    let row = |(of, count): (&(i32, bool), &usize)| {
        (named(*of, *count), scored.iter().map(|it| cell(&it.card, *of)).collect())
    };
    counts.iter().map(row).collect()
}

fn points(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Computed rows that lost points under at least one profile, with the arithmetic under each.
fn rows(scored: &[Scored]) -> Vec<Row> {
    let is_short = |row: &IndicatorRow| row.outcome() == Outcome::Scored && row.score != row.weight;
    let of = |card: &Scorecard, id: &str| all(card).find(|row| row.indicator == id).unwrap().clone();
    let ids = all(&scored[0].card).map(|row| row.indicator.as_str());
    let told = ids.filter(|id| scored.iter().any(|it| is_short(&of(&it.card, id))));
    let cell = |row: &IndicatorRow| format!("`{}`", row.trace.as_ref().unwrap().arithmetic);
    told.map(|id| {
        let name = format!("{id} {}", of(&scored[0].card, id).name);
        (name, scored.iter().map(|it| cell(&of(&it.card, id))).collect())
    })
    .collect()
}
