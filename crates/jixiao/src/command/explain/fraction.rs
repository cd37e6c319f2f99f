//! Exact scores beside their decimals.

/// Decimals that show which way a score was rounded.
const PLACES: usize = 6;

/// `286/335 = 0.853731…`: the fraction as the API gives it, and where it begins as a decimal.
pub(super) fn with_decimals(fraction: &str) -> String {
    match decimals(fraction) {
        Some(decimal) => format!("{fraction} = {decimal}"),
        None => fraction.to_owned(),
    }
}

/// Cut off, not rounded; `None` for what is no fraction above nought or too large.
fn decimals(fraction: &str) -> Option<String> {
    let (numerator, denominator) = fraction.split_once('/')?;
    let (numerator, denominator): (u128, u128) = (numerator.parse().ok()?, denominator.parse().ok()?);
    let mut text = numerator.checked_div(denominator)?.to_string();
    let mut rest = numerator.checked_rem(denominator)?;
    for place in 0..PLACES {
        if rest == 0 {
            break;
        }
        rest = rest.checked_mul(10)?;
        let point = if place == 0 { "." } else { "" };
        text.push_str(&format!("{point}{}", rest.checked_div(denominator)?));
        rest = rest.checked_rem(denominator)?;
    }
    Some(if rest == 0 { text } else { text + "…" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_stands_beside_its_decimals() {
        let told = ["9/2", "286/335", "62993/60000", "4/1", "1/1000000", "0/1"].map(with_decimals);
        let expected = [
            "9/2 = 4.5",
            "286/335 = 0.853731…",
            "62993/60000 = 1.049883…",
            "4/1 = 4",
            "1/1000000 = 0.000001",
            "0/1 = 0",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_no_fraction_is_left_as_it_is() {
        for text in ["", "4", "1/0", "-1/2", "a/b", &format!("{}/{}", u128::MAX - 1, u128::MAX)] {
            assert_eq!(with_decimals(text), text);
        }
    }
}
