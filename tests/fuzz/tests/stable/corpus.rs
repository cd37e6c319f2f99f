//! The files that are changed: the fixtures and a few small ones made for this.

use std::fs;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 4] = ["../fixtures", "../fixtures/forms", "../../crates/sheets/tests/data", "corpus"];
/// What lies beside the tables.
const OTHERS: [&str; 3] = ["md", "py", "toml"];

/// All of them, each with its name, in an order that is the same on every machine.
pub(crate) fn named() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in FOLDERS {
        let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(entries.filter(|path| path.is_file()));
    }
    let is_other = |path: &PathBuf| path.extension().is_some_and(|it| OTHERS.iter().any(|other| it == *other));
    paths.retain(|path| !is_other(path));
    paths.sort();
    let read = |path: &PathBuf| (path.display().to_string(), fs::read(path).unwrap());
    let files: Vec<_> = paths.iter().map(read).collect();
    assert!(files.len() >= 20, "only {} files were found", files.len());
    files
}

/// Their contents.
pub(crate) fn files() -> Vec<Vec<u8>> {
    named().into_iter().map(|(_, content)| content).collect()
}
