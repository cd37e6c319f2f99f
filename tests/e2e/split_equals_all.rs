//! Three processes answer as one does.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::ExportPlanRequest;
use jixiao_proto::results::v1::{
    ExportTemplateRequest, ExportTemplateResponse, ImportActualsRequest, ListOutstandingRequest,
};
use jixiao_proto::scoring::v1::{
    JudgeIndicatorRequest, RenderMonitoringTableRequest, RenderScorecardRequest, ScorePlanRequest,
};
use jixiao_tests::{Fault, PLAN, REGION, Story, System};
use prost::Message;
use tonic::{Code, Request};

use crate::replay;
use crate::requests::{judge, number, report, score};

#[tokio::test]
async fn one_process_on_either_database_and_three_processes_score_and_write_forms_with_the_same_bytes() {
    let systems = [System::split_on_postgres(), System::all_on_postgres(), System::all_on_sqlite()];
    let mut answers = Vec::new();

    for system in &systems {
        replay::demo(system).await;
        let mut cards = Vec::new();
        for as_of in ["2023-11", "2023-12", "2023-01", ""] {
            cards.push(system.call("ScorePlan", &score(as_of)).await.unwrap());
        }
        for format in [1, 2] {
            cards.extend(forms(system, format).await);
        }
        answers.push(cards);
    }

    assert_eq!(answers[0][1], answers[0][3]);
    assert_ne!(answers[0][0], answers[0][1]);
    assert!(answers[0] == answers[1], "split and one process on PostgreSQL differ");
    assert!(answers[1] == answers[2], "PostgreSQL and SQLite differ");
}

/// The four forms of the plan in a format; the template goes back in, and brings nothing new.
async fn forms(system: &System, format: i32) -> Vec<Vec<u8>> {
    let (plan, none) = (|| PLAN.to_owned(), String::new);
    let template = ExportTemplateRequest { plan: plan(), period: none(), format };
    let written: ExportTemplateResponse = system.answer("ExportTemplate", &template).await;
    let content = written.file.clone().unwrap().content;
    let back = ImportActualsRequest { plan: plan(), content, reporter: "填报人".to_owned(), ..Default::default() };
    let card = RenderScorecardRequest { plan: plan(), as_of_period: none(), profile: none(), format };
    let (parent, period) = (REGION.to_owned(), "2023-07".to_owned());
    let owed = ListOutstandingRequest { parent, period, page_size: 10, ..Default::default() };
    let lights = RenderMonitoringTableRequest { plan: plan(), period: "2023-11".to_owned(), format };
    vec![
        written.encode_to_vec(),
        system.call("ImportActuals", &back).await.unwrap(),
        system.call("ListOutstanding", &owed).await.unwrap(),
        system.call("ExportPlan", &ExportPlanRequest { name: plan(), format }).await.unwrap(),
        system.call("RenderScorecard", &card).await.unwrap(),
        system.call("RenderMonitoringTable", &lights).await.unwrap(),
    ]
}

#[tokio::test]
async fn errors_that_pass_through_another_service_are_the_same_in_three_processes_as_in_one() {
    let (split, one) = (System::split_on_postgres(), System::all_on_sqlite());
    for system in [&split, &one] {
        let mut story = Story::new(system);
        story.small().await;
        story.weigh("hubei").await;
    }

    for language in ["en", "zh-CN"] {
        same_errors(&split, &one, language).await;
    }
    for system in [&split, &one] {
        Story::new(system).approve().await;
    }
    let mismatched = ScorePlanRequest { profile: "cn-2020".to_owned(), ..score("") };
    let fault = same_error(&split, &one, "zh-CN", "ScorePlan", mismatched.encode_to_vec()).await;
    fault.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH");
}

async fn same_errors(split: &System, one: &System, language: &str) {
    let unknown = PLAN.replace("2023", "2024");
    let version = ScorePlanRequest { plan: format!("{PLAN}/versions/2"), ..Default::default() };
    let judge_unknown = JudgeIndicatorRequest { plan: unknown.clone(), ..judge("i004", Tier::Achieved, "1") };
    let mut report_unknown = report("2024-01", "i001", number("1"));
    report_unknown.plan.clone_from(&unknown);
    let calls = [
        ("ScorePlan", score("").encode_to_vec(), "PLAN_NOT_APPROVED"),
        ("JudgeIndicator", judge("i004", Tier::Achieved, "1").encode_to_vec(), "PLAN_NOT_APPROVED"),
        ("ReportActuals", report("2023-12", "i001", number("1")).encode_to_vec(), "PLAN_NOT_APPROVED"),
        ("ScorePlan", ScorePlanRequest { plan: unknown, ..Default::default() }.encode_to_vec(), "RESOURCE_NOT_FOUND"),
        ("ScorePlan", version.encode_to_vec(), "RESOURCE_NOT_FOUND"),
        ("JudgeIndicator", judge_unknown.encode_to_vec(), "RESOURCE_NOT_FOUND"),
        ("ReportActuals", report_unknown.encode_to_vec(), "RESOURCE_NOT_FOUND"),
    ];
    for (rpc, message, reason) in calls {
        let fault = same_error(split, one, language, rpc, message).await;
        assert_eq!((fault.reason.as_str(), fault.localized.0.as_str()), (reason, language), "{fault:?}");
    }
}

async fn same_error(split: &System, one: &System, language: &str, rpc: &str, message: Vec<u8>) -> Fault {
    let fault = async |system: &System| {
        let mut request = Request::new(message.clone());
        request.metadata_mut().insert("accept-language", language.parse().unwrap());
        Fault::of(&system.call_with(rpc, request).await.unwrap_err())
    };
    let (split, one) = (fault(split).await, fault(one).await);
    assert_eq!(split, one, "{rpc}");
    split
}
