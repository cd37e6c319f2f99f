//! Rust and proto text without comments and without what strings hold.

/// What is left of a text.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Lexed {
    /// The code; a string is `""`, a comment a space.
    pub(crate) code: String,
    /// What the strings hold, as written.
    pub(crate) strings: Vec<String>,
}

impl Lexed {
    /// The words of the code: identifiers, keywords, numbers.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
    }
}

pub(crate) fn lex(text: &str) -> Lexed {
    let mut lexed = Lexed::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        rest = if rest.starts_with("//") {
            after(rest, rest.find('\n').unwrap_or(rest.len()), &mut lexed, " ")
        } else if rest.starts_with("/*") {
            after(rest, block_comment(rest), &mut lexed, " ")
        } else if let Some((start, end, whole)) = string(rest, lexed.code.chars().last()) {
            lexed.strings.push(rest.get(start..end).unwrap_or_default().to_owned());
            after(rest, whole, &mut lexed, "\"\"")
        } else if let Some(length) = character(rest) {
            after(rest, length, &mut lexed, "' '")
        } else {
            lexed.code.push(first);
            rest.get(first.len_utf8()..).unwrap_or_default()
        };
    }
    lexed
}

fn after<'a>(rest: &'a str, length: usize, lexed: &mut Lexed, instead: &str) -> &'a str {
    lexed.code.push_str(instead);
    rest.get(length..).unwrap_or_default()
}

/// Length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth -= 1;
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Where a string that begins here has its content, and its whole length.
fn string(text: &str, before: Option<char>) -> Option<(usize, usize, usize)> {
    if let Some(content) = text.strip_prefix('"') {
        let mut escaped = false;
        let length = content.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let end = 1 + length.unwrap_or(content.len());
        return Some((1, end, end + 1));
    }
    // r"…", r#"…"#; an identifier may end with r.
    if before.is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_') {
        return None;
    }
    let hashes = text.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let start = 2 + hashes;
    let content = text.get(start..).filter(|_| text.get(start - 1..start) == Some("\""))?;
    let close = format!("\"{}", "#".repeat(hashes));
    let length = content.find(&close).unwrap_or(content.len());
    Some((start, start + length, start + length + close.len()))
}

/// Length of a character literal that begins here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let content = text.strip_prefix('\'')?;
    if content.starts_with('\\') {
        // The escaped character may be a quote.
        return content.get(2..)?.find('\'').map(|length| length + 4);
    }
    let first = content.chars().next()?.len_utf8();
    content.get(first..)?.starts_with('\'').then_some(first + 2)
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let text = "a // f32 \"\nb /* x /* y */ f64 */ c \"s\\\"t\" r#\"u\"v\"# 'w' '\\'' &'static d for\"e\"";
    let lexed = lex(text);

    let words: Vec<_> = lexed.words().collect();
    assert_eq!(words, ["a", "b", "c", "static", "d", "for"]);
    assert_eq!(lexed.strings, ["s\\\"t", "u\"v", "e"]);
}
