//! What persons decide: sides, checklists, points by hand, overrides.

use jixiao_proto::audit::v1::{ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::common::v1::scoring_method::Kind;
use jixiao_proto::common::v1::{ChecklistMethod, ManualMethod, ScoringChecklistItem, ScoringMethod, Tier};
use jixiao_proto::planning::v1::{CreatePlanRequest, CreatePlanResponse};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::judge_indicator_request::Ruling;
use jixiao_proto::scoring::v1::judgement::Ruling as Recorded;
use jixiao_proto::scoring::v1::{
    ChecklistRuling, IndicatorRow, JudgeIndicatorRequest, JudgeIndicatorResponse, JudgementSide, ManualRuling, Outcome,
    OverrideScoreRequest, OverrideScoreResponse, Overrider, Profile, ScorePlanRequest, ScorePlanResponse, Scorecard,
};
use jixiao_tests::{PLAN, REGION, Story, System, small_plan};
use tonic::Code;

use crate::profiles::{create, like};
use crate::start::{actual, actuals, approved, execution, judgement, number, text};

async fn card(system: &System) -> Scorecard {
    let score = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };
    let answer: ScorePlanResponse = system.answer("ScorePlan", &score).await;
    answer.scorecard.unwrap()
}

async fn row(system: &System, id: &str) -> IndicatorRow {
    card(system).await.goals.into_iter().flat_map(|goal| goal.rows).find(|row| row.indicator == id).unwrap()
}

fn overriding(indicator: &str, score: &str) -> OverrideScoreRequest {
    OverrideScoreRequest {
        plan: PLAN.to_owned(),
        indicator: indicator.to_owned(),
        score: score.to_owned(),
        overrider: Overrider::Finance as i32,
        grounds: "抽查不实".to_owned(),
        judge: "财政评审".to_owned(),
        ..Default::default()
    }
}

/// The small plan with a checklist for `i004` and points by hand for `i001`, approved and reported.
async fn by_hand() -> System {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let item = |points: &str| ScoringChecklistItem { text: "制度健全".to_owned(), points: points.to_owned() };
    let mut content = small_plan();
    let checklist = ChecklistMethod { items: vec![item("3"), item("1"), item("2")] };
    content.indicators[3].method = Some(ScoringMethod { kind: Some(Kind::Checklist(checklist)) });
    content.indicators[0].method = Some(ScoringMethod { kind: Some(Kind::Manual(ManualMethod {})) });
    let create = CreatePlanRequest { name: PLAN.to_owned(), content: Some(content), ..Default::default() };
    let _: CreatePlanResponse = system.answer("CreatePlan", &create).await;
    story.weigh("").await;
    story.approve().await;
    let report = actuals("2023-12", vec![text("i004", "已建立制度"), number("i001", "7000")]);
    system.call("ReportActuals", &report).await.unwrap();
    system
}

fn ruling(indicator: &str, ruling: Ruling) -> JudgeIndicatorRequest {
    JudgeIndicatorRequest { ruling: Some(ruling), ..judgement(indicator, Tier::Achieved, "1") }
}

#[tokio::test]
async fn the_units_view_stands_beside_the_reviewers_and_only_that_counts() {
    let system = approved().await;
    system.call("ReportActuals", &actuals("2023-12", vec![text("i004", "明显提升")])).await.unwrap();
    let of_unit =
        JudgeIndicatorRequest { side: JudgementSide::Unit as i32, ..judgement("i004", Tier::Achieved, "30.00") };

    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &of_unit).await;
    let alone = row(&system, "i004").await;
    let _: JudgeIndicatorResponse =
        system.answer("JudgeIndicator", &judgement("i004", Tier::PartlyAchieved, "20.00")).await;
    let both = row(&system, "i004").await;

    assert_eq!((alone.outcome(), &*alone.score, &*alone.unit_score), (Outcome::Unjudged, "", "30.00"));
    assert_eq!((both.outcome(), &*both.score, &*both.unit_score), (Outcome::Judged, "20.00", "30.00"));
    assert_eq!(both.met, Some(false), "the reviewer's tier decides");
    let unit = both.unit_judgement.unwrap();
    assert_eq!((unit.side(), unit.revision, &*unit.profile), (JudgementSide::Unit, 1, "profiles/cn-2020/versions/1"));
    assert_eq!(both.judgement.unwrap().revision, 2);
}

#[tokio::test]
async fn the_units_own_total_is_there_once_all_rows_have_points_in_its_column() {
    let system = approved().await;
    let date = actual("i002", Value::Date("2023-09-30".to_owned()));
    let report =
        vec![number("i001", "6700"), date, number("i003", "1884000"), text("i004", "提升"), number("i005", "81")];
    system.call("ReportActuals", &actuals("2023-12", report)).await.unwrap();
    system.call("ReportExecution", &execution()).await.unwrap();
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judgement("i004", Tier::Achieved, "24.00")).await;
    let before = card(&system).await.totals.unwrap();
    let of_unit =
        JudgeIndicatorRequest { side: JudgementSide::Unit as i32, ..judgement("i004", Tier::Achieved, "30.00") };
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &of_unit).await;

    let after = card(&system).await.totals.unwrap();

    // 50 of output, 9 of satisfaction, 8 of the execution, and the text.
    assert_eq!((&*before.total, &*before.unit_total), ("91.00", ""));
    assert_eq!((&*after.total, &*after.unit_total), ("91.00", "97.00"));
}

#[tokio::test]
async fn a_checklist_is_judged_by_its_items_and_takes_none_that_is_not_on_it() {
    let system = by_hand().await;
    let checked = |met: Vec<u32>| ruling("i004", Ruling::Checklist(ChecklistRuling { met }));
    assert_eq!(row(&system, "i004").await.outcome(), Outcome::Unjudged);

    for (met, path) in [(vec![4], "checklist.met"), (vec![0], "checklist.met[0]"), (vec![2, 2], "checklist.met[1]")] {
        let fault = system.refused("JudgeIndicator", &checked(met)).await;
        fault.is(Code::InvalidArgument, "FIELD_INVALID");
        assert!(fault.fields.iter().all(|field| field.starts_with("checklist.met")), "{path}: {fault:?}");
    }
    system.refused("JudgeIndicator", &judgement("i004", Tier::Achieved, "30")).await.is_of_fields(&["ruling"]);
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &checked(vec![1, 3])).await;
    let judged = row(&system, "i004").await;
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &checked(vec![])).await;

    // Five of six points, of thirty.
    assert_eq!((judged.outcome(), &*judged.score), (Outcome::Judged, "25.00"));
    assert_eq!(row(&system, "i004").await.score, "0.00");
}

#[tokio::test]
async fn points_by_hand_go_from_nought_to_the_weight() {
    let system = by_hand().await;
    let manual = |score: &str| ruling("i001", Ruling::Manual(ManualRuling { score: score.to_owned() }));

    for score in ["0", "16.67", "8.005", "16.68"] {
        let answer = system.call("JudgeIndicator", &manual(score)).await.map_err(|it| jixiao_tests::Fault::of(&it));
        match score {
            "8.005" => answer.unwrap_err().is_of_fields(&["manual.score"]),
            "16.68" => answer.unwrap_err().is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND"),
            _ => {
                assert!(answer.is_ok(), "{score}: {answer:?}");
                continue;
            }
        };
    }
    let judged = row(&system, "i001").await;
    assert_eq!((judged.outcome(), &*judged.score, &*judged.method), (Outcome::Judged, "16.67", "manual"));
    let tier = judgement("i001", Tier::Achieved, "16.00");
    system.refused("JudgeIndicator", &tier).await.is_of_fields(&["ruling"]);
}

#[tokio::test]
async fn an_override_keeps_what_was_computed_and_can_be_taken_back() {
    let system = approved().await;
    system.call("ReportActuals", &actuals("2023-12", vec![number("i001", "6700")])).await.unwrap();

    let answer: OverrideScoreResponse = system.answer("OverrideScore", &overriding("i001", "10.00")).await;
    let overridden = row(&system, "i001").await;
    let _: OverrideScoreResponse = system.answer("OverrideScore", &overriding("i001", "")).await;
    let taken_back = row(&system, "i001").await;

    let Some(Recorded::Override(recorded)) = answer.judgement.unwrap().ruling else { panic!("it is no override") };
    assert_eq!((&*recorded.score, &*recorded.computed_score), ("10.00", "16.67"));
    assert_eq!((overridden.outcome(), overridden.computed_outcome()), (Outcome::Overridden, Outcome::Scored));
    assert_eq!((&*overridden.score, &*overridden.unit_score, overridden.met), ("10.00", "16.67", Some(true)));
    assert_eq!(overridden.trace.unwrap().arithmetic, "6700 = 6700: 16.67", "how the computed one came about");
    assert_eq!(overridden.overridden_by.unwrap().grounds, "抽查不实");
    assert_eq!((taken_back.outcome(), &*taken_back.score), (Outcome::Scored, "16.67"));
    let list =
        ListAuditEntriesRequest { parent: REGION.to_owned(), method: "OverrideScore".to_owned(), ..Default::default() };
    let entries: ListAuditEntriesResponse = system.answer("ListAuditEntries", &list).await;
    let scores = entries.audit_entries.iter().map(|it| {
        let changes = it.entry.as_ref().unwrap().changes.iter();
        let change = changes.clone().find(|change| change.field == "override.score").unwrap();
        (change.old.clone(), change.new.clone())
    });
    let ten = Some("10.00".to_owned());
    assert_eq!(scores.collect::<Vec<_>>(), [(None, ten.clone()), (ten, None)]);
}

#[tokio::test]
async fn an_override_is_of_a_report_and_any_row_may_have_one() {
    let system = approved().await;
    let not_applicable = jixiao_proto::results::v1::NotApplicable { reason: "未开展".to_owned() };
    let report = vec![text("i001", "完成"), actual("i003", Value::NotApplicable(not_applicable))];
    system.call("ReportActuals", &actuals("2023-12", report)).await.unwrap();
    let before = [row(&system, "i001").await, row(&system, "i003").await, row(&system, "i005").await];
    assert_eq!(before.map(|row| row.outcome()), [Outcome::NotScorable, Outcome::NotApplicable, Outcome::NotReported]);

    for id in ["i001", "i003", "i005"] {
        let _: OverrideScoreResponse = system.answer("OverrideScore", &overriding(id, "5")).await;
        let row = row(&system, id).await;
        assert_eq!((row.outcome(), &*row.score), (Outcome::Overridden, "5.00"), "{id}");
    }
    system.call("ReportActuals", &actuals("2023-12", vec![number("i005", "90")])).await.unwrap();

    let reported = row(&system, "i005").await;
    assert_eq!((reported.outcome(), &*reported.score), (Outcome::Scored, "10.00"), "it was of no report");
    let stale = OverrideScoreRequest { actual_revision: 1, ..overriding("i005", "5") };
    system.refused("OverrideScore", &stale).await.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", "2")]);
}

#[tokio::test]
async fn who_may_override_is_the_profiles_and_nobody_goes_above_the_weight() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    create(&system, REGION, &Profile { overriders: vec![Overrider::Department as i32], ..own.clone() }).await;
    create(&system, REGION, &Profile { id: "none".to_owned(), overriders: Vec::new(), ..own }).await;
    let under = |profile: &str| OverrideScoreRequest { profile: profile.to_owned(), ..overriding("i001", "5") };

    let fault = system.refused("OverrideScore", &under("own")).await;
    fault.is(Code::PermissionDenied, "OVERRIDE_NOT_ALLOWED");
    assert_eq!(fault.metadata["overriders"], "department");
    let fault = system.refused("OverrideScore", &under("none")).await;
    assert_eq!((&*fault.reason, &*fault.metadata["overriders"]), ("OVERRIDE_NOT_ALLOWED", ""));
    let of_department = OverrideScoreRequest { overrider: Overrider::Department as i32, ..under("own") };
    assert!(system.call("OverrideScore", &of_department).await.is_ok());
    let above = overriding("i001", "16.68");
    system.refused("OverrideScore", &above).await.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND");
    let unknown = overriding("i099", "1");
    system.refused("OverrideScore", &unknown).await.is(Code::NotFound, "INDICATOR_UNKNOWN");
}
