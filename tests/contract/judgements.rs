use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::CreatePlanRequest;
use jixiao_proto::results::v1::ReportActualsResponse;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, JudgeIndicatorResponse, ScorePlanRequest};
use jixiao_tests::{PLAN, Story, System, judged_score, small_plan};
use tonic::Code;

use crate::start::{actual, actuals, approved, draft, judgement, text};

#[tokio::test]
async fn the_edges_of_a_band_are_inside_and_a_hundredth_further_is_outside() {
    let system = approved().await;
    let report = actuals("2023-12", vec![text("i004", "进一步提升")]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    let bands = [
        (Tier::Achieved, "24.00", "30.00", ["23.99", "30.01"]),
        (Tier::PartlyAchieved, "18.00", "23.99", ["17.99", "24.00"]),
        (Tier::NotAchieved, "0.00", "17.99", ["18.00", "100"]),
    ];

    let mut revision = 0;
    for (tier, lowest, highest, outside) in bands {
        for score in outside {
            let fault = system.refused("JudgeIndicator", &judgement("i004", tier, score)).await;
            fault.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND").has(&[("lowest", lowest), ("highest", highest)]);
        }
        for score in [lowest, highest] {
            let answer: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judgement("i004", tier, score)).await;
            let judged = answer.judgement.unwrap();
            revision += 1;
            assert_eq!((judged_score(&judged), judged.revision), (score, revision));
        }
    }
}

#[tokio::test]
async fn there_is_nothing_to_judge_where_nobody_reported_what_a_person_must_judge() {
    let system = approved().await;
    let on_time = actual("i002", Value::Date("2023-09-30".to_owned()));
    let report = actuals("2023-12", vec![text("i001", "完成"), on_time]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;

    for indicator in ["i001", "i002", "i003", "i004"] {
        let fault = system.refused("JudgeIndicator", &judgement(indicator, Tier::NotAchieved, "0")).await;
        fault.is(Code::FailedPrecondition, "NOTHING_TO_JUDGE").has(&[("indicator", indicator)]);
    }
}

#[tokio::test]
async fn a_report_of_a_later_period_is_nothing_to_judge_before_it() {
    let system = approved().await;
    let report = actuals("2023-12", vec![text("i004", "进一步提升")]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    let mut judge = judgement("i004", Tier::Achieved, "30");
    judge.as_of_period = "2023-11".to_owned();

    let fault = system.refused("JudgeIndicator", &judge).await;

    fault.is(Code::FailedPrecondition, "NOTHING_TO_JUDGE");
}

#[tokio::test]
async fn a_judgement_of_another_report_than_the_judge_read_is_refused() {
    let system = approved().await;
    let report = |text_of: &str| actuals("2023-12", vec![text("i004", text_of)]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report("有所提升")).await;
    let _: ReportActualsResponse = system.answer("ReportActuals", &report("更正")).await;
    let of = |actual_revision| JudgeIndicatorRequest { actual_revision, ..judgement("i004", Tier::Achieved, "30") };

    for stale in [1, 3, -1] {
        let fault = system.refused("JudgeIndicator", &of(stale)).await;
        assert!(["ETAG_MISMATCH", "FIELD_INVALID"].contains(&fault.reason.as_str()), "{fault:?}");
        assert!(stale < 0 || fault.code == Code::Aborted, "{fault:?}");
    }
    for present in [2, 0] {
        let answer: JudgeIndicatorResponse = system.answer("JudgeIndicator", &of(present)).await;
        assert_eq!(answer.judgement.unwrap().actual_revision, 2);
    }
}

#[tokio::test]
async fn a_judgement_of_an_unknown_indicator_is_refused() {
    let system = approved().await;

    let fault = system.refused("JudgeIndicator", &judgement("i099", Tier::Achieved, "1")).await;

    fault.is(Code::NotFound, "INDICATOR_UNKNOWN").has(&[("plan", PLAN), ("indicators", "i099")]);
}

#[tokio::test]
async fn the_text_fields_and_the_period_of_a_judgement_are_checked() {
    let system = approved().await;
    let mut judge = judgement("I", Tier::Achieved, "1");
    judge.grounds = "长".repeat(2001);
    judge.judge = "长".repeat(101);
    judge.as_of_period = "2024-01".to_owned();
    judge.profile = "CN".to_owned();

    let fault = system.refused("JudgeIndicator", &judge).await;

    fault.is_of_fields(&["as_of_period", "profile", "indicator", "grounds", "judge"]);
}

#[tokio::test]
async fn a_plan_that_is_not_approved_is_neither_scored_nor_judged() {
    let system = draft().await;
    let score = ScorePlanRequest { plan: PLAN.to_owned(), ..ScorePlanRequest::default() };
    let version = ScorePlanRequest { plan: format!("{PLAN}/versions/1"), ..ScorePlanRequest::default() };

    let fault = system.refused("ScorePlan", &score).await;
    fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", PLAN)]);
    let fault = system.refused("ScorePlan", &version).await;
    fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED");
    let fault = system.refused("JudgeIndicator", &judgement("i004", Tier::Achieved, "30")).await;

    fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED").has(&[("plan", PLAN)]);
}

#[tokio::test]
async fn a_plan_weighed_by_hubei_is_not_scored_under_cn_2020() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let create = CreatePlanRequest { name: PLAN.to_owned(), content: Some(small_plan()), ..Default::default() };
    let _plan: jixiao_proto::planning::v1::CreatePlanResponse = system.answer("CreatePlan", &create).await;
    story.weigh("hubei").await;
    story.approve().await;
    let metadata = [("profile_weight", "10.00"), ("plan_weight", "20.00")];

    let profile = || "cn-2020".to_owned();
    let score = ScorePlanRequest { plan: PLAN.to_owned(), profile: profile(), ..Default::default() };
    let fault = system.refused("ScorePlan", &score).await;
    fault.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH").has(&metadata);
    let judge = JudgeIndicatorRequest { profile: profile(), ..judgement("i004", Tier::Achieved, "30") };
    let fault = system.refused("JudgeIndicator", &judge).await;

    fault.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH").has(&metadata);
}
