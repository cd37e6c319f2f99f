//! The arithmetic of scores in whole numbers: millionths of a value and hundredths of a point in, hundredths of a point
//! out.
//!
//! Every score of a number is made here, by [`score_number`](crate::scoring::score_number) for one row with its trace
//! and by [`Packed`](crate::packed::Packed) for a whole region. A product that 64 bits hold is taken with one
//! multiplication and no division; any other takes 128 bits. Both are exact, and rounded once.

mod divisor;
mod formula;
mod less;
mod round;

pub use divisor::Divisor;
pub use formula::{Formula, Share};
pub use less::less;

pub(crate) use formula::is_below;
pub(crate) use round::rounded;

#[cfg(test)]
mod tests;
