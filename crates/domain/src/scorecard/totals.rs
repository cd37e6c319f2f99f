//! The sums of a scorecard.

use super::{ExecutionRow, GoalRows, Row};
use crate::scoring::{Arithmetic, Flag, IndicatorScore, Operand, Outcome, Rule, Trace};
use crate::{Fraction, Grade, IndicatorId, Points, Profile, Rounding};

/// How many rows have an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The outcome.
    pub outcome: Outcome,
    /// From 1.
    pub rows: usize,
    /// Their weight.
    pub weight: Points,
}

/// The sums of a scorecard. While a row is missing there is a span of possible totals and no grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Sum of the points there are.
    pub points: Points,
    /// Weight of the rows that have points.
    pub weight_covered: Points,
    /// Weight of the rows that apply.
    pub applicable_weight: Points,
    /// The lowest total that is still possible.
    pub lowest: Points,
    /// The highest total that is still possible.
    pub highest: Points,
    /// Out of 100, once no row is missing and some row applies.
    pub total: Option<Points>,
    /// Of the total.
    pub grade: Option<Grade>,
    /// The unit's own total (自评得分) out of 100, once each row that applies has points in its column.
    pub unit_total: Option<Points>,
    /// How the total came about.
    pub trace: Trace,
    /// Rows by outcome, the execution row included.
    pub counts: Vec<Count>,
    /// Indicators that apply and have no points, in plan order.
    pub missing: Vec<IndicatorId>,
    /// Whether the execution row applies and has no points.
    pub execution_missing: bool,
    /// Indicators that owe a reason, in plan order.
    pub reasons_owed: Vec<IndicatorId>,
}

/// What the sums need to know of a row.
#[derive(Clone, Copy)]
struct Item {
    outcome: Outcome,
    weight: Points,
    score: Option<Points>,
    unit_score: Option<Points>,
}

impl Item {
    fn of(row: &Row) -> Self {
        let IndicatorScore { outcome, score, unit_score, .. } = row.score;
        Self { outcome, weight: row.weight, score, unit_score }
    }

    fn applies(&self) -> bool {
        self.outcome != Outcome::NotApplicable
    }

    fn is_missing(&self) -> bool {
        self.applies() && self.score.is_none()
    }
}

impl Totals {
    pub(super) fn of(profile: &Profile, goals: &[GoalRows], execution: &ExecutionRow) -> Self {
        let rows = || goals.iter().flat_map(|g| &g.rows);
        let execution = Item {
            outcome: execution.score.outcome,
            weight: execution.weight,
            score: execution.score.score,
            unit_score: execution.score.score,
        };
        let mut items: Vec<Item> = rows().map(Item::of).collect();
        items.push(execution);
        let points: Points = items.iter().filter_map(|i| i.score).sum();
        let weight_of =
            |wanted: fn(&Item) -> bool| -> Points { items.iter().filter(|i| wanted(i)).map(|i| i.weight).sum() };
        let applicable_weight = weight_of(Item::applies);
        let of_a_hundred = |points| of_a_hundred(points, applicable_weight, profile.rounding);
        let lowest = of_a_hundred(points);
        let highest = of_a_hundred(points + weight_of(Item::is_missing));
        let is_complete = !items.iter().any(Item::is_missing);
        let trace = if is_complete { lowest } else { Trace::NONE };
        Self {
            points,
            weight_covered: weight_of(|i| i.score.is_some()),
            applicable_weight,
            lowest: lowest.result.unwrap_or_default(),
            highest: highest.result.unwrap_or_default(),
            total: trace.result,
            grade: trace.result.map(|total| profile.grade(total)),
            unit_total: unit_points(&items).and_then(|points| of_a_hundred(points).result),
            trace,
            counts: counts(&items),
            missing: rows().filter(|row| Item::of(row).is_missing()).map(|r| r.indicator.id.clone()).collect(),
            execution_missing: execution.is_missing(),
            reasons_owed: rows()
                .filter(|row| row.score.flags.contains(&Flag::ReasonOwed))
                .map(|row| row.indicator.id.clone())
                .collect(),
        }
    }
}

/// The total that points are: themselves where every row applies, else `100 · points ÷ applicable
/// weight`, rounded once. None where no weight applies.
pub(crate) fn of_a_hundred(points: Points, applicable: Points, rounding: Rounding) -> Trace {
    if applicable == Points::HUNDRED {
        return Trace { rule: Rule::Sum, result: Some(points), ..Trace::NONE };
    }
    let exact = Fraction::of(Points::HUNDRED, i128::from(points.hundredths()), i128::from(applicable.hundredths()));
    let (numerator, denominator) = (Operand::Points(points), Operand::Points(applicable));
    let share = Arithmetic::Share { weight: Points::HUNDRED, numerator, denominator };
    exact.map_or(Trace::NONE, |exact| Trace::rounded(Rule::Rescale, share, exact, rounding))
}

/// The sum of the unit's own column, where no row that applies is without points in it.
fn unit_points(items: &[Item]) -> Option<Points> {
    let own = items.iter().filter(|item| item.applies());
    own.map(|item| item.unit_score).sum()
}

fn counts(items: &[Item]) -> Vec<Count> {
    let of = |outcome| {
        let mut weights = items.iter().filter(|i| i.outcome == outcome).map(|i| i.weight).peekable();
        weights.peek()?;
        let (rows, weight) = weights.fold((0, Points::ZERO), |(rows, sum), weight| (rows + 1, sum + weight));
        Some(Count { outcome, rows, weight })
    };
    Outcome::ALL.into_iter().filter_map(of).collect()
}
