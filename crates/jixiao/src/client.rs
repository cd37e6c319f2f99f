//! Calling the API.

use jixiao_proto::audit::v1::audit_service_client::AuditServiceClient;
use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::results::v1::results_service_client::ResultsServiceClient;
use jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient;
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

/// The largest plan with the longest texts is larger than the default of 4 MiB.
const ANSWER_BYTES: usize = 64 << 20;

/// The audit service at an endpoint.
pub(crate) fn audit(arguments: &EndpointArguments) -> Result<AuditServiceClient<Channel>, Error> {
    Ok(AuditServiceClient::new(channel(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The planning service at an endpoint.
pub(crate) fn planning(arguments: &EndpointArguments) -> Result<PlanningServiceClient<Channel>, Error> {
    Ok(PlanningServiceClient::new(channel(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The results service at an endpoint.
pub(crate) fn results(arguments: &EndpointArguments) -> Result<ResultsServiceClient<Channel>, Error> {
    Ok(ResultsServiceClient::new(channel(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The scoring service at an endpoint.
pub(crate) fn scoring(arguments: &EndpointArguments) -> Result<ScoringServiceClient<Channel>, Error> {
    Ok(ScoringServiceClient::new(channel(arguments)?).max_decoding_message_size(ANSWER_BYTES))
}

/// The message of an answer, or the error with the name of the call.
pub(crate) fn answer<T>(call: &'static str, result: Result<Response<T>, Status>) -> Result<T, Error> {
    result.map(Response::into_inner).map_err(|status| Error::Call { call, status: Box::new(status) })
}
