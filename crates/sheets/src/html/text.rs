//! Text as a browser shows it.

use crate::raised::raised;

/// The text of a cell or of a block.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    /// A space in the source that counts if more text follows in the line.
    space: bool,
    preformatted: usize,
    raised: usize,
}

impl Text {
    /// Adds characters. Spaces and line breaks of the source are one space.
    pub(super) fn characters(&mut self, more: &str) {
        if self.raised > 0 {
            self.write(&raised(more));
        } else {
            self.write(more);
        }
    }

    /// Begins a new line, as `<br>` does.
    pub(super) fn line_break(&mut self) {
        self.space = false;
        self.text.push('\n');
    }

    /// Begins a new line if the last one has text, as a block does.
    pub(super) fn boundary(&mut self) {
        self.space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// An element begins that keeps its spaces.
    pub(super) fn preformatted(&mut self) {
        self.preformatted = self.preformatted.saturating_add(1);
    }

    /// It ends.
    pub(super) fn formatted(&mut self) {
        self.preformatted = self.preformatted.saturating_sub(1);
    }

    /// A superscript begins.
    pub(super) fn raise(&mut self) {
        self.raised = self.raised.saturating_add(1);
    }

    /// It ends.
    pub(super) fn lower(&mut self) {
        self.raised = self.raised.saturating_sub(1);
    }

    /// The text so far, without spaces around it; none is left.
    pub(super) fn take(&mut self) -> String {
        self.space = false;
        self.raised = 0;
        let text = std::mem::take(&mut self.text);
        match text.trim() {
            trimmed if trimmed.len() == text.len() => text,
            trimmed => trimmed.to_owned(),
        }
    }

    fn write(&mut self, more: &str) {
        for character in more.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{C}' if self.preformatted == 0 => self.space = true,
                _ => {
                    if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push(' ');
                    }
                    self.space = false;
                    self.text.push(if character == '\u{A0}' { ' ' } else { character });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_the_source_are_one_and_those_of_entities_stay() {
        let mut text = Text::default();
        text.characters(" \n 甲 ");
        text.characters("\t 乙\u{A0}\u{A0}丙 ");
        text.line_break();
        text.characters(" 丁 ");
        text.boundary();
        text.boundary();
        text.characters(" 戊\u{A0}");
        text.boundary();
        assert_eq!(text.take(), "甲 乙  丙\n丁\n戊");
        assert_eq!(text.take(), "");
    }

    #[test]
    fn preformatted_text_keeps_its_spaces_and_a_superscript_its_height() {
        let mut text = Text::default();
        text.preformatted();
        text.characters("a  b\nc");
        text.formatted();
        text.characters("  m");
        text.raise();
        text.characters("2");
        text.lower();
        text.characters("2");
        assert_eq!(text.take(), "a  b\nc m²2");
    }
}
