//! The frame of the layers: something that stands around every call.
//!
//! tower wants a layer and a service for each; [`Around`] is the part in which they differ.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tonic::body::Body;
use tower::{Layer, Service};

/// The answer to a call. Errors are answers as well: a response with a `grpc-status`.
pub type Answer = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

/// What is done around every call.
pub trait Around: Clone + Send + 'static {
    /// Answers the request, as a rule by calling `next` and minding its future.
    fn around<F>(&self, request: Request<Body>, next: impl FnOnce(Request<Body>) -> F) -> Answer
    where
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static;
}

/// The layer of an [`Around`].
#[derive(Clone, Debug)]
pub struct AroundLayer<A>(pub A);

impl<A: Around, S> Layer<S> for AroundLayer<A> {
    type Service = AroundService<A, S>;

    fn layer(&self, inner: S) -> Self::Service {
        AroundService { around: self.0.clone(), inner }
    }
}

/// A service with an [`Around`] around it.
#[derive(Clone, Debug)]
pub struct AroundService<A, S> {
    around: A,
    inner: S,
}

impl<A, S> Service<Request<Body>> for AroundService<A, S>
where
    A: Around,
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Answer {
        self.around.around(request, |request| self.inner.call(request))
    }
}

/// An answer that is there at once: the call is refused.
pub(crate) fn refuse(status: tonic::Status) -> Answer {
    Box::pin(std::future::ready(Ok(status.into_http())))
}
