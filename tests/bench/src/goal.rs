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
    /// Subject and reference.
    pub what: String,
    /// Processor time and memory, as printed.
    pub beside: String,
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
    pub fn at_most(id: &str, what: &str, measured: [f64; 3], goal: f64) -> Self {
        let (id, what, beside) = (id.to_owned(), what.to_owned(), String::new());
        Self { id, what, beside, measured, op: Op::AtMost, goal, unit: "ratio" }
    }

    /// A ratio that is to be at least so much.
    #[must_use]
    pub fn at_least(id: &str, what: &str, measured: [f64; 3], goal: f64) -> Self {
        Self { op: Op::AtLeast, ..Self::at_most(id, what, measured, goal) }
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
    pub fn json(goals: &[Self]) -> String {
        let rounded = |it: f64| (it * 10_000.0).round() / 10_000.0;
        let of = |goal: &Self| {
            let [median, least, most] = goal.measured.map(rounded);
            json!({
                "id": goal.id,
                "ratio": median,
                "op": goal.sign(),
                "goal": goal.goal,
                "unit": goal.unit,
                "met": goal.is_met(),
                "spread": [least, most],
                "what": goal.what,
                "beside": goal.beside,
            })
        };
        let all: Vec<Value> = goals.iter().map(of).collect();
        format!("{:#}\n", Value::Array(all))
    }
}

/// The lists of several programs as one, and the table of it.
///
/// # Panics
///
/// Where one is not such a list.
#[must_use]
pub fn together(lists: &[String]) -> (String, String) {
    let mut all: Vec<Value> = lists.iter().flat_map(|list| serde_json::from_str::<Vec<Value>>(list).unwrap()).collect();
    let number = |goal: &Value| {
        let digits = |c: char| c.is_ascii_digit();
        let id = goal["id"].as_str().unwrap_or_default();
        let number: String = id.chars().skip_while(|c| !digits(*c)).take_while(|c| digits(*c)).collect();
        (number.parse::<u32>().unwrap_or(u32::MAX), id.to_owned())
    };
    all.sort_by_key(number);
    let rows: Vec<[String; 5]> = all.iter().map(row).collect();
    let table = table(&["goal", "subject / reference", "measured (least, most)", "wanted", "beside it"], &rows);
    (format!("{:#}\n", Value::Array(all)), table)
}

fn row(goal: &Value) -> [String; 5] {
    let text = |key: &str| goal[key].as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| figure(value.as_f64().unwrap_or(f64::NAN));
    let missed = if goal["met"] == true { "" } else { " **missed**" };
    let unit = if goal["unit"] == "ratio" { String::new() } else { format!(" {}", text("unit")) };
    let (measured, least, most) = (number(&goal["ratio"]), number(&goal["spread"][0]), number(&goal["spread"][1]));
    let measured = format!("{measured}{unit} ({least}, {most}){missed}");
    [text("id"), text("what"), measured, format!("{} {}", text("op"), goal["goal"]), text("beside")]
}

/// The median, the least and the most of measurements.
#[must_use]
pub fn spread(mut figures: Vec<f64>) -> [f64; 3] {
    figures.sort_by(f64::total_cmp);
    let at = |index: usize| figures.get(index).copied().unwrap_or(f64::NAN);
    [at(figures.len() / 2), at(0), at(figures.len() - 1)]
}

fn figure(it: f64) -> String {
    if it >= 10.0 {
        format!("{it:.1}")
    } else if it >= 0.1 {
        format!("{it:.2}")
    } else {
        format!("{it:.4}")
    }
}

/// Rows under headings, as Markdown.
fn table<const N: usize>(headings: &[&str; N], rows: &[[String; N]]) -> String {
    let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let mut table = line(headings.to_vec());
    table.push_str(&line(vec!["---"; N]));
    for row in rows {
        table.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    table
}
