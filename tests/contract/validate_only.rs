use jixiao_proto::planning::v1::{ImportPlanRequest, ImportPlanResponse, Plan};
use jixiao_proto::results::v1::{ReportActualsRequest, ReportActualsResponse};
use jixiao_tests::{DEPARTMENT, PLAN, Story, System, TABLE};
use tonic::Code;

use crate::start::{actuals, approved, number};

fn preview(content: Vec<u8>) -> ImportPlanRequest {
    let parent = DEPARTMENT.to_owned();
    ImportPlanRequest { parent, content, validate_only: true, request_id: "preview".to_owned(), ..Default::default() }
}

#[tokio::test]
async fn an_import_that_only_validates_shows_what_would_be_stored_and_stores_nothing() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let before = system.facts().await;

    let previewed: ImportPlanResponse = system.answer("ImportPlan", &preview(TABLE.to_vec())).await;
    before.are_still(&system.facts().await);
    // The id was not used up.
    let import = ImportPlanRequest { validate_only: false, ..preview(TABLE.to_vec()) };
    let imported: ImportPlanResponse = system.answer("ImportPlan", &import).await;

    assert_eq!(previewed.findings, imported.findings);
    let (previewed, imported) = (previewed.plan.unwrap(), imported.plan.unwrap());
    assert_eq!((&previewed.etag, previewed.create_time, previewed.update_time), (&String::new(), None, None));
    assert_eq!((previewed.content, previewed.state), (imported.content, imported.state));
}

#[tokio::test]
async fn the_preview_is_the_plan_but_for_etag_and_times() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;

    let previewed: ImportPlanResponse = system.answer("ImportPlan", &preview(TABLE.to_vec())).await;
    let import = ImportPlanRequest { validate_only: false, ..preview(TABLE.to_vec()) };
    let imported: ImportPlanResponse = system.answer("ImportPlan", &import).await;

    let expected = Plan { etag: String::new(), create_time: None, update_time: None, ..imported.plan.unwrap() };
    assert_eq!(
        previewed.plan.map(|p| (p.name, p.version, p.content_sha256)),
        Some((expected.name, expected.version, expected.content_sha256))
    );
}

#[tokio::test]
async fn a_preview_of_no_table_is_refused_and_of_half_a_table_has_findings_and_no_plan() {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    let half = std::str::from_utf8(TABLE).unwrap().replace("2023年", "当年").into_bytes();

    let fault = system.refused("ImportPlan", &preview(b"hello".to_vec())).await;
    fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", "NO_TABLE")]);
    let previewed: ImportPlanResponse = system.answer("ImportPlan", &preview(half)).await;

    assert_eq!(previewed.plan, None);
    assert!(previewed.findings.iter().any(|f| f.code == "NO_FISCAL_YEAR"));
}

#[tokio::test]
async fn a_report_that_only_validates_gives_the_present_revision_and_records_nothing() {
    let system = approved().await;
    Story::new(&system).report("2023-11", "i001", "1").await;
    let check = |id: &str| ReportActualsRequest {
        validate_only: true,
        request_id: "check".to_owned(),
        ..actuals("2023-12", vec![number(id, "1")])
    };
    let before = system.facts().await;

    let checked: ReportActualsResponse = system.answer("ReportActuals", &check("i001")).await;
    let fault = system.fault("ReportActuals", &check("i999")).await;
    before.are_still(&system.facts().await);
    let report = ReportActualsRequest { validate_only: false, ..check("i001") };
    let reported: ReportActualsResponse = system.answer("ReportActuals", &report).await;

    assert_eq!((checked.revision, reported.revision), (1, 2));
    fault.is(Code::NotFound, "INDICATOR_UNKNOWN").has(&[("plan", PLAN), ("indicators", "i999"), ("count", "1")]);
}
