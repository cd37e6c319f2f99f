//! A region is scored by three processes as by one.

use jixiao_proto::common::v1::{FormFormat, Tier};
use jixiao_proto::scoring::v1::{
    CompareYearsRequest, DiffScorecardsRequest, DiffScorecardsResponse, FinalizeScorecardRequest, GetScorecardRequest,
    GetScorecardResponse, ListWarningsRequest, MonitorPlanRequest, RankPlansRequest, ReconcileSheetRequest,
    RenderScorecardRequest, RenderScorecardResponse, ScorePlansRequest, ScorecardView, SummarizeScoresRequest,
    VerifyScorecardRequest, VerifyScorecardResponse,
};
use jixiao_tests::{Stories, REGION, System, small_plan};
use prost::Message;

const DISTRICT: &str = "regions/120101000";

#[tokio::test]
async fn one_process_on_either_database_and_three_processes_score_a_region_with_the_same_bytes() {
    let systems = [System::split_on_postgres(), System::all_on_postgres(), System::all_on_sqlite()];
    let mut answers = Vec::new();

    for system in &systems {
        let plan = filled(system).await;
        answers.push(asked(system, &plan).await);
    }

    for (name, [split, postgres, sqlite]) in answers[0].iter().zip(&answers[1]).zip(&answers[2]).map(|((a, b), c)| {
        assert!(!a.1.is_empty(), "{} says nothing", a.0);
        (a.0, [&a.1, &b.1, &c.1])
    }) {
        assert!(split == postgres, "{name}: split and one process on PostgreSQL differ");
        assert!(postgres == sqlite, "{name}: PostgreSQL and SQLite differ");
    }
}

/// Two regions with three departments, one of them in two years, and two scorecards of the one it names.
async fn filled(system: &System) -> String {
    let stories = Stories::of(system, &[REGION, DISTRICT]).await;
    let mut plans = Vec::new();
    for (department, year, scheme) in [
        ("regions/120000000/departments/a", 2023, ""),
        ("regions/120000000/departments/a", 2022, ""),
        ("regions/120000000/departments/b", 2023, "hubei"),
        ("regions/120101000/departments/a", 2023, "cn-2021-cost"),
    ] {
        plans.push(stories.plan(department, year, &small_plan(), scheme).await);
    }
    let plan = plans.swap_remove(0);
    stories.complete(&plan, "27.00", "60").await;
    let finalize =
        FinalizeScorecardRequest { plan: plan.clone(), finalizer: "财政局".to_owned(), ..Default::default() };
    system.call("FinalizeScorecard", &finalize).await.unwrap();
    stories.judge(&plan, "i004", Tier::PartlyAchieved, "20.00").await;
    system.call("FinalizeScorecard", &finalize).await.unwrap();
    plan
}

/// What every reading rpc answers, without the times of what was stored.
async fn asked(system: &System, plan: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (parent, plan_name) = (|| REGION.to_owned(), || plan.to_owned());
    let warnings =
        ListWarningsRequest { parent: parent(), fiscal_year: 2023, period: "2023-12".to_owned(), ..Default::default() };
    let sum = SummarizeScoresRequest { parent: parent(), fiscal_year: 2023, year_before: true, ..Default::default() };
    let rank = RankPlansRequest { parent: parent(), fiscal_year: 2023, ..Default::default() };
    let render = RenderScorecardRequest { plan: plan_name(), format: FormFormat::Xlsx as i32, ..Default::default() };
    let rendered: RenderScorecardResponse = system.answer("RenderScorecard", &render).await;
    let content = rendered.file.unwrap().content;
    let reconcile = ReconcileSheetRequest { parent: parent(), content, ..Default::default() };
    let monitor = MonitorPlanRequest { plan: plan_name(), period: "2023-12".to_owned(), ..Default::default() };
    let compare = CompareYearsRequest { plan: plan_name(), ..Default::default() };
    let mut answers = Vec::new();
    for (rpc, message) in [
        ("MonitorPlan", monitor.encode_to_vec()),
        ("ListWarnings", warnings.encode_to_vec()),
        ("SummarizeScores", sum.encode_to_vec()),
        ("RankPlans", rank.encode_to_vec()),
        ("CompareYears", compare.encode_to_vec()),
        ("ReconcileSheet", reconcile.encode_to_vec()),
    ] {
        answers.push((rpc, system.call_with(rpc, tonic::Request::new(message)).await.unwrap()));
    }
    answers.push(("ScorePlans", streamed(system).await));
    let name = |number: &str| format!("{plan}/scorecards/{number}");
    let get: GetScorecardResponse = system.answer("GetScorecard", &GetScorecardRequest { name: name("1") }).await;
    answers.push(("GetScorecard", get.scorecard.unwrap().encode_to_vec()));
    let verify = VerifyScorecardRequest { name: name("1") };
    let verified: VerifyScorecardResponse = system.answer("VerifyScorecard", &verify).await;
    assert!(verified.same && verified.intact, "{verified:?}");
    answers.push(("VerifyScorecard", verified.computed_sha256.into_bytes()));
    let diff = DiffScorecardsRequest { name: name("-"), base: 1 };
    let mut diff: DiffScorecardsResponse = system.answer("DiffScorecards", &diff).await;
    (diff.before, diff.now) = (None, None);
    answers.push(("DiffScorecards", diff.encode_to_vec()));
    answers
}

/// The messages of a stream, one after the other.
async fn streamed(system: &System) -> Vec<u8> {
    let view = ScorecardView::Full as i32;
    let request = ScorePlansRequest { parent: REGION.to_owned(), fiscal_year: 2023, view, ..Default::default() };
    let mut stream = system.scoring().score_plans(request).await.unwrap().into_inner();
    let mut bytes = Vec::new();
    while let Some(message) = stream.message().await.unwrap() {
        bytes.extend(message.encode_length_delimited_to_vec());
    }
    bytes
}
