//! What happens to calls once the server stops.
//!
//! New ones are refused with DRAINING, which is safe to repeat elsewhere, and endless ones (every
//! `Watch…` rpc, reflection) are ended with DRAINING, for they would outlast any grace. All others
//! may finish.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{HeaderMap, Request, Response};
use http_body::Frame;
use jixiao_proto::common::v1::ErrorReason;
use tokio_util::sync::{CancellationToken, DropGuard, WaitForCancellationFutureOwned};
use tonic::Status;
use tonic::body::Body;

use crate::around::{Answer, Around, refuse};
use crate::fault::{Fault, Language};
use crate::paths::{is_endless, is_operational};

/// Refuses new calls and ends endless ones once its token is cancelled.
#[derive(Clone, Debug)]
pub struct Drain {
    draining: CancellationToken,
}

impl Drain {
    /// Drains when `draining` is cancelled.
    pub fn new(draining: CancellationToken) -> Self {
        Self { draining }
    }
}

impl Around for Drain {
    fn around<F>(&self, request: Request<Body>, next: impl FnOnce(Request<Body>) -> F) -> Answer
    where
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
    {
        let path = request.uri().path();
        let language = Language::of_headers(request.headers());
        if self.draining.is_cancelled() && !is_operational(path) {
            return refuse(draining(language));
        }
        if !is_endless(path) {
            return Box::pin(next(request));
        }
        let cut = Box::pin(self.draining.clone().cancelled_owned());
        // A service may keep its task as long as the client may still ask, so that must end too: after the
        // answer did, or the service would end it first, and well.
        let answered = CancellationToken::new();
        let asked = Box::pin(answered.clone().cancelled_owned());
        let answer = next(request.map(|body| Body::new(Asked { body, cut: asked })));
        Box::pin(async move {
            let open = Some(answered.drop_guard());
            let wrap = |body| Body::new(Endless { body, cut, language, open });
            Ok(answer.await?.map(wrap))
        })
    }
}

fn draining(language: Language) -> Status {
    let en = "the server is stopping, try another one";
    Fault::new(ErrorReason::Draining, en, "服务正在停止，请重试").into_status(language)
}

/// The body of a request that ends with its answer.
struct Asked {
    body: Body,
    cut: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl http_body::Body for Asked {
    type Data = <Body as http_body::Body>::Data;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Status>>> {
        if self.cut.as_mut().poll(cx).is_ready() {
            return Poll::Ready(None);
        }
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }
}

/// The body of an answer that ends when the server drains.
struct Endless {
    body: Body,
    cut: Pin<Box<WaitForCancellationFutureOwned>>,
    language: Language,
    /// Ends the request when it is dropped.
    open: Option<DropGuard>,
}

impl http_body::Body for Endless {
    type Data = <Body as http_body::Body>::Data;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Status>>> {
        if self.open.is_none() {
            return Poll::Ready(None);
        }
        // First what is there already: a health watcher still learns NOT_SERVING.
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame);
        }
        if self.cut.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        self.open = None;
        let mut trailers = HeaderMap::new();
        let written = draining(self.language).add_header(&mut trailers);
        Poll::Ready(Some(written.map(|()| Frame::trailers(trailers))))
    }

    fn is_end_stream(&self) -> bool {
        self.open.is_none() || self.body.is_end_stream()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::around::AroundLayer;
    use tonic_types::StatusExt;
    use tower::{Layer, ServiceExt, service_fn};

    async fn reason(path: &str) -> Option<String> {
        let draining = CancellationToken::new();
        draining.cancel();
        let served = service_fn(async |_: Request<Body>| Ok(Response::new(Body::empty())));
        let service = AroundLayer(Drain::new(draining)).layer(served);
        let request = Request::builder().uri(path).body(Body::empty()).ok()?;
        let response = service.oneshot(request).await.ok()?;
        let status = Status::from_header_map(response.headers())?;
        Some(status.get_details_error_info()?.reason)
    }

    #[tokio::test]
    async fn new_calls_are_refused_while_health_still_answers() {
        assert_eq!(reason("/a.B/C").await.as_deref(), Some("DRAINING"));
        assert_eq!(reason("/grpc.health.v1.Health/Check").await, None);
    }
}
