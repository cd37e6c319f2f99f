use std::process::Command;
use std::time::Duration;

use jixiao_test_support::{Process, binary};
use tonic::transport::{Channel, Endpoint};

/// Long enough for a start on a busy machine.
const START: Duration = Duration::from_secs(60);

/// A running `jixiao serve`. It is killed when this is dropped.
pub struct Server {
    process: Process,
    address: String,
    health_address: String,
}

impl Server {
    /// Starts a role with settings, `key=value`, on ports of its own choice, and waits until it serves.
    ///
    /// # Panics
    ///
    /// Where it does not start, with what it printed.
    #[must_use]
    pub fn start(role: &str, settings: &[String]) -> Self {
        let mut command = Command::new(binary());
        for setting in ["listen=127.0.0.1:0", "health_listen=127.0.0.1:0", "log.format=json"] {
            command.args(["--set", setting]);
        }
        for setting in settings {
            command.args(["--set", setting]);
        }
        command.args(["serve", role]);
        let process = Process::spawn(command);
        assert!(process.wait_output("\"serving\"", START), "the server did not start");
        let output = process.output();
        let line = output.lines().find(|line| line.contains("\"serving\"")).unwrap_or_default();
        let (address, health_address) = (field(line, "address"), field(line, "health_address"));
        Self { process, address, health_address }
    }

    /// `127.0.0.1:PORT` of the API.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// `127.0.0.1:PORT` of plaintext health.
    #[must_use]
    pub fn health_address(&self) -> &str {
        &self.health_address
    }

    /// The process.
    pub fn process(&mut self) -> &mut Process {
        &mut self.process
    }

    /// A plaintext channel to the API; it connects at the first call.
    #[must_use]
    pub fn channel(&self) -> Channel {
        Endpoint::from_shared(format!("http://{}", self.address)).unwrap().connect_lazy()
    }
}

/// A text field of a JSON log line.
fn field(line: &str, name: &str) -> String {
    let start = format!("\"{name}\":\"");
    let value = line.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    value.map_or_else(|| panic!("no {name} in {line}"), |(value, _)| value.to_owned())
}
