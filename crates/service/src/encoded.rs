//! Rpcs that answer with bytes which are encoded already.
//!
//! A generated service encodes a message for every answer. An answer that is kept, or that lies packed in the store,
//! needs none of that: [`Ahead`] stands before the generated service and answers one of its rpcs itself. What such an
//! rpc answers is what the generated one would, byte by byte, with the same access, deadline, limits and compression.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::task::{Context as Task, Poll};

use prost::Message;
use prost::bytes::{BufMut, Bytes};
use tonic::body::Body;
use tonic::codec::{Codec, CompressionEncoding, EnabledCompressionEncodings, EncodeBuf, Encoder};
use tonic::codegen::BoxFuture;
use tonic::server::{Grpc, NamedService, UnaryService};
use tonic::{Request, Response, Status};
use tonic_prost::ProstDecoder;
use tower::Service;

use crate::access::Guarded;
use crate::context::{Context, answer};
use crate::fault::Fault;

/// An rpc that answers with bytes.
pub trait Encoded: Clone + Send + Sync + 'static {
    /// `/package.Service/Rpc`.
    const PATH: &'static str;

    /// What it is asked.
    type Request: Message + Default + Guarded + 'static;

    /// Its answer, encoded.
    fn encoded(&self, context: Context, message: Self::Request) -> impl Future<Output = Result<Bytes, Fault>> + Send;
}

/// A generated service with one of its rpcs answered ahead of it.
#[derive(Clone, Debug)]
pub struct Ahead<E, S> {
    rpc: E,
    rest: S,
    request_bytes: usize,
}

impl<E, S> Ahead<E, S> {
    /// Answers `rpc` ahead of `rest`; larger requests are refused.
    pub fn new(rpc: E, rest: S, request_bytes: usize) -> Self {
        Self { rpc, rest, request_bytes }
    }
}

impl<E, S: NamedService> NamedService for Ahead<E, S> {
    const NAME: &'static str = S::NAME;
}

impl<E, S> Service<http::Request<Body>> for Ahead<E, S>
where
    E: Encoded,
    S: Service<
            http::Request<Body>,
            Response = http::Response<Body>,
            Error = Infallible,
            Future = BoxFuture<http::Response<Body>, Infallible>,
        >,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<http::Response<Body>, Infallible>;

    fn poll_ready(&mut self, task: &mut Task<'_>) -> Poll<Result<(), Infallible>> {
        self.rest.poll_ready(task)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        if request.uri().path() != E::PATH {
            return self.rest.call(request);
        }
        let (rpc, request_bytes) = (Unary(self.rpc.clone()), self.request_bytes);
        Box::pin(async move {
            let mut gzip = EnabledCompressionEncodings::default();
            gzip.enable(CompressionEncoding::Gzip);
            let mut grpc = Grpc::new(Bare::<E::Request>(PhantomData))
                .apply_compression_config(gzip, gzip)
                .apply_max_message_size_config(Some(request_bytes), None);
            Ok(grpc.unary(rpc, request).await)
        })
    }
}

struct Unary<E>(E);

impl<E: Encoded> UnaryService<E::Request> for Unary<E> {
    type Response = Bytes;
    type Future = BoxFuture<Response<Bytes>, Status>;

    fn call(&mut self, request: Request<E::Request>) -> Self::Future {
        let rpc = self.0.clone();
        Box::pin(
            async move { answer(request, |context, message| async move { rpc.encoded(context, message).await }).await },
        )
    }
}

/// Reads messages, and writes bytes as they are.
struct Bare<Q>(PhantomData<Q>);

impl<Q: Message + Default + 'static> Codec for Bare<Q> {
    type Encode = Bytes;
    type Decode = Q;
    type Encoder = AsTheyAre;
    type Decoder = ProstDecoder<Q>;

    fn encoder(&mut self) -> AsTheyAre {
        AsTheyAre
    }

    fn decoder(&mut self) -> ProstDecoder<Q> {
        ProstDecoder::default()
    }
}

struct AsTheyAre;

impl Encoder for AsTheyAre {
    type Item = Bytes;
    type Error = Status;

    fn encode(&mut self, item: Bytes, out: &mut EncodeBuf<'_>) -> Result<(), Status> {
        out.reserve(item.len());
        out.put(item);
        Ok(())
    }
}
