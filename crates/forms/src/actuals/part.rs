//! Keys of the rows of the execution.

use jixiao_domain::FundSource;

use crate::text;

/// What a row of the execution is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The whole.
    Total,
    /// A task, by its number, and a fund source.
    Of(i32, FundSource),
}

impl Part {
    /// Whether a key seems to name a part, known or not.
    pub(super) fn is_meant_by(cell: &str) -> bool {
        text::key(cell).to_ascii_lowercase().starts_with("execution")
    }

    /// The part of a key such as `execution` or `execution/1/basic`.
    pub(super) fn of_key(cell: &str) -> Option<Self> {
        let key = text::key(cell).to_ascii_lowercase();
        let rest = key.strip_prefix("execution")?;
        if rest.is_empty() {
            return Some(Self::Total);
        }
        let (task, source) = rest.strip_prefix('/')?.split_once('/')?;
        let source = match source {
            "basic" => FundSource::Basic,
            "project" => FundSource::Project,
            "other" => FundSource::Other,
            _ => return None,
        };
        let is_number = task.bytes().all(|b| b.is_ascii_digit()) && !task.starts_with('0');
        Some(Self::Of(task.parse().ok().filter(|_| is_number)?, source))
    }
}
