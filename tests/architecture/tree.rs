//! The source tree, and what cargo says about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::lexer::{Lexed, lex};

/// What is made, not written.
const MADE: [&str; 6] = [".git", ".tools", ".venv", "__pycache__", "data", "target"];

/// A file of the project.
pub(crate) struct SourceFile {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl SourceFile {
    /// Its code without tests, comments and what strings hold.
    pub(crate) fn lexed(&self) -> Lexed {
        let product = self.text.split_once("#[cfg(test)]\nmod tests {").map_or(self.text.as_str(), |(code, _)| code);
        lex(product)
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Every file below a folder of the project that is text.
pub(crate) fn files(under: &str) -> Vec<SourceFile> {
    let root = root();
    let mut paths = Vec::new();
    walk(&root.join(under), &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).ok()?;
        let parts: Vec<_> = path.strip_prefix(&root).ok()?.iter().map(|part| part.to_string_lossy()).collect();
        Some(SourceFile { path: parts.join("/"), text })
    };
    let files: Vec<_> = paths.iter().filter_map(read).collect();
    assert!(!files.is_empty(), "there is nothing in {under}");
    files
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if MADE.iter().any(|made| entry.file_name() == *made) {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), paths);
        } else if kind.is_file() {
            paths.push(entry.path());
        }
    }
}

/// The Rust files of `crates/*/src`.
pub(crate) fn sources() -> Vec<SourceFile> {
    let is_source = |path: &str| path.ends_with(".rs") && path.split('/').nth(2) == Some("src");
    files("crates").into_iter().filter(|file| is_source(&file.path)).collect()
}

/// The sources that are not tests alone.
pub(crate) fn products() -> Vec<SourceFile> {
    sources().into_iter().filter(|file| !file.path.ends_with("/tests.rs") && !file.path.contains("/tests/")).collect()
}

/// The files of `proto/`.
pub(crate) fn protos() -> Vec<SourceFile> {
    files("proto").into_iter().filter(|file| file.path.ends_with(".proto")).collect()
}

/// Runs cargo at the root and gives what it printed.
pub(crate) fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo).args(arguments).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The packages of the workspace.
pub(crate) fn packages() -> Vec<Value> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"])).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}
