//! A day against a deadline or a window.

use super::{Arithmetic, Operand, Rule, Trace, number};
use crate::{CivilDate, Decimal, Method, Points, Profile, Target};

/// What a day earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateScore {
    /// Whether it was in time.
    pub(super) met: bool,
    /// How the score came about; `None` where a person decides.
    pub(super) trace: Option<Trace>,
}

/// Scores a day. In time it earns the weight; out of it a method may deduct, else a person decides.
pub(super) fn score_date(
    profile: &Profile,
    method: &Method,
    target: &Target,
    day: CivilDate,
    weight: Points,
) -> Option<DateScore> {
    let (first, last) = match target {
        Target::Deadline { date, .. } => (None, *date),
        Target::Window { first, last, .. } => (Some(*first), *last),
        Target::Numeric(_) | Target::Qualitative { .. } | Target::Unreadable { .. } => return None,
    };
    let is_early = first.is_some_and(|first| day < first);
    let met = !is_early && day <= last;
    let (asked, against) = (Operand::Date(day), Operand::Date(if is_early { first? } else { last }));
    let compared = |rule, result| {
        let Operand::Date(bound) = against else { return None };
        Some(Trace::compared(rule, asked, day.cmp(&bound), against, result))
    };
    let trace = match (met, method, first) {
        (true, _, None) => compared(Rule::Deadline, weight),
        (true, _, Some(first)) => Some(Trace::inside(day, (first, last), weight)),
        (false, Method::YesNo, _) => compared(Rule::YesNo, Points::ZERO),
        (false, Method::Deduction(per_day), _) if !is_early => late(profile, *per_day, (last, day), weight),
        (false, _, _) => None,
    };
    Some(DateScore { met, trace })
}

fn late(profile: &Profile, per_day: Decimal, (last, day): (CivilDate, CivilDate), weight: Points) -> Option<Trace> {
    let (arithmetic, days) = (Arithmetic::Late { weight, per_day, last, day }, last.days_until(day));
    number::deducted(Rule::Deduction, arithmetic, (weight, per_day), (i64::from(days), 1), profile.rounding)
}
