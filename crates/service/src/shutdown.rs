//! When to stop.

use std::future::pending;

use tokio::signal::unix::{Signal, SignalKind, signal as listen};

/// Done at the first SIGTERM or SIGINT. A second one ends the process at once with code 130: who
/// asks twice does not want to wait for calls to finish.
///
/// Signals are caught from the call on, not from the first poll: one that comes during the start is not
/// lost, and does not kill.
pub fn signal() -> impl Future<Output = ()> + Send + 'static {
    let signals = both();
    async {
        let (mut terminate, mut interrupt) = match signals {
            Ok(signals) => signals,
            Err(error) => {
                // Not caught, either signal still ends the process, only not gracefully.
                tracing::error!(%error, "signals cannot be caught");
                return pending().await;
            }
        };
        either(&mut terminate, &mut interrupt).await;
        tracing::info!("stopping; a second signal ends the process at once");
        tokio::spawn(async move {
            either(&mut terminate, &mut interrupt).await;
            std::process::exit(130);
        });
    }
}

fn both() -> std::io::Result<(Signal, Signal)> {
    Ok((listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?))
}

async fn either(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
