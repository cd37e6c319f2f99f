use serde_json::{Value, json};

/// Which way a goal is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// At most so much.
    AtMost,
    /// At least so much.
    AtLeast,
}

/// A goal of the performance table with what was measured.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Such as `P1` or `P9-cold`.
    pub id: String,
    /// Median, least and most.
    pub measured: [f64; 3],
    /// Which way it is met.
    pub op: Op,
    /// What is wanted.
    pub goal: f64,
    /// Such as `ratio` or `B`.
    pub unit: &'static str,
}

impl Goal {
    /// A ratio that is to be at most so much.
    #[must_use]
    pub fn at_most(id: &str, measured: [f64; 3], goal: f64) -> Self {
        Self { id: id.to_owned(), measured, op: Op::AtMost, goal, unit: "ratio" }
    }

    /// A ratio that is to be at least so much.
    #[must_use]
    pub fn at_least(id: &str, measured: [f64; 3], goal: f64) -> Self {
        Self { op: Op::AtLeast, ..Self::at_most(id, measured, goal) }
    }

    /// Whether the median meets it.
    #[must_use]
    pub fn is_met(&self) -> bool {
        match self.op {
            Op::AtMost => self.measured[0] <= self.goal,
            Op::AtLeast => self.measured[0] >= self.goal,
        }
    }

    /// As printed, with whether it is met.
    #[must_use]
    pub fn measured(&self) -> String {
        let [median, least, most] = self.measured.map(figure);
        format!("{median} ({least}, {most}){}", if self.is_met() { "" } else { " MISSED" })
    }

    /// As printed.
    #[must_use]
    pub fn wanted(&self) -> String {
        format!("{} {}", self.sign(), self.goal)
    }

    const fn sign(&self) -> &'static str {
        match self.op {
            Op::AtMost => "<=",
            Op::AtLeast => ">=",
        }
    }

    /// Goals as `target/bench.json` has them.
    #[must_use]
    pub fn json(goals: &[&Self]) -> String {
        let rounded = |it: f64| (it * 10_000.0).round() / 10_000.0;
        let of = |goal: &&Self| {
            let [median, least, most] = goal.measured.map(rounded);
            json!({
                "id": goal.id,
                "ratio": median,
                "op": goal.sign(),
                "goal": goal.goal,
                "unit": goal.unit,
                "met": goal.is_met(),
                "spread": [least, most],
            })
        };
        let all: Vec<Value> = goals.iter().map(of).collect();
        format!("{:#}\n", Value::Array(all))
    }
}

fn figure(it: f64) -> String {
    if it >= 10.0 { format!("{it:.1}") } else if it >= 0.1 { format!("{it:.2}") } else { format!("{it:.4}") }
}

/// Rows under headings, as Markdown.
#[must_use]
pub fn table<const N: usize>(headings: &[&str; N], rows: &[[String; N]]) -> String {
    let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let mut table = line(headings.to_vec());
    table.push_str(&line(vec!["---"; N]));
    for row in rows {
        table.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    table
}
