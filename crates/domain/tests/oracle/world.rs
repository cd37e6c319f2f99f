//! Random plans with what was reported and decided.

use jixiao_domain::{
    Actual, ActualRecord, ActualValue, ExecutionAmounts, ExecutionRecord, ExecutionReport, Fen, FiscalYear, Goal,
    Indicator, IndicatorId, Instant, Judgement, Level1, Level2, Method, NotApplicableRule, NumericTarget, Overrider,
    Period, PlanContent, Points, PrincipalId, Profile, Reported, Rounding, Ruling, SchemeRef, Side, Target, Tier,
};

use crate::card::World;
use crate::exact::{points, rounded};
use crate::random::Random;
use crate::row;
use crate::values::{actual_value, day, hundredths, method, profile, target, text};

/// A plan of one to ten indicators whose weights sum to 100 less the execution weight.
pub(crate) fn world(random: &mut Random, not_applicable: NotApplicableRule) -> World {
    let execution_weight = random.pick(&[1000, 1000, 2000, 2000, 0].map(Points::from_hundredths));
    let profile = Profile { not_applicable, ..profile(random, execution_weight) };
    let plan = plan(random, execution_weight);
    let as_of = period(random.between(9, 12));
    let mut revision = 0;
    let (mut records, mut judgements) = (Vec::new(), Vec::new());
    for indicator in plan.indicators() {
        let reports = random.pick(&[0, 1, 1, 1, 1, 1, 2, 3]);
        let mut revisions = vec![0];
        for _ in 0..reports {
            revision += 1;
            revisions.push(revision);
            records.push(record(random, &profile, indicator, revision));
        }
        for _ in 0..random.pick(&[0, 1, 2, 3, 4]) {
            let newest = *revisions.last().unwrap();
            let of = if random.once_in(3) { random.pick(&revisions) } else { newest };
            judgements.push((indicator.clone(), of));
        }
    }
    random.shuffle(&mut judgements);
    let judgements = judgements.into_iter().zip(1..);
    let judgements =
        judgements.map(|((indicator, of), number)| judgement(random, &profile, &indicator, of, number)).collect();
    let executions = (0..random.pick(&[0, 1, 1, 1, 2])).map(|number| execution(random, number)).collect();
    random.shuffle(&mut records);
    World { plan, profile, records, executions, judgements, as_of }
}

fn plan(random: &mut Random, execution_weight: Points) -> PlanContent {
    let goals: Vec<Goal> = (1..=3).map(|number| Goal { number, text: text("目标"), tasks: vec![] }).collect();
    let count = random.between(1, 10);
    let mut indicators: Vec<Indicator> = (1..=count).map(|place| indicator(random, place)).collect();
    let mut left = (Points::HUNDRED - execution_weight).hundredths();
    let places = indicators.len();
    for (place, indicator) in indicators.iter_mut().enumerate() {
        let rest = u32::try_from(places - place).unwrap();
        let some = if random.once_in(12) { 0 } else { hundredths(random, 0, left.min(2 * left / rest)).hundredths() };
        let weight = if rest == 1 { left } else { some };
        left -= weight;
        indicator.weight = Some(Points::from_hundredths(weight));
    }
    random.shuffle(&mut indicators);
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight };
    PlanContent::assemble(text("部门"), Some(scheme), vec![], goals, indicators).unwrap()
}

fn indicator(random: &mut Random, place: i64) -> Indicator {
    let target = target(random);
    let own = Some(method(random)).filter(|method| row::can_score(method, &target));
    Indicator {
        id: IndicatorId::numbered(usize::try_from(place).unwrap()),
        goal: i32::try_from(random.between(1, 3)).unwrap(),
        level1: random.pick(&Level1::ALL),
        level2: random.pick(&[Level2::Quantity, Level2::Quality, Level2::Satisfaction]),
        name: text(random.pick(&["服务对象满意度", "培训人数"])),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: own.filter(|_| random.once_in(2)),
    }
}

fn period(month: i64) -> Period {
    Period::new(FiscalYear::new(2023).unwrap(), u8::try_from(month).unwrap()).unwrap()
}

fn reported(random: &mut Random, revision: i64) -> Reported {
    Reported {
        period: period(random.pick(&[6, 9, 11, 12])),
        revision,
        reporter: text("填报人"),
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    }
}

fn record(random: &mut Random, profile: &Profile, indicator: &Indicator, revision: i64) -> ActualRecord {
    let value = actual(random, profile, indicator);
    let deviation_reason = random.once_in(3).then(|| text("人员不足"));
    let actual = Actual { deviation_reason, ..Actual::new(indicator.id.clone(), value) };
    ActualRecord { actual, reported: reported(random, revision) }
}

/// Mostly of the kind that the target asks for.
fn actual(random: &mut Random, profile: &Profile, indicator: &Indicator) -> ActualValue {
    if random.once_in(6) {
        return ActualValue::NotApplicable(text("任务取消"));
    }
    if random.once_in(20) {
        let others = [
            ActualValue::Number("3".parse().unwrap()),
            ActualValue::Date(day(random)),
            ActualValue::Text(text("完成")),
        ];
        return random.pick(&others);
    }
    match &indicator.target {
        Target::Numeric(NumericTarget { value, .. }) => {
            let method = row::method(profile, indicator);
            ActualValue::Number(actual_value(random, profile, &method, *value))
        }
        Target::Deadline { .. } | Target::Window { .. } => ActualValue::Date(day(random)),
        Target::Qualitative { .. } if random.once_in(2) => {
            ActualValue::Tiered { tier: random.pick(&Tier::ALL), text: text("已提高") }
        }
        Target::Qualitative { .. } | Target::Unreadable { .. } => ActualValue::Text(text("已提高")),
    }
}

fn execution(random: &mut Random, number: i64) -> ExecutionRecord {
    let amount = |random: &mut Random| {
        Fen::new(match random.between(0, 4) {
            0 => 0,
            1 | 2 => random.between(1, 300),
            3 => random.between(0, 10_000_000_000),
            _ => random.between(0, i64::MAX),
        })
    };
    let (initial, executed) = (amount(random), amount(random));
    let adjusted = random.once_in(2).then(|| amount(random));
    let executed = if random.once_in(4) { adjusted.unwrap_or(initial) } else { executed };
    let total = ExecutionAmounts { initial, adjusted, executed };
    ExecutionRecord { report: ExecutionReport::new(total, vec![]).unwrap(), reported: reported(random, number + 1) }
}

fn judgement(
    random: &mut Random,
    profile: &Profile,
    indicator: &Indicator,
    actual_revision: i64,
    revision: i64,
) -> Judgement {
    Judgement {
        indicator: indicator.id.clone(),
        ruling: ruling(random, profile, indicator),
        grounds: text("见台账"),
        judge: text("评审组"),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: None,
        actual_revision,
        revision,
        time: Instant::from_micros(0),
    }
}

/// Mostly of the kind that the method asks for.
fn ruling(random: &mut Random, profile: &Profile, indicator: &Indicator) -> Ruling {
    let side = random.pick(&[Side::Unit, Side::Reviewer, Side::Reviewer]);
    let weight = indicator.weight.unwrap();
    let score = score(random, profile, weight);
    if random.once_in(5) {
        let overrider = random.pick(&Overrider::ALL);
        let given = (!random.once_in(4)).then_some(score);
        return Ruling::Override { overrider, score: given, computed: None };
    }
    let kind = match row::method(profile, indicator) {
        _ if random.once_in(10) => random.between(0, 2),
        Method::Checklist(_) => 0,
        Method::Manual => 1,
        _ => 2,
    };
    match kind {
        0 => Ruling::Checklist { side, met: (1..=5).filter(|_| random.once_in(2)).collect() },
        1 => Ruling::Manual { side, score },
        _ => Ruling::Tier { side, tier: tier(random, profile, weight, score), score },
    }
}

/// Mostly that in whose band the score lies.
fn tier(random: &mut Random, profile: &Profile, weight: Points, score: Points) -> Tier {
    let bound = |share| rounded(&(points(weight) * points(share)), Rounding::HalfUp);
    if random.once_in(4) {
        random.pick(&Tier::ALL)
    } else if score >= bound(profile.achieved_from) {
        Tier::Achieved
    } else if score >= bound(profile.partly_achieved_from) {
        Tier::PartlyAchieved
    } else {
        Tier::NotAchieved
    }
}

/// At or beside a bound of a band or the weight, or anywhere up to just above it.
fn score(random: &mut Random, profile: &Profile, weight: Points) -> Points {
    let bound = |share| rounded(&(points(weight) * points(share)), Rounding::HalfUp).hundredths();
    let near = match random.between(0, 4) {
        0 => bound(profile.achieved_from),
        1 => bound(profile.partly_achieved_from),
        2 => weight.hundredths(),
        _ => return hundredths(random, 0, weight.hundredths() + 1),
    };
    hundredths(random, near.saturating_sub(1), near + 1)
}
