//! Keeps scores in the store, in the background, for the next process that is asked for them.
//!
//! What is kept is derived: when there is too much of it, or the store does not take it, it is left out and will be
//! computed anew.

use std::collections::HashMap;
use std::time::Duration;

use jixiao_domain::{Period, PlanName};
use jixiao_store::Store;
use jixiao_store::scoring::{NewKept, Scoring as Tables};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Scores of one transaction.
const AT_ONCE: usize = 64;
/// Scores that wait; about 10 MB.
const WAITING: usize = 256;
/// How long at least between two transactions, so that a burst of reports and reads writes a plan's score once.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes scores to be kept.
#[derive(Clone, Debug)]
pub(crate) struct Keeper(Sender<NewKept>);

impl Keeper {
    /// Begins to keep scores, until it and all its clones are gone.
    pub(crate) fn of(store: Store) -> Self {
        let (sender, receiver) = channel(WAITING);
        tokio::spawn(keep(store, receiver));
        Self(sender)
    }

    /// Keeps a score, if there is room for it.
    pub(crate) fn take(&self, kept: NewKept) {
        // Where there is none, it will be computed again.
        let _ = self.0.try_send(kept);
    }
}

async fn keep(store: Store, mut receiver: Receiver<NewKept>) {
    let mut taken = Vec::with_capacity(AT_ONCE);
    while receiver.recv_many(&mut taken, AT_ONCE).await > 0 {
        let newest: HashMap<(PlanName, Period, String), NewKept> =
            taken.drain(..).map(|kept| ((kept.plan.clone(), kept.as_of, kept.profile.clone()), kept)).collect();
        if let Err(error) = Tables::of(&store).keep(newest.into_values().collect()).await {
            tracing::debug!(error = %error, "scores were not kept");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
