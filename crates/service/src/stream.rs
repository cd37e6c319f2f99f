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
}

/// Begins a stream. It ends as soon as nobody listens any more, whatever it waits for; what is held for it, such as a
/// permit, is let go then.
pub fn stream<R, H, F>(context: Context, held: H, tell: impl FnOnce(Arc<Outlet<R>>) -> F) -> Stream<R>
where
    R: Send + 'static,
    H: Send + 'static,
    F: Future<Output = Result<(), End>> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel(WAITING);
    let outlet = Arc::new(Outlet { sender: sender.clone() });
    let telling = tell(outlet);
    tokio::spawn(async move {
        let told = tokio::select! {
            told = telling => told,
            () = sender.closed() => Err(End::Gone),
        };
        if let Err(End::Fault(fault)) = told {
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

#[cfg(test)]
mod tests {
    use tokio::sync::Semaphore;
    use tokio_stream::StreamExt as _;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_stream_ends_as_soon_as_its_listener_goes_whatever_it_waits_for() {
        let free = Arc::new(Semaphore::new(1));
        let permit = Arc::clone(&free).try_acquire_owned().unwrap();
        let waits = |_: Arc<Outlet<()>>| std::future::pending::<Result<(), End>>();
        let stream = stream(Context::background(), permit, waits);
        assert_eq!(free.available_permits(), 0);
        let begun = tokio::time::Instant::now();

        drop(stream);

        let _let_go = free.acquire().await.unwrap();
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_makes_no_more_than_a_slow_listener_leaves_room_for() {
        let made = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let made = || made.load(std::sync::atomic::Ordering::SeqCst);
        let mut stream = stream(Context::background(), (), |outlet| async move {
            for nth in 0..100_usize {
                count.store(nth + 1, std::sync::atomic::Ordering::SeqCst);
                outlet.give(nth).await?;
            }
            Ok(())
        });

        for taken in 0..100 {
            // Whatever can run has run before the clock moves.
            tokio::time::sleep(Duration::from_millis(1)).await;
            assert_eq!(made(), (taken + WAITING + 1).min(100));
            assert_eq!(stream.next().await.unwrap().unwrap(), taken);
        }
        assert!(stream.next().await.is_none());
    }
}
