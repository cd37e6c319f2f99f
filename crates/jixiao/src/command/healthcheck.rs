//! `jixiao healthcheck`.

use std::time::Duration;

use tonic::Request;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::cli::HealthcheckArguments;
use crate::error::Error;
use crate::{client, output};

const PATIENCE: Duration = Duration::from_secs(3);

/// Succeeds where the service is serving.
pub(crate) async fn run(arguments: &HealthcheckArguments) -> Result<(), Error> {
    let mut health = HealthClient::new(client::connection(&arguments.endpoint)?);
    let mut request = Request::new(HealthCheckRequest { service: arguments.service.clone() });
    request.set_timeout(PATIENCE);
    let answer = client::answer("Health.Check", health.check(request).await)?;
    if answer.status() != ServingStatus::Serving {
        let service = if arguments.service.is_empty() { "the server" } else { arguments.service.as_str() };
        let state = answer.status().as_str_name().to_owned();
        return Err(Error::NotServing { service: service.to_owned(), state });
    }
    output::line("SERVING")?;
    Ok(())
}
