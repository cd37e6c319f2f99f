use proptest::prelude::*;

use super::*;
use crate::rollup::FateCount;

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn row(level2: Level2, fate: RowFate, weight: &str, score: Option<&str>) -> RowFact {
    RowFact { level1: level2.level1(), level2, fate, weight: points(weight), score: score.map(points) }
}

const EXECUTION: ExecutionFact = ExecutionFact {
    fate: RowFate::Missed,
    weight: Points::from_hundredths(1000),
    score: Some(Points::from_hundredths(862)),
};

/// Two plans with totals, one without and one that was refused.
fn summary() -> Summary {
    let plan =
        |total: Option<&str>, grade, rows, execution| PlanFacts { total: total.map(points), grade, rows, execution };
    let mut summary = Summary::default();
    let rows = [
        row(Level2::Quantity, RowFate::Met, "50", Some("50")),
        row(Level2::Quality, RowFate::Scored, "40", Some("31.38")),
    ];
    summary.take(&plan(Some("90.00"), Some(Grade::Excellent), &rows, EXECUTION));
    let rows = [row(Level2::Quantity, RowFate::Missed, "90", Some("51.37"))];
    summary.take(&plan(Some("59.99"), Some(Grade::Poor), &rows, EXECUTION));
    let rows = [
        row(Level2::SocialEffect, RowFate::NotReported, "50", None),
        row(Level2::SocialEffect, RowFate::NotApplicable, "40", None),
    ];
    summary.take(&plan(None, None, &rows, ExecutionFact { fate: RowFate::NotReported, score: None, ..EXECUTION }));
    summary.take_refused();
    summary
}

#[test]
fn totals_are_averaged_over_the_plans_that_have_one() {
    let summary = summary();
    assert_eq!(summary.departments(), 4);
    assert_eq!((summary.complete(), summary.incomplete(), summary.refused()), (2, 1, 1));
    assert_eq!(summary.average_total(), Some(points("75.00")), "149.99 of 2, half-up");
    assert_eq!((summary.lowest_total(), summary.highest_total()), (Some(points("59.99")), Some(points("90"))));
    let grades = [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor].map(|grade| summary.grade(grade));
    assert_eq!(grades, [1, 0, 0, 1]);
}

#[test]
fn rows_are_counted_by_fate_with_their_weight() {
    let summary = summary();
    let count = |fate| {
        let FateCount { rows, weight } = summary.indicators().count(fate);
        (rows, weight.to_string())
    };
    let counts = RowFate::ALL.map(count);
    let expected = [(1, "50.00"), (1, "90.00"), (1, "50.00"), (0, "0.00"), (1, "40.00"), (0, "0.00"), (1, "40.00")];
    assert_eq!(counts, expected.map(|(rows, weight)| (rows, weight.to_owned())));
    assert_eq!(summary.execution().count(RowFate::Missed).rows, 2);
    assert_eq!(summary.execution().count(RowFate::NotReported).weight.to_string(), "10.00");
}

#[test]
fn the_rate_of_a_level_is_of_the_weight_that_is_covered() {
    let summary = summary();
    let level1: Vec<_> =
        summary.level1().map(|(level1, t)| (level1, t.points().to_string(), t.average_rate())).collect();
    let output = (Level1::Output, "132.75".to_owned(), Some(points("73.75")));
    assert_eq!(level1, [output, (Level1::Effect, "0.00".to_owned(), None)]);
    let level2: Vec<_> = summary.level2().map(|(_, level2, t)| (level2, t.average_rate())).collect();
    let (quantity, quality) = (Some(points("72.41")), Some(points("78.45")));
    assert_eq!(level2, [(Level2::Quantity, quantity), (Level2::Quality, quality), (Level2::SocialEffect, None)]);
    let (_, effect) = summary.level1().last().unwrap();
    assert_eq!((effect.weight().to_string(), effect.weight_covered().to_string()), ("50.00".into(), "0.00".into()));
}

#[test]
fn a_pair_outside_the_frames_stays_where_the_table_put_it() {
    let rows = [RowFact { level1: Level1::Output, ..row(Level2::SocialEffect, RowFate::Met, "5", Some("5")) }];
    let mut summary = Summary::default();
    summary.take(&PlanFacts { total: None, grade: None, rows: &rows, execution: EXECUTION });
    let pairs: Vec<_> = summary.level2().map(|(level1, level2, _)| (level1, level2)).collect();
    assert_eq!(pairs, [(Level1::Output, Level2::SocialEffect)]);
}

#[test]
fn a_group_without_plans_has_no_averages() {
    let summary = Summary::default();
    assert_eq!((summary.departments(), summary.average_total(), summary.highest_total()), (0, None, None));
    assert_eq!((summary.indicators().rows(), summary.indicators().average_rate()), (0, None));
}

/// A plan's total, grade, rows and execution; `None` where it was refused.
type Facts = Option<(Option<Points>, Option<Grade>, Vec<RowFact>, ExecutionFact)>;

fn plans() -> impl Strategy<Value = Vec<Facts>> {
    let fact = (0..4usize, 0..12usize, 0..7usize, 0..1000u32, prop::option::of(0..=100u32));
    let fact = fact.prop_map(|(level1, level2, fate, weight, percent)| RowFact {
        level1: Level1::ALL[level1],
        level2: Level2::ALL[level2],
        fate: RowFate::ALL[fate],
        weight: Points::from_hundredths(weight),
        score: percent.map(|percent| Points::from_hundredths(weight * percent / 100)),
    });
    let grades = [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor];
    let total = prop::option::of((0..=10_000u32, prop::sample::select(grades.to_vec())));
    let plan = (total, prop::collection::vec(fact, 1..8)).prop_map(|(total, mut rows)| {
        let RowFact { fate, weight, score, .. } = rows.pop().unwrap();
        let (total, grade) = total.unzip();
        (total.map(Points::from_hundredths), grade, rows, ExecutionFact { fate, weight, score })
    });
    prop::collection::vec(prop::option::weighted(0.9, plan), 0..20)
}

fn taken<'a>(plans: impl IntoIterator<Item = &'a Facts>) -> Summary {
    let mut summary = Summary::default();
    for plan in plans {
        match plan {
            None => summary.take_refused(),
            Some((total, grade, rows, execution)) => {
                summary.take(&PlanFacts { total: *total, grade: *grade, rows, execution: *execution });
            }
        }
    }
    summary
}

proptest! {
    #[test]
    fn neither_order_nor_parts_matter(plans in plans(), cut in 0..20usize) {
        let whole = taken(&plans);
        let (first, rest) = plans.split_at(cut.min(plans.len()));
        let mut merged = taken(rest);
        merged.merge(&taken(first));
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(taken(plans.iter().rev()), whole);
    }

    #[test]
    fn averages_lie_between_and_parts_add_up_to_the_whole(plans in plans()) {
        let summary = taken(&plans);
        let facts: Vec<&RowFact> = plans.iter().flatten().flat_map(|(_, _, rows, _)| rows).collect();
        prop_assert_eq!(summary.departments(), plans.len());
        prop_assert_eq!(summary.indicators().rows(), facts.len());
        prop_assert_eq!(summary.execution().rows(), plans.iter().flatten().count());

        let average = summary.average_total();
        prop_assert!(summary.lowest_total() <= average && average <= summary.highest_total());
        prop_assert_eq!(average.is_some(), summary.complete() > 0);

        let of_fate = |fate| facts.iter().filter(move |fact| fact.fate == fate);
        for fate in RowFate::ALL {
            let count = summary.indicators().count(fate);
            let weight: Points = of_fate(fate).map(|fact| fact.weight).sum();
            prop_assert_eq!((count.rows, count.weight.to_string()), (of_fate(fate).count(), weight.to_string()));
        }
        let (mut by_level1, mut by_level2) = (Tally::default(), Tally::default());
        summary.level1().for_each(|(_, tally)| by_level1.merge(tally));
        summary.level2().for_each(|(_, _, tally)| by_level2.merge(tally));
        prop_assert_eq!(&by_level1, summary.indicators());
        prop_assert_eq!(&by_level2, summary.indicators());
        prop_assert!(summary.indicators().average_rate().is_none_or(|rate| rate <= Points::HUNDRED));
    }
}
