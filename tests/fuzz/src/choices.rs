//! Bytes as a series of choices.

/// Chooses by one byte after the other; when there are no more, always the first.
#[derive(Debug)]
pub(crate) struct Choices<'a> {
    rest: &'a [u8],
}

impl<'a> Choices<'a> {
    pub(crate) fn of(data: &'a [u8]) -> Self {
        Self { rest: data }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `end`, or 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let mut number = usize::from(self.byte());
        let mut reach = 256;
        while reach < end {
            number = number * 256 + usize::from(self.byte());
            reach *= 256;
        }
        number.checked_rem(end).unwrap_or(0)
    }

    /// One of some.
    pub(crate) fn one<'b, T>(&mut self, of: &'b [T]) -> &'b T {
        let at = self.below(of.len());
        of.get(at).unwrap()
    }

    /// One of some texts.
    pub(crate) fn text<'b>(&mut self, of: &[&'b str]) -> &'b str {
        self.one::<&str>(of)
    }
}
