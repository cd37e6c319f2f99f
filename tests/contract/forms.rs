//! Forms that go out, and come in again.

use jixiao_proto::common::v1::{FormFile, FormFormat};
use jixiao_proto::planning::v1::{
    ExportPlanRequest, ExportPlanResponse, ImportPlanRequest, ImportPlanResponse, PlanContent,
};
use jixiao_proto::results::v1::{ExportTemplateRequest, ExportTemplateResponse};
use jixiao_proto::scoring::v1::{
    RenderMonitoringTableRequest, RenderMonitoringTableResponse, RenderScorecardRequest, RenderScorecardResponse,
};
use jixiao_tests::{DEPARTMENT, PLAN, Story, System};
use prost::Message;

use crate::start::approved;

const FORMATS: [(FormFormat, &str, &str); 3] = [
    (FormFormat::Unspecified, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (FormFormat::Xlsx, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (FormFormat::Html, ".html", "text/html; charset=utf-8"),
];

/// The four rpcs that hand out a form, in a format.
fn writers(format: i32) -> [(&'static str, Vec<u8>); 4] {
    let plan = || PLAN.to_owned();
    let none = String::new;
    [
        ("ExportPlan", ExportPlanRequest { name: plan(), format }.encode_to_vec()),
        ("ExportTemplate", ExportTemplateRequest { plan: plan(), period: none(), format }.encode_to_vec()),
        (
            "RenderScorecard",
            RenderScorecardRequest { plan: plan(), as_of_period: none(), profile: none(), format }.encode_to_vec(),
        ),
        (
            "RenderMonitoringTable",
            RenderMonitoringTableRequest { plan: plan(), period: none(), format }.encode_to_vec(),
        ),
    ]
}

/// The file of an answer; all four have it as their first field.
async fn written(system: &System, rpc: &str, message: Vec<u8>) -> FormFile {
    let answer = system.call_with(rpc, tonic::Request::new(message)).await.unwrap();
    let file = match rpc {
        "ExportPlan" => ExportPlanResponse::decode(answer.as_slice()).unwrap().file,
        "ExportTemplate" => ExportTemplateResponse::decode(answer.as_slice()).unwrap().file,
        "RenderScorecard" => RenderScorecardResponse::decode(answer.as_slice()).unwrap().file,
        _ => RenderMonitoringTableResponse::decode(answer.as_slice()).unwrap().file,
    };
    file.unwrap()
}

#[tokio::test]
async fn every_form_comes_in_every_format_with_a_name_and_the_same_bytes_each_time() {
    let system = approved().await;
    Story::new(&system).report("2023-07", "i001", "5000").await;

    for (format, ending, media_type) in FORMATS {
        for (rpc, message) in writers(format.into()) {
            let first = written(&system, rpc, message.clone()).await;
            assert!(first.file_name.ends_with(ending), "{rpc} {}", first.file_name);
            assert!(first.file_name.contains("天津市残疾人联合会"), "{rpc} {}", first.file_name);
            assert!(!first.file_name.contains(['/', '\\']), "{rpc} {}", first.file_name);
            assert_eq!(first.media_type, media_type, "{rpc}");
            let magic: &[u8] = if ending == ".xlsx" { b"PK" } else { b"<!DOCTYPE html>" };
            assert!(first.content.starts_with(magic), "{rpc}");
            assert!(first == written(&system, rpc, message).await, "{rpc} differs from call to call");
        }
    }
}

#[tokio::test]
async fn a_format_that_does_not_exist_is_refused() {
    let system = approved().await;

    for format in [3, 99, -1, i32::MAX, i32::MIN] {
        for (rpc, message) in writers(format) {
            system.fault_with(rpc, message).await.is_of_fields(&["format"]);
        }
    }
}

#[tokio::test]
async fn an_exported_plan_is_read_again_as_it_was() {
    let system = approved().await;
    let stored = Story::new(&system).plan().await.content.unwrap();

    for (format, ..) in FORMATS {
        let export = ExportPlanRequest { name: PLAN.to_owned(), format: format.into() };
        let exported: ExportPlanResponse = system.answer("ExportPlan", &export).await;
        let content = exported.file.unwrap().content;
        let import = ImportPlanRequest {
            parent: DEPARTMENT.to_owned(),
            content,
            validate_only: true,
            ..ImportPlanRequest::default()
        };
        let imported: ImportPlanResponse = system.answer("ImportPlan", &import).await;
        assert_eq!(without_lines(imported.plan.unwrap().content.unwrap()), without_lines(stored.clone()));
    }
}

/// A plan but for where it was read.
fn without_lines(mut content: PlanContent) -> PlanContent {
    content.indicators.iter_mut().for_each(|indicator| indicator.line = 0);
    content
}

#[tokio::test]
async fn a_form_of_a_plan_that_does_not_exist_or_is_not_approved_is_refused() {
    let system = System::all_on_sqlite();
    Story::new(&system).small().await;

    for (rpc, message) in writers(0).into_iter().skip(1) {
        system.fault_with(rpc, message).await.is(tonic::Code::FailedPrecondition, "PLAN_NOT_APPROVED");
    }
    let missing = format!("{DEPARTMENT}/plans/2024");
    let export = ExportPlanRequest { name: missing.clone(), format: 0 };
    system.fault("ExportPlan", &export).await.is_not_found("plan", &missing);
}

#[tokio::test]
async fn the_self_evaluation_has_the_points_of_the_score_and_monitoring_is_for_july_unless_told() {
    let system = approved().await;
    Story::new(&system).report("2023-07", "i001", "5000").await;
    let totals = Story::new(&system).score().await.totals.unwrap();

    let [_, _, (card, card_request), (lights, lights_request)] = writers(FormFormat::Html.into());
    let page = String::from_utf8(written(&system, card, card_request).await.content).unwrap();
    let monitoring = written(&system, lights, lights_request).await;

    for figure in [&totals.points, &format!("{}–{}", totals.lowest_total, totals.highest_total)] {
        assert!(page.contains(figure), "{figure}");
    }
    assert!(monitoring.file_name.contains("2023-07"), "{}", monitoring.file_name);
    assert!(String::from_utf8(monitoring.content).unwrap().contains("1-7月"));
}
