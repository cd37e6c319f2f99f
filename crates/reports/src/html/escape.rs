//! Text between tags and in attributes.

use std::borrow::Cow;

/// The text with nothing in it that a browser could take for markup.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_is_left_that_could_be_markup() {
        assert_eq!(escape("<b class=\"x\">&'</b>"), "&lt;b class=&quot;x&quot;&gt;&amp;&#39;&lt;/b&gt;");
        assert_eq!(escape("残疾人"), "残疾人");
    }
}
