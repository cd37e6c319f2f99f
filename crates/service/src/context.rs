//! The boundary of a handler: context in, call, log once, status out.

use std::time::Duration;

use http::uri::PathAndQuery;
use jixiao_domain::{Caller, PrincipalId};
use tokio::time::Instant;
use tonic::metadata::{AsciiMetadataValue, MetadataMap};
use tonic::{Code, Request, Response, Status};

use crate::deadline::{self, Call};
use crate::fault::{Fault, Language, reason_name};

/// What a call knows of its caller.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who calls.
    pub caller: Caller,
    /// The language the caller wants messages in.
    pub language: Language,
    /// When the caller stops waiting; none for work that no caller waits for.
    pub deadline: Option<Instant>,
}

impl Context {
    /// The context of a request: its `accept-language`, and the deadline of the deadline layer or,
    /// without that layer, of its `grpc-timeout`.
    pub fn of<T>(request: &Request<T>) -> Self {
        let deadline = match request.extensions().get::<Call>() {
            Some(call) => Some(call.deadline),
            None => timeout(request.metadata()).and_then(|it| Instant::now().checked_add(it)),
        };
        Self { caller: local(), language: Language::of(request.metadata()), deadline }
    }

    /// The context of work that no caller waits for.
    pub fn background() -> Self {
        Self { caller: local(), language: Language::default(), deadline: None }
    }

    /// How long the caller still waits: none means for ever, zero that the deadline passed.
    pub fn remaining(&self) -> Option<Duration> {
        let deadline = self.deadline?;
        Some(deadline.saturating_duration_since(Instant::now()))
    }

    /// Puts the language and what is left of the deadline on a call to another service, so that it
    /// answers in the caller's language and stops when the caller no longer waits.
    pub fn forward<T>(&self, request: &mut Request<T>) {
        let tag = AsciiMetadataValue::from_static(self.language.tag());
        request.metadata_mut().insert("accept-language", tag);
        if let Some(remaining) = self.remaining() {
            request.set_timeout(remaining);
        }
    }

    /// The status for a fault after the head of the answer is out, that is inside a stream. It is
    /// logged here, once.
    pub fn status(&self, fault: Fault) -> Status {
        log(&fault, None);
        fault.into_status(self.language)
    }
}

/// Answers a request: the whole boundary between a handler and its service.
///
/// `A` may be a message or a stream. A fault is logged once, here: those of the server as errors
/// with their causes, those of the caller at debug level.
pub async fn answer<Q, A, F>(request: Request<Q>, call: impl FnOnce(Context, Q) -> F) -> Result<Response<A>, Status>
where
    F: Future<Output = Result<A, Fault>>,
{
    let context = Context::of(&request);
    let language = context.language;
    let path = request.extensions().get::<Call>().and_then(|call| call.path.clone());
    match call(context, request.into_inner()).await {
        Ok(answer) => Ok(Response::new(answer)),
        Err(fault) => {
            log(&fault, path.as_ref());
            Err(fault.into_status(language))
        }
    }
}

fn local() -> Caller {
    Caller { principal: PrincipalId::local(), via: None, address: String::new() }
}

fn timeout(metadata: &MetadataMap) -> Option<Duration> {
    deadline::parse(metadata.get("grpc-timeout")?.to_str().ok()?)
}

fn log(fault: &Fault, path: Option<&PathAndQuery>) {
    let reason = reason_name(fault.reason());
    let path = path.map(PathAndQuery::path);
    let (message, cause) = (fault.message(), fault.cause());
    match fault.code() {
        Code::Internal | Code::Unknown | Code::DataLoss | Code::Unavailable => {
            tracing::error!(reason, path, cause, "{message}");
        }
        _ => tracing::debug!(reason, path, cause, "{message}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_forwarded_call_carries_the_language_and_what_is_left_of_the_deadline() {
        let mut incoming = Request::new(());
        incoming.metadata_mut().insert("accept-language", "zh".parse().unwrap());
        incoming.set_timeout(Duration::from_secs(5));
        let context = Context::of(&incoming);
        tokio::time::advance(Duration::from_secs(2)).await;

        let mut outgoing = Request::new(());
        context.forward(&mut outgoing);

        assert_eq!(outgoing.metadata().get("accept-language").unwrap(), "zh-CN");
        assert_eq!(timeout(outgoing.metadata()), Some(Duration::from_secs(3)));
        tokio::time::advance(Duration::from_secs(9)).await;
        assert_eq!(context.remaining(), Some(Duration::ZERO));
    }

    #[test]
    fn background_work_has_no_deadline() {
        let mut outgoing = Request::new(());
        Context::background().forward(&mut outgoing);

        assert_eq!(Context::background().remaining(), None);
        assert!(outgoing.metadata().get("grpc-timeout").is_none());
    }

    #[tokio::test]
    async fn a_fault_becomes_a_status_in_the_language_of_the_caller() {
        use tonic_types::StatusExt;
        let mut request = Request::new(7);
        request.metadata_mut().insert("accept-language", "zh".parse().unwrap());

        let refused =
            answer(request, async |_, number: i32| Err::<(), _>(Fault::not_found("plan", number.to_string())));
        let status = refused.await.unwrap_err();

        assert_eq!(status.code(), Code::NotFound);
        assert_eq!(status.get_details_localized_message().unwrap().message, "计划 7 不存在");
    }
}
