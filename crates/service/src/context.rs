//! The boundary of a handler: context in, call, log once, status out.

use std::time::Duration;

use http::uri::PathAndQuery;
use jixiao_domain::{Caller, PrincipalId};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::time::Instant;
use tonic::metadata::{AsciiMetadataValue, MetadataMap};
use tonic::{Code, Request, Response, Status};

use crate::access::{self, Guarded};
use crate::deadline::{self, Call};
use crate::fault::{Fault, Language, reason_name};
use crate::identity::{FORWARDED, Identity, Refused};

/// What a call knows of its caller.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who calls.
    pub caller: Caller,
    /// The language the caller wants messages in.
    pub language: Language,
    /// When the caller stops waiting; none for work that no caller waits for.
    pub deadline: Option<Instant>,
    /// Whether there is a caller to act for.
    is_called: bool,
}

impl Context {
    /// The context of a request: its caller, its `accept-language`, and the deadline of the deadline layer or,
    /// without that layer, of its `grpc-timeout`.
    fn of(caller: Caller, metadata: &MetadataMap, call: Option<&Call>) -> Self {
        let deadline = match call {
            Some(call) => Some(call.deadline),
            None => timeout(metadata).and_then(|it| Instant::now().checked_add(it)),
        };
        Self { caller, language: Language::of(metadata), deadline, is_called: true }
    }

    /// The context of work that no caller waits for.
    pub fn background() -> Self {
        let caller = Caller { principal: PrincipalId::local(), via: None, address: String::new() };
        Self { caller, language: Language::default(), deadline: None, is_called: false }
    }

    /// The same for a stream, whose length no deadline bounds: it lasts until its caller goes.
    #[must_use]
    pub fn of_a_stream(self) -> Self {
        Self { deadline: None, ..self }
    }

    /// How long the caller still waits: none means for ever, zero that the deadline passed.
    pub fn remaining(&self) -> Option<Duration> {
        let deadline = self.deadline?;
        Some(deadline.saturating_duration_since(Instant::now()))
    }

    /// Puts the principal, the language and what is left of the deadline on a call to another service, so that
    /// it allows what the caller may, answers in the caller's language and stops when the caller no longer
    /// waits. Work without a caller is done in the service's own name.
    pub fn forward<T>(&self, request: &mut Request<T>) {
        let tag = AsciiMetadataValue::from_static(self.language.tag());
        request.metadata_mut().insert("accept-language", tag);
        // Percent-encoded, any id is a value of a header.
        let principal = utf8_percent_encode(self.caller.principal.as_str(), NON_ALPHANUMERIC).to_string();
        if let Some(principal) = AsciiMetadataValue::try_from(principal).ok().filter(|_| self.is_called) {
            request.metadata_mut().insert(FORWARDED, principal);
        }
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
/// The handler runs only where the caller has the right that the message needs; a request that no gate let in
/// has no caller and is refused. `A` may be a message or a stream. A fault is logged once, here: those of the
/// server as errors with their causes, those of the caller at debug level.
pub async fn answer<Q, A, F>(request: Request<Q>, call: impl FnOnce(Context, Q) -> F) -> Result<Response<A>, Status>
where
    Q: Guarded,
    F: Future<Output = Result<A, Fault>>,
{
    let (metadata, mut extensions, message) = request.into_parts();
    let (language, known) = (Language::of(&metadata), extensions.remove::<Call>());
    let identity = extensions.remove::<Identity>();
    let need = message.need();
    let answered = async {
        let identity = identity.ok_or(Refused::Missing)?;
        let context = Context::of(identity.caller.clone(), &metadata, known.as_ref());
        access::check(&identity, &context, &need).await?;
        call(context, message).await
    };
    match answered.await {
        Ok(answer) => Ok(Response::new(answer)),
        Err(fault) => {
            log(&fault, known.as_ref().and_then(|call| call.path.as_ref()));
            Err(fault.into_status(language))
        }
    }
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
mod tests;
