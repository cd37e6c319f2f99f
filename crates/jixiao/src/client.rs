//! Calling the API.

use jixiao_service::settings::Upstream;
use jixiao_service::upstream::connect_lazy;
use tonic::transport::Channel;
use tonic::{Response, Status};

use crate::cli::EndpointArguments;
use crate::error::Error;

/// A channel to an endpoint; it connects at the first call.
pub(crate) fn channel(arguments: &EndpointArguments) -> Result<Channel, Error> {
    let upstream = Upstream {
        endpoint: arguments.endpoint.clone(),
        ca: arguments.ca.clone(),
        cert: arguments.cert.clone(),
        key: arguments.key.clone(),
        domain: None,
    };
    Ok(connect_lazy(&upstream)?)
}

/// The message of an answer, or the error with the name of the call.
pub(crate) fn answer<T>(call: &'static str, result: Result<Response<T>, Status>) -> Result<T, Error> {
    result.map(Response::into_inner).map_err(|status| Error::Call { call, status: Box::new(status) })
}
