//! Any actual against any target.

use super::date::score_date;
use super::hand::{ByHand, by_hand};
use super::{NumberScore, Numbers, Trace, score_number};
use crate::{
    Actual, ActualRecord, ActualValue, Decimal, Indicator, Judged, Judgement, Method, Points, Profile, Ruling, Target,
};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Computed from the actual.
    Scored,
    /// Given by a person.
    Judged,
    /// No actual yet: neither nought nor full.
    NotReported,
    /// Reported, waits for a person.
    Unjudged,
    /// Does not apply; its weight is left out of the total.
    NotApplicable,
    /// No rule gives points for this target and actual.
    NotScorable,
    /// A person put points in the place of what it had.
    Overridden,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Scored,
        Self::Judged,
        Self::NotReported,
        Self::Unjudged,
        Self::NotApplicable,
        Self::NotScorable,
        Self::Overridden,
    ];
}

/// What a reader of a row should see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Far above the target.
    OverAchieved,
    /// Negative; formulas used nought.
    NegativeActual,
    /// Missed or far exceeded, and no reason was given yet.
    ReasonOwed,
}

/// What a row had before a person overrode it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Computed {
    /// What had become of it.
    pub outcome: Outcome,
    /// Where it had some.
    pub score: Option<Points>,
}

/// What became of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorScore {
    /// What became of it.
    pub outcome: Outcome,
    /// Where scored, judged or overridden.
    pub score: Option<Points>,
    /// The unit's own column (自评): as computed from what it reported, or as it judged itself.
    pub unit_score: Option<Points>,
    /// Where overridden, what the row had without it.
    pub computed: Option<Computed>,
    /// Whether the target was reached, where that can be said.
    pub met: Option<bool>,
    /// What a reader should see.
    pub flags: Vec<Flag>,
    /// How the score came about; of an overridden row, how the computed one did.
    pub trace: Trace,
}

/// Scores an indicator of that weight. The judgements are those of this actual.
pub fn score_indicator(
    profile: &Profile,
    indicator: &Indicator,
    weight: Points,
    actual: Option<&ActualRecord>,
    judged: Judged<'_>,
) -> IndicatorScore {
    let mut row = match actual {
        None => without(Outcome::NotReported),
        Some(record) => {
            let mut row =
                by_rule(&Rules { profile, method: profile.method_of(indicator), weight, judged }, indicator, record);
            if owes_reason(&row, &record.actual) {
                row.flags.push(Flag::ReasonOwed);
            }
            row
        }
    };
    if let Some(score) = overridden(profile, judged.overridden, weight) {
        row.computed = Some(Computed { outcome: row.outcome, score: row.score });
        (row.outcome, row.score) = (Outcome::Overridden, Some(score));
    }
    row
}

/// What holds for a row.
struct Rules<'a> {
    profile: &'a Profile,
    method: &'a Method,
    weight: Points,
    judged: Judged<'a>,
}

fn by_rule(rules: &Rules<'_>, indicator: &Indicator, record: &ActualRecord) -> IndicatorScore {
    let Rules { profile, method, weight, .. } = *rules;
    match (&record.actual.value, &indicator.target) {
        (ActualValue::NotApplicable(_), _) => without(Outcome::NotApplicable),
        (ActualValue::Number(number), Target::Numeric(target)) => {
            let numbers = Numbers { sign: target.sign, target: target.value, actual: *number, weight };
            let row = number_row(score_number(profile, method, numbers), *number);
            // A person decides the points; the number still says whether the target was reached.
            if method.is_judged() { IndicatorScore { met: row.met, flags: row.flags, ..rules.judged() } } else { row }
        }
        (ActualValue::Date(day), target @ (Target::Deadline { .. } | Target::Window { .. })) => {
            match score_date(profile, method, target, *day, weight) {
                None => without(Outcome::NotScorable),
                // As with a number, the day still says whether it was in time.
                Some(date) => {
                    let row = date.trace.filter(|_| !method.is_judged()).map_or_else(|| rules.judged(), scored);
                    IndicatorScore { met: Some(date.met), ..row }
                }
            }
        }
        (
            ActualValue::Text(_) | ActualValue::Tiered { .. },
            Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. },
        ) => rules.judged(),
        (ActualValue::Text(_) | ActualValue::Tiered { .. } | ActualValue::Number(_) | ActualValue::Date(_), _) => {
            if method.is_judged() {
                rules.judged()
            } else {
                without(Outcome::NotScorable)
            }
        }
    }
}

fn without(outcome: Outcome) -> IndicatorScore {
    IndicatorScore {
        outcome,
        score: None,
        unit_score: None,
        computed: None,
        met: None,
        flags: Vec::new(),
        trace: Trace::NONE,
    }
}

/// A row of which the unit's own column has the same points.
fn scored(trace: Trace) -> IndicatorScore {
    IndicatorScore { score: trace.result, unit_score: trace.result, trace, ..without(Outcome::Scored) }
}

fn number_row(number: NumberScore, actual: Decimal) -> IndicatorScore {
    let over = number.over_achieved.then_some(Flag::OverAchieved);
    let negative = (actual < Decimal::ZERO).then_some(Flag::NegativeActual);
    let row = if number.score.is_some() { scored(number.trace) } else { without(Outcome::NotScorable) };
    IndicatorScore { met: Some(number.met), flags: over.into_iter().chain(negative).collect(), ..row }
}

impl Rules<'_> {
    /// The row that persons decide: the reviewer's view counts, the unit's is shown beside it.
    fn judged(&self) -> IndicatorScore {
        let of = |judgement| by_hand(self.profile, self.method, self.weight, judgement);
        let unit_score = of(self.judged.unit).and_then(|it| it.trace.result);
        let row = match of(self.judged.reviewer) {
            None => without(Outcome::Unjudged),
            Some(ByHand { met, trace }) => {
                IndicatorScore { score: trace.result, met, trace, ..without(Outcome::Judged) }
            }
        };
        IndicatorScore { unit_score, ..row }
    }
}

/// Points above the weight were given for another weight, and wait to be given anew; those of somebody whom the profile
/// does not let override were given under another profile, and do not count.
fn overridden(profile: &Profile, judgement: Option<&Judgement>, weight: Points) -> Option<Points> {
    match judgement?.ruling {
        Ruling::Override { overrider, score, .. } if profile.overriders.contains(&overrider) => {
            score.filter(|score| *score <= weight)
        }
        Ruling::Override { .. } => None,
        Ruling::Tier { .. } | Ruling::Checklist { .. } | Ruling::Manual { .. } => None,
    }
}

fn owes_reason(row: &IndicatorScore, actual: &Actual) -> bool {
    let is_due = row.met == Some(false) || row.flags.contains(&Flag::OverAchieved);
    is_due && actual.deviation_reason.is_none()
}

#[cfg(test)]
mod tests;
