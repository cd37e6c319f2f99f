//! Where the lights of monitoring begin.

use super::{Light, Pace};
use crate::Points;

/// The bounds between lights, as shares of what is due: 0.60 is three fifths of it. They are data of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LightBounds {
    /// Red below it.
    pub red_below: Points,
    /// Yellow below it and not red; green from it on.
    pub yellow_below: Points,
    /// Blue from it on. A budget has no blue.
    pub blue_from: Points,
}

impl LightBounds {
    /// 0.60, 0.80 and 1.20: those of a profile that sets none.
    pub const DEFAULT: Self = Self {
        red_below: Points::from_hundredths(60),
        yellow_below: Points::from_hundredths(80),
        blue_from: Points::from_hundredths(120),
    };

    /// Whether each light has a place and what is just due is green: red_below < yellow_below ≤ 1.00 < blue_from.
    pub fn is_rising(&self) -> bool {
        let one = Points::from_hundredths(100);
        self.red_below < self.yellow_below && self.yellow_below <= one && one < self.blue_from
    }

    /// The light of a pace, compared exactly.
    pub fn light(&self, pace: Pace) -> Light {
        if pace.is_below(self.red_below) {
            Light::Red
        } else if pace.is_below(self.yellow_below) {
            Light::Yellow
        } else if pace.is_below(self.blue_from) {
            Light::Green
        } else {
            Light::Blue
        }
    }
}
