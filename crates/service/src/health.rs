//! The health of the server and its services.
//!
//! `""` and every service mean readiness: whether calls would work, which needs the database.
//! `liveness` means that the process runs; it never touches the database, for restarting a pod
//! mends no database. Readiness never depends on another Jixiao service.

use std::error::Error;
use std::time::Duration;

use tokio::time::MissedTickBehavior;
use tonic_health::ServingStatus;
use tonic_health::pb::health_server::HealthServer;
use tonic_health::server::{HealthReporter, HealthService};

use crate::fault::chain;

/// The name to ask for to learn whether the process runs.
pub const LIVENESS: &str = "liveness";

/// Failures in a row after which the server is no longer ready: one slow answer of the database
/// must not take every pod out at once.
const FAILURES: u8 = 3;

/// The statuses that the health service reports.
#[derive(Clone, Debug)]
pub struct Health {
    reporter: HealthReporter,
    ready: Vec<String>,
}

impl Health {
    /// Everything NOT_SERVING, which tonic's reporter is not at first.
    pub async fn new(services: impl IntoIterator<Item = String>) -> Self {
        let ready = services.into_iter().chain([String::new()]).collect();
        let health = Self { reporter: HealthReporter::new(), ready };
        health.drain().await;
        health
    }

    /// The service to serve, as often as wanted.
    pub fn service(&self) -> HealthServer<HealthService> {
        HealthServer::new(HealthService::from_health_reporter(self.reporter.clone()))
    }

    /// The process runs.
    pub async fn live(&self) {
        self.reporter.set_service_status(LIVENESS, ServingStatus::Serving).await;
    }

    /// Whether calls would work.
    pub async fn ready(&self, ready: bool) {
        let status = if ready { ServingStatus::Serving } else { ServingStatus::NotServing };
        for name in &self.ready {
            self.reporter.set_service_status(name, status).await;
        }
    }

    /// Everything NOT_SERVING: the server stops.
    pub async fn drain(&self) {
        self.ready(false).await;
        self.reporter.set_service_status(LIVENESS, ServingStatus::NotServing).await;
    }

    /// Probes at every interval, for ever, and reports what [`Readiness`] makes of it. A probe that
    /// takes longer than the interval failed.
    pub async fn follow<F, E>(&self, probe: impl Fn() -> F, interval: Duration)
    where
        F: Future<Output = Result<(), E>>,
        E: Error,
    {
        let mut ticks = tokio::time::interval(interval);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut readiness = Readiness::default();
        loop {
            ticks.tick().await;
            let failure = match tokio::time::timeout(interval, probe()).await {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some(chain(&error)),
                Err(late) => Some(late.to_string()),
            };
            if let Some(ready) = readiness.after(failure.is_none()) {
                match failure {
                    None => tracing::info!("ready"),
                    Some(cause) => tracing::warn!(cause, "no longer ready"),
                }
                self.ready(ready).await;
            }
        }
    }
}

/// Readiness, damped: not ready at first, ready after one success, no longer ready after three
/// failures in a row.
#[derive(Debug, Default)]
pub struct Readiness {
    ready: bool,
    failures: u8,
}

impl Readiness {
    /// Takes the result of a probe. Returns the readiness where that changed it.
    pub fn after(&mut self, success: bool) -> Option<bool> {
        self.failures = if success { 0 } else { self.failures.saturating_add(1) };
        let ready = success || (self.ready && self.failures < FAILURES);
        let changed = ready != self.ready;
        self.ready = ready;
        changed.then_some(ready)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(probes: &[bool]) -> Vec<Option<bool>> {
        let mut readiness = Readiness::default();
        probes.iter().map(|success| readiness.after(*success)).collect()
    }

    #[test]
    fn one_success_makes_ready_and_three_failures_in_a_row_do_not() {
        let probes = [true, false, false, false, false, true];
        let expected = [Some(true), None, None, Some(false), None, Some(true)];
        assert_eq!(changes(&probes), expected);
    }

    #[test]
    fn failures_that_are_not_in_a_row_change_nothing() {
        let probes = [true, false, false, true, false, false, true];
        assert_eq!(changes(&probes)[1..], [None; 6]);
    }

    #[test]
    fn a_server_that_never_succeeded_is_not_ready() {
        assert_eq!(changes(&[false; 300]), [None; 300]);
    }
}
