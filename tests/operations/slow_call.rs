//! A call whose request is on its way for as long as the test wants.

use std::marker::PhantomData;

use prost::Message;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::client::Grpc;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::codegen::http::uri::PathAndQuery;
use tonic::codegen::tokio_stream::{self, StreamExt};
use tonic::transport::Channel;
use tonic::{Request, Response, Status};

/// A unary call that has begun, and whose message is sent when asked for.
pub(crate) struct SlowCall<Q, A> {
    send: oneshot::Sender<Q>,
    answer: JoinHandle<Result<Response<A>, Status>>,
}

impl<Q: Message + 'static, A: Message + Default + 'static> SlowCall<Q, A> {
    /// Begins it: on this channel its headers are sent before those of any later call.
    pub(crate) async fn begin(channel: Channel, path: &'static str) -> Self {
        let (send, message) = oneshot::channel();
        let (begun, has_begun) = oneshot::channel();
        let answer = tokio::spawn(async move {
            let mut grpc = Grpc::new(channel);
            grpc.ready().await.map_err(|error| Status::from_error(error.into()))?;
            // The body is asked for its first message once the headers are out.
            let body = tokio_stream::once((begun, message)).then(|(begun, message)| when_told(begun, message));
            grpc.client_streaming(Request::new(body), PathAndQuery::from_static(path), ProstCodec::default()).await
        });
        has_begun.await.unwrap();
        Self { send, answer }
    }

    /// Sends the message and waits for the answer.
    pub(crate) async fn finish(self, message: Q) -> Result<A, Status> {
        self.send.send(message).ok();
        self.answer.await.unwrap().map(Response::into_inner)
    }
}

async fn when_told<Q>(begun: oneshot::Sender<()>, message: oneshot::Receiver<Q>) -> Q {
    let _the_test_waits = begun.send(());
    message.await.unwrap()
}

struct ProstCodec<Q, A>(PhantomData<(Q, A)>);

impl<Q, A> Default for ProstCodec<Q, A> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<Q: Message + 'static, A: Message + Default + 'static> Codec for ProstCodec<Q, A> {
    type Encode = Q;
    type Decode = A;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self::default()
    }

    fn decoder(&mut self) -> Self {
        Self::default()
    }
}

impl<Q: Message, A> Encoder for ProstCodec<Q, A> {
    type Item = Q;
    type Error = Status;

    fn encode(&mut self, item: Q, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        item.encode(buffer).map_err(|error| Status::internal(error.to_string()))
    }
}

impl<Q, A: Message + Default> Decoder for ProstCodec<Q, A> {
    type Item = A;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<A>, Status> {
        A::decode(buffer).map(Some).map_err(|error| Status::internal(error.to_string()))
    }
}
