//! Collects everything that is wrong with a message.

use jixiao_domain::{Invalid, Violation};

/// The fields of a message while it is parsed: takes each, remembers what is wrong, and gives the
/// value only where nothing was.
#[derive(Debug, Default)]
pub struct Fields {
    found: Vec<Violation>,
}

const REQUIRED: Invalid = Invalid { en: "is required", zh: "必填" };

impl Fields {
    /// Nothing is wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The only field of a message.
    pub fn one<T>(path: &str, value: Result<T, Invalid>) -> Result<T, Vec<Violation>> {
        value.map_err(|why| vec![Violation::invalid(path, why)])
    }

    /// A message inside another; its violations get `path` in front.
    pub fn within<T>(path: &str, value: Result<T, Vec<Violation>>) -> Result<T, Vec<Violation>> {
        let mut fields = Self::new();
        let value = fields.nested(path, value);
        fields.finish(|| value)
    }

    /// Takes a field.
    pub fn take<T>(&mut self, path: impl Into<String>, value: Result<T, Invalid>) -> Option<T> {
        value.map_err(|why| self.found.push(Violation::invalid(path, why))).ok()
    }

    /// Takes a message inside this one; its violations get `path` in front.
    pub fn nested<T>(&mut self, path: &str, value: Result<T, Vec<Violation>>) -> Option<T> {
        let prefixed = |v: Violation| Violation { path: format!("{path}.{}", v.path), ..v };
        value.map_err(|found| self.found.extend(found.into_iter().map(prefixed))).ok()
    }

    /// Takes a part of this message, whose violations have their paths already.
    pub fn all<T>(&mut self, value: Result<T, Vec<Violation>>) -> Option<T> {
        value.map_err(|found| self.found.extend(found)).ok()
    }

    /// Takes what is wrong with the whole, but where something is wrong with the field by itself.
    pub fn whole(&mut self, found: Vec<Violation>) {
        for violation in found {
            if self.found.iter().all(|known| known.path != violation.path) {
                self.found.push(violation);
            }
        }
    }

    /// Takes a message that must be there.
    pub fn required<M, T>(&mut self, path: &str, message: Option<M>) -> Option<T>
    where
        T: TryFrom<M, Error = Vec<Violation>>,
    {
        match message {
            Some(message) => self.nested(path, T::try_from(message)),
            None => self.take(path, Err(REQUIRED)),
        }
    }

    /// Takes a list of at most so many messages; a longer one is refused unread, so that what is kept of a
    /// hostile request stays small.
    pub fn each<M, T>(&mut self, path: &str, messages: Vec<M>, most: usize) -> Vec<T>
    where
        T: TryFrom<M, Error = Vec<Violation>>,
    {
        if !self.at_most(path, messages.len(), most) {
            return Vec::new();
        }
        let parse = |(place, message)| self.nested(&format!("{path}[{place}]"), T::try_from(message));
        messages.into_iter().enumerate().filter_map(parse).collect()
    }

    /// Refuses a list of more than so many items.
    pub fn at_most(&mut self, path: &str, count: usize, most: usize) -> bool {
        if count > most {
            self.refuse(path, format!("has more than {most} items"), format!("超过{most}项"));
        }
        count <= most
    }

    /// Says that something is wrong with a field.
    pub fn refuse(&mut self, path: impl Into<String>, en: impl Into<String>, zh: impl Into<String>) {
        self.found.push(Violation::new(path, en, zh));
    }

    /// The value, unless something was wrong.
    pub fn finish<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, Vec<Violation>> {
        if !self.found.is_empty() {
            return Err(self.found);
        }
        value().ok_or_else(|| vec![Violation::invalid("", REQUIRED)])
    }
}
