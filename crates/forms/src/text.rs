//! Spaces and widths of printed text.

pub(crate) use jixiao_domain::is_invisible as is_space;

/// Whether it is set without spaces around it: Chinese characters, their punctuation and full-width forms.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Whether nothing is printed.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// Without the spaces around it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Full-width digits, letters and signs as ASCII ones.
pub(crate) fn narrow(text: &str) -> String {
    text.chars().map(narrow_char).collect()
}

fn narrow_char(c: char) -> char {
    const OFFSET: u32 = 0xFEE0;
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(OFFSET).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// What vocabulary is compared by: no spaces, and full-width forms as ASCII.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).map(narrow_char).collect()
}

/// The text without spaces around it and between two Chinese characters, other runs of spaces as one.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut last = None;
    let mut spaced = false;
    for c in text.chars() {
        if is_space(c) {
            spaced = true;
            continue;
        }
        if let Some(last) = last
            && spaced
            && !(is_chinese(last) && is_chinese(c))
        {
            tidied.push(' ');
        }
        tidied.push(c);
        last = Some(c);
        spaced = false;
    }
    tidied
}

/// The beginning of a text, for a message.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    let tidied = tidy(text);
    match tidied.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", tidied.get(..end).unwrap_or_default()),
        None => tidied,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spaces_between_two_chinese_characters_are_stray() {
        assert_eq!(tidy("　培训工 作，\u{200B} 及时 完成 "), "培训工作，及时完成");
        assert_eq!(tidy("使用 Windows  11 系统"), "使用 Windows 11 系统");
    }

    #[test]
    fn the_key_knows_neither_spaces_nor_widths() {
        assert_eq!(key(" 绩效 目标（１）\u{3000}"), "绩效目标(1)");
        assert_eq!(key("＞ ＝"), ">=");
    }

    #[test]
    fn an_excerpt_is_short() {
        assert_eq!(excerpt("目标"), "目标");
        assert_eq!(excerpt(&"目".repeat(41)).chars().count(), 41);
    }
}
