//! A province with two years, corrections and finalized scorecards, and everything that scoring reads of it.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::planning::v1::Indicator;
use jixiao_proto::results::v1::Actual;
use jixiao_proto::scoring::v1 as scoring;
use jixiao_proto::scoring::v1::{
    CompareYearsRequest, DiffScorecardsRequest, DiffScorecardsResponse, FinalizeScorecardRequest,
    FinalizeScorecardResponse, GetScorecardRequest, GetScorecardResponse, JudgeIndicatorRequest,
    JudgeIndicatorResponse, ListScorecardsRequest, ListScorecardsResponse, ListWarningsRequest, MonitorPlanRequest,
    RankPlansRequest, ReconcileSheetRequest, ReconcileSheetResponse, RenderScorecardRequest, RenderScorecardResponse,
    ScorePlansRequest, ScorecardView, StoredScorecard, SummarizeScoresRequest, VerifyScorecardRequest,
    VerifyScorecardResponse, WatchScorecardsRequest,
};
use jixiao_tests::{Province, System, numbered, plan_of, targeted};
use prost::Message;
use tonic::Streaming;

use crate::requests::{judge, number, text};

/// The plan that is read by itself.
const PLAN: &str = "regions/120000000/departments/a/plans/2023";

fn indicators() -> Vec<Indicator> {
    let judged = Kind::Qualitative(QualitativeTarget { text: "进一步提升".to_owned() });
    let persons = numbered(Level2::Quantity, "培训人数", (Sign::AtLeast, "100", "人"));
    vec![
        Indicator { library: "trained-persons".to_owned(), ..persons },
        numbered(Level2::Cost, "项目成本", (Sign::AtMost, "10", "万元")),
        targeted(Level2::SocialEffect, "就业能力", judged),
    ]
}

fn reported(indicator: &str, value: jixiao_proto::results::v1::actual::Value) -> Actual {
    let (indicator, deviation_reason) = (indicator.to_owned(), "需求变化".to_owned());
    Actual { indicator, value: Some(value), deviation_reason, ..Default::default() }
}

/// From nothing to all that is read.
pub(crate) async fn province(system: &System) {
    let province = Province::registered(system).await;
    let departments = [
        (Province::CITY, "a", "80", "11"),
        (Province::COUNTY, "b", "150", "9"),
        (Province::TOWN, "c", "20", "25"),
        (Province::OTHER_COUNTY, "d", "100", "10"),
    ];
    for (region, department, persons, cost) in departments {
        let plan = province.plan(region, department, plan_of(indicators())).await;
        let actuals =
            vec![reported("i001", number(persons)), reported("i002", number(cost)), reported("i003", text("有所提升"))];
        province.send(&plan, "2023-07", actuals).await;
        province.execute(&plan, "2023-07", 1200, 400).await;
        if department != "d" {
            let judge = JudgeIndicatorRequest { plan, ..judge("i003", Tier::Achieved, "35") };
            let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;
        }
    }
    let before = PLAN.replace("2023", "2022");
    province.approve(&before, plan_of(indicators())).await;
    province.report(&before, "2022-12", &[("i001", "60")]).await;
    for persons in ["80", "90"] {
        province.send(PLAN, "2023-12", vec![reported("i001", number(persons))]).await;
        let finalizer = "签字人".to_owned();
        let finalize = FinalizeScorecardRequest { plan: PLAN.to_owned(), finalizer, ..Default::default() };
        let _: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &finalize).await;
    }
}

/// The answers of every rpc that reads, with its name.
pub(crate) async fn answers(system: &System) -> Vec<(&'static str, Vec<u8>)> {
    let mut answers = of_plans(system).await;
    answers.extend(of_region(system).await);
    answers.extend(of_scorecards(system).await);
    answers.extend(streams(system).await);
    for format in [1, 2] {
        answers.push(("ReconcileSheet", reconciled(system, format).await.encode_to_vec()));
    }
    answers
}

async fn of_plans(system: &System) -> Vec<(&'static str, Vec<u8>)> {
    let plan = || PLAN.to_owned();
    let monitor = |period: &str| MonitorPlanRequest { plan: plan(), period: period.to_owned(), ..Default::default() };
    vec![
        ("MonitorPlan", system.call("MonitorPlan", &monitor("")).await.unwrap()),
        ("MonitorPlan", system.call("MonitorPlan", &monitor("2023-12")).await.unwrap()),
        (
            "CompareYears",
            system.call("CompareYears", &CompareYearsRequest { plan: plan(), ..Default::default() }).await.unwrap(),
        ),
    ]
}

async fn of_region(system: &System) -> Vec<(&'static str, Vec<u8>)> {
    let (parent, fiscal_year, page_size) = (|| Province::CITY.to_owned(), 2023, 2);
    let warnings = ListWarningsRequest { parent: parent(), fiscal_year, page_size, ..Default::default() };
    let summary = SummarizeScoresRequest { parent: parent(), fiscal_year, year_before: true, ..Default::default() };
    let refused = SummarizeScoresRequest { profile: "hubei".to_owned(), ..summary.clone() };
    let rank = RankPlansRequest { parent: parent(), fiscal_year, page_size, ..Default::default() };
    vec![
        ("ListWarnings", system.call("ListWarnings", &warnings).await.unwrap()),
        ("SummarizeScores", system.call("SummarizeScores", &summary).await.unwrap()),
        ("SummarizeScores", system.call("SummarizeScores", &refused).await.unwrap()),
        ("RankPlans", system.call("RankPlans", &rank).await.unwrap()),
    ]
}

/// Without the times, which no two systems share.
async fn of_scorecards(system: &System) -> Vec<(&'static str, Vec<u8>)> {
    let (newest, first) = (format!("{PLAN}/scorecards/-"), format!("{PLAN}/scorecards/1"));
    let timeless = |stored: Option<StoredScorecard>| stored.map(|it| StoredScorecard { finalize_time: None, ..it });
    let mut answers = Vec::new();
    for name in [&newest, &first] {
        let get = GetScorecardRequest { name: name.clone() };
        let mut got: GetScorecardResponse = system.answer("GetScorecard", &get).await;
        got.stored_scorecard = timeless(got.stored_scorecard);
        answers.push(("GetScorecard", got.encode_to_vec()));
        let verify = VerifyScorecardRequest { name: name.clone() };
        let mut verified: VerifyScorecardResponse = system.answer("VerifyScorecard", &verify).await;
        assert!(verified.same && verified.intact, "{name}");
        verified.stored_scorecard = timeless(verified.stored_scorecard);
        answers.push(("VerifyScorecard", verified.encode_to_vec()));
    }
    let diff = DiffScorecardsRequest { name: newest, base: 1 };
    let mut differing: DiffScorecardsResponse = system.answer("DiffScorecards", &diff).await;
    assert_eq!(differing.rows.len(), 1);
    (differing.before, differing.now) = (timeless(differing.before), timeless(differing.now));
    answers.push(("DiffScorecards", differing.encode_to_vec()));
    let list = ListScorecardsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let listed: ListScorecardsResponse = system.answer("ListScorecards", &list).await;
    let listed = listed.stored_scorecards.into_iter().filter_map(|it| timeless(Some(it)));
    answers.extend(listed.map(|stored| ("ListScorecards", stored.encode_to_vec())));
    answers
}

async fn streams(system: &System) -> Vec<(&'static str, Vec<u8>)> {
    let (parent, view) = (|| Province::CITY.to_owned(), ScorecardView::Full.into());
    let bulk = ScorePlansRequest { parent: parent(), fiscal_year: 2023, view, ..Default::default() };
    let bulk = system.scoring().score_plans(bulk).await.unwrap().into_inner();
    let as_of_period = "2023-12".to_owned();
    let watch = WatchScorecardsRequest { parent: parent(), as_of_period, view, ..Default::default() };
    let watch = system.scoring().watch_scorecards(watch).await.unwrap().into_inner();
    let scored = told(bulk, |_: &scoring::ScorePlansResponse| false).await;
    let moved = told(watch, |message: &scoring::WatchScorecardsResponse| message.result.is_none()).await;
    assert_eq!(scored.len(), 4);
    let scored = scored.into_iter().map(|message| ("ScorePlans", message));
    scored.chain(moved.into_iter().map(|message| ("WatchScorecards", message))).collect()
}

/// What a stream tells until it ends, or comes to the last of it that is wanted.
async fn told<M: Message>(mut stream: Streaming<M>, is_last: impl Fn(&M) -> bool) -> Vec<Vec<u8>> {
    let mut told = Vec::new();
    while let Some(message) = stream.message().await.unwrap() {
        told.push(message.encode_to_vec());
        if is_last(&message) {
            break;
        }
    }
    told
}

/// The sheet that the system itself writes, reconciled.
async fn reconciled(system: &System, format: i32) -> ReconcileSheetResponse {
    let render = RenderScorecardRequest { plan: PLAN.to_owned(), format, ..Default::default() };
    let rendered: RenderScorecardResponse = system.answer("RenderScorecard", &render).await;
    let (parent, content) = (Province::CITY.to_owned(), rendered.file.unwrap().content);
    let reconcile = ReconcileSheetRequest { parent, content, ..Default::default() };
    let answer: ReconcileSheetResponse = system.answer("ReconcileSheet", &reconcile).await;
    assert_eq!((answer.rows.len(), answer.differing), (4, 0));
    answer
}
