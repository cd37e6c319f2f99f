//! Random rules, targets and actuals, many of them at a bound or just beside it.

use jixiao_domain::{
    CapRule, Checklist, ChecklistItem, CivilDate, Decimal, EqualRule, Grade, Level1, Level2, LightBounds, Method,
    MethodRule, NotApplicableRule, NumericTarget, OverAchievement, Overrider, Points, Profile, Rounding, Selector,
    Sign, Step, Steps, Target, TargetKind, Text,
};

use crate::random::Random;

const MILLION: i64 = 1_000_000;
/// The largest decimal, in millionths.
const MOST: i64 = 999_999_999_999_999_999;

pub(crate) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

pub(crate) fn hundredths(random: &mut Random, low: u32, high: u32) -> Points {
    let some = random.between(i64::from(low), i64::from(high));
    Points::from_hundredths(u32::try_from(some).unwrap())
}

/// So many millionths, or the nearest that there are.
fn decimal(millionths: i128) -> Decimal {
    let most = i128::from(MOST);
    Decimal::from_millionths(i64::try_from(millionths.clamp(-most, most)).unwrap()).unwrap()
}

pub(crate) fn weight(random: &mut Random) -> Points {
    match random.between(0, 5) {
        0 => Points::from_hundredths(random.pick(&[0, 1, 2, 105, 500, 9000, 10_000])),
        1 | 2 => hundredths(random, 0, 200),
        _ => hundredths(random, 0, 10_000),
    }
}

pub(crate) fn target_value(random: &mut Random) -> Decimal {
    decimal(i128::from(match random.between(0, 9) {
        0 => 0,
        1 => random.between(-5, 5),
        2 => random.between(-3, -1) * MILLION,
        3..=5 => random.between(1, 16) * MILLION,
        6 => random.pick(&[80, 90, 100, 6700, 1_884_000]) * MILLION,
        7 => random.between(1, 3 * MILLION),
        8 => random.between(-MOST, MOST),
        _ => random.between(1, MOST),
    }))
}

/// An actual, mostly near something that matters to that target under those rules.
pub(crate) fn actual_value(random: &mut Random, profile: &Profile, method: &Method, target: Decimal) -> Decimal {
    let t = i128::from(target.millionths());
    let share = |share: Points| t * i128::from(share.hundredths()) / 100;
    let near = match random.between(0, 9) {
        0 => t,
        1 => t + share(profile.over_achievement),
        2 => 2 * t,
        3 => 0,
        4 | 5 => match method {
            Method::Threshold(from) => share(*from),
            Method::Steps(steps) => i128::from(random.pick(steps.as_slice()).from.millionths()),
            Method::Deduction(d) => {
                // Where about twenty points are used up, on either side.
                let used = 20 * i128::from(MILLION) * i128::from(MILLION) / i128::from(d.millionths().max(1));
                t + random.pick(&[-1, 1]) * used / random.pick(&[1, 2, 3, 20])
            }
            Method::Proportional | Method::YesNo | Method::Checklist(_) | Method::Manual => t / 2,
        },
        6 => return decimal(i128::from(random.between(-3, 20) * MILLION)),
        7 => return decimal(i128::from(random.between(-MILLION, 4 * MILLION))),
        8 => t * i128::from(random.between(0, 250)) / 100,
        _ => return decimal(i128::from(random.between(-MOST, MOST))),
    };
    decimal(near + i128::from(random.pick(&[-MILLION, -2, -1, 0, 0, 1, 2, MILLION])))
}

pub(crate) fn sign(random: &mut Random) -> Sign {
    random.pick(&Sign::ALL)
}

/// In one winter, so that dates are often before, on or just after one another.
pub(crate) fn day(random: &mut Random) -> CivilDate {
    let days = [(2023, 12, 30), (2023, 12, 31), (2024, 1, 1), (2024, 2, 28), (2024, 2, 29), (2024, 3, 1), (2025, 3, 1)];
    let (year, month, day) = random.pick(&days);
    CivilDate::new(year, month, day).unwrap()
}

pub(crate) fn target(random: &mut Random) -> Target {
    match random.between(0, 11) {
        0 | 1 => Target::Qualitative { text: text("进一步提高") },
        2 => Target::Deadline { text: None, date: day(random) },
        3 => {
            let (one, other) = (day(random), day(random));
            Target::Window { text: None, first: one.min(other), last: one.max(other) }
        }
        4 if random.once_in(6) => Target::Unreadable { sign: sign(random), text: None, unit: None },
        _ => Target::Numeric(NumericTarget { sign: sign(random), value: target_value(random), unit: unit(random) }),
    }
}

fn unit(random: &mut Random) -> Option<Text<50>> {
    random.pick(&[None, Some("人"), Some("%")]).map(text)
}

pub(crate) fn method(random: &mut Random) -> Method {
    match random.between(0, 9) {
        0 | 1 => Method::Proportional,
        2 | 3 => Method::Threshold(hundredths(random, 1, 100)),
        4 => Method::YesNo,
        5 => Method::Steps(steps(random)),
        6 | 7 => Method::Deduction(decimal(i128::from(match random.between(0, 3) {
            0 => random.between(1, 9),
            1 => MILLION / 2,
            2 => random.between(1, 5 * MILLION),
            _ => random.between(1, MOST),
        }))),
        8 => Method::Checklist(checklist(random)),
        _ => Method::Manual,
    }
}

fn steps(random: &mut Random) -> Steps {
    let (mut from, mut points) = (random.between(-2, 100) * MILLION, random.pick(&[1000, 1000, 999, 333]));
    let mut steps = Vec::new();
    for _ in 0..random.between(1, 4) {
        steps.push(Step { from: decimal(i128::from(from)), points: Points::from_hundredths(points) });
        if points == 0 {
            break;
        }
        from -= random.pick(&[1, MILLION, 10 * MILLION]);
        points -= hundredths(random, 1, points).hundredths();
    }
    Steps::new(steps).unwrap()
}

fn checklist(random: &mut Random) -> Checklist {
    let count = random.between(1, 4);
    let item = |random: &mut Random| ChecklistItem { text: text("制度健全"), points: hundredths(random, 1, 700) };
    Checklist::new((0..count).map(|_| item(random)).collect()).unwrap()
}

pub(crate) fn profile(random: &mut Random, execution_weight: Points) -> Profile {
    let achieved_from = hundredths(random, 2, 100);
    let partly_achieved_from = hundredths(random, 1, achieved_from.hundredths() - 1);
    let fair = hundredths(random, 1, 8000);
    let good = hundredths(random, fair.hundredths() + 1, 9000);
    let excellent = hundredths(random, good.hundredths() + 1, 10_000);
    let rules = (0..random.between(0, 3)).map(|_| rule(random)).collect();
    let profile = Profile {
        execution_weight,
        equal: random.pick(&[EqualRule::AtLeast, EqualRule::Exact]),
        cap: random.pick(&[CapRule::Linear, CapRule::Ratio]),
        strict: random.once_in(2),
        rules,
        over_achievement: random.pick(&[1, 20, 20, 33, 100, 10_000].map(Points::from_hundredths)),
        over_achieved: random.pick(&[
            OverAchievement::ReasonOwed,
            OverAchievement::ReasonOwed,
            OverAchievement::Ignored,
        ]),
        achieved_from,
        partly_achieved_from,
        not_applicable: random.pick(&[NotApplicableRule::Rescale, NotApplicableRule::Move]),
        rounding: random.pick(&Rounding::ALL),
        grades: [(Grade::Excellent, excellent), (Grade::Good, good), (Grade::Fair, fair)],
        lights: LightBounds::DEFAULT,
        plausible_excess: hundredths(random, 0, 100),
        overriders: Overrider::ALL.into_iter().filter(|_| !random.once_in(4)).collect(),
        ..Profile::default_rules().clone()
    };
    assert_eq!(profile.check(), []);
    profile
}

fn rule(random: &mut Random) -> MethodRule {
    let kinds = TargetKind::ALL;
    let mut selector = Selector::default();
    for _ in 0..random.between(0, 2) {
        match random.between(0, 5) {
            0 => selector.level1 = Some(random.pick(&Level1::ALL)),
            1 => selector.level2 = Some(random.pick(&[Level2::Quantity, Level2::Quality])),
            2 => selector.kind = Some(random.pick(&kinds)),
            3 => selector.sign = Some(sign(random)),
            4 => selector.unit = Some(text("人")),
            _ => selector.name_part = Some(text("满意")),
        }
    }
    MethodRule { selector, method: method(random) }
}
