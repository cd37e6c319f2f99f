//! Each service has its own tables: only the crate of that name, and of the store its own folder, names
//! the module that owns them.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "test code")]

#[path = "ownership/paths.rs"]
mod paths;

use std::fs;
use std::path::{Path, PathBuf};

use paths::first_segments;

const OWNERS: [&str; 3] = ["planning", "results", "scoring"];

#[test]
fn only_its_owner_names_a_module_of_the_store() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut wrong = Vec::new();
    for folder in entries(&crates).into_iter().filter(|folder| !folder.ends_with("store")) {
        for file in sources(&folder) {
            let named = first_segments(&fs::read_to_string(&file).unwrap(), "jixiao_store");
            let foreign = OWNERS.into_iter().chain(["*"]).filter(|module| !folder.ends_with(module));
            wrong.extend(foreign.filter(|m| named.contains(*m)).map(|m| format!("{} names {m}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_module_of_the_store_names_another_owners() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for owner in OWNERS {
        let files = sources(&source.join(owner)).into_iter().chain([source.join(owner).with_extension("rs")]);
        for file in files {
            let named = first_segments(&fs::read_to_string(&file).unwrap(), "crate");
            let foreign = OWNERS.into_iter().filter(|other| *other != owner).chain(["*"]);
            wrong.extend(foreign.filter(|m| named.contains(*m)).map(|m| format!("{} names {m}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// All Rust files below a folder; none where there is no such folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| if path.is_dir() { sources(&path) } else { vec![path] };
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    entries(folder).into_iter().flat_map(below).filter(is_rust).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
