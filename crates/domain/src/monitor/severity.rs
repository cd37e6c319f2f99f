//! What comes first in a list of warnings.

use crate::{Light, Pace, Signal};

/// How severe a row is, the most severe the least: red before yellow, green and blue, then what has no light.
/// Inside red what has no pace comes first, because a broken cap and a missed date cannot be made up for; then,
/// inside any light, the lower pace. In the other lights what has no pace comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Severity {
    signal: Signal,
    standing: Standing,
}

/// Where a row stands inside its signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Failed,
    Paced(Pace),
    Unpaced,
}

impl Severity {
    /// Of a signal, and of its pace where it has one.
    pub fn of(signal: Signal, pace: Option<Pace>) -> Self {
        let standing = match (signal, pace) {
            (_, Some(pace)) => Standing::Paced(pace),
            (Signal::Lit(Light::Red), None) => Standing::Failed,
            (_, None) => Standing::Unpaced,
        };
        Self { signal, standing }
    }

    /// Whether it is red.
    pub fn is_red(self) -> bool {
        self.signal == Signal::Lit(Light::Red)
    }

    /// Whether it is red or yellow.
    pub fn is_warning(self) -> bool {
        matches!(self.signal, Signal::Lit(Light::Red | Light::Yellow))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fen;

    fn pace(percent: i64) -> Option<Pace> {
        Pace::of_budget(Fen::new(percent), Fen::new(100), 12)
    }

    #[test]
    fn the_most_severe_comes_first() {
        let [red, yellow, green, blue] = Light::ALL.map(Signal::Lit);
        let in_order = [
            (red, None),
            (red, pace(-5)),
            (red, pace(0)),
            (red, pace(59)),
            (yellow, pace(60)),
            (yellow, pace(79)),
            (yellow, None),
            (green, pace(80)),
            (green, None),
            (blue, pace(120)),
            (Signal::NoData, None),
            (Signal::NoTarget, None),
            (Signal::Unjudged, None),
            (Signal::NotApplicable, None),
        ]
        .map(|(signal, pace)| Severity::of(signal, pace));
        assert!(in_order.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn red_and_yellow_warn() {
        let warning = Signal::ALL.map(|signal| Severity::of(signal, None).is_warning());
        assert_eq!(warning, [true, true, false, false, false, false, false, false]);
    }
}
