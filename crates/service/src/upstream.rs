//! Calls to another Jixiao service.

use std::error::Error;
use std::time::Duration;

use jixiao_proto::common::v1::ErrorReason;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::fault::{DOMAIN, Fault};
use crate::identity::Bearer;
use crate::server::StartError;
use crate::settings::Upstream;
use crate::tls;

const CONNECT: Duration = Duration::from_secs(5);
const KEEPALIVE: Duration = Duration::from_secs(30);
const KEEPALIVE_ANSWER: Duration = Duration::from_secs(10);

/// A channel that shows the token of this process, where it has one.
pub type Connection = InterceptedService<Channel, Bearer>;

/// [`connect_lazy`] with the token of the settings on each call.
pub fn connect(upstream: &Upstream) -> Result<Connection, StartError> {
    let bearer = Bearer::of(upstream.token.clone())?;
    Ok(InterceptedService::new(connect_lazy(upstream)?, bearer))
}

/// A channel that connects at its first call, so that services may start in any order, and again
/// whenever it has to.
pub fn connect_lazy(upstream: &Upstream) -> Result<Channel, StartError> {
    let refused = |source| StartError::Endpoint { endpoint: upstream.endpoint.clone(), source };
    let mut endpoint = Endpoint::from_shared(upstream.endpoint.clone())
        .map_err(refused)?
        .connect_timeout(CONNECT)
        .http2_keep_alive_interval(KEEPALIVE)
        .keep_alive_timeout(KEEPALIVE_ANSWER)
        .tcp_nodelay(true);
    if let Some(tls) = tls::client(upstream)? {
        endpoint = endpoint.tls_config(tls).map_err(refused)?;
    }
    Ok(endpoint.connect_lazy())
}

/// What a failed call to `service` means for the caller of this one.
///
/// Errors of Jixiao are passed on as they are, but that this process is not known there: its caller can do
/// nothing about that. The rest are made by the transport, or by something
/// between the services.
pub fn relay(service: &'static str, status: Status) -> Fault {
    if status.get_details_error_info().is_some_and(|info| info.domain == DOMAIN) {
        return match status.code() {
            Code::Unauthenticated => Fault::internal(status),
            _ => Fault::relayed(status),
        };
    }
    match status.code() {
        Code::DeadlineExceeded => Fault::deadline().caused_by(status),
        // tonic's client says so when its own timer ends the call.
        Code::Cancelled if status.message() == "Timeout expired" => Fault::deadline().caused_by(status),
        Code::Unavailable => unavailable(service, status),
        // A source means that the status was made here, from an error of the connection.
        Code::Unknown | Code::Internal | Code::Cancelled if status.source().is_some() => unavailable(service, status),
        _ => Fault::internal(status),
    }
}

fn unavailable(service: &'static str, status: Status) -> Fault {
    let en = format!("{service} cannot be reached");
    let zh = format!("无法连接 {service}");
    Fault::new(ErrorReason::UpstreamUnavailable, en, zh).with("service", service).caused_by(status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn reason(status: Status) -> ErrorReason {
        relay("planning", status).reason()
    }

    fn broken(code: Code) -> Status {
        let mut status = Status::new(code, "h2 protocol error");
        status.set_source(Arc::new(std::io::Error::other("connection reset")));
        status
    }

    #[test]
    fn errors_of_jixiao_are_passed_on_as_they_are() {
        let status = Fault::exists("plan", "x").into_status(crate::fault::Language::ZhCn);
        let relayed = relay("planning", status.clone()).into_status(Default::default());
        assert_eq!(relayed.code(), Code::AlreadyExists);
        assert_eq!(relayed.details(), status.details());
    }

    #[test]
    fn a_token_of_this_process_that_is_refused_is_no_fault_of_its_caller() {
        let refused = Fault::new(ErrorReason::Unauthenticated, "the token has expired", "令牌已过期");
        let status = refused.into_status(Default::default());
        let fault = relay("planning", status);
        assert_eq!(fault.reason(), ErrorReason::Internal);
        assert!(fault.cause().is_some_and(|cause| cause.contains("the token has expired")));
    }

    #[test]
    fn transport_failures_say_which_service_cannot_be_reached() {
        for status in [Status::unavailable("tcp"), broken(Code::Unknown), broken(Code::Internal)] {
            assert_eq!(reason(status), ErrorReason::UpstreamUnavailable);
        }
        let status = relay("planning", Status::unavailable("")).into_status(Default::default());
        assert_eq!(status.get_details_error_info().unwrap().metadata["service"], "planning");
    }

    #[test]
    fn timeouts_of_either_side_are_deadlines() {
        for status in [Status::cancelled("Timeout expired"), Status::deadline_exceeded("")] {
            assert_eq!(reason(status), ErrorReason::DeadlineExceeded);
        }
    }

    #[test]
    fn anything_else_is_a_defect() {
        for status in [Status::internal("?"), Status::invalid_argument("?"), Status::unknown("?")] {
            assert_eq!(reason(status), ErrorReason::Internal);
        }
    }
}
