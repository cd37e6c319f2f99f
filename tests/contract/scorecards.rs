//! Finalized scorecards: stored, superseded, computed anew, compared.

use jixiao_proto::common::v1::{NumericTarget, Sign, Target, Tier, target};
use jixiao_proto::planning::v1::{
    AdjustPlanRequest, AdjustPlanResponse, ApprovePlanRequest, Indicator, PlanContent, ReviewPlanRequest, ReviewStage,
    SubmitPlanRequest, UpdatePlanRequest, UpdatePlanResponse,
};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ReportExecutionRequest};
use jixiao_proto::scoring::v1::{
    DiffScorecardsRequest, DiffScorecardsResponse, FinalizeScorecardRequest, FinalizeScorecardResponse,
    GetScorecardRequest, GetScorecardResponse, Grade, JudgeIndicatorResponse, ListScorecardsRequest,
    ListScorecardsResponse, NotApplicableRule, OverAchievementEffect, OverrideScoreRequest, Overrider, Profile,
    ScoreCause, ScorePlanRequest, ScorePlanResponse, VerifyScorecardRequest, VerifyScorecardResponse,
};
use jixiao_tests::{PLAN, REGION, System};
use prost_types::FieldMask;
use tonic::Code;

use crate::pages::walk;
use crate::profiles::{create, like};
use crate::start::{actual, actuals, amounts, approved, execution, judgement, number, text};

fn finalizing() -> FinalizeScorecardRequest {
    FinalizeScorecardRequest { plan: PLAN.to_owned(), finalizer: "财政局".to_owned(), ..Default::default() }
}

async fn finalize(system: &System, request: &FinalizeScorecardRequest) -> FinalizeScorecardResponse {
    system.answer("FinalizeScorecard", request).await
}

fn because(actual: Actual) -> Actual {
    Actual { deviation_reason: "物价上涨".to_owned(), ..actual }
}

async fn report(system: &System, reported: Vec<Actual>) {
    system.call("ReportActuals", &actuals("2023-12", reported)).await.unwrap();
}

async fn judge(system: &System, score: &str) {
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judgement("i004", Tier::Achieved, score)).await;
}

/// The small plan with 16.67, 16.67, 16.66, 27.00, 9.00 and 8.00 of the execution: 94.00.
pub(crate) async fn complete() -> System {
    let system = approved().await;
    let date = actual("i002", Value::Date("2023-09-30".to_owned()));
    let missed = because(number("i005", "81"));
    report(&system, vec![number("i001", "6700"), date, number("i003", "1884000"), text("i004", "提升"), missed]).await;
    system.call("ReportExecution", &execution()).await.unwrap();
    judge(&system, "27.00").await;
    system
}

async fn get(system: &System, number: &str) -> GetScorecardResponse {
    let get = GetScorecardRequest { name: format!("{PLAN}/scorecards/{number}") };
    system.answer("GetScorecard", &get).await
}

async fn verify(system: &System, number: &str) -> VerifyScorecardResponse {
    let verify = VerifyScorecardRequest { name: format!("{PLAN}/scorecards/{number}") };
    system.answer("VerifyScorecard", &verify).await
}

#[tokio::test]
async fn what_is_finalized_is_what_score_plan_answers_with_all_it_rests_on() {
    let system = complete().await;
    let score = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };
    let scored: ScorePlanResponse = system.answer("ScorePlan", &score).await;

    let finalized = finalize(&system, &finalizing()).await;

    assert_eq!(finalized.scorecard, scored.scorecard);
    let stored = finalized.stored_scorecard.clone().unwrap();
    assert_eq!(stored.name, format!("{PLAN}/scorecards/1"));
    assert_eq!(stored.pins, scored.scorecard.unwrap().pins);
    assert_eq!((&*stored.total, stored.grade(), stored.superseded), ("94.00", Grade::Excellent, false));
    assert_eq!((&*stored.principal, &*stored.finalizer), ("local", "财政局"));
    for number in ["1", "-"] {
        let read = get(&system, number).await;
        assert_eq!((read.stored_scorecard, read.scorecard), (Some(stored.clone()), finalized.scorecard.clone()));
    }
    system
        .refused("GetScorecard", &GetScorecardRequest { name: format!("{PLAN}/scorecards/2") })
        .await
        .is_not_found("scorecard", &format!("{PLAN}/scorecards/2"));
}

#[tokio::test]
async fn nothing_is_finalized_while_rows_are_missing_or_reasons_are_owed() {
    let system = approved().await;
    let date = actual("i002", Value::Date("2023-09-30".to_owned()));
    report(&system, vec![number("i001", "9000"), date, text("i004", "提升"), number("i005", "81")]).await;

    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    fault.is(Code::FailedPrecondition, "SCORECARD_INCOMPLETE").has(&[("missing", "i003,i004,execution")]);

    report(&system, vec![number("i003", "1884000")]).await;
    system.call("ReportExecution", &execution()).await.unwrap();
    judge(&system, "27.00").await;
    let fault = system.refused("FinalizeScorecard", &finalizing()).await;
    // i001 is far above its target, i005 below it.
    fault.is(Code::FailedPrecondition, "REASONS_OWED").has(&[("indicators", "i001,i005")]);

    let own = like(&system, "profiles/cn-2020", "own").await;
    let ignoring = OverAchievementEffect::Ignored as i32;
    create(&system, REGION, &Profile { over_achievement_effect: ignoring, ..own }).await;
    let under = FinalizeScorecardRequest { profile: "own".to_owned(), ..finalizing() };
    let fault = system.refused("FinalizeScorecard", &under).await;
    fault.is(Code::FailedPrecondition, "REASONS_OWED").has(&[("indicators", "i005")]);
    report(&system, vec![because(number("i005", "81"))]).await;
    assert_eq!(finalize(&system, &under).await.stored_scorecard.unwrap().total, "94.00");
}

#[tokio::test]
async fn a_card_that_moved_since_it_was_read_is_not_finalized_and_a_repeat_answers_the_same() {
    let system = complete().await;
    let stale = FinalizeScorecardRequest { actuals_revision: 1, judgements_revision: 1, ..finalizing() };
    system.refused("FinalizeScorecard", &stale).await.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", "2")]);
    let read = FinalizeScorecardRequest { actuals_revision: 2, judgements_revision: 1, ..finalizing() };
    judge(&system, "26.00").await;
    system.refused("FinalizeScorecard", &read).await.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", "2")]);

    let request = FinalizeScorecardRequest { judgements_revision: 2, request_id: "finalize".to_owned(), ..read };
    let first = finalize(&system, &request).await;
    report(&system, vec![number("i001", "1")]).await;
    let repeated = finalize(&system, &request).await;

    assert_eq!(first, repeated);
    let list = ListScorecardsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let listed: ListScorecardsResponse = system.answer("ListScorecards", &list).await;
    assert_eq!(listed.stored_scorecards.len(), 1);
}

#[tokio::test]
async fn a_newer_card_supersedes_and_the_list_has_all() {
    let system = complete().await;
    for score in ["26.00", "25.00", "24.00"] {
        finalize(&system, &finalizing()).await;
        judge(&system, score).await;
    }
    let list = ListScorecardsRequest { parent: PLAN.to_owned(), ..Default::default() };

    let cards = walk!(system, "ListScorecards", list.clone() => ListScorecardsResponse, stored_scorecards);

    let told: Vec<_> = cards.iter().map(|card| (&*card.total, card.superseded)).collect();
    assert_eq!(told, [("94.00", true), ("93.00", true), ("92.00", false)]);
    assert_eq!(get(&system, "-").await.stored_scorecard.as_ref(), cards.last());
}

#[tokio::test]
async fn eight_at_once_get_a_number_each() {
    let system = complete().await;
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let caller = system.caller();
            let message = prost::Message::encode_to_vec(&finalizing());
            tokio::spawn(async move { caller.call("FinalizeScorecard", tonic::Request::new(message)).await })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap().is_ok());
    }

    let list = ListScorecardsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let listed: ListScorecardsResponse = system.answer("ListScorecards", &list).await;

    let names: Vec<_> = listed.stored_scorecards.iter().map(|card| card.name.clone()).collect();
    assert_eq!(names, (1..=8).map(|number| format!("{PLAN}/scorecards/{number}")).collect::<Vec<_>>());
    assert_eq!(listed.stored_scorecards.iter().filter(|card| !card.superseded).count(), 1);
}

/// Adjusts the plan, changes its content, and takes it to approval as the next version.
async fn next_version(system: &System, change: impl FnOnce(&mut PlanContent)) {
    let adjust = AdjustPlanRequest { name: PLAN.to_owned(), reason: "追加预算".to_owned(), ..Default::default() };
    let draft: AdjustPlanResponse = system.answer("AdjustPlan", &adjust).await;
    let plan = draft.plan.unwrap();
    let mut content = plan.content.unwrap();
    change(&mut content);
    let update = UpdatePlanRequest {
        name: PLAN.to_owned(),
        content: Some(content),
        update_mask: Some(FieldMask { paths: vec!["indicators".to_owned()] }),
        etag: plan.etag,
        ..Default::default()
    };
    let _: UpdatePlanResponse = system.answer("UpdatePlan", &update).await;
    let name = || PLAN.to_owned();
    system.call("SubmitPlan", &SubmitPlanRequest { name: name(), ..Default::default() }).await.unwrap();
    for stage in [ReviewStage::Department, ReviewStage::Finance] {
        let reviewer = "审核人".to_owned();
        let review = ReviewPlanRequest { name: name(), stage: stage as i32, reviewer, ..Default::default() };
        system.call("ReviewPlan", &review).await.unwrap();
    }
    let approve = ApprovePlanRequest { name: name(), approver: "批复人".to_owned(), ..Default::default() };
    system.call("ApprovePlan", &approve).await.unwrap();
}

#[tokio::test]
async fn an_old_card_is_computed_anew_to_the_byte_whatever_came_since() {
    let system = complete().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let own = create(&system, REGION, &own).await;
    let first = finalize(&system, &FinalizeScorecardRequest { profile: "own".to_owned(), ..finalizing() }).await;

    report(&system, vec![number("i001", "1"), text("i004", "更正")]).await;
    judge(&system, "24.00").await;
    let spent = ReportExecutionRequest { total: Some(amounts(150_000, None, 1)), ..execution() };
    system.call("ReportExecution", &spent).await.unwrap();
    create(&system, REGION, &Profile { strict: true, ..own }).await;
    next_version(&system, |content| content.indicators[0].name = "体检人次".to_owned()).await;

    let verified = verify(&system, "1").await;
    assert!(verified.same && verified.intact, "{verified:?}");
    let stored = first.stored_scorecard.unwrap();
    assert_eq!(verified.computed_sha256, stored.scorecard_sha256);
    assert_eq!(get(&system, "1").await.scorecard, first.scorecard);
}

fn diff(base: i32) -> DiffScorecardsRequest {
    DiffScorecardsRequest { name: format!("{PLAN}/scorecards/-"), base }
}

/// Indicator, points before and now, and causes of each row that differs between a card and the newest.
fn told(response: &DiffScorecardsResponse) -> Vec<(&str, &str, &str, Vec<ScoreCause>)> {
    let rows = response.rows.iter();
    rows.map(|row| (&*row.indicator, &*row.score_before, &*row.score_now, row.causes().collect())).collect()
}

#[tokio::test]
async fn a_diff_says_of_every_row_why_it_moved_and_adds_up() {
    let system = complete().await;
    finalize(&system, &finalizing()).await;
    report(&system, vec![because(number("i003", "2072400"))]).await;
    judge(&system, "24.00").await;
    let spent = ReportExecutionRequest { total: Some(amounts(150_000, None, 150_000)), ..execution() };
    system.call("ReportExecution", &spent).await.unwrap();
    let over = OverrideScoreRequest {
        plan: PLAN.to_owned(),
        indicator: "i001".to_owned(),
        score: "10".to_owned(),
        overrider: Overrider::Finance as i32,
        grounds: "抽查".to_owned(),
        judge: "财政评审".to_owned(),
        ..Default::default()
    };
    system.call("OverrideScore", &over).await.unwrap();
    finalize(&system, &finalizing()).await;

    let answer: DiffScorecardsResponse = system.answer("DiffScorecards", &diff(1)).await;

    let expected = [
        ("i001", "16.67", "10.00", vec![ScoreCause::Override]),
        ("i003", "16.66", "14.99", vec![ScoreCause::Actual]),
        ("i004", "27.00", "24.00", vec![ScoreCause::Judgement]),
        ("execution", "8.00", "10.00", vec![ScoreCause::Actual]),
    ];
    assert_eq!(told(&answer), expected);
    assert_eq!((&*answer.difference, &*answer.points_difference), ("-9.34", "-9.34"));
    let same: DiffScorecardsResponse = system.answer("DiffScorecards", &diff(2)).await;
    assert_eq!((same.rows.len(), &*same.difference), (0, "0.00"));
    let absent = diff(3);
    system.refused("DiffScorecards", &absent).await.is_not_found("scorecard", &format!("{PLAN}/scorecards/3"));
}

#[tokio::test]
async fn a_diff_tells_other_targets_weights_rows_and_rules_apart() {
    let system = complete().await;
    finalize(&system, &finalizing()).await;
    let goal = Target {
        kind: Some(target::Kind::Numeric(NumericTarget {
            sign: Sign::AtLeast as i32,
            value: "6000".to_owned(),
            unit: "人".to_owned(),
        })),
    };
    next_version(&system, |content| {
        let added = Indicator {
            id: String::new(),
            name: "回访人数".to_owned(),
            weight: "6.67".to_owned(),
            ..content.indicators[0].clone()
        };
        content.indicators[0].target = Some(goal);
        content.indicators[1].weight = "10.00".to_owned();
        let dropped = content.indicators.remove(2);
        content.indicators.insert(2, Indicator { weight: dropped.weight, ..added.clone() });
        content.indicators.insert(3, added);
    })
    .await;
    report(&system, vec![number("i006", "6700"), number("i007", "6700")]).await;
    finalize(&system, &finalizing()).await;

    let answer: DiffScorecardsResponse = system.answer("DiffScorecards", &diff(1)).await;

    let expected = [
        ("i001", "16.67", "16.67", vec![ScoreCause::Target]),
        ("i002", "16.67", "10.00", vec![ScoreCause::Weight]),
        ("i006", "", "16.66", vec![ScoreCause::Added]),
        ("i007", "", "6.67", vec![ScoreCause::Added]),
        ("i003", "16.66", "", vec![ScoreCause::Removed]),
    ];
    assert_eq!(told(&answer), expected);
    assert_eq!((&*answer.difference, &*answer.points_difference), ("0.00", "0.00"));

    let own = like(&system, "profiles/cn-2020", "own").await;
    create(&system, REGION, &Profile { rules: vec![yes_or_no()], ..own }).await;
    finalize(&system, &FinalizeScorecardRequest { profile: "own".to_owned(), ..finalizing() }).await;
    let answer: DiffScorecardsResponse = system.answer("DiffScorecards", &diff(2)).await;
    assert_eq!(told(&answer), [("i005", "9.00", "0.00", vec![ScoreCause::Profile])]);
}

/// Yes or no for what is in percent.
fn yes_or_no() -> jixiao_proto::scoring::v1::MethodRule {
    use jixiao_proto::common::v1::{ScoringMethod, YesNoMethod, scoring_method::Kind};
    use jixiao_proto::scoring::v1::{IndicatorSelector, MethodRule};
    let selector = IndicatorSelector { unit: "%".to_owned(), ..Default::default() };
    let method = ScoringMethod { kind: Some(Kind::YesNo(YesNoMethod {})) };
    MethodRule { selector: Some(selector), method: Some(method) }
}

#[tokio::test]
async fn weight_that_moved_because_rows_do_not_apply_is_told_as_weight() {
    let system = complete().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let moving = NotApplicableRule::Move as i32;
    create(&system, REGION, &Profile { not_applicable_rule: moving, ..own }).await;
    let under = FinalizeScorecardRequest { profile: "own".to_owned(), ..finalizing() };
    finalize(&system, &under).await;
    let not_applicable = jixiao_proto::results::v1::NotApplicable { reason: "未开展".to_owned() };
    report(&system, vec![actual("i003", Value::NotApplicable(not_applicable))]).await;
    finalize(&system, &under).await;

    let answer: DiffScorecardsResponse = system.answer("DiffScorecards", &diff(1)).await;

    let expected = [
        ("i001", "16.67", "25.00", vec![ScoreCause::Weight]),
        ("i002", "16.67", "25.00", vec![ScoreCause::Weight]),
        ("i003", "16.66", "", vec![ScoreCause::Actual]),
    ];
    assert_eq!(told(&answer), expected);
    assert_eq!(answer.difference, "0.00");
}
