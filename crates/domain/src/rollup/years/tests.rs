use proptest::prelude::*;

use super::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn row(indicator: &str, library: Option<&str>, actual: &str) -> YearRow {
    YearRow {
        indicator: indicator.parse().unwrap(),
        library: library.map(|id| id.parse().unwrap()),
        unit: Some(Text::parse("人").unwrap()),
        kind: AccumulationKind::Cumulative,
        target: decimal("100"),
        actual: Some(decimal(actual)),
    }
}

/// What was paired: ids before and now, and by what.
fn pairs(before: &[YearRow], now: &[YearRow]) -> Vec<(Option<String>, Option<String>, Option<PairedBy>)> {
    let id = |row: &YearRow| Some(row.indicator.to_string());
    let pairs = year_on_year(before, now).into_iter().map(|pair| match pair {
        YearPair::Both { before, now, by, .. } => (id(before), id(now), Some(by)),
        YearPair::OnlyBefore(before) => (id(before), None, None),
        YearPair::OnlyNow(now) => (None, id(now), None),
    });
    pairs.collect()
}

fn both(before: &str, now: &str, by: PairedBy) -> (Option<String>, Option<String>, Option<PairedBy>) {
    (Some(before.to_owned()), Some(now.to_owned()), Some(by))
}

fn alone(before: Option<&str>, now: Option<&str>) -> (Option<String>, Option<String>, Option<PairedBy>) {
    (before.map(str::to_owned), now.map(str::to_owned), None)
}

fn change(before: &str, now: &str) -> (Option<String>, Option<String>) {
    let YearChange { difference, growth } = YearChange::of(decimal(before), decimal(now));
    (difference.map(|d| d.to_string()), growth.map(|g| g.to_string()))
}

fn is(difference: &str, growth: Option<&str>) -> (Option<String>, Option<String>) {
    (Some(difference.to_owned()), growth.map(str::to_owned))
}

#[test]
fn growth_is_a_share_of_the_value_before_to_four_decimals() {
    assert_eq!(change("80", "100"), is("20", Some("0.25")));
    assert_eq!(change("3", "4"), is("1", Some("0.3333")));
    assert_eq!(change("3", "1"), is("-2", Some("-0.6667")));
    assert_eq!(change("20000", "20001"), is("1", Some("0.0001")), "half of the last place goes away from nought");
    assert_eq!(change("5", "-5"), is("-10", Some("-2")));
}

#[test]
fn nothing_grows_from_nought_or_below() {
    assert_eq!(change("0", "5"), is("5", None));
    assert_eq!(change("-1", "5"), is("6", None));
}

#[test]
fn what_is_past_any_decimal_is_none() {
    assert_eq!(change("-999999999999", "999999999999"), (None, None));
    assert_eq!(change("0.000001", "999999999999"), is("999999999998.999999", None));
}

#[test]
fn rows_of_the_same_id_are_paired_with_what_moved() {
    let (before, now) = ([row("i001", None, "80")], [YearRow { target: decimal("150"), ..row("i001", None, "100") }]);
    let expected = YearPair::Both {
        before: &before[0],
        now: &now[0],
        by: PairedBy::Indicator,
        target: YearChange { difference: Some(decimal("50")), growth: Some(decimal("0.5")) },
        actual: Some(YearChange { difference: Some(decimal("20")), growth: Some(decimal("0.25")) }),
    };
    assert_eq!(year_on_year(&before, &now), [expected]);
    let unreported = [YearRow { actual: None, ..now[0].clone() }];
    assert!(matches!(year_on_year(&before, &unreported)[..], [YearPair::Both { actual: None, .. }]));
}

#[test]
fn an_id_with_another_unit_or_kind_is_another_indicator() {
    let before = [row("i001", None, "80")];
    let unit = [YearRow { unit: None, ..before[0].clone() }];
    let kind = [YearRow { kind: AccumulationKind::Snapshot, ..before[0].clone() }];
    for now in [unit, kind] {
        assert_eq!(pairs(&before, &now), [alone(None, Some("i001")), alone(Some("i001"), None)]);
    }
}

#[test]
fn ids_that_were_given_anew_yield_to_the_library() {
    let before = [row("i001", Some("a"), "1"), row("i002", Some("b"), "2")];
    let now = [row("i001", Some("b"), "3"), row("i002", Some("a"), "4"), row("i003", None, "5")];
    let expected =
        [both("i002", "i001", PairedBy::Library), both("i001", "i002", PairedBy::Library), alone(None, Some("i003"))];
    assert_eq!(pairs(&before, &now), expected);
}

#[test]
fn the_library_pairs_only_what_is_there_once_on_both_sides() {
    let before = [row("i001", Some("a"), "1"), row("i002", Some("a"), "2")];
    let now = [row("i009", Some("a"), "3"), row("i001", Some("a"), "4")];
    let expected = [alone(None, Some("i009")), both("i001", "i001", PairedBy::Indicator), alone(Some("i002"), None)];
    assert_eq!(pairs(&before, &now), expected);
    let twice_before = [alone(None, Some("i009")), alone(Some("i001"), None), alone(Some("i002"), None)];
    assert_eq!(pairs(&before, &now[..1]), twice_before);
    let twice_now = [alone(None, Some("i001")), alone(None, Some("i002")), alone(Some("i009"), None)];
    assert_eq!(pairs(&now[..1], &before), twice_now);
}

#[test]
fn a_row_that_has_a_partner_takes_no_other() {
    let before = [row("i001", None, "1"), row("i002", Some("a"), "2")];
    let now = [row("i001", Some("a"), "3")];
    assert_eq!(pairs(&before, &now), [both("i001", "i001", PairedBy::Indicator), alone(Some("i002"), None)]);
}

fn rows() -> impl Strategy<Value = Vec<YearRow>> {
    let library = prop::option::of(prop::sample::select(vec!["a", "b", "c", "d"]));
    let any_row = (0..8usize, library, any::<bool>(), -3..9i64, any::<bool>());
    let any_row = any_row.prop_map(|(id, library, has_unit, actual, is_cumulative)| YearRow {
        indicator: IndicatorId::numbered(id),
        unit: has_unit.then(|| Text::parse("人").unwrap()),
        kind: if is_cumulative { AccumulationKind::Cumulative } else { AccumulationKind::Snapshot },
        ..row("i001", library, &actual.to_string())
    });
    prop::collection::vec(any_row, 0..12)
}

proptest! {
    #[test]
    fn every_row_is_there_once_and_pairs_share_unit_and_kind(before in rows(), now in rows()) {
        let pairs = year_on_year(&before, &now);
        let (mut of_before, mut of_now): (Vec<&YearRow>, Vec<&YearRow>) = (Vec::new(), Vec::new());
        for pair in &pairs {
            match pair {
                YearPair::Both { before, now, by, .. } => {
                    prop_assert_eq!((&before.unit, before.kind), (&now.unit, now.kind));
                    match by {
                        PairedBy::Indicator => prop_assert_eq!(&before.indicator, &now.indicator),
                        PairedBy::Library => prop_assert!(before.library.is_some() && before.library == now.library),
                    }
                    prop_assert!(!differ(before, now));
                    of_before.push(before);
                    of_now.push(now);
                }
                YearPair::OnlyBefore(before) => of_before.push(before),
                YearPair::OnlyNow(now) => of_now.push(now),
            }
        }
        prop_assert!(of_now.iter().copied().eq(&now), "in their order");
        let place = |row: &&YearRow| before.iter().position(|of| std::ptr::eq(of, *row));
        let mut places: Vec<Option<usize>> = of_before.iter().map(place).collect();
        places.sort_unstable();
        prop_assert!(places.into_iter().eq((0..before.len()).map(Some)), "each once");
    }

    #[test]
    fn the_order_of_rows_changes_no_pair(before in rows(), now in rows()) {
        let backwards = |rows: &[YearRow]| rows.iter().rev().cloned().collect::<Vec<_>>();
        let sorted = |before: &[YearRow], now: &[YearRow]| {
            let mut all: Vec<String> = year_on_year(before, now).iter().map(|pair| format!("{pair:?}")).collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(sorted(&before, &now), sorted(&backwards(&before), &backwards(&now)));
    }

    #[test]
    fn the_same_year_twice_has_not_moved(rows in rows()) {
        for pair in year_on_year(&rows, &rows) {
            if let YearPair::Both { before, now, target, actual, .. } = pair {
                prop_assert_eq!(before, now);
                let growth = before.actual.filter(|actual| *actual > Decimal::ZERO).map(|_| Decimal::ZERO);
                prop_assert_eq!(target.growth, Some(Decimal::ZERO));
                prop_assert_eq!(actual, Some(YearChange { difference: Some(Decimal::ZERO), growth }));
            }
        }
    }
}
