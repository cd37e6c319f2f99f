//! Calls of one connection, with a number of them under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::uri::PathAndQuery;
use prost::bytes::Bytes;
use tonic::Request;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};

use crate::bytes::AsTheyAre;

const UNDER_WAY: usize = 32;

/// One rpc of one server, with what it is asked in turn.
#[derive(Clone)]
pub(crate) struct Client {
    channel: Channel,
    path: PathAndQuery,
    messages: Arc<[Bytes]>,
}

impl Client {
    pub(crate) fn new(address: &str, path: &'static str, messages: Vec<Bytes>) -> Self {
        let channel = Endpoint::from_shared(format!("http://{address}")).unwrap();
        let channel = channel.initial_stream_window_size(1 << 20).initial_connection_window_size(1 << 22);
        let path = PathAndQuery::from_static(path);
        Self { channel: channel.tcp_nodelay(true).connect_lazy(), path, messages: messages.into() }
    }

    /// The answer to one of the messages.
    pub(crate) async fn call(&self, nth: usize) -> Bytes {
        let mut grpc = Grpc::new(self.channel.clone()).max_decoding_message_size(usize::MAX);
        grpc.ready().await.unwrap();
        let message = self.messages.get(nth % self.messages.len()).cloned().unwrap();
        let answer = grpc.unary(Request::new(message), self.path.clone(), AsTheyAre).await;
        answer.unwrap_or_else(|status| panic!("{}: {status}", self.path)).into_inner()
    }

    /// That many calls.
    pub(crate) async fn calls(&self, count: usize) {
        let next = Arc::new(AtomicUsize::new(0));
        let workers = (0..UNDER_WAY).map(|_| {
            let (client, next) = (self.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= count {
                        return;
                    }
                    client.call(nth).await;
                }
            })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.unwrap();
        }
    }
}
