//! `jixiao summarize`.

use jixiao_domain::Sign;
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::{
    AggregateBasis, FateCount, IndicatorAggregate, LevelSummary, ScoreSummary, SummarizeScoresRequest,
    SummarizeScoresResponse,
};

use crate::cli::SummarizeArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{client, json, output, words};

const REGIONS: [&str; 9] = [
    "region 区划",
    "departments 部门",
    "complete",
    "incomplete",
    "refused",
    "average 平均分",
    "lowest 最低",
    "highest 最高",
    "grades 等级",
];
const LEVELS: [&str; 6] =
    ["level 1 一级指标", "level 2 二级指标", "points 得分", "covered 覆盖分值", "rate 得分率 %", "rows 指标"];
const AGGREGATES: [&str; 8] = [
    "library 指标库",
    "rows",
    "basis",
    "target 指标值",
    "actual 完成值",
    "weight (average)",
    "score of the sum",
    "average of the scores",
];

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
    if arguments.print.csv {
        return regions(&summed, arguments).print_csv();
    }
    regions(&summed, arguments).print()?;
    if !summed.average_difference.is_empty() {
        output::line(format!("average total against the year before: {}", summed.average_difference))?;
    }
    let all = summed.all.clone().unwrap_or_default();
    levels(&all).print()?;
    if !all.judged_rate_by_money.is_empty() {
        output::line(format!("judged rows, weighted by money: {} of 100", all.judged_rate_by_money))?;
    }
    Grid::new(&AGGREGATES, &[1, 3, 4, 5, 6, 7]).with(summed.aggregates.iter().map(aggregate)).print()?;
    summed.refusals.iter().try_for_each(|refusal| Ok(output::line(words::refusal(refusal))?))
}

/// The whole, each region directly under it, and the year before.
fn regions(summed: &SummarizeScoresResponse, arguments: &SummarizeArguments) -> Grid {
    let all = summed.all.iter().map(|all| (format!("{} 合计", arguments.region), all));
    let parts = summed.regions.iter().filter_map(|it| Some((it.region.clone(), it.summary.as_ref()?)));
    let before = summed.all_year_before.iter().map(|it| (format!("{} {}", arguments.region, arguments.year - 1), it));
    let rows = all.chain(parts).chain(before).map(|(name, summary)| region(name, summary));
    Grid::new(&REGIONS, &[1, 2, 3, 4, 5, 6, 7]).with(rows)
}

fn region(name: String, summary: &ScoreSummary) -> [String; 9] {
    let grades = summary.grades.iter().map(|it| format!("{} {}", words::grade(it.grade), it.departments));
    [
        name,
        summary.departments.to_string(),
        summary.complete.to_string(),
        summary.incomplete.to_string(),
        summary.refused.to_string(),
        summary.average_total.clone(),
        summary.lowest_total.clone(),
        summary.highest_total.clone(),
        grades.collect::<Vec<_>>().join(" · "),
    ]
}

/// Level 1 as a whole, then its level 2.
fn levels(summary: &ScoreSummary) -> Grid {
    let mut grid = Grid::new(&LEVELS, &[2, 3, 4]);
    for whole in &summary.levels1 {
        grid.add(level(whole));
        summary.levels2.iter().filter(|part| part.level1 == whole.level1).for_each(|part| grid.add(level(part)));
    }
    grid
}

fn level(level: &LevelSummary) -> [String; 6] {
    let fate = |it: &FateCount| format!("{} {}", words::fate(it.fate()), it.rows);
    [
        words::level1(level.level1).to_owned(),
        words::level2(level.level2).to_owned(),
        level.points.clone(),
        level.weight_covered.clone(),
        level.rate.clone(),
        level.fates.iter().map(fate).collect::<Vec<_>>().join(" · "),
    ]
}

fn aggregate(row: &IndicatorAggregate) -> [String; 8] {
    let basis = match row.basis() {
        AggregateBasis::Unspecified => "",
        AggregateBasis::Sum => "sum",
        AggregateBasis::Ratio => "numerators ÷ denominators",
        AggregateBasis::Money => "weighted by money",
        AggregateBasis::Average => "average",
    };
    let sign = Sign::parse(row.sign).map_or("", Sign::symbol);
    [
        row.library.clone(),
        row.rows.to_string(),
        basis.to_owned(),
        format!("{sign} {} {}", row.target, row.unit),
        row.actual.clone(),
        row.weight.clone(),
        row.score.clone(),
        row.average_score.clone(),
    ]
}
