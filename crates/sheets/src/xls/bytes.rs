//! Integers in bytes, the lowest byte first.

use crate::Unopenable;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Unopenable> {
    array(bytes, at).map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Unopenable> {
    array(bytes, at).map(u32::from_le_bytes)
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Result<u64, Unopenable> {
    array(bytes, at).map(u64::from_le_bytes)
}

/// An offset or count that the file states.
pub(super) fn length_at(bytes: &[u8], at: usize) -> Result<usize, Unopenable> {
    usize::try_from(u32_at(bytes, at)?).map_err(|_| Unopenable::Damaged)
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], Unopenable> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(Unopenable::Damaged)
}
