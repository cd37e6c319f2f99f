//! A province of made-up plans: indicators as the published table has them, with other numbers.

use jixiao_domain::packed::Packed;
use jixiao_domain::scorecard::Input;
use jixiao_domain::{
    Actual, ActualRecord, ActualValue, ActualsAsOf, Decimal, ExecutionAmounts, ExecutionRecord, ExecutionReport, Fen,
    FiscalYear, Goal, Indicator, IndicatorId, Instant, Judgement, Judgements, Level1, Level2, NumericTarget, Period,
    PlanContent, Points, PrincipalId, Profile, Reported, Ruling, SchemeRef, Side, Sign, Target, Text, Tier,
};

use crate::random::Random;

/// Of a plan.
pub(crate) const INDICATORS: usize = 80;

const MILLION: i64 = 1_000_000;
/// Numbers of the published table: 41 of 79 targets are floors, 6 caps and 4 equal; the other 28 are texts.
const FLOORS: [i64; 16] = [90, 90, 90, 90, 90, 85, 95, 20, 15, 8, 50, 42, 155, 700, 6_700, 86_519];
const CAPS: [i64; 6] = [1_884_000, 16_671_000, 2_211_000, 1_200_000, 3_630_000, 21_576_000];
const EQUALS: [i64; 4] = [80, 1, 2, 4];

/// So many plans under the default rules, scored and packed one by one.
pub(crate) fn packed(plans: usize) -> Packed {
    let profile = Profile::default_rules();
    let mut random = Random::new(20_231_231);
    let mut packed = Packed::new(profile);
    for _ in 0..plans {
        let (plan, actuals, judgements) = plan(&mut random);
        packed.push(&Input { plan: &plan, actuals: &actuals, judgements: &judgements, profile }).unwrap();
    }
    packed
}

fn plan(random: &mut Random) -> (PlanContent, ActualsAsOf, Judgements) {
    let (mut actuals, mut judgements) = (ActualsAsOf::default(), Judgements::default());
    let mut indicators = Vec::new();
    for place in 1..=INDICATORS {
        let indicator = indicator(random, place);
        // One in fifty was not reported.
        if !random.once_in(50) {
            let value = match &indicator.target {
                Target::Numeric(target) => ActualValue::Number(actual(random, target.value)),
                _ => ActualValue::Text(text("已完成")),
            };
            let record = ActualRecord { actual: Actual::new(indicator.id.clone(), value), reported: reported() };
            actuals.records.insert(indicator.id.clone(), record);
            judgements.take(judgement(random, &indicator));
        }
        indicators.push(indicator);
    }
    actuals.execution = Some(execution(random));
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: hundredths(1000) };
    let goal = Goal { number: 1, text: text("目标"), tasks: vec![] };
    let plan = PlanContent::assemble(text("部门"), Some(scheme), vec![], vec![goal], indicators).unwrap();
    (plan, actuals, judgements)
}

fn indicator(random: &mut Random, place: usize) -> Indicator {
    let target = match random.between(1, 79) {
        1..=41 => numeric(Sign::AtLeast, &FLOORS, random),
        42..=47 => numeric(Sign::AtMost, &CAPS, random),
        48..=51 => numeric(Sign::Equal, &EQUALS, random),
        _ => Target::Qualitative { text: text("进一步提高") },
    };
    Indicator {
        id: IndicatorId::numbered(place),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: text("指标"),
        target,
        // Forty times 1.12 and forty times 1.13 are 90.
        weight: Some(hundredths(if place.is_multiple_of(2) { 112 } else { 113 })),
        line: None,
        accumulation: None,
        library: None,
        method: None,
    }
}

/// A number of the table, up to three times as large.
fn numeric(sign: Sign, numbers: &[i64], random: &mut Random) -> Target {
    let last = i64::try_from(numbers.len()).unwrap() - 1;
    let number = numbers.get(usize::try_from(random.between(0, last)).unwrap()).unwrap();
    let value = decimal(number * random.between(100, 300) * MILLION / 100);
    Target::Numeric(NumericTarget { sign, value, unit: None })
}

/// The target itself of three in ten, else from half of it to one and a half, with two decimals.
fn actual(random: &mut Random, target: Decimal) -> Decimal {
    let share = if random.between(1, 10) <= 3 { 100 } else { random.between(50, 150) };
    decimal(target.millionths() / 100 * share / 10_000 * 10_000)
}

fn judgement(random: &mut Random, indicator: &Indicator) -> Judgement {
    let share = random.between(80, 100);
    let weight = i64::from(indicator.weight.unwrap().hundredths());
    let score = hundredths(u32::try_from((weight * share + 99) / 100).unwrap());
    Judgement {
        indicator: indicator.id.clone(),
        ruling: Ruling::Tier { side: Side::Reviewer, tier: Tier::Achieved, score },
        grounds: text("见台账"),
        judge: text("评审组"),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: None,
        actual_revision: 1,
        revision: 1,
        time: Instant::from_micros(0),
    }
}

fn execution(random: &mut Random) -> ExecutionRecord {
    let initial = random.between(100_000_000, 10_000_000_000_000);
    let executed = Fen::new(initial / 100 * random.between(60, 100));
    let total = ExecutionAmounts { initial: Fen::new(initial), adjusted: None, executed };
    ExecutionRecord { report: ExecutionReport::new(total, vec![]).unwrap(), reported: reported() }
}

fn reported() -> Reported {
    Reported {
        period: Period::new(FiscalYear::new(2023).unwrap(), 12).unwrap(),
        revision: 1,
        reporter: text("填报人"),
        time: Instant::from_micros(0),
        plan_version: 1,
        principal: PrincipalId::local(),
        correction_reason: None,
    }
}

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

fn decimal(millionths: i64) -> Decimal {
    Decimal::from_millionths(millionths).unwrap()
}

fn hundredths(points: u32) -> Points {
    Points::from_hundredths(points)
}
