//! The scores that move, told as they do.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::planning::v1::{AdjustPlanRequest, AdjustPlanResponse, CreatePlanRequest, CreatePlanResponse};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{
    ExportTemplateRequest, ExportTemplateResponse, ImportActualsRequest, ImportActualsResponse,
};
use jixiao_proto::scoring::v1::watch_scorecards_response::Result as Scored;
use jixiao_proto::scoring::v1::{
    JudgeIndicatorRequest, JudgeIndicatorResponse, OverrideScoreRequest, OverrideScoreResponse, Overrider,
    ScorePlanRequest, ScorePlanResponse, ScorecardView, WatchScorecardsRequest, WatchScorecardsResponse,
};
use jixiao_tests::{Fault, Province, System, numbered, plan_of, targeted, weighed};
use tonic::{Code, Streaming};

use crate::ranking::scored;
use crate::start::{actual, judgement};

type Stream = Streaming<WatchScorecardsResponse>;

pub(crate) fn ask() -> WatchScorecardsRequest {
    let (parent, as_of_period) = (Province::CITY.to_owned(), "2023-12".to_owned());
    WatchScorecardsRequest { parent, as_of_period, view: ScorecardView::Full.into(), ..Default::default() }
}

async fn watch(system: &System, request: WatchScorecardsRequest) -> Stream {
    system.scoring().watch_scorecards(request).await.unwrap().into_inner()
}

async fn refused(system: &System, request: WatchScorecardsRequest) -> Fault {
    Fault::of(&system.scoring().watch_scorecards(request).await.unwrap_err())
}

/// What a stream tells of plans up to the checkpoint after it, and that checkpoint's token.
async fn round(stream: &mut Stream) -> (Vec<WatchScorecardsResponse>, String) {
    let mut told: Vec<WatchScorecardsResponse> = Vec::new();
    loop {
        let message = stream.message().await.unwrap().unwrap();
        match message.result {
            Some(_) => told.push(message),
            // One before anything was told is of what moves no score.
            None if !told.is_empty() => return (told, message.resume_token),
            None => {}
        }
    }
}

/// What a new stream tells up to its first checkpoint.
async fn from(system: &System, request: WatchScorecardsRequest) -> Vec<WatchScorecardsResponse> {
    let (mut told, mut stream) = (Vec::new(), watch(system, request).await);
    while let Some(message) = stream.message().await.unwrap().filter(|message| message.result.is_some()) {
        told.push(message);
    }
    told
}

/// Asserts that a stream tells the present score of a plan and nothing else, and gives the checkpoint.
async fn tells(system: &System, stream: &mut Stream, plan: &str) -> String {
    let (told, token) = round(stream).await;
    let [message] = told.as_slice() else { panic!("{plan}: {told:?}") };
    let score = ScorePlanRequest { plan: plan.to_owned(), as_of_period: "2023-12".to_owned(), ..Default::default() };
    let scored: ScorePlanResponse = system.answer("ScorePlan", &score).await;
    assert_eq!(message.result, Some(Scored::Scorecard(scored.scorecard.unwrap())), "{plan}");
    token
}

/// The plans that are named, each without its version.
fn named(told: &[WatchScorecardsResponse]) -> Vec<String> {
    let name = |message: &WatchScorecardsResponse| match message.result.as_ref().unwrap() {
        Scored::Scorecard(card) => card.pins.as_ref().unwrap().plan_version.clone(),
        Scored::Refusal(refusal) => refusal.plan_version.clone(),
    };
    told.iter().map(|message| name(message).split("/versions/").next().unwrap().to_owned()).collect()
}

/// Two plans of a text and a number, in two regions.
async fn two() -> (System, [String; 2]) {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let text = || Kind::Qualitative(QualitativeTarget { text: "进一步提升".to_owned() });
    let content = || {
        plan_of(vec![
            numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%")),
            targeted(Level2::SocialEffect, "影响", text()),
        ])
    };
    let one = province.plan(Province::CITY, "a", content()).await;
    let other = province.plan(Province::TOWN, "b", content()).await;
    (system, [one, other])
}

/// Everything that moves the score of a plan, one after the other; says what it is before each.
const MOVES: [&str; 7] = ["report", "import", "execution", "judgement", "override", "no override", "approval"];

async fn make(system: &System, plan: &str, moved: &str) {
    let (province, name) = (Province::in_system(system), || plan.to_owned());
    match moved {
        "report" => {
            let text = actual("i002", Value::Text("有所提升".to_owned()));
            let rate = actual("i001", Value::Number("81".to_owned()));
            province.send(plan, "2023-11", vec![rate, text]).await;
        }
        "import" => {
            let export = ExportTemplateRequest { plan: name(), period: "2023-12".to_owned(), format: 2 };
            let form: ExportTemplateResponse = system.answer("ExportTemplate", &export).await;
            let page = String::from_utf8(form.file.unwrap().content).unwrap();
            assert!(page.contains(">81<"), "{page}");
            let import = ImportActualsRequest {
                plan: name(),
                period: "2023-12".to_owned(),
                content: page.replace(">81<", ">90<").into_bytes(),
                reporter: "填报人".to_owned(),
                correction_reason: "更正".to_owned(),
                ..Default::default()
            };
            let _: ImportActualsResponse = system.answer("ImportActuals", &import).await;
        }
        "execution" => province.execute(plan, "2023-12", 1000, 900).await,
        "judgement" => {
            let judge = JudgeIndicatorRequest { plan: name(), ..judgement("i002", Tier::Achieved, "35") };
            let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;
        }
        "override" | "no override" => {
            let score = if moved == "override" { "1.50" } else { "" };
            let put = OverrideScoreRequest {
                plan: name(),
                indicator: "i001".to_owned(),
                score: score.to_owned(),
                overrider: Overrider::Finance.into(),
                grounds: "复核".to_owned(),
                judge: "评审人".to_owned(),
                ..Default::default()
            };
            let _: OverrideScoreResponse = system.answer("OverrideScore", &put).await;
        }
        "approval" => {
            let adjust = AdjustPlanRequest { name: name(), reason: "追加".to_owned(), ..Default::default() };
            let _: AdjustPlanResponse = system.answer("AdjustPlan", &adjust).await;
            province.approve_draft(plan).await;
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn whatever_moves_a_score_tells_that_of_its_plan_and_of_no_other() {
    let (system, [one, other]) = two().await;
    let mut stream = watch(&system, WatchScorecardsRequest { from_now: true, ..ask() }).await;
    let province = Province::in_system(&system);
    let rate = numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"));
    let foreign = province.plan(Province::OUTSIDE, "c", plan_of(vec![rate])).await;

    for moved in MOVES {
        for plan in [&one, &other] {
            make(&system, plan, moved).await;
            province.report(&foreign, "2023-12", &[("i001", "50")]).await;
            tells(&system, &mut stream, plan).await;
        }
    }
}

#[tokio::test]
async fn what_moves_no_score_and_plans_of_other_years_are_passed_over() {
    let (system, [one, _]) = two().await;
    let mut stream = watch(&system, WatchScorecardsRequest { from_now: true, ..ask() }).await;
    let province = Province::in_system(&system);
    let next = one.replace("2023", "2024");
    let content = plan_of(vec![numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"))]);

    let draft =
        CreatePlanRequest { name: one.replace("2023", "2025"), content: Some(content.clone()), ..Default::default() };
    let _: CreatePlanResponse = system.answer("CreatePlan", &draft).await;
    province.approve(&next, content).await;
    province.report(&next, "2024-12", &[("i001", "50")]).await;
    for moved in ["report", "import", "execution", "judgement"] {
        make(&system, &one, moved).await;
    }
    let (told, _) = round(&mut stream).await;
    make(&system, &one, "override").await;

    // However many looks it took to see the four, nothing but them was told.
    let mut all = named(&told);
    while all.len() < 5 {
        all.extend(named(&round(&mut stream).await.0));
    }
    assert_eq!(all, vec![one; 5]);
}

#[tokio::test]
async fn whoever_is_cut_off_at_any_message_and_resumes_misses_nothing() {
    let (system, [one, other]) = two().await;
    for moved in MOVES {
        make(&system, &one, moved).await;
        make(&system, &other, moved).await;
    }
    let all = from(&system, ask()).await;

    // The approvals that began it, and each move.
    assert_eq!(all.len(), 2 + 2 * MOVES.len());
    for (nth, message) in (1..).zip(&all) {
        let resume_token = message.resume_token.clone();
        assert_eq!(from(&system, WatchScorecardsRequest { resume_token, ..ask() }).await, all[nth..]);
    }
    let mut stream = watch(&system, ask()).await;
    let (_, resume_token) = round(&mut stream).await;
    drop(stream);
    make(&system, &other, "override").await;
    let missed = from(&system, WatchScorecardsRequest { resume_token, ..ask() }).await;
    assert_eq!(named(&missed), [other]);
}

#[tokio::test]
async fn the_totals_alone_are_told_where_nothing_more_is_asked_for() {
    let (system, [one, _]) = two().await;
    make(&system, &one, "report").await;

    let full = from(&system, ask()).await;
    let totals = from(&system, WatchScorecardsRequest { view: 0, ..ask() }).await;

    assert_eq!(full.len(), totals.len());
    for (full, totals) in full.into_iter().zip(totals) {
        let (Some(Scored::Scorecard(mut full)), Some(Scored::Scorecard(totals))) = (full.result, totals.result) else {
            panic!("a plan was refused")
        };
        assert!(!full.goals.is_empty());
        full.goals.clear();
        assert_eq!(full, totals);
    }
}

#[tokio::test]
async fn a_plan_that_cannot_be_scored_is_named_without_a_version_and_ends_nothing() {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let rate = || vec![numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"))];
    let hubei = province.plan(Province::CITY, "hubei", weighed(("hubei", "20.00"), &["80.00"], rate())).await;
    let usual = province.plan(Province::CITY, "usual", plan_of(rate())).await;

    let told = from(&system, WatchScorecardsRequest { profile: "cn-2020".to_owned(), ..ask() }).await;

    assert_eq!(named(&told), [hubei.clone(), usual]);
    let Some(Scored::Refusal(refusal)) = &told[0].result else { panic!("{:?}", told[0]) };
    assert_eq!((&refusal.plan_version, refusal.reason.as_str()), (&hubei, "WEIGHT_SCHEME_MISMATCH"));
}

#[tokio::test]
async fn what_is_no_question_and_a_token_of_another_stream_are_refused() {
    let (system, _) = two().await;
    let token = from(&system, ask()).await.swap_remove(0).resume_token;

    let wrong = WatchScorecardsRequest {
        parent: "x".to_owned(),
        as_of_period: String::new(),
        profile: "A".to_owned(),
        view: 3,
        ..Default::default()
    };
    refused(&system, wrong).await.is_of_fields(&["parent", "as_of_period", "profile", "view"]);
    let none = WatchScorecardsRequest { profile: "profiles/none".to_owned(), ..ask() };
    refused(&system, none).await.is_not_found("profile", "profiles/none");
    for (parent, resume_token) in [(Province::TOWN, token.as_str()), (Province::CITY, "AAAA")] {
        let (parent, resume_token) = (parent.to_owned(), resume_token.to_owned());
        let other = WatchScorecardsRequest { parent, resume_token, ..ask() };
        refused(&system, other).await.is(Code::InvalidArgument, "RESUME_TOKEN_INVALID");
    }
    let fresh = System::all_on_sqlite();
    let resumed = WatchScorecardsRequest { resume_token: token, ..ask() };
    refused(&fresh, resumed).await.is(Code::OutOfRange, "RESUME_TOKEN_EXPIRED");
}

#[tokio::test]
async fn a_stream_from_now_tells_nothing_of_before_and_one_without_a_token_all_of_it() {
    let system = scored().await;
    let mut now = watch(&system, WatchScorecardsRequest { from_now: true, ..ask() }).await;
    let plan = format!("{}/departments/z/plans/2023", Province::CITY);

    Province::in_system(&system).report(&plan, "2023-12", &[("i001", "100")]).await;

    tells(&system, &mut now, &plan).await;
    let all = from(&system, ask()).await;
    // Seven approvals, five reports of indicators with this one's, seven executions.
    assert_eq!(named(&all).iter().filter(|name| **name == plan).count(), 3);
    assert_eq!(all.len(), 7 + 6 + 7);
}
