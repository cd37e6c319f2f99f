//! Why the score moved between two finalized scorecards.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{ScoringMethod, Tier, YesNoMethod, scoring_method};
use jixiao_proto::planning::v1::{
    AddIndicatorsRequest, AddIndicatorsResponse, DropIndicatorsRequest, DropIndicatorsResponse, Indicator, Plan,
    UpdateIndicatorRequest, UpdateIndicatorResponse,
};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, NotApplicable, ReportActualsRequest};
use jixiao_proto::scoring::v1::{
    DiffScorecardsRequest, DiffScorecardsResponse, EqualRule, FinalizeScorecardRequest, FinalizeScorecardResponse,
    JudgeIndicatorRequest, NotApplicableRule, Profile, RowDifference, ScoreCause,
};
use jixiao_tests::{PLAN, REGION, Story, System};
use prost_types::FieldMask;

use crate::adjust::adjusted;
use crate::profiles::{create, rules};
use crate::start::{
    actual, actuals, amounts, complete, execution, finalized, finalizing, judgement, number, overriding,
};

/// What differs between the newest scorecard and the one with that number. The differences of the rows sum to that of
/// the points.
async fn diff(system: &System, base: i32) -> DiffScorecardsResponse {
    let request = DiffScorecardsRequest { name: format!("{PLAN}/scorecards/-"), base };
    let diff: DiffScorecardsResponse = system.answer("DiffScorecards", &request).await;
    let hundredths = |text: &str| text.replace('.', "").parse::<i64>().unwrap_or_default();
    let sum: i64 = diff.rows.iter().map(|row| hundredths(&row.difference)).sum();
    assert_eq!(sum, hundredths(&diff.points_difference), "{diff:?}");
    for row in &diff.rows {
        assert_eq!(hundredths(&row.difference), hundredths(&row.score_now) - hundredths(&row.score_before));
        assert!(!row.causes.is_empty(), "{row:?}");
    }
    diff
}

/// Indicators with their differences and causes.
fn told(diff: &DiffScorecardsResponse) -> Vec<(&str, &str, Vec<ScoreCause>)> {
    let causes = |row: &RowDifference| row.causes().collect();
    diff.rows.iter().map(|it| (it.indicator.as_str(), it.difference.as_str(), causes(it))).collect()
}

async fn finalize_by(system: &System, profile: &str) {
    let request = FinalizeScorecardRequest { profile: profile.to_owned(), ..finalizing() };
    let _: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &request).await;
}

/// A number with a reason for its deviation.
fn explained(indicator: &str, value: &str) -> ReportActualsRequest {
    let deviation_reason = "场地改造".to_owned();
    actuals("2023-12", vec![Actual { deviation_reason, ..number(indicator, value) }])
}

/// Changes the first indicator of the draft.
async fn changed(system: &System, draft: &Plan, path: &str, change: impl FnOnce(&mut Indicator)) {
    let mut indicator = draft.content.as_ref().unwrap().indicators.first().unwrap().clone();
    change(&mut indicator);
    let update = UpdateIndicatorRequest {
        name: PLAN.to_owned(),
        indicator: Some(indicator),
        update_mask: Some(FieldMask { paths: vec![path.to_owned()] }),
        etag: draft.etag.clone(),
        ..Default::default()
    };
    let _: UpdateIndicatorResponse = system.answer("UpdateIndicator", &update).await;
}

fn double(indicator: &mut Indicator) {
    if let Some(Kind::Numeric(target)) = indicator.target.as_mut().and_then(|target| target.kind.as_mut()) {
        target.value = "13400".to_owned();
    }
}

#[tokio::test]
async fn a_scorecard_does_not_differ_from_itself() {
    let system = complete().await;
    let stored = finalized(&system).await.stored_scorecard;

    let diff = diff(&system, 1).await;

    assert_eq!((diff.difference.as_str(), diff.points_difference.as_str()), ("0.00", "0.00"));
    assert_eq!((diff.rows.len(), &diff.before, &diff.now), (0, &stored, &stored));
}

#[tokio::test]
async fn an_actual_a_judgement_an_override_and_the_execution_are_told_apart() {
    let system = complete().await;
    finalized(&system).await;
    system.call("ReportActuals", &explained("i001", "5500")).await.unwrap();
    system.call("JudgeIndicator", &judgement("i004", Tier::Achieved, "29.5")).await.unwrap();
    system.call("OverrideScore", &overriding("i003", "16")).await.unwrap();
    let mut spent = execution();
    spent.total = Some(amounts(150_000, None, 135_000));
    system.call("ReportExecution", &spent).await.unwrap();
    finalized(&system).await;

    let diff = diff(&system, 1).await;

    let expected = [
        ("i001", "-2.99", vec![ScoreCause::Actual]),
        ("i003", "-0.66", vec![ScoreCause::Override]),
        ("i004", "2.50", vec![ScoreCause::Judgement]),
        ("execution", "1.00", vec![ScoreCause::Actual]),
    ];
    assert_eq!(told(&diff), expected);
    assert_eq!((diff.difference.as_str(), diff.points_difference.as_str()), ("-0.15", "-0.15"));
    assert_eq!((diff.before.unwrap().total.as_str(), diff.now.unwrap().total.as_str()), ("95.00", "94.85"));
    let first = &diff.rows[0];
    assert_eq!((first.indicator_name.as_str(), first.score_before.as_str()), ("体检人数", "16.67"));
    assert_eq!(first.trace_now.as_ref().unwrap().arithmetic, "16.67 × 5500 ÷ 6700 = 13.68");
    let last = &diff.rows[3];
    assert_eq!(
        (last.indicator_name.as_str(), last.score_before.as_str(), last.score_now.as_str()),
        ("", "8.00", "9.00")
    );
}

#[tokio::test]
async fn a_judgement_that_was_made_anew_with_equal_points_is_told_and_an_override_that_ends() {
    let system = complete().await;
    system.call("OverrideScore", &overriding("i003", "16")).await.unwrap();
    finalized(&system).await;
    let again = JudgeIndicatorRequest { grounds: "复核".to_owned(), ..judgement("i004", Tier::Achieved, "27") };
    system.call("JudgeIndicator", &again).await.unwrap();
    system.call("OverrideScore", &overriding("i003", "")).await.unwrap();
    finalized(&system).await;

    let diff = diff(&system, 1).await;

    let expected = [("i003", "0.66", vec![ScoreCause::Override]), ("i004", "0.00", vec![ScoreCause::Judgement])];
    assert_eq!(told(&diff), expected);
}

#[tokio::test]
async fn a_row_whose_actual_changed_without_its_points_is_told_and_one_said_again_is_not() {
    let system = complete().await;
    finalized(&system).await;
    let report = actuals("2023-12", vec![number("i001", "6800"), number("i005", "90")]);
    system.call("ReportActuals", &report).await.unwrap();
    finalized(&system).await;

    let diff = diff(&system, 1).await;

    assert_eq!(told(&diff), [("i001", "0.00", vec![ScoreCause::Actual])]);
    assert_eq!(diff.difference, "0.00");
}

#[tokio::test]
async fn a_target_and_a_method_of_another_version_are_told() {
    let system = complete().await;
    finalized(&system).await;
    let draft = adjusted(&system).await;
    changed(&system, &draft, "target", double).await;
    Story::new(&system).approve().await;
    system.call("ReportActuals", &explained("i001", "6700")).await.unwrap();
    finalized(&system).await;
    assert_eq!(told(&diff(&system, 1).await), [("i001", "-8.33", vec![ScoreCause::Target])]);

    let draft = adjusted(&system).await;
    let kind = Some(scoring_method::Kind::YesNo(YesNoMethod {}));
    changed(&system, &draft, "method", |it| it.method = Some(ScoringMethod { kind })).await;
    Story::new(&system).approve().await;
    finalized(&system).await;

    assert_eq!(told(&diff(&system, 2).await), [("i001", "-8.34", vec![ScoreCause::Target])]);
}

#[tokio::test]
async fn rows_that_came_and_went_are_told_with_the_weights_that_they_moved() {
    let system = complete().await;
    finalized(&system).await;
    let draft = adjusted(&system).await;
    let mut new = draft.content.unwrap().indicators[0].clone();
    (new.id, new.name, new.weight) = (String::new(), "复检人数".to_owned(), String::new());
    let add =
        AddIndicatorsRequest { name: PLAN.to_owned(), indicators: vec![new], etag: draft.etag, ..Default::default() };
    let added: AddIndicatorsResponse = system.answer("AddIndicators", &add).await;
    let drop = DropIndicatorsRequest {
        name: PLAN.to_owned(),
        indicators: vec!["i005".to_owned()],
        etag: added.plan.unwrap().etag,
        ..Default::default()
    };
    let _: DropIndicatorsResponse = system.answer("DropIndicators", &drop).await;
    let mut story = Story::new(&system);
    // Output 50 over four, effect 40 with the share of the satisfaction that is gone.
    story.weigh("").await;
    story.approve().await;
    system.call("ReportActuals", &actuals("2023-12", vec![number("i006", "6700")])).await.unwrap();
    system.call("JudgeIndicator", &judgement("i004", Tier::Achieved, "36")).await.unwrap();
    finalized(&system).await;

    let diff = diff(&system, 1).await;

    let (weight, judged) = (ScoreCause::Weight, ScoreCause::Judgement);
    let expected = [
        ("i001", "-4.17", vec![weight]),
        ("i002", "-4.17", vec![weight]),
        ("i003", "-4.16", vec![weight]),
        ("i006", "12.50", vec![ScoreCause::Added]),
        ("i004", "9.00", vec![weight, judged]),
        ("i005", "-10.00", vec![ScoreCause::Removed]),
    ];
    assert_eq!(told(&diff), expected);
    let (added, removed) = (&diff.rows[3], &diff.rows[5]);
    assert_eq!((added.score_before.as_str(), &added.trace_before), ("", &None));
    assert_eq!(
        (removed.indicator_name.as_str(), removed.score_now.as_str(), &removed.trace_now),
        ("满意度", "", &None)
    );
}

#[tokio::test]
async fn another_profile_is_the_cause_of_what_it_scores_otherwise_and_of_nothing_else() {
    let system = complete().await;
    create(&system, REGION, rules("own")).await;
    system.call("ReportActuals", &explained("i005", "99")).await.unwrap();
    finalize_by(&system, "own").await;
    create(&system, REGION, Profile { equal_rule: EqualRule::Exact as i32, ..rules("own") }).await;
    finalize_by(&system, "own").await;

    let diff = diff(&system, 1).await;

    assert_eq!(told(&diff), [("i005", "-1.00", vec![ScoreCause::Profile])]);
    assert_eq!(diff.difference, "-1.00");
}

#[tokio::test]
async fn weight_that_rows_which_do_not_apply_gave_away_is_a_cause() {
    let system = complete().await;
    let moving = NotApplicableRule::Move as i32;
    create(&system, REGION, Profile { not_applicable_rule: moving, ..rules("moving") }).await;
    finalize_by(&system, "moving").await;
    let gone = Value::NotApplicable(NotApplicable { reason: "今年未开展".to_owned() });
    system.call("ReportActuals", &actuals("2023-12", vec![actual("i003", gone)])).await.unwrap();
    finalize_by(&system, "moving").await;

    let moved = diff(&system, 1).await;

    let expected = [
        ("i001", "8.33", vec![ScoreCause::Weight]),
        ("i002", "8.33", vec![ScoreCause::Weight]),
        ("i003", "-16.66", vec![ScoreCause::Actual]),
    ];
    assert_eq!(told(&moved), expected);
    assert_eq!((moved.difference.as_str(), moved.points_difference.as_str()), ("0.00", "0.00"));

    // Where the rest is rescaled the points fall, and the total by less.
    finalized(&system).await;
    let rescaled = diff(&system, 2).await;
    assert_eq!((rescaled.points_difference.as_str(), rescaled.difference.as_str()), ("-16.66", "-1.00"));
}

#[tokio::test]
async fn the_older_one_must_be_there() {
    let system = complete().await;
    finalized(&system).await;
    let request = |name: String, base| DiffScorecardsRequest { name, base };

    for base in [0, -1] {
        let fault = system.refused("DiffScorecards", &request(format!("{PLAN}/scorecards/-"), base)).await;
        fault.is_of_fields(&["base"]);
    }
    let absent = format!("{PLAN}/scorecards/2");
    for (name, base) in [(absent.clone(), 1), (format!("{PLAN}/scorecards/1"), 2)] {
        system.refused("DiffScorecards", &request(name, base)).await.is_not_found("scorecard", &absent);
    }
    system.refused("DiffScorecards", &request(PLAN.to_owned(), 0)).await.is_of_fields(&["name", "base"]);
}
