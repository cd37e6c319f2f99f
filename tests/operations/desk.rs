//! Where somebody sits who works by the command line.

use std::fs;
use std::path::PathBuf;

use jixiao_tests::{Story, System};
use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Ended, jixiao, run};

/// A system, its address, and a folder for files.
pub(crate) struct Desk {
    pub(crate) system: System,
    pub(crate) endpoint: String,
    pub(crate) folder: TempDir,
}

impl Desk {
    /// With a system that knows nothing.
    pub(crate) fn empty() -> Self {
        let mut system = System::all_on_sqlite();
        let endpoint = format!("http://{}", system.planning_server().address());
        Self { system, endpoint, folder: TempDir::new().unwrap() }
    }

    /// With the approved small plan.
    pub(crate) async fn small() -> Self {
        let desk = Self::empty();
        Story::new(&desk.system).small_approved().await;
        desk
    }

    /// With what `jixiao demo` leaves: the plan of 2023, reported for November and December.
    pub(crate) fn demo() -> Self {
        let desk = Self::empty();
        desk.run(&["demo"]).succeeded();
        desk
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        run(jixiao(&[arguments, &["--endpoint", &self.endpoint]].concat()).current_dir(self.folder.path()))
    }

    /// What a command prints as one JSON value.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[arguments, &["--json"]].concat()).succeeded()).unwrap()
    }

    /// What a command prints as CSV, without quotes in it: rows of cells.
    pub(crate) fn csv(&self, arguments: &[&str]) -> Vec<Vec<String>> {
        let printed = self.run(&[arguments, &["--csv"]].concat()).succeeded();
        assert!(!printed.contains('"'), "{printed}");
        printed.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }
}
