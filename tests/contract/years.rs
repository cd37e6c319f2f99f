//! The indicators of a plan beside those of another year.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level2, QualitativeTarget, Sign};
use jixiao_proto::planning::v1::{AccumulationKind, CreatePlanRequest, CreatePlanResponse, Indicator};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{CompareYearsRequest, CompareYearsResponse, YearPair};
use jixiao_tests::{Province, System, numbered, plan_of, targeted};
use tonic::Code;

use crate::start::actual;

fn count(name: &str, target: &str, unit: &str) -> Indicator {
    numbered(Level2::Quantity, name, (Sign::AtLeast, target, unit))
}

fn named(library: &str, indicator: Indicator) -> Indicator {
    Indicator { library: library.to_owned(), ..indicator }
}

/// A plan of 2022 and one of 2023, and the name of the latter.
async fn two_years() -> (System, String) {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let now = vec![
        count("培训人数", "100", "人"),
        count("项目数", "10", "个"),
        count("活动次数", "5", "次"),
        named("training-sessions", count("培训班次", "8", "期")),
        Indicator { accumulation: AccumulationKind::Snapshot as i32, ..count("在册人数", "9", "人") },
        targeted(Level2::SocialEffect, "影响", Kind::Qualitative(QualitativeTarget { text: "提升".to_owned() })),
    ];
    let plan = province.plan(Province::CITY, "a", plan_of(now)).await;
    let before = vec![
        count("培训人次", "90", "人"),
        count("项目数", "10", "项"),
        named("training-sessions", count("班次", "4", "期")),
        count("设备数", "3", "台"),
        count("在册人数", "9", "人"),
    ];
    let other = plan.replace("2023", "2022");
    province.approve(&other, plan_of(before)).await;
    province.report(&other, "2022-06", &[("i001", "40"), ("i003", "0")]).await;
    province.report(&other, "2022-12", &[("i001", "80")]).await;
    province.report(&plan, "2023-06", &[("i001", "50"), ("i004", "5")]).await;
    province.report(&plan, "2023-12", &[("i001", "100")]).await;
    province.send(&plan, "2023-12", vec![actual("i002", Value::Text("完成".to_owned()))]).await;
    (system, plan)
}

fn ask(plan: &str) -> CompareYearsRequest {
    CompareYearsRequest { plan: plan.to_owned(), ..Default::default() }
}

async fn compare(system: &System, request: &CompareYearsRequest) -> CompareYearsResponse {
    system.answer("CompareYears", request).await
}

/// Ids in this year and the other, then target and actual of the other and of this year, difference and growth.
fn shown(pair: &YearPair) -> [&str; 8] {
    let YearPair { indicator, other_indicator, other_target, other_actual, target, actual, .. } = pair;
    [indicator, other_indicator, other_target, other_actual, target, actual, &pair.difference, &pair.growth]
}

#[tokio::test]
async fn the_same_indicators_stand_beside_each_other_and_all_others_by_themselves() {
    let (system, plan) = two_years().await;

    let answer = compare(&system, &ask(&plan)).await;

    let expected = [
        ["i001", "i001", "90", "80", "100", "100", "20", "0.25"],
        ["i002", "", "", "", "10", "", "", ""],
        ["i003", "", "", "", "5", "", "", ""],
        // By the library; growth from nought is none.
        ["i004", "i003", "4", "0", "8", "5", "5", ""],
        ["i005", "", "", "", "9", "", "", ""],
        ["", "i002", "10", "", "", "", "", ""],
        ["", "i004", "3", "", "", "", "", ""],
        ["", "i005", "9", "", "", "", "", ""],
    ];
    assert_eq!(answer.pairs.iter().map(shown).collect::<Vec<_>>(), expected);
    let names: Vec<_> = answer.pairs.iter().map(|it| (it.name.as_str(), it.unit.as_str())).collect();
    assert_eq!(names[..4], [("培训人数", "人"), ("项目数", "个"), ("活动次数", "次"), ("培训班次", "期")]);
    assert_eq!(names[5..], [("项目数", "项"), ("设备数", "台"), ("在册人数", "人")]);
    let kinds: Vec<_> = answer.pairs.iter().map(YearPair::accumulation).collect();
    assert_eq!((kinds[4], kinds[7]), (AccumulationKind::Snapshot, AccumulationKind::Cumulative));
    assert_eq!(answer.plan_version, format!("{plan}/versions/1"));
    assert_eq!(answer.other_plan_version, format!("{}/versions/1", plan.replace("2023", "2022")));
}

#[tokio::test]
async fn a_month_counts_in_both_years() {
    let (system, plan) = two_years().await;
    let of_month = async |month| compare(&system, &CompareYearsRequest { month, ..ask(&plan) }).await;

    let (may, june, november) = (of_month(5).await, of_month(6).await, of_month(11).await);

    assert_eq!(shown(&may.pairs[0]), ["i001", "i001", "90", "", "100", "", "", ""]);
    assert_eq!(shown(&june.pairs[0]), ["i001", "i001", "90", "40", "100", "50", "10", "0.25"]);
    assert_eq!(november, june);
    assert_eq!(of_month(12).await, compare(&system, &ask(&plan)).await);
}

#[tokio::test]
async fn any_other_year_may_be_named_and_the_later_one_is_then_the_other() {
    let (system, plan) = two_years().await;
    let other = CompareYearsRequest { plan: plan.replace("2023", "2022"), other_year: 2023, month: 0 };
    let named = CompareYearsRequest { other_year: 2022, ..ask(&plan) };

    let backwards = compare(&system, &other).await;

    assert_eq!(compare(&system, &named).await, compare(&system, &ask(&plan)).await);
    assert_eq!(shown(&backwards.pairs[0]), ["i001", "i001", "100", "100", "90", "80", "-20", "-0.2"]);
    assert_eq!(backwards.pairs.len(), 8);
}

#[tokio::test]
async fn the_same_year_no_year_and_no_month_are_refused() {
    let (system, plan) = two_years().await;

    for other_year in [2023, 1999, 2100, -1] {
        let same = CompareYearsRequest { other_year, ..ask(&plan) };
        system.fault("CompareYears", &same).await.is_of_fields(&["other_year"]);
    }
    for month in [-1, 13, 257] {
        let wrong = CompareYearsRequest { month, ..ask(&plan) };
        system.fault("CompareYears", &wrong).await.is_of_fields(&["month"]);
    }
    let first = CompareYearsRequest { plan: plan.replace("2023", "2000"), ..Default::default() };
    system.fault("CompareYears", &first).await.is_of_fields(&["other_year"]);
    let version = ask(&format!("{plan}/versions/1"));
    system.fault("CompareYears", &version).await.is_of_fields(&["plan"]);
}

#[tokio::test]
async fn both_years_must_be_approved() {
    let (system, plan) = two_years().await;
    let (next, before) = (plan.replace("2023", "2024"), plan.replace("2023", "2021"));
    let content = Some(plan_of(vec![count("培训人数", "100", "人")]));
    let create = CreatePlanRequest { name: next.clone(), content, ..Default::default() };
    let _: CreatePlanResponse = system.answer("CreatePlan", &create).await;

    let of_draft = system.fault("CompareYears", &ask(&next)).await;
    let beside_draft = system.fault("CompareYears", &CompareYearsRequest { other_year: 2024, ..ask(&plan) }).await;
    let beside_none = system.fault("CompareYears", &CompareYearsRequest { other_year: 2021, ..ask(&plan) }).await;

    for fault in [of_draft, beside_draft] {
        fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", &next)]);
    }
    beside_none.is_not_found("plan", &before);
}
