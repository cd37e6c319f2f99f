//! Texts that are kept beside the tests and compared with what came out.

use std::path::Path;
use std::{env, fs};

/// Compares with a file of the repository; writes it where `UPDATE_GOLDEN` is set.
pub(crate) fn is_kept(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let first = text.lines().zip(kept.lines()).find(|(now, then)| now != then);
    assert!(text == kept, "{name} differs, first in {first:?}; UPDATE_GOLDEN=1 writes it anew");
}
