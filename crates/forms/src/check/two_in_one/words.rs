//! Conjunctions (和, 及, 与, 或, 、) and 对 as words of their own.

/// What stands before and after the last conjunction, the first back to the conjunction before it.
pub(super) fn last_two(text: &str) -> Option<(&str, &str)> {
    let mut start = 0;
    let mut last: Option<(usize, usize, usize)> = None;
    let mut previous = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if is_conjunction(previous, c, next) {
            let end = at.saturating_add(c.len_utf8());
            last = Some((start, at, end));
            start = end;
        }
        previous = Some(c);
    }
    let (start, at, end) = last?;
    let before = text.get(start..at)?;
    // 以及, 或者
    let before = before.strip_suffix('以').unwrap_or(before);
    let after = text.get(end..)?;
    let after = after.strip_prefix('者').unwrap_or(after);
    (!before.is_empty() && !after.is_empty()).then_some((before, after))
}

/// Whether a character is a conjunction, and no part of another word such as 及时 or 参与.
fn is_conjunction(previous: Option<char>, c: char, next: Option<char>) -> bool {
    let is_between = |before: &[char], after: &[char]| {
        !previous.is_some_and(|c| before.contains(&c)) && !next.is_some_and(|c| after.contains(&c))
    };
    match c {
        '、' | '/' => true,
        '和' => is_between(&['总', '饱', '温', '缓', '调', '共'], &['谐', '平', '解', '睦']),
        '及' => is_between(&['普', '涉', '波', '顾', '触'], &['时', '格', '其']),
        '与' => is_between(&['参', '给', '赠', '授'], &['会', '否', '其']),
        '或' => is_between(&[], &['许']),
        _ => false,
    }
}

/// Who rates, where the name says who rates what: 学生 of 学生对食堂.
pub(super) fn subject(body: &str) -> &str {
    match find_about(body) {
        Some(at) => body.get(..at).unwrap_or(body),
        None => body,
    }
}

/// Whether a text says what is rated.
pub(super) fn is_about(text: &str) -> bool {
    find_about(text).is_some()
}

/// Where 对 stands as a word of its own.
fn find_about(text: &str) -> Option<usize> {
    let mut last = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if c == '对'
            && !matches!(next, Some('象' | '口' | '外' | '接') | None)
            && !matches!(last, Some('针' | '面' | '结' | '核'))
        {
            return Some(at);
        }
        last = Some(c);
    }
    None
}
