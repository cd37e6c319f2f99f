//! Superscripts, which plain text would turn into other numbers: 10⁴ is not 104.

/// The text in superscript characters; as it is if it has any that can't be raised.
pub(crate) fn raised(text: &str) -> String {
    text.chars().map(character).collect::<Option<String>>().unwrap_or_else(|| text.to_owned())
}

fn character(character: char) -> Option<char> {
    Some(match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' => '⁻',
        '(' => '⁽',
        ')' => '⁾',
        ' ' => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::raised;

    #[test]
    fn digits_are_raised_and_words_stay() {
        assert_eq!(raised("-2"), "⁻²");
        assert_eq!(raised("注1"), "注1");
        assert_eq!(raised(""), "");
    }
}
