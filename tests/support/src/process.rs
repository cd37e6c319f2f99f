use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::watchdog::Watchdog;

/// Ends a process after the test process; `$1` is its id.
const KILL_AFTERWARDS: &str =
    "trap '' INT TERM HUP; echo ready; exec >&-; while read -r _; do :; done; kill -s KILL \"$1\"";

/// A child process, such as a `jixiao` server. It is killed when this is dropped, and when the test
/// process ends in any other way. Where the test panics, what the child printed is printed too.
pub struct Process {
    child: Child,
    output: Arc<Output>,
    watchdog: Watchdog,
}

/// What a child printed so far, on both its streams, and whether it has closed them.
#[derive(Default)]
struct Output {
    state: Mutex<(Vec<u8>, bool)>,
    changed: Condvar,
}

impl Process {
    /// Starts `command` with nothing on its standard input and both its output streams captured.
    ///
    /// # Panics
    ///
    /// Where it cannot be started.
    #[must_use]
    pub fn spawn(mut command: Command) -> Self {
        let (reader, writer) = io::pipe().expect("make a pipe");
        command.stdin(Stdio::null()).stdout(writer.try_clone().expect("share the pipe")).stderr(writer);
        let child = command.spawn().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        // The command holds the writing end too; without this the output would never end.
        drop(command);
        let output = Arc::new(Output::default());
        let sink = Arc::clone(&output);
        thread::spawn(move || sink.fill(reader));
        let (watchdog, _) = Watchdog::start(KILL_AFTERWARDS, &[&child.id().to_string()]);
        Self { child, output, watchdog }
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it printed so far, on both its streams.
    #[must_use]
    pub fn output(&self) -> String {
        String::from_utf8_lossy(&self.output.lock().0).into_owned()
    }

    /// Waits until it has printed `text`; false where it ended or the time passed without that.
    #[must_use]
    pub fn wait_output(&self, text: &str, timeout: Duration) -> bool {
        let has_text = |printed: &[u8]| String::from_utf8_lossy(printed).contains(text);
        let state = self.output.wait(timeout, |(printed, ended)| *ended || has_text(printed));
        has_text(&state.0)
    }

    /// Sends it SIGTERM; harmless where it has ended.
    pub fn terminate(&mut self) {
        self.signal("TERM");
    }

    /// Sends it a signal by its name, such as `INT`; harmless where it has ended.
    ///
    /// # Panics
    ///
    /// Where the signal cannot be sent.
    pub fn signal(&mut self, name: &str) {
        // Once it has been waited for, its id may be another process's.
        if self.child.try_wait().expect("ask for the child's state").is_some() {
            return;
        }
        let status = Command::new("kill").args(["-s", name, &self.id().to_string()]).status();
        assert!(status.is_ok_and(|status| status.success()), "cannot send SIG{name} to the child");
    }

    /// Waits until it has ended and closed its output; `None` where the time passed before.
    ///
    /// # Panics
    ///
    /// Where its state cannot be read.
    #[must_use]
    pub fn wait_exit(&mut self, timeout: Duration) -> Option<ExitStatus> {
        let ended = self.output.wait(timeout, |(_, ended)| *ended).1;
        ended.then(|| self.child.wait().expect("wait for the child"))
    }
}

impl Drop for Process {
    #[expect(clippy::print_stderr, reason = "the test runner shows it with the failed test")]
    fn drop(&mut self) {
        // First, so that it cannot kill a later process with the same id.
        self.watchdog.dismiss();
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            eprintln!("--- output of process {} ---\n{}--- end ---", self.id(), self.output());
        }
    }
}

impl Output {
    fn lock(&self) -> MutexGuard<'_, (Vec<u8>, bool)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, timeout: Duration, until: impl Fn(&(Vec<u8>, bool)) -> bool) -> MutexGuard<'_, (Vec<u8>, bool)> {
        self.changed
            .wait_timeout_while(self.lock(), timeout, |state| !until(state))
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    fn fill(&self, mut reader: impl Read) {
        let mut buffer = [0; 4096];
        loop {
            let read = match reader.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(read) => read,
                Err(_) => 0,
            };
            let mut state = self.lock();
            state.0.extend(buffer.iter().take(read));
            state.1 = read == 0;
            self.changed.notify_all();
            if read == 0 {
                return;
            }
        }
    }
}
