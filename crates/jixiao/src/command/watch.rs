//! `jixiao watch`.

use jixiao_proto::common::v1::{Change, ChangeEvent};
use jixiao_proto::planning::v1::WatchPlansRequest;
use jixiao_proto::results::v1::WatchActualsRequest;
use tonic::Status;

use crate::cli::{WatchArguments, WatchedService};
use crate::error::Error;
use crate::{client, output};

/// Prints changes as they come, one request after the other, until it is stopped or the server ends the stream.
/// Each is followed by the token to go on with.
pub(crate) async fn run(arguments: &WatchArguments) -> Result<(), Error> {
    let mut token = arguments.resume.clone();
    loop {
        // The server ends a stream after a while; the last token goes on.
        token = listen(arguments, token).await?;
    }
}

/// Prints what a stream tells until it ends, and gives the last token.
async fn listen(arguments: &WatchArguments, resume_token: String) -> Result<String, Error> {
    let (parent, mut last) = (arguments.region.clone(), resume_token.clone());
    let from_now = arguments.from_now;
    match arguments.service {
        WatchedService::Planning => {
            let request = WatchPlansRequest { parent, resume_token, from_now };
            let answer = client::planning(&arguments.endpoint)?.watch_plans(request).await;
            let mut stream = client::answer("WatchPlans", answer)?;
            while let Some(told) = message("WatchPlans", stream.message().await)? {
                print(told.change.as_ref(), &told.resume_token)?;
                last = told.resume_token;
            }
        }
        WatchedService::Results => {
            let request = WatchActualsRequest { parent, resume_token, from_now };
            let answer = client::results(&arguments.endpoint)?.watch_actuals(request).await;
            let mut stream = client::answer("WatchActuals", answer)?;
            while let Some(told) = message("WatchActuals", stream.message().await)? {
                print(told.change.as_ref(), &told.resume_token)?;
                last = told.resume_token;
            }
        }
    }
    Ok(last)
}

fn message<T>(call: &'static str, result: Result<Option<T>, Status>) -> Result<Option<T>, Error> {
    result.map_err(|status| Error::Call { call, status: Box::new(status) })
}

fn print(event: Option<&ChangeEvent>, resume_token: &str) -> Result<(), Error> {
    if let Some(event) = event {
        output::line(format!("{} {} {}", event.region, event.sequence, event.method))?;
        for Change { resource, field, old, new } in &event.changes {
            let [old, new] = [old, new].map(|value| value.as_deref().unwrap_or("-"));
            let field = if field.is_empty() { String::new() } else { format!(" {field}") };
            output::line(format!("  {resource}{field}: {old} → {new}"))?;
        }
    }
    Ok(output::line(format!("  resume {resume_token}"))?)
}
