//! Characters of fonts that have their own codes. Word's dialog for symbols inserts `≥` this way.

use crate::xml::Element;

/// The character of a `w:sym`. One that has no meaning here keeps its private code: it is shown as a box, not lost.
pub(super) fn character(element: &Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("w", "char")?.trim(), 16).ok()?;
    let font = element.attribute("w", "font").unwrap_or_default().to_ascii_lowercase();
    let own = if (0xF020..=0xF0FF).contains(&code) { code.saturating_sub(0xF000) } else { code };
    let meant = match (font.as_str(), own) {
        ("symbol", 0xA3) => '≤',
        ("symbol", 0xB3) => '≥',
        ("symbol", 0xB0) => '°',
        ("symbol", 0xB1) => '±',
        ("symbol", 0xB4) => '×',
        ("symbol", 0xB8) => '÷',
        ("symbol", 0xB9) => '≠',
        ("symbol", 0xBB) => '≈',
        ("symbol", 0x20 | 0x21 | 0x23 | 0x25 | 0x26 | 0x28..=0x2C | 0x2E..=0x3F) => char::from_u32(own)?,
        ("symbol", 0x2D) => '-',
        ("wingdings", 0xA8 | 0x6F) => '□',
        ("wingdings", 0xFC) => '✓',
        ("wingdings", 0xFE) | ("wingdings 2", 0x52) => '☑',
        _ => char::from_u32(code)?,
    };
    Some(meant)
}
