//! Text of cells: shared by the sheets of a workbook, or in the cell itself.

use super::xml::{self, Item, Xml};
use crate::{Limits, Unopenable};

/// The shared strings, in the order by which cells refer to them.
pub(super) fn read(part: &[u8]) -> Result<Vec<String>, Unopenable> {
    let text = xml::text(part)?;
    let mut xml = Xml::new(&text);
    let mut strings = Vec::new();
    while let Some(item) = xml.next()? {
        if let Item::Start(element) = item
            && element.local_name().as_ref() == "si"
        {
            // More than all cells could have.
            if strings.len() >= Limits::LINES * Limits::CELLS {
                return Err(Unopenable::TooMuchText);
            }
            // A blank string leaves a cell blank; to copy it for each would take its length times their number.
            let string = rich(&mut xml)?;
            strings.push(if string.trim().is_empty() { String::new() } else { string });
        }
    }
    Ok(strings)
}

/// The text of the element begun last: its runs one after the other, without how they are pronounced.
pub(super) fn rich(xml: &mut Xml<'_>) -> Result<String, Unopenable> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = String::new();
    while xml.depth() > outside {
        if let Item::Start(element) = xml.next()?.ok_or(Unopenable::Damaged)? {
            match element.local_name().as_ref() {
                "t" => text.push_str(&xml.text()?),
                "rPh" => drop(xml.text()?),
                _ => {}
            }
        }
    }
    Ok(unescaped(text))
}

/// With the characters that XML cannot have, which are written such as `_x000D_` (ISO/IEC 29500-1, 22.9.2.19).
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        match escape(after) {
            Some((char, after)) => {
                plain.push(char);
                rest = after;
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The character of `000D_…` and what follows.
fn escape(text: &str) -> Option<(char, &str)> {
    let (digits, after) = text.split_at_checked(4)?;
    let after = after.strip_prefix('_').filter(|_| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, after))
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn only_an_escape_of_four_digits_is_a_character() {
        for (text, expected) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00D_", "_x00D_"),
            ("_xD800_", "_xD800_"),
            ("_x+041_", "_x+041_"),
            ("_x绩效_", "_x绩效_"),
            ("_x_x0041_", "_xA"),
            ("_x0041", "_x0041"),
        ] {
            assert_eq!(unescaped(text.to_owned()), expected);
        }
    }
}
