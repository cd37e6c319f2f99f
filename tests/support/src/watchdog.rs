use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};

/// A shell script that cleans up after this process, however it ends.
///
/// The script waits for the end of its standard input, a pipe whose other end only this process
/// holds: the kernel closes it on a return, a panic and a SIGKILL alike. It runs in a process group
/// of its own, so that Ctrl-C in a terminal ends the test but not the cleaning.
pub(crate) struct Watchdog {
    shell: Child,
    // Held, not written to.
    _end_of_test: Option<ChildStdin>,
}

impl Watchdog {
    /// Starts `script` with `arguments` and waits until it has printed a line; gives that line and
    /// what else it printed, which is something only where it closed its output at once.
    pub(crate) fn start(script: &str, arguments: &[&str]) -> (Self, Report) {
        let mut shell = Command::new("sh")
            .args(["-c", script, "watchdog"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("start sh");
        let end_of_test = shell.stdin.take();
        let mut output = BufReader::new(shell.stdout.take().expect("the shell's output is a pipe"));
        let (mut first, mut rest) = (String::new(), String::new());
        output.read_line(&mut first).expect("read the shell's first line");
        output.read_to_string(&mut rest).expect("read the shell's output");
        let report = Report { first: first.trim_end().to_owned(), rest };
        (Self { shell, _end_of_test: end_of_test }, report)
    }

    /// Ends the script without letting it act.
    pub(crate) fn dismiss(&mut self) {
        // Neither fails for a child that was not waited for.
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

/// What a script printed before it closed its output.
pub(crate) struct Report {
    pub(crate) first: String,
    pub(crate) rest: String,
}
