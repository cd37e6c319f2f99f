//! Values stored with formulas, and those that are no number.

use crate::Unopenable;
use crate::number::Decimal;

/// What is stored with a formula.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stored {
    Number(Decimal),
    /// In a record of its own.
    Text,
    Truth(u8),
    Error(u8),
    /// Empty text, or nothing because it was never computed.
    Nothing,
}

impl Stored {
    /// Reads the eight bytes: a double, or a kind and a value with the highest bytes 0xFFFF.
    pub(super) fn read(bits: u64) -> Result<Self, Unopenable> {
        let [kind, _, value, _, _, _, 0xFF, 0xFF] = bits.to_le_bytes() else {
            return Decimal::of_bits(bits).map(Self::Number).ok_or(Unopenable::Damaged);
        };
        match kind {
            0 => Ok(Self::Text),
            1 => Ok(Self::Truth(value)),
            2 => Ok(Self::Error(value)),
            3 => Ok(Self::Nothing),
            _ => Err(Unopenable::Damaged),
        }
    }
}

pub(super) fn truth(value: u8) -> String {
    if value == 0 { "FALSE".to_owned() } else { "TRUE".to_owned() }
}

pub(super) fn error(code: u8) -> Result<&'static str, Unopenable> {
    Ok(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return Err(Unopenable::Damaged),
    })
}
