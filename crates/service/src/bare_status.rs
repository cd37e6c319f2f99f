//! Completes the errors that tonic makes itself.
//!
//! Every error carries an `ErrorInfo`, but what fails before a handler runs never meets a
//! [`Fault`]: a message that is too large or cannot be decoded, an rpc that does not exist. tonic
//! answers those with a bare status, and calls some of the caller's mistakes INTERNAL. This layer
//! puts them right, and makes sure that a bare status which nobody thought of is an INTERNAL that
//! says so, rather than a code without a reason.
//!
//! It sees errors that consist of headers alone, as those before and of unary handlers do. An error
//! at the end of a stream comes from a handler, by way of [`crate::context::Context::status`].

use std::convert::Infallible;

use http::{HeaderMap, Request, Response};
use jixiao_proto::common::v1::ErrorReason;
use tonic::body::Body;
use tonic::{Code, Status};

use crate::around::{Answer, Around};
use crate::fault::{Fault, Language};

/// Completes bare errors. It stands outside of all other layers.
#[derive(Clone, Debug, Default)]
pub struct BareStatus;

impl Around for BareStatus {
    fn around<F>(&self, request: Request<Body>, next: impl FnOnce(Request<Body>) -> F) -> Answer
    where
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
    {
        let language = Language::of_headers(request.headers());
        let answer = next(request);
        Box::pin(async move {
            let response = answer.await?;
            let Some(status) = bare(response.headers()) else {
                return Ok(response);
            };
            let Some(fault) = explain(&status) else {
                return Ok(response);
            };
            let mut complete = fault.into_status(language);
            // Such as the encodings that the server does accept.
            *complete.metadata_mut() = status.metadata().clone();
            Ok(complete.into_http())
        })
    }
}

/// The status of an error that consists of headers alone and has no details.
fn bare(headers: &HeaderMap) -> Option<Status> {
    if headers.contains_key("grpc-status-details-bin") {
        return None;
    }
    Status::from_header_map(headers)
}

/// What a status of tonic means; nothing for one that has details or a code of its own.
///
/// For the handlers of client streams as well, which get such statuses from their request stream.
pub fn explain(status: &Status) -> Option<Fault> {
    if !status.details().is_empty() {
        return None;
    }
    let message = status.message();
    match status.code() {
        // The caller ended it, or is not who it says: no reason of ours.
        Code::Ok | Code::Cancelled | Code::Unauthenticated | Code::PermissionDenied => None,
        Code::OutOfRange | Code::ResourceExhausted => match size_limit(message) {
            Some((limit, found)) => Some(too_large(limit, found)),
            None => Some(unexpected(status)),
        },
        Code::Internal if is_malformed(message) => Some(Fault::invalid().field("", message, "请求消息无法解码")),
        Code::Unimplemented => Some(unimplemented(message)),
        // The health service does not say which name it does not know.
        Code::NotFound => Some(Fault::new(ErrorReason::ResourceNotFound, message, "不存在")),
        Code::DeadlineExceeded => Some(Fault::deadline()),
        _ => Some(unexpected(status)),
    }
}

fn too_large(limit: &str, found: Option<&str>) -> Fault {
    let en = format!("the message is larger than {limit} bytes");
    let zh = format!("消息超过 {limit} 字节");
    let fault = Fault::new(ErrorReason::LimitExceeded, en, zh).with("limit", limit);
    match found {
        Some(found) => fault.with("value", found),
        // A compressed message is given up at the limit, its size stays unknown.
        None => fault,
    }
}

fn unimplemented(message: &str) -> Fault {
    let en = match message {
        "" => "this server does not serve that rpc",
        message => message,
    };
    Fault::new(ErrorReason::Unimplemented, en, "本服务不提供该调用")
}

fn unexpected(status: &Status) -> Fault {
    let fault = Fault::internal(status);
    tracing::error!(cause = fault.cause(), "a bare status reached the edge");
    fault
}

/// The limit and the size found, from tonic's words for a message that is too large.
fn size_limit(message: &str) -> Option<(&str, Option<&str>)> {
    if let Some(rest) = message.strip_prefix("Error, decoded message length too large: found ") {
        let (found, limit) = rest.split_once(" bytes, the limit is: ")?;
        return Some((limit.strip_suffix(" bytes")?, Some(found)));
    }
    let rest = message.strip_prefix("Error decompressing: size limit, of ")?;
    Some((rest.split_once(" bytes")?.0, None))
}

/// Whether tonic's words say that the request could not be read.
fn is_malformed(message: &str) -> bool {
    const WORDS: [&str; 5] = [
        "failed to decode Protobuf message",
        "Missing request message",
        "Unexpected EOF decoding stream",
        "protocol error: received message with",
        "Error decompressing",
    ];
    WORDS.iter().any(|words| message.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_with_details_is_left_alone() {
        let status = Fault::deadline().into_status(Language::En);
        assert!(explain(&status).is_none());
    }

    #[test]
    fn a_compressed_message_over_the_limit_is_a_limit_exceeded() {
        let status = Status::resource_exhausted(
            "Error decompressing: size limit, of 10 bytes, exceeded while decompressing message",
        );
        assert_eq!(explain(&status).unwrap().reason(), ErrorReason::LimitExceeded);
    }

    #[test]
    fn a_bare_status_nobody_thought_of_is_internal_and_says_nothing() {
        let fault = explain(&Status::unknown("SELECT secret")).unwrap();
        assert_eq!(fault.reason(), ErrorReason::Internal);
        assert_eq!(fault.message(), "internal error");
    }
}
