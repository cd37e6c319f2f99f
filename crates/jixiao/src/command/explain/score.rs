//! The points of a row.

use jixiao_proto::scoring::v1::{NotApplicableRule, Outcome, Profile};

use crate::words;

/// The points, or why there are none and what may still come.
pub(super) fn explain(outcome: Outcome, score: &str, weight: &str, profile: &Profile) -> String {
    match (score, outcome) {
        ("", Outcome::NotApplicable) => {
            let weight = match profile.not_applicable_rule() {
                NotApplicableRule::Move => "its weight goes to other rows",
                NotApplicableRule::Rescale | NotApplicableRule::Unspecified => "its weight is left out of the total",
            };
            format!("none: {}; {weight}", words::outcome(outcome))
        }
        ("", _) => format!("none: {}; from 0.00 to {weight} is still possible", words::outcome(outcome)),
        (score, _) => format!("{score} of {weight}, {}", words::outcome(outcome)),
    }
}
