//! The scores of a region, printed as they come.

use jixiao_proto::scoring::v1::score_plans_response::Result as Scored;
use jixiao_proto::scoring::v1::{PlanRefusal, ScorePlansRequest, ScorePlansResponse, Scorecard};

use crate::cli::ScoreArguments;
use crate::error::Error;
use crate::grid::csv_line;
use crate::progress::Progress;
use crate::{client, json, output, words};

const HEAD: [&str; 9] =
    ["plan_version", "department_title", "total", "grade", "lowest", "highest", "missing", "unit_total", "refusal"];

/// One row, line or message after the other, so that a region of any size needs no memory here either.
pub(super) async fn score(arguments: &ScoreArguments) -> Result<(), Error> {
    let request = ScorePlansRequest {
        parent: arguments.name.clone(),
        fiscal_year: arguments.year.ok_or(Error::NoYear)?,
        as_of_period: arguments.period.clone(),
        profile: arguments.profile.clone(),
        resume_token: arguments.resume.clone(),
        ..ScorePlansRequest::default()
    };
    let answer = client::scoring(&arguments.endpoint)?.score_plans(request).await;
    let mut stream = client::answer("ScorePlans", answer)?;
    if arguments.print.csv {
        csv_line(&HEAD)?;
    }
    let progress = Progress::counting();
    let mut resume_token = arguments.resume.clone();
    loop {
        let message = match stream.message().await {
            Ok(message) => message,
            Err(status) => return Err(broken(resume_token, status)),
        };
        let Some(message) = message else { return Ok(()) };
        progress.end(|| print(arguments, &message))?;
        resume_token = message.resume_token;
    }
}

/// What came so far can be gone on from, where anything came.
fn broken(resume_token: String, status: tonic::Status) -> Error {
    let (call, status) = ("ScorePlans", Box::new(status));
    if resume_token.is_empty() { Error::Call { call, status } } else { Error::Broken { call, resume_token, status } }
}

fn print(arguments: &ScoreArguments, message: &ScorePlansResponse) -> Result<(), Error> {
    if arguments.print.json {
        return json::print_line("jixiao.scoring.v1.ScorePlansResponse", message);
    }
    match (&message.result, arguments.print.csv) {
        (Some(Scored::Scorecard(card)), true) => csv_line(&cells(card)),
        (Some(Scored::Refusal(refusal)), true) => csv_line(&refused(refusal)),
        (Some(Scored::Scorecard(card)), false) => Ok(output::line(line(card))?),
        (Some(Scored::Refusal(refusal)), false) => Ok(output::line(format!("   –     {}", words::refusal(refusal)))?),
        (None, _) => Ok(()),
    }
}

/// `96.00 优 regions/…/versions/1 天津市残疾人联合会`; where rows are missing, the span and how many.
fn line(card: &Scorecard) -> String {
    let (pins, totals) = (card.pins.clone().unwrap_or_default(), card.totals.clone().unwrap_or_default());
    let plan = format!("{} {}", pins.plan_version, card.department_title);
    match words::grade(totals.grade) {
        "" => format!(
            "   –     {plan}: {} missing, from {} to {}",
            totals.missing.len(),
            totals.lowest_total,
            totals.highest_total
        ),
        grade => format!("{:>6} {grade} {plan}", totals.total),
    }
}

fn cells(card: &Scorecard) -> [String; 9] {
    let (pins, totals) = (card.pins.clone().unwrap_or_default(), card.totals.clone().unwrap_or_default());
    [
        pins.plan_version,
        card.department_title.clone(),
        totals.total,
        words::grade(totals.grade).to_owned(),
        totals.lowest_total,
        totals.highest_total,
        totals.missing.len().to_string(),
        totals.unit_total,
        String::new(),
    ]
}

fn refused(refusal: &PlanRefusal) -> [String; 9] {
    let mut cells: [String; 9] = Default::default();
    let [plan, .., why] = &mut cells;
    (*plan, *why) = (refusal.plan_version.clone(), refusal.reason.clone());
    cells
}
