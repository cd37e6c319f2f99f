//! `jixiao demo`: the main job, end to end, as a client of the API.
//!
//! Every write has a fixed request id, so that a second run changes nothing.

mod plan;
mod report;
mod sample;

use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::results::v1::results_service_client::ResultsServiceClient;
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient;
use jixiao_service::upstream::Connection;

use crate::cli::EndpointArguments;
use crate::error::Error;
use crate::{card, client, output};
use sample::{Report, Sample};

const REGION: &str = "regions/120000000";
const DEPARTMENT: &str = "regions/120000000/departments/canlian";

/// The published table, byte for byte.
const TABLE: &[u8] = include_bytes!("../../../../tests/fixtures/tianjin-disabled-persons-federation-2023.txt");

/// The clients of the three services.
struct Demo {
    planning: PlanningServiceClient<Connection>,
    results: ResultsServiceClient<Connection>,
    scoring: ScoringServiceClient<Connection>,
}

/// Takes the table from import to grade.
pub(crate) async fn run(endpoint: &EndpointArguments) -> Result<(), Error> {
    let mut demo = Demo {
        planning: client::planning(endpoint)?,
        results: client::results(endpoint)?,
        scoring: client::scoring(endpoint)?,
    };
    let sample = Sample::read()?;
    let plan = demo.approved_plan().await?;
    output::line("\nThe actuals below are illustrative: no department reported them.")?;
    for report in &sample.reports {
        demo.report(&plan, &sample, report).await?;
        demo.score(&plan.name, report).await?;
    }
    Ok(())
}

impl Demo {
    /// Scores the plan as of a report, and prints the scorecard.
    async fn score(&mut self, plan: &str, report: &Report) -> Result<(), Error> {
        let request = ScorePlanRequest {
            plan: plan.to_owned(),
            as_of_period: report.period.clone(),
            ..ScorePlanRequest::default()
        };
        let answer = client::answer("ScorePlan", self.scoring.score_plan(request).await)?;
        output::line("")?;
        card::print(&answer.scorecard.ok_or(Error::Answer("the scorecard"))?)
    }
}

/// A step of the demo.
fn say(text: &str) -> Result<(), Error> {
    Ok(output::line(format!("\n── {text}"))?)
}

/// The fixed id of a request of the demo.
fn request_id(step: &str) -> String {
    format!("demo-{step}")
}
