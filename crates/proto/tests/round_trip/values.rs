//! Any value of the domain.

use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Actuals, CivilDate, Decimal, ExecutionAmounts, ExecutionPart, ExecutionRecord,
    ExecutionReport, Fen, FiscalYear, FundSource, Goal, Indicator, IndicatorId, Instant, Judgement, Judgements, Level1,
    Level2, NumericTarget, Period, PlanContent, Points, Reported, SchemeRef, Sign, Target, Task, Text, Tier, Verdict,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn period(month: u8) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
}

pub(crate) fn qualitative() -> Target {
    Target::Qualitative { text: Text::parse("提高").unwrap() }
}

fn text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    "[一-龥a-z0-9“”𠀀 ]{0,20}[一-龥]".prop_map(|text| Text::parse(text).unwrap())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (-999_999_999_999_999_999..=999_999_999_999_999_999i64).prop_map(|m| Decimal::from_millionths(m).unwrap())
}

fn fen() -> impl Strategy<Value = Fen> {
    prop_oneof![Just(0), 0..1_000_000_000_000i64, Just(i64::MAX / 1000)].prop_map(Fen::new)
}

fn points() -> impl Strategy<Value = Points> {
    (0..=10_000u32).prop_map(Points::from_hundredths)
}

fn date() -> impl Strategy<Value = CivilDate> {
    (2000..2100i32, 1..=12u8, 1..=28u8).prop_map(|(y, m, d)| CivilDate::new(y, m, d).unwrap())
}

fn sign() -> impl Strategy<Value = Sign> {
    select(vec![Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::LessThan, Sign::AtMost])
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        (sign(), decimal(), option::of(text())).prop_map(|(sign, value, unit)| Target::Numeric(NumericTarget {
            sign,
            value,
            unit
        })),
        text().prop_map(|text| Target::Qualitative { text }),
        (option::of(text()), date()).prop_map(|(text, date)| Target::Deadline { text, date }),
        (option::of(text()), date(), date()).prop_map(|(text, a, b)| Target::Window {
            text,
            first: a.min(b),
            last: a.max(b)
        }),
        (sign(), option::of(text()), option::of(text())).prop_map(|(sign, text, unit)| Target::Unreadable {
            sign,
            text,
            unit
        }),
    ]
}

fn task(number: i32) -> impl Strategy<Value = Task> {
    (text(), fen(), option::of(fen()), option::of(fen()), option::of(fen()))
        .prop_map(move |(name, total, basic, project, other)| Task { number, name, total, basic, project, other })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    let levels = (select(Level1::ALL.to_vec()), select(Level2::ALL.to_vec()));
    (1..=2i32, levels, text(), target(), points(), option::of(1..9999i32)).prop_map(
        |(goal, (level1, level2), name, target, weight, line)| {
            let (id, weight) = (IndicatorId::numbered(1), Some(weight));
            Indicator { id, goal, level1, level2, name, target, weight, line }
        },
    )
}

pub(crate) fn plan() -> impl Strategy<Value = PlanContent> {
    let goals = (text(), text(), prop::sample::subsequence(vec![1, 2], 0..=2));
    let scheme = option::of(points());
    let indicators = prop::collection::vec(indicator(), 0..8);
    (text(), scheme, task(1), task(2), goals, indicators).prop_map(
        |(title, scheme, one, two, goals, mut indicators)| {
            let (first, second, tasks) = goals;
            let goals = vec![Goal { number: 1, text: first, tasks }, Goal { number: 2, text: second, tasks: vec![2] }];
            indicators.sort_by_key(|indicator| indicator.goal);
            for (place, indicator) in indicators.iter_mut().enumerate() {
                indicator.id = IndicatorId::numbered(place + 1);
                indicator.weight = indicator.weight.filter(|_| scheme.is_some());
            }
            let scheme = scheme.map(|execution_weight| SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight });
            PlanContent::assemble(title, scheme, vec![one, two], goals, indicators).unwrap()
        },
    )
}

fn reported(revision: i64) -> impl Strategy<Value = Reported> {
    (1..=12u8, text(), any::<i32>()).prop_map(move |(month, reporter, micros)| Reported {
        period: period(month),
        revision,
        reporter,
        time: Instant::from_micros(i64::from(micros)),
    })
}

fn record(revision: i64) -> impl Strategy<Value = ActualRecord> {
    let value = prop_oneof![
        decimal().prop_map(ActualValue::Number),
        date().prop_map(ActualValue::Date),
        text().prop_map(ActualValue::Text),
        text().prop_map(ActualValue::NotApplicable),
    ];
    let notes = (option::of(text()), option::of(text()), option::of(text()));
    (1..5usize, value, notes, reported(revision)).prop_map(
        |(place, value, (deviation_reason, measure, source), reported)| {
            let indicator = IndicatorId::numbered(place);
            ActualRecord { actual: Actual { indicator, value, deviation_reason, measure, source }, reported }
        },
    )
}

fn execution(revision: i64) -> impl Strategy<Value = ExecutionRecord> {
    let sources = select(vec![FundSource::Basic, FundSource::Project, FundSource::Other]);
    (fen(), option::of(fen()), fen(), option::of(sources), reported(revision)).prop_map(
        |(initial, adjusted, executed, source, reported)| {
            let amounts = ExecutionAmounts { initial, adjusted, executed };
            let parts = source.map(|source| ExecutionPart { task: 1, source, amounts }).into_iter().collect();
            ExecutionRecord { report: ExecutionReport::new(amounts, parts).unwrap(), reported }
        },
    )
}

pub(crate) fn actuals() -> impl Strategy<Value = Actuals> {
    (prop::collection::vec(record(1), 0..5), option::of(execution(2)), prop::collection::vec(record(3), 0..5)).prop_map(
        |(first, execution, second)| {
            let mut actuals = Actuals::default();
            actuals.take(1, first, None);
            actuals.take(2, [], execution);
            actuals.take(3, second, None);
            actuals
        },
    )
}

fn judgement(revision: i64) -> impl Strategy<Value = Judgement> {
    let verdict = (select(Tier::ALL.to_vec()), points(), text(), text())
        .prop_map(|(tier, score, grounds, judge)| Verdict { tier, score, grounds, judge });
    (1..4usize, verdict, 1..=12u8, 1..4i64, any::<i32>()).prop_map(
        move |(place, verdict, month, actual_revision, micros)| Judgement {
            indicator: IndicatorId::numbered(place),
            verdict,
            actual_period: period(month),
            actual_revision,
            revision,
            time: Instant::from_micros(i64::from(micros)),
        },
    )
}

pub(crate) fn judgements() -> impl Strategy<Value = Judgements> {
    (judgement(1), judgement(2), judgement(3)).prop_map(|(first, second, third)| {
        let mut judgements = Judgements::default();
        [first, second, third].into_iter().for_each(|judgement| judgements.take(judgement));
        judgements
    })
}
