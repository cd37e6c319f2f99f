//! Signals, which need a process of their own: the test starts itself again as the child.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::future::{pending, ready};
use std::io::{BufRead, BufReader, Read};
use std::pin::pin;
use std::process::{Child, Command, Stdio};

use jixiao_service::shutdown;

const CHILD: &str = "SIGNALS_TEST_IS_CHILD";

#[tokio::test]
async fn the_first_signal_asks_to_stop_and_the_second_ends_the_process_with_130() {
    if std::env::var_os(CHILD).is_some() {
        let mut signal = pin!(shutdown::signal());
        // The first poll starts to listen.
        tokio::select! {
            biased;
            () = &mut signal => {}
            () = ready(()) => {}
        }
        println!("listening");
        signal.await;
        println!("stopping");
        return pending().await;
    }

    let name = "the_first_signal_asks_to_stop_and_the_second_ends_the_process_with_130";
    for (first, second) in [("TERM", "INT"), ("INT", "TERM")] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, "yes")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());

        until(&mut output, "listening");
        send(first, &child);
        until(&mut output, "stopping");
        send(second, &child);

        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}

fn until(output: &mut BufReader<impl Read>, word: &str) {
    assert!(output.lines().any(|line| line.unwrap().contains(word)));
}

fn send(signal: &str, child: &Child) {
    let kill = format!("kill -{signal} {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}
