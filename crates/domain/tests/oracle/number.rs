//! A number against a number.

use jixiao_domain::{CapRule, Decimal, EqualRule, Method, OverAchievement, Points, Profile, Sign};
use num_rational::BigRational;

use crate::exact::{decimal, nought, one, points, rounded, whole};

/// What a number earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// None where it is not scorable.
    pub(crate) score: Option<Points>,
    pub(crate) met: bool,
    /// Whether it is flagged as far above its target.
    pub(crate) over_achieved: bool,
    /// Whether it is flagged as negative.
    pub(crate) negative: bool,
}

/// What a number is scored by.
pub(crate) struct Case<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) method: &'a Method,
    pub(crate) sign: Sign,
    pub(crate) target: Decimal,
    pub(crate) actual: Decimal,
    pub(crate) weight: Points,
}

/// The direction in which a sign is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Floor,
    Cap,
    Exact,
}

pub(crate) fn number(case: &Case<'_>) -> Number {
    let (t, a, w) = (decimal(case.target), decimal(case.actual), points(case.weight));
    let kind = kind(case);
    let reached = reached(case, kind, &t, &a);
    let is_strict = case.profile.strict && matches!(case.sign, Sign::MoreThan | Sign::LessThan);
    let exact = score(case, kind, reached, &t, &a.clone().max(nought()), &w);
    let far = (one() + points(case.profile.over_achievement)) * &t;
    Number {
        score: exact.map(|exact| rounded(&exact, case.profile.rounding)),
        met: reached && !(is_strict && a == t),
        over_achieved: case.profile.over_achieved == OverAchievement::ReasonOwed
            && kind == Kind::Floor
            && t > nought()
            && a >= far,
        negative: a < nought(),
    }
}

fn kind(case: &Case<'_>) -> Kind {
    match (case.sign, case.profile.equal) {
        (Sign::AtLeast | Sign::MoreThan, _) | (Sign::Equal, EqualRule::AtLeast) => Kind::Floor,
        (Sign::LessThan | Sign::AtMost, _) => Kind::Cap,
        (Sign::Equal, EqualRule::Exact) => Kind::Exact,
    }
}

/// Whether A reaches T, where A = T reaches `>` and `<`. An at-least `= 0` is reached by A ≤ 0.
fn reached(case: &Case<'_>, kind: Kind, t: &BigRational, a: &BigRational) -> bool {
    match kind {
        Kind::Floor if case.sign == Sign::Equal && *t == nought() => *a <= nought(),
        Kind::Floor => a >= t,
        Kind::Cap => a <= t,
        Kind::Exact => a == t,
    }
}

/// The exact score; `f` is max(A, 0).
fn score(
    case: &Case<'_>,
    kind: Kind,
    reached: bool,
    t: &BigRational,
    f: &BigRational,
    w: &BigRational,
) -> Option<BigRational> {
    let all_or = |less: Option<BigRational>| if reached { Some(w.clone()) } else { less };
    match case.method {
        Method::YesNo => all_or(Some(nought())),
        _ if *t < nought() => all_or(None),
        Method::Steps(steps) => {
            let step = steps.as_slice().iter().find(|step| *f >= decimal(step.from));
            Some(step.map_or(nought(), |step| w * points(step.points) / whole(10)))
        }
        Method::Deduction(d) => {
            let excess = match kind {
                Kind::Cap => f - t,
                // What is to stay away is too much from the first unit on.
                Kind::Floor if case.sign == Sign::Equal && *t == nought() => f - t,
                Kind::Floor => t - f,
                Kind::Exact if f > t => f - t,
                Kind::Exact => t - f,
            };
            Some((w - decimal(*d) * excess.max(nought())).max(nought()))
        }
        Method::Threshold(_) | Method::Proportional if *t == nought() => match case.sign {
            Sign::AtLeast | Sign::MoreThan => all_or(None),
            Sign::Equal | Sign::LessThan | Sign::AtMost => all_or(Some(nought())),
        },
        Method::Threshold(p) => {
            let share = f / t;
            Some(if share < points(*p) { nought() } else { w * share.min(one()) })
        }
        Method::Proportional => Some(match (kind, case.profile.cap) {
            (Kind::Floor, _) => w * (f / t).min(one()),
            (Kind::Exact, _) => w * (one() - (f - t).abs() / t).max(nought()),
            (Kind::Cap, _) if f <= t => w.clone(),
            (Kind::Cap, CapRule::Linear) => w * (one() - (f - t) / t).max(nought()),
            (Kind::Cap, CapRule::Ratio) => w * t / f,
        }),
        Method::Checklist(_) | Method::Manual => unreachable!("a person decides"),
    }
}

trait Absolute {
    fn abs(self) -> Self;
}

impl Absolute for BigRational {
    fn abs(self) -> Self {
        if self < nought() { -self } else { self }
    }
}
