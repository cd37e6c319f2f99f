//! How a packed row is scored, in a byte.

use crate::kernel::Formula;

/// Bits 0 and 1 are the formula; bit 7 says that a product needs more than 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Code(u8);

const WIDE: u8 = 0x80;

impl Code {
    /// A formula, and whether its products need more than 64 bits.
    pub(super) const fn new(formula: Formula, is_wide: bool) -> Self {
        Self(formula as u8 | if is_wide { WIDE } else { 0 })
    }

    /// The formula.
    #[inline(always)]
    pub const fn formula(self) -> Formula {
        match self.0 & 3 {
            0 => Formula::Floor,
            1 => Formula::CapLinear,
            2 => Formula::CapRatio,
            _ => Formula::EqualExact,
        }
    }

    /// Whether a product needs more than 64 bits.
    #[inline(always)]
    pub const fn is_wide(self) -> bool {
        self.0 & WIDE != 0
    }
}
