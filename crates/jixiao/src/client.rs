//! Calling the API.

use jixiao_proto::audit::v1::audit_service_client::AuditServiceClient;
use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::results::v1::results_service_client::ResultsServiceClient;
use jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient;
use jixiao_service::settings::Upstream;
use jixiao_service::upstream::{Connection, connect};
use tonic::{Response, Status};

use crate::cli::EndpointArguments;
use crate::error::Error;

/// A connection to an endpoint; it is made at the first call.
pub(crate) fn connection(arguments: &EndpointArguments) -> Result<Connection, Error> {
    let upstream = Upstream {
        endpoint: arguments.endpoint.clone(),
        ca: arguments.ca.clone(),
        cert: arguments.cert.clone(),
        key: arguments.key.clone(),
        domain: None,
        token: arguments.token.clone(),
    };
    Ok(connect(&upstream)?)
}

/// The largest plan with the longest texts is larger than the default of 4 MiB.
const ANSWER_BYTES: usize = 64 << 20;

/// The audit service at an endpoint.
pub(crate) fn audit(arguments: &EndpointArguments) -> Result<AuditServiceClient<Connection>, Error> {
    Ok(AuditServiceClient::new(connection(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The planning service at an endpoint.
pub(crate) fn planning(arguments: &EndpointArguments) -> Result<PlanningServiceClient<Connection>, Error> {
    Ok(PlanningServiceClient::new(connection(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The results service at an endpoint.
pub(crate) fn results(arguments: &EndpointArguments) -> Result<ResultsServiceClient<Connection>, Error> {
    Ok(ResultsServiceClient::new(connection(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The scoring service at an endpoint.
pub(crate) fn scoring(arguments: &EndpointArguments) -> Result<ScoringServiceClient<Connection>, Error> {
    Ok(ScoringServiceClient::new(connection(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The message of an answer, or the error with the name of the call.
pub(crate) fn answer<T>(call: &'static str, result: Result<Response<T>, Status>) -> Result<T, Error> {
    result.map(Response::into_inner).map_err(|status| Error::Call { call, status: Box::new(status) })
}
