//! The roll-up of a region: averages beside counts, and sums that are scored as sums.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level1, Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::planning::v1::{AccumulationKind, Indicator, PlanContent};
use jixiao_proto::results::v1::Actual;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{
    AggregateBasis, Grade, IndicatorAggregate, JudgeIndicatorRequest, JudgeIndicatorResponse, RowFate, ScoreSummary,
    SummarizeScoresRequest, SummarizeScoresResponse,
};
use jixiao_tests::{Province, System, numbered, plan_of, targeted, weighed};

use crate::ranking::scored;
use crate::start::{actual, judgement, number};

const CN_2020: (&str, &str) = ("cn-2020", "10.00");

fn ask() -> SummarizeScoresRequest {
    SummarizeScoresRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, ..Default::default() }
}

async fn summarize(system: &System, request: &SummarizeScoresRequest) -> SummarizeScoresResponse {
    system.answer("SummarizeScores", request).await
}

/// Departments that were looked at, with a total, without one, and refused.
fn counts(summary: &ScoreSummary) -> [i64; 4] {
    [summary.departments, summary.complete, summary.incomplete, summary.refused]
}

/// The average, the lowest and the highest total.
fn totals(summary: &ScoreSummary) -> [&str; 3] {
    [&summary.average_total, &summary.lowest_total, &summary.highest_total]
}

#[tokio::test]
async fn averages_stand_beside_their_counts_for_the_whole_and_for_each_region_directly_under_it() {
    let system = scored().await;

    let answer = summarize(&system, &ask()).await;

    let all = answer.all.as_ref().unwrap();
    assert_eq!(counts(all), [7, 5, 2, 0]);
    assert_eq!(totals(all), ["78.00", "50.00", "100.00"]);
    let grades: Vec<_> = all.grades.iter().map(|it| (it.grade(), it.departments)).collect();
    assert_eq!(grades, [(Grade::Excellent, 1), (Grade::Good, 2), (Grade::Fair, 1), (Grade::Poor, 1)]);
    let fates: Vec<_> = all.fates.iter().map(|it| (it.fate(), it.rows, it.weight.as_str())).collect();
    let expected = [(RowFate::Met, 1, "90.00"), (RowFate::Missed, 4, "350.00"), (RowFate::NotReported, 2, "180.00")];
    assert_eq!(fates, expected);
    let [level1] = all.levels1.as_slice() else { panic!("{:?}", all.levels1) };
    let [level2] = all.levels2.as_slice() else { panic!("{:?}", all.levels2) };
    assert_eq!((level1.level1(), level1.level2), (Level1::Output, 0));
    assert_eq!((level2.level1(), level2.level2()), (Level1::Output, Level2::Quality));
    for level in [level1, level2] {
        let points = [&level.points, &level.weight_covered, &level.weight, &level.rate].map(String::as_str);
        assert_eq!(points, ["335.00", "440.00", "620.00", "76.14"]);
        assert_eq!(level.fates, all.fates);
    }
    assert_eq!((all.judged_rate_by_money.as_str(), answer.refusals.len(), answer.aggregates.len()), ("", 0, 0));
    let of_regions: Vec<_> =
        answer.regions.iter().map(|it| (it.region.as_str(), it.summary.as_ref().unwrap())).collect();
    let [(city, of_city), (county, of_county), (other, of_other)] = of_regions[..] else { panic!("{of_regions:?}") };
    assert_eq!([city, county, other], [Province::CITY, Province::COUNTY, Province::OTHER_COUNTY]);
    assert_eq!((counts(of_city), totals(of_city)), ([2, 1, 1, 0], ["100.00", "100.00", "100.00"]));
    assert_eq!((counts(of_county), totals(of_county)), ([3, 3, 0, 0], ["71.33", "50.00", "82.00"]), "with its town");
    assert_eq!((counts(of_other), totals(of_other)), ([2, 1, 1, 0], ["76.00", "76.00", "76.00"]));
}

#[tokio::test]
async fn a_county_is_summed_up_as_it_is_in_its_province_and_nothing_is_made_of_nothing() {
    let system = scored().await;

    let all = summarize(&system, &ask()).await;
    let county = summarize(&system, &SummarizeScoresRequest { parent: Province::COUNTY.to_owned(), ..ask() }).await;
    let of_empty = SummarizeScoresRequest { parent: Province::EMPTY_COUNTY.to_owned(), ..ask() };
    let empty = summarize(&system, &of_empty).await;

    let in_province = all.regions.into_iter().find(|it| it.region == Province::COUNTY).unwrap();
    assert_eq!(county.all, in_province.summary);
    let regions: Vec<_> = county.regions.iter().map(|it| it.region.as_str()).collect();
    assert_eq!(regions, [Province::COUNTY, Province::TOWN]);
    let nothing = SummarizeScoresResponse { all: Some(ScoreSummary::default()), ..Default::default() };
    assert_eq!(empty, nothing);
}

#[tokio::test]
async fn a_plan_that_cannot_be_scored_is_counted_and_told_and_in_no_average() {
    let system = scored().await;

    let answer = summarize(&system, &SummarizeScoresRequest { profile: "cn-2020".to_owned(), ..ask() }).await;

    let all = answer.all.unwrap();
    assert_eq!((counts(&all), totals(&all)), ([7, 4, 2, 1], ["78.50", "50.00", "100.00"]));
    let refused: Vec<_> = answer.refusals.iter().map(|it| (it.plan_version.as_str(), it.reason.as_str())).collect();
    let plan = format!("{}/departments/f/plans/2023/versions/1", Province::OTHER_COUNTY);
    assert_eq!(refused, [(plan.as_str(), "WEIGHT_SCHEME_MISMATCH")]);
    let other = answer.regions.last().unwrap().summary.as_ref().unwrap();
    assert_eq!((counts(other), totals(other)), ([2, 0, 1, 1], ["", "", ""]));
}

#[tokio::test]
async fn the_year_before_stands_beside_this_one_at_the_same_month_where_it_is_asked_for() {
    let system = scored().await;
    let province = Province::in_system(&system);
    let plan = format!("{}/departments/a/plans/2022", Province::CITY);
    let rate = numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"));
    province.approve(&plan, plan_of(vec![rate])).await;
    province.report(&plan, "2022-11", &[("i001", "90")]).await;
    province.execute(&plan, "2022-11", 1000, 1000).await;
    province.report(&plan, "2022-12", &[("i001", "95")]).await;
    let both = |as_of_period: &str, fiscal_year| SummarizeScoresRequest {
        fiscal_year,
        as_of_period: as_of_period.to_owned(),
        year_before: true,
        ..ask()
    };

    let alone = summarize(&system, &ask()).await;
    let december = summarize(&system, &both("", 2023)).await;
    let november = summarize(&system, &both("2023-11", 2023)).await;
    let first = summarize(&system, &both("", 2000)).await;

    assert_eq!((alone.all_year_before, alone.average_difference.as_str()), (None, ""));
    let before = december.all_year_before.unwrap();
    assert_eq!((counts(&before), before.average_total.as_str()), ([1, 1, 0, 0], "95.50"));
    assert_eq!((december.all, december.average_difference.as_str()), (alone.all, "-17.50"));
    // There is no total this November, so there is no difference.
    let before = november.all_year_before.unwrap();
    assert_eq!((before.average_total.as_str(), november.average_difference.as_str()), ("91.00", ""));
    assert_eq!((first.all_year_before, first.average_difference.as_str()), (None, ""));
}

/// An indicator of the library that is worth 10 points, beside one that is worth the others.
fn of_library(library: &str, indicator: Indicator) -> PlanContent {
    let own = Indicator { library: library.to_owned(), ..indicator };
    let other = numbered(Level2::Quality, "其他", (Sign::AtLeast, "1", "项"));
    weighed(CN_2020, &["10.00", "80.00"], vec![own, other])
}

fn trained(target: &str) -> PlanContent {
    of_library("trained-persons", numbered(Level2::Quantity, "培训人数", (Sign::AtLeast, target, "人")))
}

#[tokio::test]
async fn the_score_of_a_sum_is_not_the_mean_of_the_scores() {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    for (region, department, target, actual) in [(Province::CITY, "a", "100", "100"), (Province::TOWN, "b", "50", "20")]
    {
        let plan = province.plan(region, department, trained(target)).await;
        province.report(&plan, "2023-12", &[("i001", actual)]).await;
    }
    // The library indicator alone makes no two rows the same: this one has another unit, that one another kind, and
    // the last was not reported.
    let sessions = numbered(Level2::Quantity, "培训人数", (Sign::AtLeast, "10", "人次"));
    let plan = province.plan(Province::CITY, "c", of_library("trained-persons", sessions)).await;
    province.report(&plan, "2023-12", &[("i001", "5")]).await;
    let mut snapshot = trained("10");
    snapshot.indicators[0].accumulation = AccumulationKind::Snapshot as i32;
    let plan = province.plan(Province::CITY, "d", snapshot).await;
    province.report(&plan, "2023-12", &[("i001", "6")]).await;
    province.plan(Province::CITY, "e", trained("1000")).await;

    let answer = summarize(&system, &ask()).await;

    let sum =
        |unit: &str, kind: AccumulationKind, [target, actual, score, average]: [&str; 4], rows| IndicatorAggregate {
            library: "trained-persons".to_owned(),
            unit: unit.to_owned(),
            sign: Sign::AtLeast as i32,
            accumulation: kind as i32,
            rows,
            target: target.to_owned(),
            actual: actual.to_owned(),
            weight: "10.00".to_owned(),
            score: score.to_owned(),
            average_score: average.to_owned(),
            basis: AggregateBasis::Sum as i32,
        };
    let expected = [
        sum("人", AccumulationKind::Cumulative, ["150", "120", "8.00", "7.00"], 2),
        sum("人", AccumulationKind::Snapshot, ["10", "6", "6.00", "6.00"], 1),
        sum("人次", AccumulationKind::Cumulative, ["10", "5", "5.00", "5.00"], 1),
    ];
    assert_eq!(answer.aggregates, expected);
    assert_eq!(answer.all.map(|all| counts(&all)), Some([5, 0, 5, 0]));
}

fn coverage(target: &str, total_fen: i64) -> PlanContent {
    let rate = numbered(Level2::Quantity, "覆盖率", (Sign::AtLeast, target, "%"));
    budgeted(of_library("service-coverage", rate), total_fen)
}

/// The same with that budget for its only task.
fn budgeted(mut content: PlanContent, total_fen: i64) -> PlanContent {
    for task in &mut content.tasks {
        (task.total_fen, task.project_fen) = (total_fen, Some(total_fen));
    }
    content
}

/// A rate with what it was made of.
fn ratio(rate: &str, (numerator, denominator): (&str, &str)) -> Actual {
    let (numerator, denominator) = (numerator.to_owned(), denominator.to_owned());
    Actual { numerator, denominator, ..number("i001", rate) }
}

/// The only aggregate of two plans with those targets, budgets and actuals.
async fn put_together(plans: [(&str, i64, Actual); 2]) -> IndicatorAggregate {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    for (department, (target, total_fen, actual)) in ["a", "b"].into_iter().zip(plans) {
        let plan = province.plan(Province::COUNTY, department, coverage(target, total_fen)).await;
        province.send(&plan, "2023-12", vec![actual]).await;
    }
    let answer = summarize(&system, &ask()).await;
    let [aggregate] = answer.aggregates.as_slice() else { panic!("{:?}", answer.aggregates) };
    aggregate.clone()
}

/// How it was put together, target, actual, score of both, and the average of their scores.
fn made(aggregate: &IndicatorAggregate) -> (AggregateBasis, [&str; 4]) {
    let IndicatorAggregate { target, actual, score, average_score, .. } = aggregate;
    (aggregate.basis(), [target, actual, score, average_score])
}

#[tokio::test]
async fn rates_are_numerators_over_denominators_where_all_have_them() {
    let both = [("90", 100_000, ratio("90", ("90", "100"))), ("80", 100_000, ratio("50", ("30", "60")))];

    let aggregate = put_together(both).await;

    assert_eq!(made(&aggregate), (AggregateBasis::Ratio, ["86.25", "75", "8.70", "8.13"]));
}

#[tokio::test]
async fn rates_are_weighted_by_money_where_one_has_no_denominator() {
    let both = [("90", 100_000, ratio("90", ("90", "100"))), ("80", 300_000, number("i001", "40"))];

    let aggregate = put_together(both).await;

    assert_eq!(made(&aggregate), (AggregateBasis::Money, ["82.5", "52.5", "6.36", "7.50"]));
}

#[tokio::test]
async fn rates_without_money_are_plain_averages() {
    let both = [("90", 0, number("i001", "90")), ("80", 0, number("i001", "40"))];

    let aggregate = put_together(both).await;

    assert_eq!(made(&aggregate), (AggregateBasis::Average, ["85", "65", "7.65", "7.50"]));
}

#[tokio::test]
async fn what_persons_judged_is_weighted_by_money() {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    for (department, total_fen, tier, score) in
        [("a", 100_000, Tier::Achieved, "90"), ("b", 300_000, Tier::PartlyAchieved, "54")]
    {
        let text = QualitativeTarget { text: "进一步提升".to_owned() };
        let content = plan_of(vec![targeted(Level2::SocialEffect, "影响", Kind::Qualitative(text))]);
        let plan = province.plan(Province::COUNTY, department, budgeted(content, total_fen)).await;
        province.send(&plan, "2023-12", vec![actual("i001", Value::Text("有所提升".to_owned()))]).await;
        let judge = JudgeIndicatorRequest { plan, ..judgement("i001", tier, score) };
        let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;
    }

    let all = summarize(&system, &ask()).await.all.unwrap();

    assert_eq!(all.judged_rate_by_money, "70.00", "(100 + 60 + 60 + 60) ÷ 4");
    assert_eq!((all.levels1[0].rate.as_str(), all.average_total.as_str()), ("80.00", ""));
}

#[tokio::test]
async fn what_is_no_question_is_refused() {
    let system = scored().await;
    let wrong = SummarizeScoresRequest {
        parent: "x".to_owned(),
        fiscal_year: 0,
        as_of_period: "2023-00".to_owned(),
        profile: "A".to_owned(),
        year_before: true,
    };
    let all = ["parent", "fiscal_year", "as_of_period", "profile"];
    system.fault("SummarizeScores", &wrong).await.is_of_fields(&all);
    let other_year = SummarizeScoresRequest { as_of_period: "2022-12".to_owned(), ..ask() };
    system.fault("SummarizeScores", &other_year).await.is_of_fields(&["as_of_period"]);
    let none = SummarizeScoresRequest { profile: "profiles/none".to_owned(), ..ask() };
    system.fault("SummarizeScores", &none).await.is_not_found("profile", "profiles/none");
    let nowhere = SummarizeScoresRequest { parent: "regions/990000000".to_owned(), ..ask() };
    system.fault("SummarizeScores", &nowhere).await.is_not_found("region", "regions/990000000");
}
