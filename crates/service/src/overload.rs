//! A limit on the calls under way in the whole process.
//!
//! What is over the limit is refused at once with OVERLOADED and a `RetryInfo`: a queue would only
//! make callers wait for answers they no longer want. tonic's own limit is one per connection.
//! Health and reflection are not limited, for an operator needs them most when all else is full.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use http_body::{Frame, SizeHint};
use jixiao_proto::common::v1::ErrorReason;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonic::Status;
use tonic::body::Body;

use crate::around::{Answer, Around, refuse};
use crate::fault::{Fault, Language};
use crate::paths::{is_endless, is_operational};

/// Refuses calls over a limit.
///
/// A call counts until its answer is sent, so a bulk stream counts while it lasts. A watch counts
/// only until it has begun: it idles, and the number of watchers has a limit of its own.
#[derive(Clone, Debug)]
pub struct Overload {
    free: Arc<Semaphore>,
}

impl Overload {
    /// At most `limit` calls at a time.
    pub fn new(limit: usize) -> Self {
        // More permits than this would panic.
        let limit = limit.min(Semaphore::MAX_PERMITS);
        Self { free: Arc::new(Semaphore::new(limit)) }
    }
}

impl Around for Overload {
    fn around<F>(&self, request: Request<Body>, next: impl FnOnce(Request<Body>) -> F) -> Answer
    where
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
    {
        if is_operational(request.uri().path()) {
            return Box::pin(next(request));
        }
        let Ok(permit) = Arc::clone(&self.free).try_acquire_owned() else {
            let language = Language::of_headers(request.headers());
            tracing::debug!(path = request.uri().path(), "refused, too many calls are under way");
            return refuse(overloaded().into_status(language));
        };
        let endless = is_endless(request.uri().path());
        let answer = next(request);
        Box::pin(async move {
            let response = answer.await?;
            if endless {
                return Ok(response);
            }
            Ok(response.map(|body| Body::new(Counted { body, _permit: permit })))
        })
    }
}

fn overloaded() -> Fault {
    let en = "too many calls are under way, try again later";
    Fault::new(ErrorReason::Overloaded, en, "当前请求过多，请稍后重试")
}

/// A body that gives its permit back when it is sent or dropped.
struct Counted {
    body: Body,
    _permit: OwnedSemaphorePermit,
}

impl http_body::Body for Counted {
    type Data = <Body as http_body::Body>::Data;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Status>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::around::{AroundLayer, AroundService};
    use tonic_types::StatusExt;
    use tower::{Layer, Service, ServiceExt, service_fn};

    type Answered = Result<Response<Body>, Infallible>;

    /// Answers with a stream that stays open.
    async fn open_stream(_: Request<Body>) -> Answered {
        let open = tokio_stream::pending::<Result<Frame<_>, Status>>();
        Ok(Response::new(Body::new(http_body_util::StreamBody::new(open))))
    }

    fn limited() -> AroundService<
        Overload,
        impl Service<Request<Body>, Response = Response<Body>, Error = Infallible, Future: Send> + Clone,
    > {
        AroundLayer(Overload::new(1)).layer(service_fn(open_stream))
    }

    fn request(path: &str) -> Request<Body> {
        Request::builder().uri(path).body(Body::empty()).unwrap()
    }

    fn status(response: &Response<Body>) -> Option<Status> {
        Status::from_header_map(response.headers())
    }

    #[tokio::test]
    async fn a_call_over_the_limit_is_refused_until_another_is_done() {
        let service = limited();
        let first = service.clone().oneshot(request("/a.B/StreamC")).await.unwrap();

        let second = service.clone().oneshot(request("/a.B/C")).await.unwrap();

        let refused = status(&second).unwrap();
        assert_eq!(refused.code(), tonic::Code::ResourceExhausted);
        assert_eq!(refused.get_details_error_info().unwrap().reason, "OVERLOADED");
        assert!(refused.get_details_retry_info().is_some());
        drop(first);
        let third = service.oneshot(request("/a.B/C")).await.unwrap();
        assert!(status(&third).is_none());
    }

    #[tokio::test]
    async fn health_and_reflection_are_not_limited() {
        let service = limited();
        let _first = service.clone().oneshot(request("/a.B/StreamC")).await.unwrap();

        for path in ["/grpc.health.v1.Health/Check", "/grpc.reflection.v1.ServerReflection/X"] {
            let response = service.clone().oneshot(request(path)).await.unwrap();
            assert!(status(&response).is_none());
        }
    }

    #[tokio::test]
    async fn a_watch_counts_only_until_it_has_begun() {
        let service = limited();
        let _watch = service.clone().oneshot(request("/a.B/WatchC")).await.unwrap();

        let response = service.oneshot(request("/a.B/C")).await.unwrap();

        assert!(status(&response).is_none());
    }
}
