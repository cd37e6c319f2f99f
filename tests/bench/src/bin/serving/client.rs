//! Calls of one connection, with a number of them under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::uri::PathAndQuery;
use prost::bytes::Bytes;
use tonic::Request;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};

use crate::bytes::AsTheyAre;

/// Of reads.
const UNDER_WAY: usize = 32;

/// One rpc of one server, with what it is asked in turn.
#[derive(Clone)]
pub(crate) struct Client {
    channel: Channel,
    path: PathAndQuery,
    messages: Arc<[Bytes]>,
    next: Arc<AtomicUsize>,
    under_way: usize,
}

impl Client {
    pub(crate) fn new(address: &str, path: &'static str, messages: Vec<Bytes>) -> Self {
        let channel = Endpoint::from_shared(format!("http://{address}")).unwrap();
        let channel = channel.initial_stream_window_size(1 << 20).initial_connection_window_size(1 << 22);
        let path = PathAndQuery::from_static(path);
        let (messages, next, under_way) = (messages.into(), Arc::new(AtomicUsize::new(0)), UNDER_WAY);
        Self { channel: channel.tcp_nodelay(true).connect_lazy(), path, messages, next, under_way }
    }

    /// With so many calls under way.
    pub(crate) fn with(self, under_way: usize) -> Self {
        Self { under_way, ..self }
    }

    /// The answer to one of the messages.
    pub(crate) async fn call(&self, nth: usize) -> Bytes {
        let mut grpc = Grpc::new(self.channel.clone()).max_decoding_message_size(usize::MAX);
        grpc.ready().await.unwrap();
        let message = self.messages.get(nth % self.messages.len()).cloned().unwrap();
        let answer = grpc.unary(Request::new(message), self.path.clone(), AsTheyAre).await;
        answer.unwrap_or_else(|status| panic!("{}: {status}", self.path)).into_inner()
    }

    /// That many calls, of the messages that follow those of the calls before.
    pub(crate) async fn calls(&self, count: usize) {
        let end = self.next.load(Ordering::Relaxed) + count;
        let workers = (0..self.under_way).map(|_| {
            let client = self.clone();
            tokio::spawn(async move {
                while let Some(nth) = client.take(end) {
                    client.call(nth).await;
                }
            })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.unwrap();
        }
    }

    fn take(&self, end: usize) -> Option<usize> {
        self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |next| (next < end).then_some(next + 1)).ok()
    }
}
