//! Which profile a plan is scored by.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::CreateWeightSchemeResponse;
use jixiao_proto::scoring::v1::{
    FinalizeScorecardRequest, FinalizeScorecardResponse, JudgeIndicatorRequest, OverrideScoreRequest, Profile,
    ScorePlanRequest, ScorePlanResponse,
};
use jixiao_tests::{PLAN, REGION, Story, System};
use tonic::Code;

use crate::profiles::{create, rules};
use crate::start::{approved, complete, finalized, finalizing, judgement, overriding};

const COUNTRY: &str = "regions/000000000";
const COUNTY: &str = "regions/120101000";
const OTHER: &str = "regions/130000000";

fn scoring(profile: &str) -> ScorePlanRequest {
    ScorePlanRequest { plan: PLAN.to_owned(), profile: profile.to_owned(), ..Default::default() }
}

/// The name of the profile that is used where that one is asked for.
async fn used(system: &System, profile: &str) -> String {
    let scored: ScorePlanResponse = system.answer("ScorePlan", &scoring(profile)).await;
    scored.scorecard.unwrap().pins.unwrap().profile
}

/// In force on those days; an empty one is no bound.
fn in_force(from: &str, to: &str) -> Profile {
    Profile { effective_from: from.to_owned(), effective_to: to.to_owned(), ..rules("own") }
}

/// The small plan, approved with the weights of a scheme.
async fn weighed(scheme: &str) -> System {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.small().await;
    if scheme == "own" {
        let own = crate::schemes::own(REGION);
        let _: CreateWeightSchemeResponse = system.answer("CreateWeightScheme", &own).await;
    }
    story.weigh(scheme).await;
    story.approve().await;
    system
}

#[tokio::test]
async fn of_the_versions_in_force_at_the_end_of_the_fiscal_year_the_newest_counts() {
    let system = approved().await;
    let mut version = 0;

    for (from, to, expected) in [
        ("", "", 1),
        ("2023-12-31", "", 2),
        ("2024-01-01", "", 2),
        ("", "2023-12-31", 4),
        ("", "2023-12-30", 4),
        ("2023-12-31", "2023-12-31", 6),
        ("2023-01-01", "2023-12-30", 6),
        ("2024-01-01", "2024-12-31", 6),
    ] {
        version += 1;
        assert_eq!(create(&system, REGION, in_force(from, to)).await.version, version);
        let name = format!("{REGION}/profiles/own/versions/{expected}");
        for profile in ["own", "regions/120000000/profiles/own"] {
            assert_eq!(used(&system, profile).await, name, "{from} to {to}");
        }
    }
    // A version that is named is used on any day.
    let name = format!("{REGION}/profiles/own/versions/3");
    assert_eq!(used(&system, &name).await, name);
}

#[tokio::test]
async fn a_profile_without_a_version_in_force_is_not_found() {
    let system = approved().await;
    create(&system, REGION, in_force("2024-01-01", "")).await;
    create(&system, REGION, in_force("", "2023-12-30")).await;

    for profile in ["own", "regions/120000000/profiles/own", "regions/120000000/profiles/own/versions/3"] {
        system.refused("ScorePlan", &scoring(profile)).await.is_not_found("profile", profile);
    }
}

#[tokio::test]
async fn the_nearest_region_with_a_version_in_force_wins_and_one_beside_or_below_is_not_seen() {
    let system = approved().await;
    for region in [OTHER, COUNTY] {
        create(&system, region, rules("own")).await;
        let named = format!("{region}/profiles/own");
        for profile in ["own", &named, &format!("{named}/versions/1")] {
            system.refused("ScorePlan", &scoring(profile)).await.is_not_found("profile", profile);
        }
    }

    let of_country = create(&system, COUNTRY, rules("own")).await.name;
    assert_eq!(used(&system, "own").await, of_country);
    create(&system, REGION, in_force("2024-01-01", "")).await;
    assert_eq!(used(&system, "own").await, of_country);
    let of_region = create(&system, REGION, in_force("2023-01-01", "")).await.name;
    assert_eq!(used(&system, "own").await, of_region);
    assert_eq!(used(&system, "regions/000000000/profiles/own").await, of_country);
}

#[tokio::test]
async fn a_plan_is_scored_by_the_profile_with_the_id_of_its_weight_scheme() {
    for scheme in ["cn-2020", "cn-2021-cost", "hubei"] {
        let system = weighed(scheme).await;
        assert_eq!(used(&system, "").await, format!("profiles/{scheme}/versions/1"));
    }

    let system = weighed("own").await;
    // There is none of that id yet, and `cn-2020` gives the execution row 10 points, the scheme 25.
    let metadata = [("profile_weight", "10.00"), ("plan_weight", "25.00")];
    let fault = system.refused("ScorePlan", &scoring("")).await;
    fault.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH").has(&metadata);
    create(&system, REGION, Profile { execution_weight: "25".to_owned(), ..rules("own") }).await;
    assert_eq!(used(&system, "").await, format!("{REGION}/profiles/own/versions/1"));
}

#[tokio::test]
async fn a_profile_of_another_execution_weight_than_the_plans_scores_judges_and_finalizes_nothing() {
    let system = complete().await;
    create(&system, REGION, Profile { execution_weight: "10.01".to_owned(), ..rules("own") }).await;

    for (profile, weight) in [("own", "10.01"), ("hubei", "20.00")] {
        let judge = JudgeIndicatorRequest { profile: profile.to_owned(), ..judgement("i004", Tier::Achieved, "30") };
        let over = OverrideScoreRequest { profile: profile.to_owned(), ..overriding("i001", "1") };
        let finalize = FinalizeScorecardRequest { profile: profile.to_owned(), ..finalizing() };
        let metadata = [("profile_weight", weight), ("plan_weight", "10.00")];
        for fault in [
            system.refused("ScorePlan", &scoring(profile)).await,
            system.refused("JudgeIndicator", &judge).await,
            system.refused("OverrideScore", &over).await,
            system.refused("FinalizeScorecard", &finalize).await,
        ] {
            fault.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH").has(&metadata);
        }
    }
}

#[tokio::test]
async fn a_newer_version_scores_anew_and_what_was_finalized_stays() {
    let system = complete().await;
    create(&system, REGION, rules("own")).await;
    let finalize = |profile: &str| FinalizeScorecardRequest { profile: profile.to_owned(), ..finalizing() };
    let first: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &finalize("own")).await;
    let mut stricter = rules("own");
    stricter.grades[0].lowest_total = "95.01".to_owned();
    create(&system, REGION, stricter).await;

    let second: FinalizeScorecardResponse = system.answer("FinalizeScorecard", &finalize("own")).await;

    let graded = |card: &FinalizeScorecardResponse| {
        let stored = card.stored_scorecard.clone().unwrap();
        (stored.total.clone(), stored.grade().as_str_name(), stored.pins.unwrap().profile)
    };
    let name = |version: i32| format!("{REGION}/profiles/own/versions/{version}");
    assert_eq!(graded(&first), ("95.00".to_owned(), "GRADE_EXCELLENT", name(1)));
    assert_eq!(graded(&second), ("95.00".to_owned(), "GRADE_GOOD", name(2)));
    assert_eq!(graded(&finalized(&system).await).2, "profiles/cn-2020/versions/1");
}
