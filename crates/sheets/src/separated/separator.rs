//! Which separator a text has.

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    Comma,
    Semicolon,
}

impl Separator {
    /// The separator of a text whose lines end with LF.
    ///
    /// A comma, if more lines have two of them than have a tab; commas inside quotes and those of numbers such as
    /// `1,234,567` do not count. A semicolon, if there is neither and most lines have two. Else a tab, so that text
    /// without any separator has one cell in each line.
    pub(super) fn of(text: &str) -> Self {
        let mut tally = Tally::default();
        let (mut commas, mut semicolons, mut inside) = (0, 0, false);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let unquoted = unquoted(line, &mut inside);
            tally.tabs += usize::from(line.contains('\t'));
            commas += count(&unquoted, ',');
            semicolons += count(&unquoted, ';');
            if !inside {
                tally.end(&mut commas, &mut semicolons);
            }
        }
        if inside {
            tally.end(&mut commas, &mut semicolons);
        }
        tally.separator()
    }

    pub(super) const fn char(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }
}

/// How many lines have what. A line with line breaks in quotes is one.
#[derive(Debug, Default)]
struct Tally {
    lines: usize,
    tabs: usize,
    commas: usize,
    semicolons: usize,
}

impl Tally {
    /// Ends a line with so many commas and semicolons.
    fn end(&mut self, commas: &mut usize, semicolons: &mut usize) {
        self.lines += 1;
        self.commas += usize::from(std::mem::take(commas) >= 2);
        self.semicolons += usize::from(std::mem::take(semicolons) >= 2);
    }

    const fn separator(&self) -> Separator {
        if self.commas > self.tabs {
            Separator::Comma
        } else if self.tabs + self.commas == 0 && self.semicolons * 2 > self.lines {
            Separator::Semicolon
        } else {
            Separator::Tab
        }
    }
}

/// The line without what is in quotes; `inside` goes over line breaks. A quote opens only where a cell begins.
fn unquoted(line: &str, inside: &mut bool) -> Vec<char> {
    let mut kept = Vec::with_capacity(line.len());
    let mut previous = None;
    for char in line.chars() {
        match char {
            '"' if *inside => *inside = false,
            '"' if matches!(previous, None | Some(',' | ';' | '\t' | '"')) => *inside = true,
            _ if *inside => {}
            _ => kept.push(char),
        }
        previous = Some(char);
    }
    kept
}

fn count(chars: &[char], separator: char) -> usize {
    (0..chars.len()).filter(|&at| chars.get(at) == Some(&separator) && !groups_digits(chars, at)).count()
}

/// Whether the comma at this place stands between a digit and just three digits.
fn groups_digits(chars: &[char], at: usize) -> bool {
    let digit = |place: Option<usize>| place.and_then(|place| chars.get(place)).is_some_and(char::is_ascii_digit);
    chars.get(at) == Some(&',')
        && digit(at.checked_sub(1))
        && (1..=3).all(|after| digit(at.checked_add(after)))
        && !digit(at.checked_add(4))
}
