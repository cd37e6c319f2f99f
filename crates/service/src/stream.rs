//! Streams that answer an rpc, told by a task of their own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{self, Sender, error::SendTimeoutError};
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;

use jixiao_proto::common::v1::ErrorReason;

use crate::context::Context;
use crate::fault::Fault;

/// The stream of an rpc.
pub type Stream<R> = ReceiverStream<Result<R, Status>>;

/// Messages that wait for whoever listens; the next one waits for it.
pub(crate) const WAITING: usize = 16;
/// A listener that takes nothing for so long is let go.
pub(crate) const SLOW: Duration = Duration::from_secs(60);

/// Why a stream ends early.
#[derive(Debug)]
pub enum End {
    /// The listener went.
    Gone,
    /// It is told why.
    Fault(Fault),
}

impl From<Fault> for End {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Where the messages of a stream go.
#[derive(Debug)]
pub struct Outlet<R> {
    sender: Sender<Result<R, Status>>,
}

impl<R> Outlet<R> {
    /// Gives a message, and waits while many are untaken. Faults: `WATCHER_TOO_SLOW`.
    pub async fn give(&self, message: R) -> Result<(), End> {
        match self.sender.send_timeout(Ok(message), SLOW).await {
            Ok(()) => Ok(()),
            Err(SendTimeoutError::Closed(_)) => Err(End::Gone),
            Err(SendTimeoutError::Timeout(_)) => Err(too_slow().into()),
        }
    }

    /// Ends when nobody listens any more.
    pub async fn closed(&self) {
        self.sender.closed().await;
    }
}

/// Begins a stream. What is held, such as a permit, is held until it ends.
pub fn stream<R, F, H>(context: Context, held: H, tell: impl FnOnce(Arc<Outlet<R>>) -> F) -> Stream<R>
where
    R: Send + 'static,
    H: Send + 'static,
    F: Future<Output = Result<(), End>> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel(WAITING);
    let outlet = Arc::new(Outlet { sender: sender.clone() });
    let telling = tell(outlet);
    tokio::spawn(async move {
        if let Err(End::Fault(fault)) = telling.await {
            // Waits for a slow listener once more; one that takes nothing then learns nothing.
            let _untaken = sender.send_timeout(Err(context.status(fault)), SLOW).await;
        }
        drop(held);
    });
    ReceiverStream::new(receiver)
}

fn too_slow() -> Fault {
    let en = "the watcher took nothing for a minute; resume with the last token";
    Fault::new(ErrorReason::WatcherTooSlow, en, "订阅者一分钟未接收，请用最后的resume_token继续")
}
