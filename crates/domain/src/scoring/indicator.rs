//! Any actual against any target.

use super::{NumberScore, Operand, Rule, Trace, score_number};
use crate::{
    Actual, ActualRecord, ActualValue, Band, Decimal, Indicator, Judgement, Points, Profile, Target, Tier, Verdict,
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
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Scored, Self::Judged, Self::NotReported, Self::Unjudged, Self::NotApplicable, Self::NotScorable];
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

/// What became of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorScore {
    /// What became of it.
    pub outcome: Outcome,
    /// Where scored or judged.
    pub score: Option<Points>,
    /// Whether the target was reached, where that can be said.
    pub met: Option<bool>,
    /// What a reader should see.
    pub flags: Vec<Flag>,
    /// How the score came about.
    pub trace: Trace,
}

/// Scores an indicator of that weight. The judgement is the one of this actual, if there is one.
pub fn score_indicator(
    profile: &Profile,
    indicator: &Indicator,
    weight: Points,
    actual: Option<&ActualRecord>,
    judgement: Option<&Judgement>,
) -> IndicatorScore {
    let Some(record) = actual else { return without(Outcome::NotReported) };
    let mut row = match (&record.actual.value, &indicator.target) {
        (ActualValue::NotApplicable(_), _) => return without(Outcome::NotApplicable),
        (ActualValue::Number(number), Target::Numeric(target)) => {
            number_row(score_number(profile, target.sign, target.value, *number, weight), *number)
        }
        (ActualValue::Date(day), Target::Deadline { date, .. }) if day <= date => {
            on_time(Trace::compared(Rule::Deadline, Operand::Date(*day), day.cmp(date), Operand::Date(*date), weight))
        }
        (ActualValue::Date(day), Target::Window { first, last, .. }) if (first..=last).contains(&day) => {
            on_time(Trace::inside(*day, (*first, *last), weight))
        }
        (ActualValue::Date(_), Target::Deadline { .. } | Target::Window { .. }) => {
            let row = judged(profile, weight, judgement);
            IndicatorScore { met: Some(false), ..row }
        }
        (
            ActualValue::Text(_) | ActualValue::Tiered { .. },
            Target::Qualitative { .. } | Target::Deadline { .. } | Target::Window { .. },
        ) => judged(profile, weight, judgement),
        (ActualValue::Text(_) | ActualValue::Tiered { .. } | ActualValue::Number(_) | ActualValue::Date(_), _) => {
            without(Outcome::NotScorable)
        }
    };
    if owes_reason(&row, &record.actual) {
        row.flags.push(Flag::ReasonOwed);
    }
    row
}

fn without(outcome: Outcome) -> IndicatorScore {
    IndicatorScore { outcome, score: None, met: None, flags: Vec::new(), trace: Trace::NONE }
}

fn number_row(scored: NumberScore, actual: Decimal) -> IndicatorScore {
    let over = scored.over_achieved.then_some(Flag::OverAchieved);
    let negative = (actual < Decimal::ZERO).then_some(Flag::NegativeActual);
    IndicatorScore {
        outcome: if scored.score.is_some() { Outcome::Scored } else { Outcome::NotScorable },
        score: scored.score,
        met: Some(scored.met),
        flags: over.into_iter().chain(negative).collect(),
        trace: scored.trace,
    }
}

fn on_time(trace: Trace) -> IndicatorScore {
    IndicatorScore { outcome: Outcome::Scored, score: trace.result, met: Some(true), flags: Vec::new(), trace }
}

/// A judgement outside its tier's band was made for another weight, and waits to be made anew.
fn judged(profile: &Profile, weight: Points, judgement: Option<&Judgement>) -> IndicatorScore {
    let verdict = judgement.map(|j| &j.verdict);
    let holds = |v: &&Verdict| Band::of(v.tier, weight, profile).is_some_and(|b| b.contains(v.score));
    let Some(verdict) = verdict.filter(holds) else { return without(Outcome::Unjudged) };
    IndicatorScore {
        outcome: Outcome::Judged,
        score: Some(verdict.score),
        met: Some(verdict.tier == Tier::Achieved),
        flags: Vec::new(),
        trace: Trace { rule: Rule::Judgement, result: Some(verdict.score), ..Trace::NONE },
    }
}

fn owes_reason(row: &IndicatorScore, actual: &Actual) -> bool {
    let is_due = row.met == Some(false) || row.flags.contains(&Flag::OverAchieved);
    is_due && actual.deviation_reason.is_none()
}

#[cfg(test)]
mod tests;
