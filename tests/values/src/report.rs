use jixiao_domain::{
    Actual, ActualValue, Checklist, Digest256, Evidence, ExecutionAmounts, ExecutionPart, ExecutionReport, Fen,
    FiscalYear, Forecast, FundSource, IndicatorId, Instant, Judgement, Likelihood, Overrider, Period, PrincipalId,
    ProfileName, ProfileRef, Ratio, ReasonKind, Reported, Ruling, Side, Text, Tier,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::basic::{date, decimal, fen, id, instant, points, text};

/// Few months, so that reports take the place of earlier ones.
pub fn period() -> impl Strategy<Value = Period> {
    let months = prop_oneof![Just(1u8), Just(6), Just(12)];
    months.prop_map(|month| Period::new(FiscalYear::new(2023).unwrap(), month).unwrap())
}

/// Few indicators, for the same reason.
pub fn indicator() -> impl Strategy<Value = IndicatorId> {
    (1..5usize).prop_map(IndicatorId::numbered)
}

/// A report of any kind of value.
pub fn actual() -> impl Strategy<Value = Actual> {
    let value = prop_oneof![
        decimal().prop_map(ActualValue::Number),
        date().prop_map(ActualValue::Date),
        text().prop_map(ActualValue::Text),
        (tier(), text()).prop_map(|(tier, text)| ActualValue::Tiered { tier, text }),
        text().prop_map(ActualValue::NotApplicable),
    ];
    let texts = (option::of(text()), option::of(text()), option::of(text()));
    (indicator(), value, texts, option::of(ratio()), vec(evidence(), 0..3), option::of(forecast())).prop_map(
        |(indicator, value, (deviation_reason, measure, source), ratio, evidence, forecast)| Actual {
            indicator,
            ratio: ratio.filter(|_| matches!(value, ActualValue::Number(_))),
            value,
            deviation_reason,
            measure,
            source,
            evidence,
            forecast,
        },
    )
}

fn tier() -> impl Strategy<Value = Tier> {
    select(Tier::ALL.to_vec())
}

fn ratio() -> impl Strategy<Value = Ratio> {
    (decimal(), decimal()).prop_filter_map("stands over nought", |(n, d)| Ratio::new(n, d))
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let digest = || any::<[u8; 32]>().prop_map(Digest256::new);
    let parts = (text(), 0..=i64::MAX, digest(), option::of(digest()), 0..1000u32);
    parts.prop_map(|(name, size, sha256, sm3, number)| Evidence {
        name,
        media_type: Text::parse("application/pdf").unwrap(),
        size,
        sha256,
        sm3,
        url: Text::parse(format!("https://files.example.cn/{number}")).unwrap(),
    })
}

fn forecast() -> impl Strategy<Value = Forecast> {
    let kinds = subsequence(ReasonKind::ALL.to_vec(), 1..=ReasonKind::ALL.len()).prop_shuffle();
    (select(Likelihood::ALL.to_vec()), text(), kinds, text()).prop_map(|(likelihood, estimate, kinds, because)| {
        let of = |kind| (kind, (kind == ReasonKind::Other).then(|| because.clone()));
        Forecast::new(likelihood, Some(estimate), kinds.into_iter().map(of).collect()).unwrap()
    })
}

/// By whom, when and against which version, as that revision of the month.
pub fn reported(revision: i64) -> impl Strategy<Value = Reported> {
    (period(), text(), instant(), 1..4i32, option::of(text())).prop_map(
        move |(period, reporter, time, plan_version, correction_reason)| Reported {
            period,
            revision,
            reporter,
            time,
            plan_version,
            principal: PrincipalId::local(),
            correction_reason,
        },
    )
}

/// With parts that add up, or without any.
pub fn execution() -> impl Strategy<Value = (Period, Text<100>, Instant, ExecutionReport)> {
    let whole = amounts(fen().boxed()).prop_map(|total| ExecutionReport::new(total, Vec::new()).unwrap());
    let small = || (0..=i64::MAX / 16).prop_map(Fen::new).boxed();
    let source = select(FundSource::ALL.to_vec());
    let in_parts = btree_map((1..4i32, source), amounts(small()), 1..6).prop_map(|parts| {
        let parts = parts.into_iter().map(|((task, source), amounts)| ExecutionPart { task, source, amounts });
        add_up(parts.collect())
    });
    (period(), text(), instant(), prop_oneof![whole, in_parts])
}

fn amounts(fen: BoxedStrategy<Fen>) -> impl Strategy<Value = ExecutionAmounts> {
    (fen.clone(), option::of(fen.clone()), fen).prop_map(|(initial, adjusted, executed)| ExecutionAmounts {
        initial,
        adjusted,
        executed,
    })
}

fn add_up(parts: Vec<ExecutionPart>) -> ExecutionReport {
    let sum = |of: fn(&ExecutionAmounts) -> Fen| Fen::sum(parts.iter().map(|part| of(&part.amounts))).unwrap();
    let (initial, budget, executed) = (sum(|a| a.initial), sum(ExecutionAmounts::budget), sum(|a| a.executed));
    let total = ExecutionAmounts { initial, adjusted: (budget != initial).then_some(budget), executed };
    ExecutionReport::new(total, parts).unwrap()
}

/// What a person decided, of any kind, inside a band or not.
pub fn ruling() -> impl Strategy<Value = Ruling> {
    let side = || select(Side::ALL.to_vec());
    let items: Vec<u32> = (1..).take(Checklist::MOST).collect();
    prop_oneof![
        (side(), tier(), points()).prop_map(|(side, tier, score)| Ruling::Tier { side, tier, score }),
        (side(), subsequence(items, 0..=Checklist::MOST)).prop_map(|(side, met)| Ruling::Checklist { side, met }),
        (side(), points()).prop_map(|(side, score)| Ruling::Manual { side, score }),
        (select(Overrider::ALL.to_vec()), option::of(points()), option::of(points()))
            .prop_map(|(overrider, score, computed)| Ruling::Override { overrider, score, computed }),
    ]
}

/// A version of a built-in profile or of a region's own.
pub fn profile_ref() -> impl Strategy<Value = ProfileRef> {
    let region = option::of(select(vec!["000000000", "120000000"]));
    (region, id(), prop_oneof![1..4i32, Just(i32::MAX)]).prop_map(|(region, id, version)| {
        let region = region.map(|code| code.parse().unwrap());
        ProfileRef { name: ProfileName { region, id }, version: Some(version) }
    })
}

/// With that revision. Few indicators and judged reports, so that judgements take the place of earlier ones; among
/// them that none was reported.
pub fn judgement(revision: i64) -> impl Strategy<Value = Judgement> {
    let report = (period(), prop_oneof![1..3i64, Just(i64::MAX)]).prop_map(|(period, number)| (Some(period), number));
    let report = prop_oneof![3 => report, 1 => Just((None, 0))];
    let parts = (indicator(), ruling(), text(), text(), profile_ref(), report, instant());
    parts.prop_map(move |(indicator, ruling, grounds, judge, profile, (actual_period, actual_revision), time)| {
        Judgement { indicator, ruling, grounds, judge, profile, actual_period, actual_revision, revision, time }
    })
}
