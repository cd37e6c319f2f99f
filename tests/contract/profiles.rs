//! Profiles: the rules of scoring as data of a region.

use jixiao_proto::common::v1::scoring_method::Kind;
use jixiao_proto::common::v1::{Level1, ScoringMethod, Sign, ThresholdMethod, YesNoMethod};
use jixiao_proto::planning::v1::{CreatePlanRequest, CreatePlanResponse};
use jixiao_proto::scoring::v1::{
    CreateProfileRequest, CreateProfileResponse, EqualRule, GetProfileRequest, GetProfileResponse, GradeBound,
    IndicatorSelector, LightBounds, ListProfilesRequest, ListProfilesResponse, MethodRule, Profile, ScorePlanRequest,
    ScorePlanResponse, TargetKind,
};
use jixiao_tests::{PLAN, REGION, Story, System, small_plan};
use tonic::Code;

use crate::pages::walk;
use crate::start::{actuals, approved, number};

const COUNTRY: &str = "regions/000000000";

/// A built-in one as a region would make its own of it.
pub(crate) async fn like(system: &System, name: &str, id: &str) -> Profile {
    let get = GetProfileRequest { name: name.to_owned() };
    let answer: GetProfileResponse = system.answer("GetProfile", &get).await;
    Profile { id: id.to_owned(), ..answer.profile.unwrap() }
}

pub(crate) fn creating(parent: &str, profile: &Profile) -> CreateProfileRequest {
    CreateProfileRequest { parent: parent.to_owned(), profile: Some(profile.clone()), ..Default::default() }
}

pub(crate) async fn create(system: &System, parent: &str, profile: &Profile) -> Profile {
    let answer: CreateProfileResponse = system.answer("CreateProfile", &creating(parent, profile)).await;
    answer.profile.unwrap()
}

/// The rules a plan was scored by.
async fn scored_by(system: &System, plan: &str, profile: &str) -> String {
    let score = ScorePlanRequest { plan: plan.to_owned(), profile: profile.to_owned(), ..Default::default() };
    let answer: ScorePlanResponse = system.answer("ScorePlan", &score).await;
    answer.scorecard.unwrap().pins.unwrap().profile
}

#[tokio::test]
async fn every_creation_is_the_next_version_and_none_changes() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;

    let first = create(&system, REGION, &own).await;
    let strict = Profile { strict: true, ..first.clone() };
    let second = create(&system, REGION, &strict).await;

    let names = [1, 2].map(|version| format!("{REGION}/profiles/own/versions/{version}"));
    assert_eq!([&first.name, &second.name], [&names[0], &names[1]]);
    assert_eq!((first.version, second.version, first.strict, second.strict), (1, 2, false, true));
    assert_eq!(like(&system, &names[0], "own").await, first);
    assert_eq!(like(&system, &format!("{REGION}/profiles/own"), "own").await, second);
    let absent = GetProfileRequest { name: format!("{REGION}/profiles/own/versions/3") };
    system.refused("GetProfile", &absent).await.is_not_found("profile", &absent.name);
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_profile_is_said_at_once_and_nothing_is_written() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let rule = |method, selector| MethodRule { selector, method: Some(ScoringMethod { kind: Some(method) }) };
    let threshold = Kind::Threshold(ThresholdMethod { share: "1.01".to_owned() });
    let selector = IndicatorSelector { level1: 99, sign: 99, ..Default::default() };
    let grade = |grade, lowest: &str| GradeBound { grade, lowest_total: lowest.to_owned() };
    let spoilt = Profile {
        id: "Own".to_owned(),
        source: String::new(),
        effective_from: "2024-01-01".to_owned(),
        effective_to: "2023-12-31".to_owned(),
        execution_weight: "100".to_owned(),
        equal_rule: EqualRule::Unspecified as i32,
        cap_rule: 99,
        rules: vec![rule(threshold, None), rule(Kind::YesNo(YesNoMethod {}), Some(selector))],
        over_achievement: "0".to_owned(),
        over_achievement_effect: 0,
        achieved_from: "1.01".to_owned(),
        partly_achieved_from: "1.01".to_owned(),
        not_applicable_rule: 0,
        rounding_rule: 0,
        grades: vec![grade(1, "80"), grade(2, "90"), grade(3, "60")],
        lights: Some(LightBounds {
            red_below: "0.80".to_owned(),
            yellow_below: "0.60".to_owned(),
            blue_from: "1.20".to_owned(),
        }),
        plausible_excess: "1.01".to_owned(),
        overriders: vec![1, 1],
        ..own
    };

    let fault = system.refused("CreateProfile", &creating(REGION, &spoilt)).await;

    fault.is_of_fields(&[
        "profile.id",
        "profile.source",
        "profile.effective_to",
        "profile.equal_rule",
        "profile.cap_rule",
        "profile.rules[0].method.threshold.share",
        "profile.rules[1].selector.level1",
        "profile.rules[1].selector.sign",
        "profile.over_achievement_effect",
        "profile.not_applicable_rule",
        "profile.rounding_rule",
        "profile.execution_weight",
        "profile.over_achievement",
        "profile.achieved_from",
        "profile.partly_achieved_from",
        "profile.plausible_excess",
        "profile.lights",
        "profile.grades",
        "profile.overriders",
    ]);
}

#[tokio::test]
async fn the_id_of_a_built_in_one_cannot_be_taken_and_a_check_stores_nothing() {
    let system = approved().await;
    let own = like(&system, "profiles/hubei", "own").await;
    let taken = Profile { id: "cn-2020".to_owned(), ..own.clone() };
    system.refused("CreateProfile", &creating(REGION, &taken)).await.is(Code::AlreadyExists, "RESOURCE_EXISTS");
    let check = CreateProfileRequest { validate_only: true, request_id: "own-1".to_owned(), ..creating(REGION, &own) };
    let before = system.facts().await;

    let answer: CreateProfileResponse = system.answer("CreateProfile", &check).await;

    assert_eq!(answer.profile.unwrap().name, format!("{REGION}/profiles/own/versions/1"));
    before.are_still(&system.facts().await);
    let real = CreateProfileRequest { validate_only: false, ..check };
    let made: CreateProfileResponse = system.answer("CreateProfile", &real).await;
    let repeated: CreateProfileResponse = system.answer("CreateProfile", &real).await;
    assert_eq!(made, repeated);
    let other = CreateProfileRequest { profile: Some(Profile { strict: true, ..own }), ..real };
    system.refused("CreateProfile", &other).await.is(Code::InvalidArgument, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn the_version_in_force_on_the_last_day_of_the_year_scores_it() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let dated =
        |from: &str, to: &str| Profile { effective_from: from.to_owned(), effective_to: to.to_owned(), ..own.clone() };
    let versions = [dated("", "2023-12-30"), dated("2023-12-31", "2023-12-31"), dated("2024-01-01", "")];
    for version in &versions {
        create(&system, REGION, version).await;
    }

    let name = |version| format!("{REGION}/profiles/own/versions/{version}");
    assert_eq!(scored_by(&system, PLAN, "own").await, name(2));
    assert_eq!(scored_by(&system, PLAN, &format!("{REGION}/profiles/own")).await, name(2));
    // A version that is named counts whether it is in force or not.
    assert_eq!(scored_by(&system, PLAN, &name(3)).await, name(3));
    create(&system, REGION, &dated("", "")).await;
    assert_eq!(scored_by(&system, PLAN, "own").await, name(4));
}

#[tokio::test]
async fn the_nearest_region_counts_and_that_of_another_is_not_there() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let country = create(&system, COUNTRY, &own).await;
    let other = create(&system, "regions/130000000", &Profile { id: "other".to_owned(), ..own.clone() }).await;
    let score =
        |profile: &str| ScorePlanRequest { plan: PLAN.to_owned(), profile: profile.to_owned(), ..Default::default() };

    assert_eq!(scored_by(&system, PLAN, "own").await, country.name);
    system.refused("ScorePlan", &score("other")).await.is_not_found("profile", "other");
    system.refused("ScorePlan", &score(&other.name)).await.is_not_found("profile", &other.name);
    let nearest = create(&system, REGION, &own).await;
    assert_eq!(scored_by(&system, PLAN, "own").await, nearest.name);
    assert_eq!(scored_by(&system, PLAN, &format!("{COUNTRY}/profiles/own")).await, country.name);
}

#[tokio::test]
async fn a_plan_is_scored_by_the_profile_of_its_weight_scheme() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let create_plan = CreatePlanRequest { name: PLAN.to_owned(), content: Some(small_plan()), ..Default::default() };
    let _: CreatePlanResponse = system.answer("CreatePlan", &create_plan).await;
    let scheme = crate::schemes::own(REGION);
    let _: jixiao_proto::planning::v1::CreateWeightSchemeResponse = system.answer("CreateWeightScheme", &scheme).await;
    story.weigh("own").await;
    story.approve().await;
    let score = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };

    // The scheme weighs the execution with 25; there is no profile of that id yet, and cn-2020 has another weight.
    let fault = system.refused("ScorePlan", &score).await;
    fault.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH");
    fault.has(&[("profile_weight", "10.00"), ("plan_weight", "25.00")]);

    let own = like(&system, "profiles/cn-2020", "own").await;
    let own = create(&system, REGION, &Profile { execution_weight: "25".to_owned(), ..own }).await;
    assert_eq!(scored_by(&system, PLAN, "").await, own.name);
}

#[tokio::test]
async fn a_rule_of_a_profile_scores_the_indicators_it_is_for_and_no_others() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let yes_no = Some(ScoringMethod { kind: Some(Kind::YesNo(YesNoMethod {})) });
    let selector = IndicatorSelector {
        level1: Level1::Output as i32,
        target_kind: TargetKind::Numeric as i32,
        sign: Sign::AtLeast as i32,
        unit: "人".to_owned(),
        name_part: "体检".to_owned(),
        ..Default::default()
    };
    let rules = vec![MethodRule { selector: Some(selector), method: yes_no }];
    create(&system, REGION, &Profile { rules, ..own }).await;
    let report = actuals("2023-12", vec![number("i001", "6699"), number("i005", "81")]);
    system.call("ReportActuals", &report).await.unwrap();

    let mut scores = Vec::new();
    for profile in ["", "own"] {
        let score = ScorePlanRequest { plan: PLAN.to_owned(), profile: profile.to_owned(), ..Default::default() };
        let answer: ScorePlanResponse = system.answer("ScorePlan", &score).await;
        let rows: Vec<_> = answer.scorecard.unwrap().goals.into_iter().flat_map(|goal| goal.rows).collect();
        let of = |id: &str| rows.iter().find(|row| row.indicator == id).unwrap();
        scores.push([of("i001").score.clone(), of("i001").method.clone(), of("i005").score.clone()]);
    }

    assert_eq!(scores, [["16.67", "proportional", "9.00"], ["0.00", "yes-no", "9.00"]]);
}

#[tokio::test]
async fn profiles_are_listed_built_in_first_then_from_the_top_down() {
    let system = approved().await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    for region in [REGION, COUNTRY, REGION, "regions/130000000"] {
        create(&system, region, &own).await;
    }
    let list = ListProfilesRequest { parent: REGION.to_owned(), ..Default::default() };

    let profiles = walk!(system, "ListProfiles", list.clone() => ListProfilesResponse, profiles);

    let names: Vec<_> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(
        names[..3],
        ["profiles/cn-2020/versions/1", "profiles/cn-2021-cost/versions/1", "profiles/hubei/versions/1"]
    );
    let own = [format!("{COUNTRY}/profiles/own/versions/1")]
        .into_iter()
        .chain([1, 2].map(|version| format!("{REGION}/profiles/own/versions/{version}")));
    assert_eq!(names[3..], own.collect::<Vec<_>>());
}
