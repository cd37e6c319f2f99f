//! Answers that were given before are given again only while nothing that they rest on has changed.

use std::process::Command;

use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::{
    GetPlanRequest, GetPlanResponse, ImportPlanRequest, ImportPlanResponse, ListPlanVersionsRequest,
    ListPlanVersionsResponse, Plan,
};
use jixiao_proto::results::v1::{ReportActualsResponse, ReportExecutionResponse};
use jixiao_proto::scoring::v1::score_plans_response::Result as Scored;
use jixiao_proto::scoring::v1::{
    JudgeIndicatorResponse, OverrideScoreResponse, ScorePlanRequest, ScorePlanResponse, ScorePlansRequest, Scorecard,
    ScorecardView,
};
use jixiao_test_support::Postgres;
use jixiao_tests::{DEPARTMENT, PLAN, REGION, Story, System, TABLE};
use prost::Message;
use sha2::{Digest, Sha256};
use tonic::codec::CompressionEncoding;

use crate::adjust::adjusted;
use crate::editing::rename;
use crate::start::{actuals, execution, judgement, number, overriding, text};

const MONTHS: [&str; 2] = ["2023-06", ""];

fn scoring(as_of_period: &str) -> ScorePlanRequest {
    ScorePlanRequest { plan: PLAN.to_owned(), as_of_period: as_of_period.to_owned(), ..Default::default() }
}

/// The scorecard of the plan as a stream tells it, which computes it whenever it is asked.
async fn computed(system: &System, as_of_period: &str) -> Scorecard {
    let ask = ScorePlansRequest {
        parent: REGION.to_owned(),
        fiscal_year: 2023,
        as_of_period: as_of_period.to_owned(),
        view: ScorecardView::Full.into(),
        ..Default::default()
    };
    let mut stream = system.scoring().score_plans(ask).await.unwrap().into_inner();
    match stream.message().await.unwrap().unwrap().result.unwrap() {
        Scored::Scorecard(card) => card,
        Scored::Refusal(refusal) => panic!("{refusal:?}"),
    }
}

async fn get(system: &System, approved: bool) -> Plan {
    let request = GetPlanRequest { name: PLAN.to_owned(), approved };
    let answer: GetPlanResponse = system.answer("GetPlan", &request).await;
    answer.plan.unwrap()
}

/// That what is answered, the first time and the second, is what holds now.
async fn is_fresh(system: &System, after: &str) {
    for month in MONTHS {
        let scorecard = Some(computed(system, month).await);
        let expected = ScorePlanResponse { scorecard }.encode_to_vec();
        for time in ["first", "second"] {
            let answer = system.call("ScorePlan", &scoring(month)).await.unwrap();
            assert!(answer == expected, "{time} score of {month:?} after {after}");
        }
    }
    let list = ListPlanVersionsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let listed: ListPlanVersionsResponse = system.answer("ListPlanVersions", &list).await;
    let newest = listed.plan_versions.last().unwrap();
    for time in ["first", "second"] {
        let plan = get(system, false).await;
        let content = plan.content.clone().unwrap().encode_to_vec();
        assert_eq!(plan.content_sha256, hex(&Sha256::digest(content)), "{time} after {after}");
        assert_eq!(Plan { content: None, ..plan }, *newest, "{time} after {after}");
        assert!(get(system, true).await.version <= newest.version);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything that changes a score or a plan, one after the other.
async fn every_change_shows(system: System) {
    Story::new(&system).small_approved().await;
    is_fresh(&system, "approval").await;
    let reported = vec![number("i001", "6000"), text("i004", "提升")];
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-06", reported)).await;
    is_fresh(&system, "a report").await;
    let _: ReportExecutionResponse = system.answer("ReportExecution", &execution()).await;
    is_fresh(&system, "an execution").await;
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judgement("i004", Tier::Achieved, "25")).await;
    is_fresh(&system, "a judgement").await;
    let _: OverrideScoreResponse = system.answer("OverrideScore", &overriding("i001", "10")).await;
    is_fresh(&system, "an override").await;
    let draft = adjusted(&system).await;
    is_fresh(&system, "an adjustment").await;
    rename(&system, "i001", "改名", &draft.etag).await;
    is_fresh(&system, "an edit").await;
    Story::new(&system).approve().await;
    is_fresh(&system, "the approval of an adjustment").await;
    assert_eq!(computed(&system, "").await.pins.unwrap().plan_version, format!("{PLAN}/versions/2"));
}

#[tokio::test]
async fn every_change_shows_in_one_process() {
    every_change_shows(System::all_on_sqlite()).await;
}

#[tokio::test]
async fn every_change_shows_where_no_answer_is_kept_in_memory() {
    every_change_shows(System::all_on_sqlite_with(&["limits.answer_bytes=0".to_owned()])).await;
}

#[tokio::test]
async fn every_change_shows_on_postgres() {
    every_change_shows(System::all_on_postgres()).await;
}

#[tokio::test]
async fn every_change_shows_over_three_processes() {
    every_change_shows(System::split_on_postgres()).await;
}

/// Takes the rows of the scores that are kept from a database, and gives their number.
fn marked(system: &System) -> usize {
    let statement = "UPDATE kept_scores SET answer = ''::bytea RETURNING month";
    let psql = Postgres::server().programs().join("psql");
    let arguments = ["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", statement, system.database_url()];
    let output = Command::new(psql).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().filter(|line| !line.is_empty()).count()
}

#[tokio::test]
async fn a_score_that_is_kept_is_what_a_process_that_knows_nothing_answers_until_something_changes() {
    let system = System::all_on_postgres();
    Story::new(&system).small_approved().await;
    let computed = system.call("ScorePlan", &scoring("")).await.unwrap();
    // It is kept soon after. What is kept is marked, so that it is told from what is computed.
    while marked(&system) == 0 {
        assert_eq!(system.call("ScorePlan", &scoring("")).await.unwrap(), computed);
    }
    let mut restarted = system;
    restarted.stop_planning("TERM");
    restarted.start_planning();

    let kept = restarted.call("ScorePlan", &scoring("")).await.unwrap();

    assert_eq!(kept, b"", "the mark");
    let other = ScorePlanRequest { profile: "cn-2020".to_owned(), ..scoring("") };
    assert_eq!(restarted.call("ScorePlan", &other).await.unwrap(), computed, "another profile by name is kept apart");
    Story::new(&restarted).report("2023-06", "i001", "6000").await;
    is_fresh(&restarted, "a report").await;
}

#[tokio::test]
async fn a_file_that_is_imported_again_as_it_is_shows_as_a_write() {
    for system in [System::all_on_sqlite(), System::all_on_postgres()] {
        let first = Story::new(&system).import().await;
        assert_eq!(get(&system, false).await.etag, first.etag);
        let again = ImportPlanRequest {
            parent: DEPARTMENT.to_owned(),
            content: TABLE.to_vec(),
            etag: first.etag.clone(),
            ..Default::default()
        };

        let answer: ImportPlanResponse = system.answer("ImportPlan", &again).await;

        let plan = answer.plan.unwrap();
        assert_ne!(plan.etag, first.etag);
        assert_eq!(get(&system, false).await, plan);
    }
}

#[tokio::test]
async fn an_answer_is_compressed_for_who_accepts_it_and_is_the_same() {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;
    let plain = system.scoring().score_plan(scoring("")).await.unwrap();
    let mut accepting = system.scoring().accept_compressed(CompressionEncoding::Gzip);

    for time in ["first", "second"] {
        let packed = accepting.score_plan(scoring("")).await.unwrap();

        assert_eq!(packed.metadata().get("grpc-encoding").unwrap(), "gzip", "{time}");
        assert_eq!(packed.get_ref(), plain.get_ref(), "{time}");
    }
    assert!(plain.metadata().get("grpc-encoding").is_none());
}
