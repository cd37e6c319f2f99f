use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::port::free_ports;
use crate::watchdog::Watchdog;

/// What a directory must hold to count as PostgreSQL's.
const PROGRAMS: [&str; 4] = ["initdb", "postgres", "pg_ctl", "createdb"];

/// A real PostgreSQL server: one a test process, started by the first test that asks for a database,
/// in a temporary directory and on a free port. It is stopped and its directory removed when the
/// process ends in any way.
///
/// Under root it runs as the user `postgres`, since the server refuses root.
pub struct Postgres {
    bin: PathBuf,
    port: u16,
    directory: PathBuf,
    databases: AtomicUsize,
    _watchdog: Watchdog,
}

impl Postgres {
    /// URL of a new, empty database: `postgres://postgres@127.0.0.1:PORT/NAME`.
    ///
    /// # Panics
    ///
    /// Where PostgreSQL is not installed or does not start, with what to do.
    #[must_use]
    pub fn database() -> String {
        Self::server().create("template1")
    }

    /// URL of a new database that is a copy of `template`, the URL of another. Nobody may be
    /// connected to that one meanwhile.
    ///
    /// # Panics
    ///
    /// As [`Postgres::database`], and where `template` is in use.
    #[must_use]
    pub fn database_like(template: &str) -> String {
        let name = template.rsplit('/').next().unwrap_or(template);
        Self::server().create(name)
    }

    /// The server of this test process; starts it where it does not run yet.
    ///
    /// # Panics
    ///
    /// As [`Postgres::database`].
    pub fn server() -> &'static Self {
        static SERVER: OnceLock<Postgres> = OnceLock::new();
        SERVER.get_or_init(Self::start)
    }

    /// The port it listens on, at 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it keeps everything: its data, its socket, its log.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Where its programs are, such as `psql`.
    #[must_use]
    pub fn programs(&self) -> &Path {
        &self.bin
    }

    fn start() -> Self {
        let bin = find_programs().unwrap_or_else(|| {
            panic!(
                "these tests need a PostgreSQL server, and there are no {} on PATH or under \
                 /usr/lib/postgresql/*/bin; install it (Debian, Ubuntu: `apt-get install postgresql`)",
                PROGRAMS.join(", ")
            )
        });
        let path = bin.to_str().expect("the path of PostgreSQL's programs is text");
        let ports: [String; 5] = free_ports().map(|port| port.to_string());
        let mut arguments = vec![path];
        arguments.extend(ports.iter().map(String::as_str));
        let (watchdog, report) = Watchdog::start(include_str!("postgres.sh"), &arguments);
        let Some((port, directory)) = report.first.strip_prefix("ready ").and_then(|place| place.split_once(' '))
        else {
            panic!("PostgreSQL did not start: {}", report.rest);
        };
        Self {
            bin,
            port: port.parse().expect("the script prints a port"),
            directory: PathBuf::from(directory),
            databases: AtomicUsize::new(0),
            _watchdog: watchdog,
        }
    }

    fn create(&self, template: &str) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed) + 1);
        let port = self.port.to_string();
        let mut createdb = Command::new(self.bin.join("createdb"));
        createdb.args(["-h", "127.0.0.1", "-p", &port, "-U", "postgres", "-w"]).args([
            "--maintenance-db=postgres",
            "-T",
            template,
            &name,
        ]);
        // A developer's own PGOPTIONS, PGSSLMODE and so on are not meant for this server.
        for (variable, _) in env::vars_os() {
            if variable.to_string_lossy().starts_with("PG") {
                createdb.env_remove(variable);
            }
        }
        let output = createdb.output().expect("start createdb");
        assert!(
            output.status.success(),
            "cannot create a database like {template}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        format!("postgres://postgres@127.0.0.1:{port}/{name}")
    }
}

/// The directory of PostgreSQL's programs: the first of PATH, else the highest version of Debian's.
fn find_programs() -> Option<PathBuf> {
    let complete = |directory: &PathBuf| PROGRAMS.iter().all(|program| directory.join(program).is_file());
    let on_path = env::var_os("PATH").and_then(|path| env::split_paths(&path).find(complete));
    on_path.or_else(|| {
        let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let version = entry.file_name().to_str()?.parse().ok()?;
                Some((version, entry.path().join("bin")))
            })
            .filter(|(_, directory)| complete(directory))
            .collect();
        versions.sort();
        versions.pop().map(|(_, directory)| directory)
    })
}
