//! Change streams that can be resumed: what another system mirrors everything with, and misses nothing.
//!
//! Each region has an order of its own, whose numbers are taken under a lock that is held until the commit:
//! whoever sees a head sees all before it. A stream therefore reads the heads first and then up to them, and
//! its token is a position for each region. Nothing is kept for a watcher but that.

mod token;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jixiao_domain::RegionCode;
use jixiao_proto::common::v1::{ChangeEvent, ErrorReason};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep};

use crate::context::Context;
use crate::fault::Fault;
use crate::stream::{End, Outlet, stream};

pub use crate::stream::Stream;
pub use token::Positions;

/// How long a change of another process may stay unseen.
const POLL: Duration = Duration::from_millis(500);
/// A watcher that hears nothing else hears this often how far the stream has come.
const CHECKPOINT: Duration = Duration::from_secs(10);
/// A stream ends after so long, so that whoever resumes it is asked for the right anew.
const LIFETIME: Duration = Duration::from_secs(600);
/// Requests that are read at once.
const BATCH: u64 = 100;

/// Where changes are read.
#[async_trait]
pub trait ChangeLog: std::fmt::Debug + Send + Sync + 'static {
    /// The newest sequence of the region and of those under it that have one.
    async fn heads(&self, region: &RegionCode) -> Result<Vec<(RegionCode, i64)>, Fault>;

    /// Up to `limit` requests of this service in a region after that sequence, in order.
    async fn after(&self, region: &RegionCode, after: i64, limit: u64) -> Result<Vec<ChangeEvent>, Fault>;
}

/// What a watcher is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// A change; `None` for a checkpoint, which says only how far the stream has come.
    pub change: Option<ChangeEvent>,
    /// To go on after it.
    pub resume_token: String,
}

/// What is watched.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The region, with those under it.
    pub region: RegionCode,
    /// The rpc.
    pub method: &'static str,
    /// From before; empty to begin.
    pub resume_token: String,
    /// Without a token, begins with what comes from now on instead of with the first change ever.
    pub from_now: bool,
}

/// The watchers of a service; there are at most so many.
#[derive(Clone, Debug)]
pub struct Watchers {
    free: Arc<Semaphore>,
}

impl Watchers {
    /// At most `limit` watchers at a time.
    pub fn new(limit: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS))) }
    }

    /// Lets one more in, for as long as what it gets is held. Faults: `OVERLOADED`.
    pub fn admit(&self) -> Result<OwnedSemaphorePermit, Fault> {
        Arc::clone(&self.free).try_acquire_owned().map_err(|_| too_many())
    }

    /// Begins a stream. Faults: `RESUME_TOKEN_INVALID`, `RESUME_TOKEN_EXPIRED`, `OVERLOADED`; inside the stream
    /// `WATCHER_TOO_SLOW` and whatever the log says.
    pub async fn watch<R: Send + 'static>(
        &self,
        context: Context,
        log: Arc<dyn ChangeLog>,
        watched: &Watched,
        message: fn(Told) -> R,
    ) -> Result<Stream<R>, Fault> {
        let permit = self.admit()?;
        Ok(changes(context, permit, log, watched, message).await?.stream)
    }
}

/// Changes that are told, and the token of where they begin.
#[derive(Debug)]
pub struct Changes<R> {
    /// What is told.
    pub stream: Stream<R>,
    /// To begin there again.
    pub resume_token: String,
}

/// The same for a stream that was admitted already: what it holds is let go at its end. Faults:
/// `RESUME_TOKEN_INVALID`, `RESUME_TOKEN_EXPIRED`; inside the stream as those of [`Watchers::watch`].
pub async fn changes<R: Send + 'static, H: Send + 'static>(
    context: Context,
    held: H,
    log: Arc<dyn ChangeLog>,
    watched: &Watched,
    message: fn(Told) -> R,
) -> Result<Changes<R>, Fault> {
    let query = [watched.method, watched.region.as_str()];
    let positions = Positions::parse(&watched.resume_token, &query)?.under(&watched.region);
    let heads = log.heads(&watched.region).await?;
    positions.check(&heads)?;
    let begins_now = watched.resume_token.is_empty() && watched.from_now;
    let positions = if begins_now { Positions::at(heads) } else { positions };
    let resume_token = positions.token(&query);
    let region = watched.region.clone();
    let query = query.map(str::to_owned);
    let stream = stream(context, held, |outlet| {
        Telling { log, region, query, positions, outlet, message, told: Instant::now() }.tell()
    });
    Ok(Changes { stream, resume_token })
}

/// A stream under way.
struct Telling<R> {
    log: Arc<dyn ChangeLog>,
    region: RegionCode,
    query: [String; 2],
    positions: Positions,
    outlet: Arc<Outlet<R>>,
    message: fn(Told) -> R,
    /// When the watcher last took something.
    told: Instant,
}

impl<R: Send + 'static> Telling<R> {
    async fn tell(mut self) -> Result<(), End> {
        let begun = Instant::now();
        while begun.elapsed() < LIFETIME {
            self.round().await?;
            sleep(POLL).await;
        }
        Ok(())
    }

    /// Tells everything up to the present heads.
    async fn round(&mut self) -> Result<(), End> {
        let mut has_passed = false;
        for (region, head) in self.log.heads(&self.region).await? {
            has_passed |= self.positions.of(&region) < head;
            self.catch_up(&region, head).await?;
        }
        if has_passed || self.told.elapsed() >= CHECKPOINT {
            self.send(None).await?;
        }
        Ok(())
    }

    async fn catch_up(&mut self, region: &RegionCode, head: i64) -> Result<(), End> {
        loop {
            let position = self.positions.of(region);
            if position >= head {
                return Ok(());
            }
            let events = self.log.after(region, position, BATCH).await?;
            if events.is_empty() {
                // What is left is of other services.
                self.positions.put(region, head);
                return Ok(());
            }
            for event in events {
                self.positions.put(region, event.sequence);
                self.send(Some(event)).await?;
            }
        }
    }

    async fn send(&mut self, change: Option<ChangeEvent>) -> Result<(), End> {
        let query: Vec<&str> = self.query.iter().map(String::as_str).collect();
        let told = Told { change, resume_token: self.positions.token(&query) };
        self.outlet.give((self.message)(told)).await?;
        self.told = Instant::now();
        Ok(())
    }
}

fn too_many() -> Fault {
    Fault::new(ErrorReason::Overloaded, "too many watchers, try again later", "订阅者过多，请稍后重试")
}

/// The newest sequences by region.
pub(crate) type Heads = BTreeMap<RegionCode, i64>;

#[cfg(test)]
mod tests;
