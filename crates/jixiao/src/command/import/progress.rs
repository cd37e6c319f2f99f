//! A bar over the files of an import, on the error output, and only where that is a terminal.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Error;

/// How often the clock of a file that takes long moves on.
const TICK: Duration = Duration::from_millis(100);

/// The bar.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Nothing is done yet.
    pub(super) fn over(files: &[PathBuf]) -> Self {
        let count = u64::try_from(files.len()).unwrap_or(u64::MAX);
        let bar = ProgressBar::new(count);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {bar:40} {pos}/{len} {elapsed} {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        Self(bar)
    }

    /// A file has its turn.
    pub(super) fn begin(&self, path: &Path) {
        self.0.set_message(path.display().to_string());
    }

    /// A file is done; prints what there is to say above the bar.
    pub(super) fn end(&self, say: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        self.0.inc(1);
        self.0.suspend(say)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
