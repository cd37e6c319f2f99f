//! Commands that end by themselves.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use jixiao_test_support::binary;
use tempfile::TempDir;
use tonic::transport::{Channel, Endpoint};

/// Long enough for what takes seconds on an idle machine; a bound, never waited out by what works.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// How a command ended, and what it printed.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// What it printed, where it succeeded.
    pub(crate) fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout
    }

    /// Its error message, where it failed as commands do: code 1, nothing on standard output.
    pub(crate) fn failed(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        assert!(self.stderr.starts_with("error: "), "{self:?}");
        self.stderr
    }
}

pub(crate) fn run(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The binary without the environment of whoever runs the tests.
pub(crate) fn jixiao(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.env_clear().current_dir(root()).args(arguments);
    command
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// A program of the project's own virtual environment.
pub(crate) fn tool(name: &str) -> PathBuf {
    let path = root().join(".venv/bin").join(name);
    assert!(path.exists(), "there is no .venv/bin/{name}: run scripts/venv.sh, as `make test` does first");
    path
}

/// A plaintext channel; it connects at the first call.
pub(crate) fn plain(address: &str) -> Channel {
    Endpoint::from_shared(format!("http://{address}")).unwrap().connect_lazy()
}

/// The setting of an SQLite file in a folder, with the schema.
pub(crate) fn migrated(folder: &TempDir) -> String {
    let database = format!("database.url=sqlite://{}/jixiao.db", folder.path().display());
    run(&mut jixiao(&["--set", &database, "migrate"])).succeeded();
    database
}
