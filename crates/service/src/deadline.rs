//! The deadline of every call: the client's `grpc-timeout` or the server's cap, whichever is first.
//!
//! tonic's own timeout answers CANCELLED without details; this one answers DEADLINE_EXCEEDED with
//! its reason. It bounds the time until the head of the answer, so that a stream, once begun, may
//! stay open: a unary call is done by then, a stream has limits of its own.

use std::convert::Infallible;
use std::time::Duration;

use http::uri::PathAndQuery;
use http::{Request, Response};
use tokio::time::Instant;
use tonic::body::Body;

use crate::around::{Answer, Around};
use crate::fault::{Fault, Language};

/// What this layer leaves in the extensions of a request.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) path: Option<PathAndQuery>,
    pub(crate) deadline: Instant,
}

/// How much earlier than the client the server gives up, at most a tenth of the time. Without it
/// the client's own timer, and the one tonic derives from `grpc-timeout`, win against the answer
/// that says why.
const MARGIN: Duration = Duration::from_millis(20);

/// Ends calls at their deadline.
#[derive(Clone, Debug)]
pub struct Deadline {
    cap: Duration,
}

impl Deadline {
    /// No call takes longer than `cap`, whatever its client allows.
    pub fn new(cap: Duration) -> Self {
        Self { cap }
    }

    fn of(&self, request: &Request<Body>) -> Duration {
        let timeout = request.headers().get("grpc-timeout");
        let timeout = timeout.and_then(|value| parse(value.to_str().ok()?));
        let timeout = timeout.map(|timeout| timeout - MARGIN.min(timeout / 10));
        timeout.map_or(self.cap, |timeout| timeout.min(self.cap))
    }
}

impl Around for Deadline {
    fn around<F>(&self, mut request: Request<Body>, next: impl FnOnce(Request<Body>) -> F) -> Answer
    where
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
    {
        let Some(deadline) = Instant::now().checked_add(self.of(&request)) else {
            return Box::pin(next(request));
        };
        let language = Language::of_headers(request.headers());
        let path = request.uri().path_and_query().cloned();
        let call = Call { path, deadline };
        request.extensions_mut().insert(call.clone());
        let answer = next(request);
        Box::pin(async move {
            if let Ok(answer) = tokio::time::timeout_at(deadline, answer).await {
                return answer;
            }
            tracing::debug!(path = call.path.as_ref().map(|it| it.path()), "deadline passed");
            Ok(Fault::deadline().into_status(language).into_http())
        })
    }
}

/// A `grpc-timeout`: at most eight digits and a unit. What is malformed counts as absent.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(number * 3600)),
        "M" => Some(Duration::from_secs(number * 60)),
        "S" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_millis(number)),
        "u" => Some(Duration::from_micros(number)),
        "n" => Some(Duration::from_nanos(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::around::AroundLayer;
    use tonic::{Code, Status};
    use tonic_types::StatusExt;
    use tower::{Layer, ServiceExt, service_fn};

    const CAP: Duration = Duration::from_secs(30);

    /// Calls something that never answers; returns the status and how long that took.
    async fn call(timeout: Option<&str>) -> (Status, Duration) {
        let never = service_fn(async |_: Request<Body>| std::future::pending().await);
        let service = AroundLayer(Deadline::new(CAP)).layer(never);
        let mut request = Request::new(Body::empty());
        if let Some(timeout) = timeout {
            request.headers_mut().insert("grpc-timeout", timeout.parse().unwrap());
        }
        let start = Instant::now();
        let response = service.oneshot(request).await.unwrap();
        (Status::from_header_map(response.headers()).unwrap(), start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_takes_longer_than_the_client_waits_ends_with_deadline_exceeded() {
        let (status, took) = call(Some("2S")).await;

        assert_eq!(status.code(), Code::DeadlineExceeded);
        assert_eq!(status.get_details_error_info().unwrap().reason, "DEADLINE_EXCEEDED");
        assert!(took < Duration::from_secs(2) && took > Duration::from_millis(1900));
    }

    #[tokio::test(start_paused = true)]
    async fn the_cap_holds_for_a_client_that_waits_longer_or_for_ever() {
        for timeout in [None, Some("99999999H"), Some("soon")] {
            let (status, took) = call(timeout).await;
            assert_eq!(status.code(), Code::DeadlineExceeded);
            assert!(took >= CAP && took < CAP * 2);
        }
    }

    #[tokio::test]
    async fn a_handler_sees_the_deadline_in_its_context() {
        let echo = service_fn(async |request: Request<Body>| {
            let call = request.extensions().get::<Call>().cloned().unwrap();
            let mut response = Response::new(Body::empty());
            response.extensions_mut().insert(call);
            Ok(response)
        });
        let service = AroundLayer(Deadline::new(CAP)).layer(echo);
        let request = Request::builder().uri("/a.B/C").body(Body::empty()).unwrap();

        let response = service.oneshot(request).await.unwrap();

        let call = response.extensions().get::<Call>().unwrap();
        assert_eq!(call.path.as_ref().unwrap().path(), "/a.B/C");
        assert!(call.deadline <= Instant::now() + CAP);
    }

    #[test]
    fn malformed_timeouts_count_as_absent() {
        assert_eq!(parse("100m"), Some(Duration::from_millis(100)));
        for text in ["", "m", "5", "123456789S", "-5S", "5 S", "5x", "五"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
