//! What was measured, beside its goal.

use std::fmt;

use serde_json::{Value, json};

/// A figure that is to be at most its goal.
pub(crate) struct Figure {
    id: &'static str,
    /// The median, the least and the greatest.
    found: [f64; 3],
    goal: f64,
    unit: &'static str,
}

impl Figure {
    pub(crate) fn at_most(id: &'static str, found: [f64; 3], goal: f64, unit: &'static str) -> Self {
        Self { id, found, goal, unit }
    }

    fn is_met(&self) -> bool {
        let [median, ..] = self.found;
        median <= self.goal
    }

    fn json(&self) -> Value {
        let [median, least, greatest] = self.found.map(hundredths);
        let (id, goal, unit, met) = (self.id, self.goal, self.unit, self.is_met());
        json!({"id": id, "ratio": median, "op": "<=", "goal": goal, "unit": unit, "met": met, "spread": [least, greatest]})
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A list of them.
pub(crate) fn json(figures: &[Figure]) -> String {
    let list = Value::Array(figures.iter().map(Figure::json).collect());
    format!("{list:#}\n")
}

/// `P16: 1.12 (1.09 – 1.15) ratio, at most 1.5: met`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, found: [median, least, greatest], goal, unit } = self;
        let met = if self.is_met() { "met" } else { "missed" };
        write!(f, "{id}: {median:.2} ({least:.2} – {greatest:.2}) {unit}, at most {goal}: {met}")
    }
}
