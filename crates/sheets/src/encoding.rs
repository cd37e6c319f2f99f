//! Encodings of text.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::Unopenable;

/// The text of a file, without a byte order mark: UTF-8, UTF-16 or GB18030, in this order.
///
/// What has no byte order mark is told by its content. No byte is ever replaced: text with a byte that makes no
/// sense is refused, because what remains could be read as something else.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unopenable> {
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => strict(encoding, bytes.get(length..).unwrap_or_default()),
        None if bytes.contains(&0) => strict(utf_16(bytes)?, bytes),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => return Ok(Cow::Borrowed(text)),
            Err(_) if nearly_utf_8(bytes) => None,
            Err(_) => strict(GB18030, bytes).filter(|text| !text.contains(binary)),
        },
    };
    decoded.filter(|text| !text.contains('\0')).ok_or(Unopenable::NotText)
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

/// Which UTF-16 it is without a byte order mark. Line ends, tabs, digits and Latin letters have a zero byte: the second
/// one where the low byte comes first. Few Chinese characters have one.
fn utf_16(bytes: &[u8]) -> Result<&'static Encoding, Unopenable> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return Err(Unopenable::NotText);
    };
    let low_first = pairs.iter().filter(|pair| matches!(pair, [1..=255, 0])).count();
    let high_first = pairs.iter().filter(|pair| matches!(pair, [0, 1..=255])).count();
    let encoding = if low_first > high_first { UTF_16LE } else { UTF_16BE };
    // Bytes of another kind would give controls, or have zeros anywhere. What is UTF-8 but for a few zeros would give
    // characters that nobody wrote.
    let zeros = low_first.max(high_first);
    let obvious = zeros > 4 * low_first.min(high_first)
        && (zeros * 4 > pairs.len() || std::str::from_utf8(bytes).is_err())
        && strict(encoding, bytes).is_some_and(|text| !text.contains(binary));
    if obvious { Ok(encoding) } else { Err(Unopenable::NotText) }
}

/// Whether the bytes are UTF-8 but for a few; as GB18030 they might well be valid, and wrong.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut wide, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|char| char.len_utf8() >= 3).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wide > 4 * wrong
}

/// Characters that text does not have: controls but for white space and the old end-of-file mark.
fn binary(char: char) -> bool {
    char.is_ascii_control() && !matches!(char, '\t' | '\n' | '\x0B' | '\x0C' | '\r' | '\x1A')
}
