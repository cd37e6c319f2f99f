//! Points of a person in the place of a row's.

use jixiao_proto::audit::v1::{ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::common::v1::{Change, Tier};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{NotApplicable, ReportActualsResponse};
use jixiao_proto::scoring::v1::judgement::Ruling;
use jixiao_proto::scoring::v1::{
    Judgement, Outcome, OverrideRuling, OverrideScoreRequest, OverrideScoreResponse, Overrider, Profile, Scorecard,
};
use jixiao_tests::{PLAN, REGION, Story, System};
use tonic::Code;

use crate::profiles::{create, rules};
use crate::start::{actual, actuals, approved, complete, execution, judgement, number, overriding, row, text};

async fn overridden(system: &System, request: &OverrideScoreRequest) -> Judgement {
    let answer: OverrideScoreResponse = system.answer("OverrideScore", request).await;
    answer.judgement.unwrap()
}

fn ruling(judgement: &Judgement) -> (Overrider, &str, &str) {
    match judgement.ruling.as_ref().unwrap() {
        Ruling::Override(OverrideRuling { overrider, score, computed_score }) => {
            (Overrider::try_from(*overrider).unwrap(), score, computed_score)
        }
        other => panic!("{other:?} is no override"),
    }
}

async fn score(system: &System) -> Scorecard {
    Story::new(system).score().await
}

/// All but what the card rests on.
fn unpinned(card: &Scorecard) -> Scorecard {
    Scorecard { pins: None, ..card.clone() }
}

#[tokio::test]
async fn an_override_takes_the_place_of_the_points_and_keeps_what_was_computed() {
    let system = complete().await;
    let before = score(&system).await;

    let judgement = overridden(&system, &overriding("i001", "10")).await;

    assert_eq!(ruling(&judgement), (Overrider::Finance, "10.00", "16.67"));
    assert_eq!((judgement.grounds.as_str(), judgement.judge.as_str()), ("佐证不足", "财政审核人"));
    assert_eq!((judgement.actual_period.as_str(), judgement.actual_revision, judgement.revision), ("2023-12", 1, 2));
    assert_eq!(judgement.profile, "profiles/cn-2020/versions/1");
    let after = score(&system).await;
    let (old, new) = (row(&before, "i001"), row(&after, "i001"));
    assert_eq!((new.score.as_str(), new.outcome()), ("10.00", Outcome::Overridden));
    assert_eq!((new.computed_outcome(), &new.trace, new.met), (Outcome::Scored, &old.trace, old.met));
    assert_eq!((new.unit_score.as_str(), old.unit_score.as_str()), ("16.67", "16.67"));
    assert_eq!(new.overridden_by, Some(Judgement { judge_time: None, ..judgement }));
    let (old, new) = (before.totals.unwrap(), after.totals.unwrap());
    assert_eq!((old.total.as_str(), new.total.as_str(), new.points.as_str()), ("95.00", "88.33", "88.33"));
    assert_eq!((new.grade().as_str_name(), new.unit_total), ("GRADE_GOOD", old.unit_total));
}

#[tokio::test]
async fn a_later_override_takes_the_place_of_an_earlier_and_an_empty_one_gives_the_row_back() {
    let system = complete().await;
    let before = score(&system).await;
    overridden(&system, &overriding("i004", "10")).await;

    let second = OverrideScoreRequest { overrider: Overrider::Department as i32, ..overriding("i004", "11") };
    let second = overridden(&system, &second).await;
    assert_eq!(ruling(&second), (Overrider::Department, "11.00", "27.00"));
    assert_eq!(row(&score(&system).await, "i004").score, "11.00");
    let withdrawn = overridden(&system, &overriding("i004", "")).await;

    assert_eq!(ruling(&withdrawn), (Overrider::Finance, "", "27.00"));
    let after = score(&system).await;
    assert_eq!(unpinned(&after), unpinned(&before));
    assert_eq!(after.pins.unwrap().judgements_revision, 4);
}

#[tokio::test]
async fn any_row_may_be_overridden_whatever_became_of_it() {
    let system = approved().await;
    let not_applicable = actual("i005", Value::NotApplicable(NotApplicable { reason: "今年未开展".to_owned() }));
    let report = actuals("2023-12", vec![text("i003", "完成"), text("i004", "提升"), not_applicable]);
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
    system.call("ReportExecution", &execution()).await.unwrap();
    let before = score(&system).await;

    for (indicator, computed, revision) in [
        ("i001", Outcome::NotReported, 0),
        ("i003", Outcome::NotScorable, 1),
        ("i004", Outcome::Unjudged, 1),
        ("i005", Outcome::NotApplicable, 1),
    ] {
        assert_eq!(row(&before, indicator).outcome(), computed);
        let judgement = overridden(&system, &overriding(indicator, "1")).await;
        assert_eq!((ruling(&judgement).2, judgement.actual_revision), ("", revision), "{indicator}");
        let card = score(&system).await;
        let row = row(&card, indicator);
        assert_eq!((row.score.as_str(), row.outcome()), ("1.00", Outcome::Overridden), "{indicator}");
        assert_eq!(row.computed_outcome(), computed);
    }
    let totals = score(&system).await.totals.unwrap();
    assert_eq!((totals.missing, totals.applicable_weight.as_str()), (vec!["i002".to_owned()], "100.00"));

    for indicator in ["i001", "i003", "i004", "i005"] {
        overridden(&system, &overriding(indicator, "")).await;
    }
    assert_eq!(unpinned(&score(&system).await), unpinned(&before));
}

#[tokio::test]
async fn an_override_goes_from_nought_to_the_weight() {
    let system = complete().await;

    for above in ["16.68", "100"] {
        let fault = system.refused("OverrideScore", &overriding("i001", above)).await;
        fault.is(Code::InvalidArgument, "SCORE_OUTSIDE_BAND").has(&[("lowest", "0.00"), ("highest", "16.67")]);
    }
    for (given, shown) in [("0", "0.00"), ("16.67", "16.67")] {
        overridden(&system, &overriding("i001", given)).await;
        assert_eq!(row(&score(&system).await, "i001").score, shown);
    }
}

#[tokio::test]
async fn an_override_holds_for_its_report_alone() {
    let system = complete().await;
    overridden(&system, &overriding("i001", "1")).await;

    Story::new(&system).report("2023-12", "i001", "3350").await;

    let card = score(&system).await;
    let now = row(&card, "i001");
    assert_eq!((now.score.as_str(), now.outcome(), &now.overridden_by), ("8.34", Outcome::Scored, &None));
    let stale = OverrideScoreRequest { actual_revision: 1, ..overriding("i001", "1") };
    let fault = system.refused("OverrideScore", &stale).await;
    fault.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", "3")]);
    let present = OverrideScoreRequest { actual_revision: 3, ..overriding("i001", "1") };
    assert_eq!(overridden(&system, &present).await.actual_revision, 3);
}

#[tokio::test]
async fn an_override_of_a_row_without_a_report_ends_with_the_report() {
    let system = approved().await;
    overridden(&system, &overriding("i001", "16.67")).await;

    Story::new(&system).report("2023-12", "i001", "3350").await;

    assert_eq!(row(&score(&system).await, "i001").score, "8.34");
}

#[tokio::test]
async fn nobody_overrides_whom_the_profile_does_not_let() {
    let system = complete().await;
    let finance = vec![Overrider::Finance as i32];
    create(&system, REGION, Profile { overriders: finance, ..rules("finance") }).await;
    create(&system, REGION, Profile { overriders: Vec::new(), ..rules("nobody") }).await;
    let by = |overrider: Overrider, profile: &str| OverrideScoreRequest {
        overrider: overrider as i32,
        profile: profile.to_owned(),
        ..overriding("i001", "1")
    };

    for (overrider, profile, may) in [
        (Overrider::Department, "finance", "finance"),
        (Overrider::Department, "nobody", ""),
        (Overrider::Finance, "nobody", ""),
    ] {
        let fault = system.refused("OverrideScore", &by(overrider, profile)).await;
        let name = format!("{REGION}/profiles/{profile}/versions/1");
        fault.is(Code::PermissionDenied, "OVERRIDE_NOT_ALLOWED").has(&[("profile", &name), ("overriders", may)]);
    }
    let allowed = overridden(&system, &by(Overrider::Finance, "finance")).await;
    assert_eq!(allowed.profile, format!("{REGION}/profiles/finance/versions/1"));
}

#[tokio::test]
async fn the_fields_of_an_override_are_checked_and_its_indicator_must_be_in_the_plan() {
    let system = complete().await;
    let mut bad = overriding("I", "1.005");
    (bad.overrider, bad.actual_revision) = (0, -1);
    bad.grounds = String::new();
    bad.judge = "长".repeat(101);
    bad.as_of_period = "2024-01".to_owned();
    bad.profile = "CN".to_owned();

    let fault = system.refused("OverrideScore", &bad).await;

    fault.is_of_fields(&["as_of_period", "profile", "indicator", "score", "overrider", "grounds", "judge"]);
    let unknown = system.refused("OverrideScore", &overriding("i099", "1")).await;
    unknown.is(Code::NotFound, "INDICATOR_UNKNOWN").has(&[("plan", PLAN), ("indicators", "i099")]);
}

#[tokio::test]
async fn the_audit_says_who_overrode_what_by_what_and_why() {
    let system = complete().await;
    let indicator = format!("{PLAN}/indicators/i001");
    overridden(&system, &overriding("i001", "10")).await;
    let grounds = "复核后调整".to_owned();
    overridden(&system, &OverrideScoreRequest { grounds, ..overriding("i001", "9") }).await;
    overridden(&system, &overriding("i001", "")).await;

    let list = ListAuditEntriesRequest { parent: REGION.to_owned(), resource: indicator.clone(), ..Default::default() };
    let listed: ListAuditEntriesResponse = system.answer("ListAuditEntries", &list).await;

    let entries: Vec<_> = listed.audit_entries.into_iter().map(|it| it.entry.unwrap()).collect();
    let of_overrides = entries.iter().filter(|entry| entry.method == "OverrideScore");
    let changes: Vec<Vec<_>> = of_overrides.map(|entry| entry.changes.iter().map(told).collect()).collect();
    let expected = [
        vec![
            ("override.ruling", None, Some("财政部门")),
            ("override.score", Some("16.67"), Some("10.00")),
            ("override.grounds", None, Some("佐证不足")),
            ("override.judge", None, Some("财政审核人")),
        ],
        vec![
            ("override.ruling", Some("财政部门"), Some("财政部门")),
            ("override.score", Some("10.00"), Some("9.00")),
            ("override.grounds", Some("佐证不足"), Some("复核后调整")),
        ],
        vec![
            ("override.ruling", Some("财政部门"), Some("财政部门")),
            ("override.score", Some("9.00"), Some("16.67")),
            ("override.grounds", Some("复核后调整"), Some("佐证不足")),
        ],
    ];
    assert_eq!(changes, expected);
}

fn told(change: &Change) -> (&str, Option<&str>, Option<&str>) {
    (change.field.as_str(), change.old.as_deref(), change.new.as_deref())
}

#[tokio::test]
async fn an_overridden_row_may_be_judged_and_reported_on_beneath_the_override() {
    let system = complete().await;
    overridden(&system, &overriding("i004", "10")).await;

    let judge = judgement("i004", Tier::Achieved, "24");
    system.call("JudgeIndicator", &judge).await.unwrap();

    assert_eq!(row(&score(&system).await, "i004").score, "10.00");
    let again = overridden(&system, &overriding("i004", "")).await;
    assert_eq!(ruling(&again).2, "24.00");
    assert_eq!(row(&score(&system).await, "i004").score, "24.00");
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-11", vec![number("i001", "1")])).await;
    assert_eq!(row(&score(&system).await, "i001").score, "16.67");
}
