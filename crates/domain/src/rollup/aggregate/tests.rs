use proptest::prelude::*;

use super::*;
use crate::{Fraction, Rounding};

/// The default rules of section 4: floors by share, caps linear; only above nought.
fn score(sign: Sign, target: Decimal, actual: Decimal, weight: Points) -> Option<Points> {
    let (t, a) = (i128::from(target.millionths()), i128::from(actual.not_below_zero().millionths()));
    let earned = match sign {
        Sign::AtLeast | Sign::MoreThan | Sign::Equal => a.min(t),
        Sign::AtMost | Sign::LessThan => (2 * t - a.max(t)).max(0),
    };
    Fraction::of(weight, earned, t).map(|exact| exact.round(Rounding::HalfUp))
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

/// `≥ target 人`, cumulative, with its own score.
fn quantity(target: &str, actual: &str, weight: &str) -> AggregateRow {
    let (target, actual, weight) = (decimal(target), decimal(actual), points(weight));
    AggregateRow {
        library: "trained-persons".parse().unwrap(),
        unit: Some(Text::parse("人").unwrap()),
        sign: Sign::AtLeast,
        kind: AccumulationKind::Cumulative,
        is_rate: false,
        target,
        actual,
        ratio: None,
        weight,
        score: score(Sign::AtLeast, target, actual, weight).unwrap_or_default(),
        money: Fen::ZERO,
    }
}

fn rate(target: &str, actual: &str, ratio: Option<(&str, &str)>, money: i64) -> AggregateRow {
    AggregateRow {
        unit: Some(Text::parse("%").unwrap()),
        kind: AccumulationKind::Snapshot,
        is_rate: true,
        ratio: ratio.map(|(n, d)| Ratio::new(decimal(n), decimal(d)).unwrap()),
        money: Fen::new(money),
        ..quantity(target, actual, "5")
    }
}

fn taken(rows: &[AggregateRow]) -> Aggregates {
    let mut all = Aggregates::default();
    all.take(rows);
    all
}

fn only(rows: &[AggregateRow]) -> Aggregate {
    let [aggregate] = <[Aggregate; 1]>::try_from(taken(rows).finish(&score)).unwrap();
    aggregate
}

/// Basis, target and actual of rows of one key.
fn values(rows: &[AggregateRow]) -> (Basis, Option<String>, Option<String>) {
    let Aggregate { basis, target, actual, .. } = only(rows);
    (basis, target.map(|v| v.to_string()), actual.map(|v| v.to_string()))
}

fn are(basis: Basis, target: &str, actual: &str) -> (Basis, Option<String>, Option<String>) {
    (basis, Some(target.to_owned()), Some(actual.to_owned()))
}

#[test]
fn the_score_of_the_sum_is_not_the_mean_of_the_scores() {
    let both = only(&[quantity("100", "100", "10"), quantity("50", "20", "10")]);
    assert_eq!((both.rows, both.basis, both.weight), (2, Basis::Sum, points("10")));
    assert_eq!((both.target, both.actual), (Some(decimal("150")), Some(decimal("120"))));
    assert_eq!((both.score, both.mean_score), (Some(points("8.00")), points("7.00")));
}

#[test]
fn the_sum_is_scored_at_the_average_weight() {
    let both = only(&[quantity("100", "50", "5"), quantity("100", "50", "4.99")]);
    assert_eq!((both.weight, both.score), (points("5.00"), Some(points("2.50"))));
}

#[test]
fn rates_with_their_ratios_are_numerators_over_denominators() {
    let both = [rate("90", "83.33", Some(("5", "6")), 1), rate("80", "25", Some(("1", "4")), 999)];
    assert_eq!(values(&both), are(Basis::Ratio, "86", "60"));
    let third = [rate("90", "33.33", Some(("1", "3")), 0)];
    assert_eq!(values(&third), are(Basis::Ratio, "90", "33.333333"));
}

#[test]
fn one_rate_without_a_ratio_and_all_are_weighted_by_money() {
    let both = [rate("90", "80", Some(("4", "5")), 300), rate("80", "20", None, 100)];
    assert_eq!(values(&both), are(Basis::Money, "87.5", "65"));
    let below = Ratio::new(decimal("4"), decimal("-5"));
    let below = [AggregateRow { ratio: below, ..both[0].clone() }, rate("80", "20", Some(("1", "5")), 100)];
    assert_eq!(values(&below), are(Basis::Money, "87.5", "65"));
}

#[test]
fn rates_without_money_are_plain_averages() {
    let rows = [rate("90", "80", None, 0), rate("80", "20", None, -5), rate("80", "0", None, 0)];
    assert_eq!(values(&rows), are(Basis::Average, "83.333333", "33.333333"));
}

#[test]
fn a_ratio_counts_in_the_whole_of_its_unit_and_not_where_that_is_unknown() {
    let unit = |unit: &str| {
        let unit = Some(Text::parse(unit).unwrap());
        values(&[AggregateRow { unit, ..rate("5", "4", Some(("1", "250")), 0) }])
    };
    assert_eq!(unit("‰"), are(Basis::Ratio, "5", "4"));
    assert_eq!(unit("％"), are(Basis::Ratio, "5", "0.4"));
    assert_eq!(unit("百分点"), are(Basis::Average, "5", "4"));
}

#[test]
fn what_differs_in_library_unit_sign_or_kind_is_not_added() {
    let row = quantity("100", "100", "10");
    let rows = [
        AggregateRow { unit: None, ..row.clone() },
        AggregateRow { unit: Some(Text::parse("人次").unwrap()), ..row.clone() },
        AggregateRow { sign: Sign::Equal, ..row.clone() },
        AggregateRow { kind: AccumulationKind::YearlyReset, ..row.clone() },
        AggregateRow { library: "a".parse().unwrap(), ..row.clone() },
        row.clone(),
    ];
    let all = taken(&rows).finish(&score);
    assert!(all.iter().all(|aggregate| aggregate.rows == 1));
    let keys: Vec<AggregateKey> = all.into_iter().map(|aggregate| aggregate.key).collect();
    let in_order = [4, 0, 5, 3, 2, 1].map(|place: usize| rows[place].key());
    assert_eq!(keys, in_order);
}

#[test]
fn a_sum_past_any_decimal_has_no_score_and_keeps_its_averages() {
    let row = quantity("999999999999", "1", "10");
    let row = AggregateRow { money: Fen::new(i64::MAX), score: points("4"), ..row };
    let both = only(&[row.clone(), row]);
    assert_eq!((both.target, both.actual), (None, Some(decimal("2"))));
    assert_eq!((both.score, both.money), (None, None));
    assert_eq!((both.rows, both.weight, both.mean_score), (2, points("10"), points("4")));
}

#[test]
fn where_no_rule_gives_points_there_is_no_score_of_the_sum() {
    let none = only(&[quantity("0", "5", "10")]);
    assert_eq!((none.target, none.score), (Some(Decimal::ZERO), None));
    assert_eq!(taken(&[]).finish(&score), []);
}

/// Rows of few keys: quantities and rates, with and without ratios and money.
fn rows() -> impl Strategy<Value = Vec<AggregateRow>> {
    let ratio = prop::option::weighted(0.8, (0..500i64, 1..500i64));
    let key = (0..2usize, any::<bool>(), prop::sample::select(Sign::ALL.to_vec()));
    let row = (key, 1..400i64, -20..400i64, ratio, 0..600u32, 0..4i64);
    let row = row.prop_map(|((library, is_rate, sign), target, actual, ratio, weight, money)| {
        let of = |thousandths: i64| Decimal::from_millionths(thousandths * 1000).unwrap();
        let (target, weight) = (of(target), Points::from_hundredths(weight));
        let actual = of(actual);
        AggregateRow {
            library: ["a", "b"][library].parse().unwrap(),
            unit: Some(Text::parse(if is_rate { "%" } else { "人" }).unwrap()),
            sign,
            kind: AccumulationKind::Snapshot,
            is_rate,
            target,
            actual,
            ratio: ratio.and_then(|(n, d)| Ratio::new(of(n), of(d))),
            weight,
            score: score(sign, target, actual, weight).unwrap(),
            money: Fen::new(money * 997),
        }
    });
    prop::collection::vec(row, 0..40)
}

fn of_key<'a>(rows: &'a [AggregateRow], key: &'a AggregateKey) -> impl Iterator<Item = &'a AggregateRow> + Clone {
    rows.iter().filter(move |row| row.key() == *key)
}

fn lies_between<T: Ord>(value: &T, all: impl Iterator<Item = T> + Clone) -> bool {
    all.clone().min().is_some_and(|least| least <= *value) && all.max().is_some_and(|most| *value <= most)
}

proptest! {
    #[test]
    fn neither_order_nor_parts_matter(rows in rows(), cut in 0..40usize) {
        let whole = taken(&rows);
        let (first, rest) = rows.split_at(cut.min(rows.len()));
        let mut merged = taken(rest);
        merged.merge(&taken(first));
        let backwards: Vec<AggregateRow> = rows.iter().rev().cloned().collect();
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(taken(&backwards), whole.clone());
        prop_assert_eq!(merged.finish(&score), whole.finish(&score));
    }

    #[test]
    fn the_aggregate_of_one_row_is_the_row(row in rows().prop_filter_map("a row", |rows| rows.into_iter().next())) {
        let row = AggregateRow { ratio: None, ..row };
        let one = only(std::slice::from_ref(&row));
        prop_assert_eq!((one.target, one.actual), (Some(row.target), Some(row.actual)));
        prop_assert_eq!((one.score, one.mean_score, one.weight), (Some(row.score), row.score, row.weight));
        prop_assert_eq!(one.money, Some(row.money));
    }

    #[test]
    fn a_rate_that_is_what_its_ratio_makes_is_scored_alike_with_and_without_it(d in 1..500i64, percent in 0..200i64) {
        let of = |n: i64| Decimal::from_millionths(n * 1_000_000).unwrap();
        let (ratio, actual) = (Ratio::new(of(percent * d), of(100 * d)), of(percent));
        let row = AggregateRow { actual, ratio, ..rate("90", "0", None, 7) };
        let without = only(&[AggregateRow { ratio: None, ..row.clone() }]);
        let with = only(&[row]);
        prop_assert_eq!((with.basis, without.basis), (Basis::Ratio, Basis::Money));
        prop_assert_eq!((with.target, with.actual, with.score), (without.target, without.actual, without.score));
    }

    #[test]
    fn quantities_are_sums_and_averages_lie_between(rows in rows()) {
        let all = taken(&rows).finish(&score);
        prop_assert_eq!(all.iter().map(|aggregate| aggregate.rows).sum::<usize>(), rows.len());
        for aggregate in &all {
            let of_key = || of_key(&rows, &aggregate.key);
            let (target, actual) = aggregate.target.zip(aggregate.actual).unwrap();
            match aggregate.basis {
                Basis::Sum => {
                    let sum = |value: fn(&AggregateRow) -> Decimal| of_key().map(|r| value(r).millionths()).sum::<i64>();
                    prop_assert!(!aggregate.key.is_rate);
                    prop_assert_eq!((target.millionths(), actual.millionths()), (sum(|r| r.target), sum(|r| r.actual)));
                }
                Basis::Money | Basis::Average => {
                    prop_assert!(of_key().any(|r| r.ratio.is_none()));
                    prop_assert_eq!(aggregate.basis == Basis::Money, of_key().any(|r| r.money > Fen::ZERO));
                    prop_assert!(lies_between(&target, of_key().map(|r| r.target)));
                    prop_assert!(lies_between(&actual, of_key().map(|r| r.actual)));
                }
                Basis::Ratio => {
                    let own = of_key().map(|r| only(std::slice::from_ref(r)).actual.unwrap());
                    prop_assert!(of_key().all(|r| r.ratio.is_some()));
                    prop_assert!(lies_between(&target, of_key().map(|r| r.target)));
                    prop_assert!(lies_between(&actual, own));
                }
            }
            prop_assert!(lies_between(&aggregate.weight, of_key().map(|r| r.weight)));
            prop_assert!(lies_between(&aggregate.mean_score, of_key().map(|r| r.score)));
            prop_assert!(aggregate.score.is_some_and(|score| score <= aggregate.weight));
            prop_assert_eq!(aggregate.money, Fen::sum(of_key().map(|r| r.money)));
        }
    }
}
