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
    // What is gone on with is put behind what came before.
    if arguments.print.csv && arguments.resume.is_empty() {
        csv_line(&HEAD)?;
    }
    let progress = Progress::counting();
    let (mut resume_token, mut plans, mut refused) = (arguments.resume.clone(), 0_usize, 0_usize);
    loop {
        let message = match stream.message().await {
            Ok(message) => message,
            Err(status) => return Err(broken(resume_token, status)),
        };
        let Some(message) = message else { break };
        progress.end(|| print(arguments, &message))?;
        plans += 1;
        refused += usize::from(matches!(message.result, Some(Scored::Refusal(_))));
        resume_token = message.resume_token;
    }
    drop(progress);
    if arguments.print.json || arguments.print.csv {
        return Ok(());
    }
    Ok(output::line(format!("plans 绩效目标: {plans}, refused 未评: {refused}"))?)
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
        (Some(Scored::Refusal(refusal)), false) => {
            Ok(output::line(format!("     –  –   {}", words::refusal(refusal)))?)
        }
        (None, _) => Ok(()),
    }
}

/// ` 96.00  优  regions/…/versions/1 天津市残疾人联合会`; where rows are missing, what is still possible.
fn line(card: &Scorecard) -> String {
    let (pins, totals) = (card.pins.clone().unwrap_or_default(), card.totals.clone().unwrap_or_default());
    let plan = format!("{} {}", pins.plan_version, card.department_title);
    match words::grade(totals.grade) {
        "" => format!(
            "     –  –   {plan}: {} missing, from {} to {}",
            totals.missing.len(),
            totals.lowest_total,
            totals.highest_total
        ),
        grade => format!("{:>6}  {grade}  {plan}", totals.total),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_breaks_off_says_how_to_go_on_where_something_came() {
        let said = |token: &str| broken(token.to_owned(), tonic::Status::unavailable("gone")).to_string();
        assert_eq!(said("abc"), "ScorePlans broke off: Unavailable: gone; go on with --resume abc");
        assert_eq!(said(""), "ScorePlans failed: Unavailable: gone");
    }
}
