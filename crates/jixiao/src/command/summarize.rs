//! `jixiao summarize`.

mod aggregates;
mod levels;
mod long;
mod regions;

use jixiao_proto::scoring::v1::{
    FateCount, RegionSummary, RowFate, ScoreSummary, SummarizeScoresRequest, SummarizeScoresResponse,
};

use crate::cli::SummarizeArguments;
use crate::error::Error;
use crate::{client, json, output, words};

/// Prints the roll-up of a region.
pub(crate) async fn run(arguments: &SummarizeArguments) -> Result<(), Error> {
    let request = SummarizeScoresRequest {
        parent: arguments.region.clone(),
        fiscal_year: arguments.year,
        as_of_period: arguments.period.clone(),
        profile: arguments.profile.clone(),
        year_before: arguments.year_before,
    };
    let answer = client::scoring(&arguments.endpoint)?.summarize_scores(request).await;
    let summed = client::answer("SummarizeScores", answer)?;
    if arguments.print.json {
        return json::print("jixiao.scoring.v1.SummarizeScoresResponse", &summed);
    }
    let parts = parts(&summed, arguments);
    if arguments.print.csv {
        long::grid(&parts).print_csv()?;
        return summed.refusals.iter().try_for_each(|refusal| Ok(output::aside(&words::refusal(refusal))?));
    }
    regions::grid(&parts, &arguments.region).print()?;
    output::line("average 平均分: of the plans with a total, not the score of a sum")?;
    if !summed.average_difference.is_empty() {
        output::line(format!("against the year before 较上年: {}", summed.average_difference))?;
    }
    let all = summed.all.clone().unwrap_or_default();
    levels::grid(&all).print()?;
    if !all.judged_rate_by_money.is_empty() {
        output::line(format!(
            "judged rows, weighted by money 定性指标按金额加权: {} of 100",
            all.judged_rate_by_money
        ))?;
    }
    aggregates::grid(&summed.aggregates).print()?;
    summed.refusals.iter().try_for_each(|refusal| Ok(output::line(words::refusal(refusal))?))
}

/// A part of what is rolled up.
struct Part<'a> {
    what: What,
    region: &'a str,
    summary: &'a ScoreSummary,
}

/// Which part of the region.
#[derive(Clone, Copy)]
enum What {
    /// With all regions under it.
    All,
    /// A region directly under it with those under that, or the region itself without those under it.
    Region,
    /// All of the year before.
    YearBefore,
}

/// The whole, the region itself and each directly under it, and the year before.
fn parts<'a>(summed: &'a SummarizeScoresResponse, arguments: &'a SummarizeArguments) -> Vec<Part<'a>> {
    let whole = arguments.region.as_str();
    let all = summed.all.iter().map(|summary| Part { what: What::All, region: whole, summary });
    let of =
        |it: &'a RegionSummary| Some(Part { what: What::Region, region: &it.region, summary: it.summary.as_ref()? });
    let before = summed.all_year_before.iter().map(|summary| Part { what: What::YearBefore, region: whole, summary });
    all.chain(summed.regions.iter().filter_map(of)).chain(before).collect()
}

/// How many rows have that fate.
fn rows_of(fate: RowFate, fates: &[FateCount]) -> i64 {
    fates.iter().filter(|it| it.fate() == fate).map(|it| it.rows).sum()
}

/// Every fate that rows have.
const FATES: [RowFate; 7] = [
    RowFate::Met,
    RowFate::Missed,
    RowFate::Scored,
    RowFate::NotReported,
    RowFate::Unjudged,
    RowFate::NotApplicable,
    RowFate::NotScorable,
];
