//! Exact decimal digits of IEEE 754 doubles, by integers alone.

/// Limbs of nine decimal digits, the least first.
const LIMB: u64 = 1_000_000_000;

/// The digits of a double's magnitude and the power of ten they are times; `None` for what is no finite number.
pub(super) fn digits(bits: u64) -> Option<(String, i64)> {
    let field = i64::try_from((bits >> 52) & 0x7FF).ok()?;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, power) = match field {
        0x7FF => return None,
        0 => (fraction, -1_074),
        _ => (fraction | (1 << 52), field - 1_075),
    };
    if mantissa == 0 {
        return Some(("0".to_owned(), 0));
    }
    let even = i64::from(mantissa.trailing_zeros());
    let (mantissa, power) = (mantissa >> even, power + even);
    let mut limbs = vec![mantissa % LIMB, mantissa / LIMB];
    // m × 2^-k is m × 5^k × 10^-k.
    if power < 0 {
        multiply(&mut limbs, 5, 12, power.unsigned_abs())
    } else {
        multiply(&mut limbs, 2, 29, power.unsigned_abs())
    }
    Some((limbs.iter().rev().map(|limb| format!("{limb:09}")).collect(), power.min(0)))
}

/// Multiplies by `base`^`power`, `step` powers at a time; `base`^`step` is below [`LIMB`].
fn multiply(limbs: &mut Vec<u64>, base: u64, step: u32, mut power: u64) {
    while power > 0 {
        let now = u32::try_from(power).unwrap_or(step).min(step);
        let factor = base.pow(now);
        let mut carry = 0;
        for limb in limbs.iter_mut() {
            let product = *limb * factor + carry;
            *limb = product % LIMB;
            carry = product / LIMB;
        }
        if carry > 0 {
            limbs.push(carry);
        }
        power -= u64::from(now);
    }
}
