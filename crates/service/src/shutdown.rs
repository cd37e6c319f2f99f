//! When to stop.

use std::future::pending;

use tokio::signal::unix::{Signal, SignalKind, signal as listen};

/// Done at the first SIGTERM or SIGINT. A second one ends the process at once with code 130: who
/// asks twice does not want to wait for calls to finish.
pub async fn signal() {
    let (mut terminate, mut interrupt) = match both() {
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

fn both() -> std::io::Result<(Signal, Signal)> {
    Ok((listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?))
}

async fn either(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
