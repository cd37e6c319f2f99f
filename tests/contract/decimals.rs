use jixiao_proto::common::v1::Tier;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::planning::v1::{CreatePlanRequest, PlanContent, WeightScheme};
use jixiao_proto::results::v1::{GetActualsRequest, GetActualsResponse, actual::Value};
use jixiao_tests::{DEPARTMENT, PLAN, small_plan};

use crate::start::{actuals, approved, judgement, number};

/// What is no decimal anywhere.
const HOSTILE: [&str; 34] = [
    " ",
    "-",
    ".",
    "1.",
    ".5",
    "-.5",
    "+1",
    "--1",
    "1.2.3",
    "1e5",
    "1E5",
    "0x10",
    "1,000",
    "1_000",
    "1 000",
    " 1",
    "1 ",
    "1\n",
    "1\0",
    "1%",
    "1/2",
    "NaN",
    "inf",
    "-Infinity",
    "٣",
    "９０",
    "−5",
    "一百",
    "98%以上",
    "1\u{200b}",
    "1234567890123",
    "-1234567890123",
    "0.1234567",
    "999999999999999999999999999999999999999",
];

/// What is a decimal, but no points.
const NO_POINTS: [&str; 5] = ["-1", "-0.01", "100.01", "1.005", "999999999999"];

#[tokio::test]
async fn an_actual_that_is_no_decimal_is_refused() {
    let system = approved().await;
    let before = system.facts().await;

    for hostile in HOSTILE.into_iter().chain([""]) {
        let report = actuals("2023-12", vec![number("i001", hostile)]);
        system.fault("ReportActuals", &report).await.is_of_fields(&["actuals[0].number"]);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn an_actual_is_kept_to_the_last_digit_in_its_shortest_form() {
    let system = approved().await;
    let forms = [
        ("999999999999.999999", "999999999999.999999"),
        ("-999999999999.999999", "-999999999999.999999"),
        ("-0.000001", "-0.000001"),
        ("0012.50", "12.5"),
        ("-0", "0"),
    ];

    for (sent, kept) in forms {
        let _revision = jixiao_tests::Story::new(&system).report("2023-12", "i001", sent).await;
        let read = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
        let read: GetActualsResponse = system.answer("GetActuals", &read).await;
        let value = read.actuals[0].actual.as_ref().unwrap().value.clone();
        assert_eq!(value, Some(Value::Number(kept.to_owned())));
    }
}

#[tokio::test]
async fn a_target_that_is_no_decimal_is_refused() {
    let system = approved().await;
    let before = system.facts().await;

    for hostile in HOSTILE.into_iter().chain([""]) {
        let create = with(|plan| match plan.indicators[0].target.as_mut().unwrap().kind.as_mut().unwrap() {
            Kind::Numeric(target) => target.value = hostile.to_owned(),
            other => panic!("{other:?}"),
        });
        system.fault("CreatePlan", &create).await.is_of_fields(&["content.indicators[0].target.numeric.value"]);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_weight_that_is_no_points_is_refused() {
    let system = approved().await;
    let before = system.facts().await;

    for hostile in HOSTILE.into_iter().chain(NO_POINTS) {
        let create = with(|plan| {
            plan.weight_scheme = Some(scheme("10.00"));
            plan.indicators.iter_mut().for_each(|i| i.weight = "18.00".to_owned());
            plan.indicators[1].weight = hostile.to_owned();
        });
        system.fault("CreatePlan", &create).await.is_of_fields(&["content.indicators[1].weight"]);
        let create = with(|plan| {
            plan.weight_scheme = Some(scheme(hostile));
            plan.indicators.iter_mut().for_each(|i| i.weight = "18.00".to_owned());
        });
        system.fault("CreatePlan", &create).await.is_of_fields(&["content.weight_scheme.execution_weight"]);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_score_that_is_no_points_is_refused() {
    let system = approved().await;
    let before = system.facts().await;

    for hostile in HOSTILE.into_iter().chain(NO_POINTS).chain([""]) {
        let judge = judgement("i004", Tier::Achieved, hostile);
        system.fault("JudgeIndicator", &judge).await.is_of_fields(&["tier.score"]);
    }

    before.are_still(&system.facts().await);
}

fn scheme(execution_weight: &str) -> WeightScheme {
    WeightScheme { id: "cn-2020".to_owned(), execution_weight: execution_weight.to_owned() }
}

/// A plan of another year with one thing changed.
fn with(change: impl FnOnce(&mut PlanContent)) -> CreatePlanRequest {
    let mut content = small_plan();
    change(&mut content);
    CreatePlanRequest { name: format!("{DEPARTMENT}/plans/2024"), content: Some(content), request_id: String::new() }
}
