//! What is done so far, on the error output, and only where that is a terminal.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Error;

/// How often the clock of what takes long moves on.
const TICK: Duration = Duration::from_millis(100);

/// A bar, or a counter of what has no end that is known.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Over files; nothing is done yet.
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        let count = u64::try_from(files.len()).unwrap_or(u64::MAX);
        Self::drawn(ProgressBar::new(count), "{spinner} {bar:40} {pos}/{len} {elapsed} {wide_msg}")
    }

    /// Over what comes until it ends.
    pub(crate) fn counting() -> Self {
        Self::drawn(ProgressBar::no_length(), "{spinner} {pos} {elapsed} {wide_msg}")
    }

    fn drawn(bar: ProgressBar, template: &str) -> Self {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        Self(bar)
    }

    /// A file has its turn.
    pub(crate) fn begin(&self, path: &Path) {
        self.0.set_message(path.display().to_string());
    }

    /// One is done; prints what there is to say above the bar.
    pub(crate) fn end(&self, say: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        self.0.inc(1);
        self.0.suspend(say)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
