//! `jixiao explain`: the arithmetic of one row, as a person would write it.

mod band;
mod execution;
mod fraction;
mod indicator;
mod met;
mod rule;
mod score;

use jixiao_proto::scoring::v1::{GetProfileRequest, Pins, Profile, ScorePlanRequest, Scorecard};

use crate::cli::ExplainArguments;
use crate::error::Error;
use crate::{client, json, output};

/// What the execution row is called.
const EXECUTION: &str = "execution";

/// What a line is about, and what it says.
type Said = (&'static str, String);

/// Prints one row of the scorecard of a plan.
pub(crate) async fn run(arguments: &ExplainArguments) -> Result<(), Error> {
    let mut scoring = client::scoring(&arguments.endpoint)?;
    let request = ScorePlanRequest {
        plan: arguments.plan.clone(),
        as_of_period: arguments.period.clone(),
        profile: arguments.profile.clone(),
        ..ScorePlanRequest::default()
    };
    let card = client::answer("ScorePlan", scoring.score_plan(request).await)?.scorecard;
    let card = card.ok_or(Error::Answer("the scorecard"))?;
    let pins = card.pins.clone().unwrap_or_default();
    let request = GetProfileRequest { name: pins.profile.clone() };
    let profile = client::answer("GetProfile", scoring.get_profile(request).await)?.profile;
    let profile = profile.ok_or(Error::Answer("the profile"))?;
    let wanted = arguments.indicator.as_str();
    let mut rows = card.goals.iter().flat_map(|goal| goal.rows.iter().map(move |row| (goal, row)));
    if wanted == EXECUTION {
        let row = card.execution.as_ref().ok_or(Error::Answer("the execution row"))?;
        if arguments.json {
            return json::print("jixiao.scoring.v1.ExecutionRow", row);
        }
        return print("execution 预算执行率", execution::explain(row, &profile), &pins, &profile);
    }
    let found = rows.find(|(_, row)| row.indicator == wanted);
    let (goal, row) = found.ok_or_else(|| Error::NoIndicator(wanted.to_owned(), known(&card)))?;
    if arguments.json {
        return json::print("jixiao.scoring.v1.IndicatorRow", row);
    }
    print(&format!("{} {}", row.indicator, row.name), indicator::explain(goal, row, &profile), &pins, &profile)
}

/// `i001 to i079 and execution`.
fn known(card: &Scorecard) -> String {
    let mut rows = card.goals.iter().flat_map(|goal| &goal.rows).map(|row| row.indicator.as_str());
    match (rows.next(), rows.next_back()) {
        (Some(first), Some(last)) => format!("{first} to {last} and {EXECUTION}"),
        (Some(only), None) => format!("{only} and {EXECUTION}"),
        (None, _) => EXECUTION.to_owned(),
    }
}

fn print(title: &str, said: Vec<Said>, pins: &Pins, profile: &Profile) -> Result<(), Error> {
    output::line(title)?;
    for (about, text) in said {
        output::line(format!("  {about}: {text}"))?;
    }
    output::line(format!("  profile 计分规则: {}, after {}", profile.name, profile.source))?;
    let hash = pins.content_sha256.get(..12).unwrap_or_default();
    Ok(output::line(format!(
        "  rests on 依据: {} (sha256 {hash}…), as of {}, actuals revision {}, judgements revision {}, engine v{}",
        pins.plan_version, pins.as_of_period, pins.actuals_revision, pins.judgements_revision, pins.engine_version
    ))?)
}
