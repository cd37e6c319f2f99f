//! How a score came about, so that a person can recompute it.

use std::cmp::Ordering;
use std::fmt;

use crate::kernel::Share;
use crate::{CivilDate, Decimal, Fen, Fraction, Points, Rounding};

/// The rule that gave a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// ≥ and >, target above nought.
    Floor,
    /// = as ≥.
    EqualAtLeast,
    /// = by distance.
    EqualExact,
    /// ≤ and <, linear.
    CapLinear,
    /// ≤ and <, ratio.
    CapRatio,
    /// No ratio exists; the target is reached or not.
    MetOrNothing,
    /// On or before a day.
    Deadline,
    /// Inside a span of days.
    Window,
    /// In proportion from a share of the target on.
    Threshold,
    /// The target is met or not.
    YesNo,
    /// By steps.
    Steps,
    /// So much less for each unit or day.
    Deduction,
    /// Items that are there.
    Checklist,
    /// A person picked a tier, and points inside its band.
    Judgement,
    /// A person gave points.
    Manual,
    /// Executed of budget.
    Execution,
    /// Points of a hundred, where rows do not apply.
    Rescale,
    /// The sum of the rows.
    Sum,
    /// There is no score.
    None,
}

impl Rule {
    /// In words of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::EqualAtLeast => "equal-at-least",
            Self::EqualExact => "equal-exact",
            Self::CapLinear => "cap-linear",
            Self::CapRatio => "cap-ratio",
            Self::MetOrNothing => "met-or-nothing",
            Self::Deadline => "deadline",
            Self::Window => "window",
            Self::Threshold => "threshold",
            Self::YesNo => "yes-no",
            Self::Steps => "steps",
            Self::Deduction => "deduction",
            Self::Checklist => "checklist",
            Self::Judgement => "judgement",
            Self::Manual => "manual",
            Self::Execution => "execution",
            Self::Rescale => "rescale",
            Self::Sum => "sum",
            Self::None => "none",
        }
    }
}

/// A number in the arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A target or an actual.
    Value(Decimal),
    /// Money, in yuan.
    Money(Fen),
    /// Points.
    Points(Points),
    /// A day.
    Date(CivilDate),
}

/// The arithmetic with its operands; its display is the line a person checks, without the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// There is none.
    None,
    /// A comparison that holds or not, such as `95 ≥ 90`.
    Compared {
        /// Left of the sign.
        left: Operand,
        /// Of a comparison that is true.
        symbol: &'static str,
        /// Right of the sign.
        right: Operand,
    },
    /// A day inside a span, such as `2023-05-01 ≤ 2023-06-30 ≤ 2023-09-30`.
    Inside {
        /// The first day.
        first: CivilDate,
        /// The day.
        day: CivilDate,
        /// The last day.
        last: CivilDate,
    },
    /// `weight × numerator ÷ denominator`.
    Share {
        /// The weight.
        weight: Points,
        /// Above the line.
        numerator: Operand,
        /// Below the line.
        denominator: Operand,
    },
    /// `actual ÷ target < share`.
    Below {
        /// The actual.
        actual: Decimal,
        /// The target.
        target: Decimal,
        /// Of the target.
        share: Points,
    },
    /// `actual ≥ from, weight × points ÷ 10`.
    Step {
        /// The weight.
        weight: Points,
        /// The actual.
        actual: Decimal,
        /// The bound that it reaches.
        from: Decimal,
        /// Out of ten.
        points: Points,
    },
    /// `weight − per unit × (greater − lesser)`.
    Deduction {
        /// The weight.
        weight: Points,
        /// Points for a unit.
        per_unit: Decimal,
        /// The greater value.
        greater: Decimal,
        /// The lesser value.
        lesser: Decimal,
    },
    /// `weight − per day × days`, from the last day until the day.
    Late {
        /// The weight.
        weight: Points,
        /// Points for a day.
        per_day: Decimal,
        /// The last day in time.
        last: CivilDate,
        /// The day.
        day: CivilDate,
    },
    /// `weight × (1 − (actual − target) ÷ target)`.
    Excess {
        /// The weight.
        weight: Points,
        /// The actual.
        actual: Decimal,
        /// The target.
        target: Decimal,
    },
    /// `weight × (1 − |actual − target| ÷ target)`.
    Distance {
        /// The weight.
        weight: Points,
        /// The actual.
        actual: Decimal,
        /// The target.
        target: Decimal,
    },
}

/// How a score came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The rule.
    pub rule: Rule,
    /// The arithmetic.
    pub arithmetic: Arithmetic,
    /// The exact score before rounding, where a ratio was taken.
    pub exact: Option<Fraction>,
    /// How that was rounded.
    pub rounding: Rounding,
    /// The score.
    pub result: Option<Points>,
}

impl Trace {
    /// There is no score.
    pub const NONE: Self =
        Self { rule: Rule::None, arithmetic: Arithmetic::None, exact: None, rounding: Rounding::HalfUp, result: None };

    /// A score that a comparison decided.
    pub fn compared(rule: Rule, left: Operand, order: Ordering, right: Operand, result: Points) -> Self {
        let symbol = symbol(order);
        Self { rule, arithmetic: Arithmetic::Compared { left, symbol, right }, result: Some(result), ..Self::NONE }
    }

    /// The full weight for a day inside a span.
    pub fn inside(day: CivilDate, (first, last): (CivilDate, CivilDate), weight: Points) -> Self {
        let arithmetic = Arithmetic::Inside { first, day, last };
        Self { rule: Rule::Window, arithmetic, result: Some(weight), ..Self::NONE }
    }

    /// A score that is an exact fraction, rounded here and nowhere else.
    pub fn rounded(rule: Rule, arithmetic: Arithmetic, exact: Fraction, rounding: Rounding) -> Self {
        Self { rule, arithmetic, exact: Some(exact), rounding, result: Some(exact.round(rounding)) }
    }

    /// A share of a weight; `None` where the fraction is past 128 bits.
    pub fn share(rule: Rule, arithmetic: Arithmetic, weight: Points, share: Share, rounding: Rounding) -> Option<Self> {
        let (exact, result) = (Some(share.exact(weight)?), Some(share.points(weight, rounding)));
        Some(Self { rule, arithmetic, exact, rounding, result })
    }

    /// How it was rounded, where that changed the score.
    pub fn rounding(&self) -> Option<Rounding> {
        self.exact.filter(|exact| exact.is_rounded()).map(|_| self.rounding)
    }
}

/// The symbol between two values of which the left one is that to the right one.
const fn symbol(order: Ordering) -> &'static str {
    match order {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Money(fen) => fen.fmt(f),
            Self::Points(points) => points.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl fmt::Display for Arithmetic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Compared { left, symbol, right } => write!(f, "{left} {symbol} {right}"),
            Self::Inside { first, day, last } => write!(f, "{first} ≤ {day} ≤ {last}"),
            Self::Share { weight, numerator, denominator } => write!(f, "{weight} × {numerator} ÷ {denominator}"),
            Self::Below { actual, target, share } => write!(f, "{actual} ÷ {target} < {share}"),
            Self::Step { weight, actual, from, points } => {
                write!(f, "{actual} ≥ {from}, {weight} × {points} ÷ 10")
            }
            Self::Deduction { weight, per_unit, greater, lesser } => {
                write!(f, "{weight} − {per_unit} × ({greater} − {lesser})")
            }
            Self::Late { weight, per_day, last, day } => {
                write!(f, "{weight} − {per_day} × {} ({last} – {day})", last.days_until(*day))
            }
            Self::Excess { weight, actual, target } => {
                write!(f, "{weight} × (1 − ({actual} − {target}) ÷ {target})")
            }
            Self::Distance { weight, actual, target } => {
                write!(f, "{weight} × (1 − |{actual} − {target}| ÷ {target})")
            }
        }
    }
}

impl Arithmetic {
    /// Whether it comes to less than nought, which no score does.
    fn is_below_nought(&self) -> bool {
        let millionths = |value: Decimal| i128::from(value.millionths());
        // What is taken off and what it is taken off from, in one unit.
        let is_more = |taken: i128, weight: Points, parts: i128| taken > i128::from(weight.hundredths()) * parts;
        match *self {
            Self::Excess { actual, target, .. } => millionths(actual) - millionths(target) > millionths(target),
            Self::Distance { actual, target, .. } => {
                (millionths(actual) - millionths(target)).abs() > millionths(target)
            }
            Self::Deduction { weight, per_unit, greater, lesser } => {
                let taken = millionths(per_unit).checked_mul(millionths(greater) - millionths(lesser));
                taken.is_none_or(|taken| is_more(taken, weight, 10_000_000_000))
            }
            Self::Late { weight, per_day, last, day } => {
                is_more(millionths(per_day) * i128::from(last.days_until(day)), weight, 10_000)
            }
            Self::None
            | Self::Compared { .. }
            | Self::Inside { .. }
            | Self::Share { .. }
            | Self::Below { .. }
            | Self::Step { .. } => false,
        }
    }
}

/// The arithmetic with its result: `5.00 × 81 ÷ 90 = 4.50`, `95 > 90: 5.00`; where it comes to less than nought
/// `max(0, 10.00 × (1 − (30 − 10) ÷ 10)) = 0.00`.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.arithmetic.is_below_nought() {
            write!(f, "max(0, {})", self.arithmetic)?;
        } else {
            self.arithmetic.fmt(f)?;
        }
        match (self.arithmetic, self.result) {
            (Arithmetic::None, _) | (_, None) => Ok(()),
            (Arithmetic::Compared { .. } | Arithmetic::Inside { .. } | Arithmetic::Below { .. }, Some(result)) => {
                write!(f, ": {result}")
            }
            (_, Some(result)) => write!(f, " = {result}"),
        }
    }
}
