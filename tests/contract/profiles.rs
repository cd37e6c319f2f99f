//! Profiles of regions.

use jixiao_proto::common::v1::{
    ManualMethod, ScoringMethod, ScoringStep, Sign, StepsMethod, ThresholdMethod, scoring_method::Kind,
};
use jixiao_proto::scoring::v1::{
    CapRule, CreateProfileRequest, CreateProfileResponse, EqualRule, GetProfileRequest, GetProfileResponse, Grade,
    GradeBound, IndicatorSelector, LightBounds, ListProfilesRequest, ListProfilesResponse, MethodRule,
    NotApplicableRule, OverAchievementEffect, Overrider, Profile, RoundingRule, TargetKind,
};
use jixiao_tests::{REGION, System};
use tonic::Code;

use crate::pages::walk;
use crate::schemes::registered;

const COUNTRY: &str = "regions/000000000";
const COUNTY: &str = "regions/120101000";
const OTHER: &str = "regions/130000000";

/// The rules of `cn-2020` under another id.
pub(crate) fn rules(id: &str) -> Profile {
    let bound = |grade: Grade, lowest: &str| GradeBound { grade: grade as i32, lowest_total: lowest.to_owned() };
    Profile {
        id: id.to_owned(),
        source: "津财绩效〔2023〕2号".to_owned(),
        execution_weight: "10".to_owned(),
        equal_rule: EqualRule::AtLeast as i32,
        cap_rule: CapRule::Linear as i32,
        over_achievement: "0.2".to_owned(),
        over_achievement_effect: OverAchievementEffect::ReasonOwed as i32,
        achieved_from: "0.8".to_owned(),
        partly_achieved_from: "0.6".to_owned(),
        not_applicable_rule: NotApplicableRule::Rescale as i32,
        rounding_rule: RoundingRule::HalfUp as i32,
        grades: vec![bound(Grade::Excellent, "90"), bound(Grade::Good, "80"), bound(Grade::Fair, "60")],
        lights: Some(lights(["0.6", "0.8", "1.2"])),
        plausible_excess: "0.05".to_owned(),
        overriders: vec![Overrider::Department as i32, Overrider::Finance as i32],
        ..Profile::default()
    }
}

fn lights([red, yellow, blue]: [&str; 3]) -> LightBounds {
    LightBounds { red_below: red.to_owned(), yellow_below: yellow.to_owned(), blue_from: blue.to_owned() }
}

pub(crate) fn creating(parent: &str, profile: Profile) -> CreateProfileRequest {
    CreateProfileRequest { parent: parent.to_owned(), profile: Some(profile), ..Default::default() }
}

/// Adds it to a region.
pub(crate) async fn create(system: &System, parent: &str, profile: Profile) -> Profile {
    let created: CreateProfileResponse = system.answer("CreateProfile", &creating(parent, profile)).await;
    created.profile.unwrap()
}

async fn get(system: &System, name: &str) -> Profile {
    let got: GetProfileResponse = system.answer("GetProfile", &GetProfileRequest { name: name.to_owned() }).await;
    got.profile.unwrap()
}

async fn listed(system: &System, parent: &str) -> Vec<Profile> {
    let list = || ListProfilesRequest { parent: parent.to_owned(), ..Default::default() };
    walk!(system, "ListProfiles", list() => ListProfilesResponse, profiles)
}

fn names(profiles: &[Profile]) -> Vec<&str> {
    profiles.iter().map(|profile| profile.name.as_str()).collect()
}

/// A rule for what has that kind, sign and unit.
fn rule(kind: TargetKind, sign: Sign, unit: &str, method: Option<Kind>) -> MethodRule {
    let (target_kind, sign, unit) = (kind as i32, sign as i32, unit.to_owned());
    let selector = Some(IndicatorSelector { target_kind, sign, unit, ..Default::default() });
    MethodRule { selector, method: method.map(|kind| ScoringMethod { kind: Some(kind) }) }
}

fn threshold(share: &str) -> Option<Kind> {
    Some(Kind::Threshold(ThresholdMethod { share: share.to_owned() }))
}

fn steps(steps: [(&str, &str); 2]) -> Option<Kind> {
    let step = |(from, points): (&str, &str)| ScoringStep { from: from.to_owned(), points: points.to_owned() };
    Some(Kind::Steps(StepsMethod { steps: steps.map(step).to_vec() }))
}

#[tokio::test]
async fn a_created_profile_is_read_back_with_canonical_numbers_and_all_its_rules() {
    let system = registered().await;
    let mut given = rules("own");
    (given.effective_from, given.effective_to) = ("2023-01-01".to_owned(), "2023-12-31".to_owned());
    given.strict = true;
    given.rules = vec![rule(TargetKind::Numeric, Sign::AtLeast, "%", threshold("0.6"))];
    // What the server sets is not looked at.
    (given.name, given.version) = ("profiles/hubei".to_owned(), 7);

    let created = create(&system, REGION, given.clone()).await;

    assert_eq!((created.name.as_str(), created.version), ("regions/120000000/profiles/own/versions/1", 1));
    assert_eq!((created.execution_weight.as_str(), created.over_achievement.as_str()), ("10.00", "0.20"));
    assert_eq!((created.achieved_from.as_str(), created.partly_achieved_from.as_str()), ("0.80", "0.60"));
    assert_eq!((created.plausible_excess.as_str(), created.strict), ("0.05", true));
    assert_eq!(created.lights, Some(lights(["0.60", "0.80", "1.20"])));
    assert_eq!(created.rules, [rule(TargetKind::Numeric, Sign::AtLeast, "%", threshold("0.60"))]);
    let grades: Vec<_> = created.grades.iter().map(|bound| (bound.grade(), bound.lowest_total.as_str())).collect();
    let expected = [(Grade::Excellent, "90.00"), (Grade::Good, "80.00"), (Grade::Fair, "60.00"), (Grade::Poor, "0.00")];
    assert_eq!(grades, expected);
    let same = |given: &Profile| {
        let Profile { id, source, effective_from, effective_to, overriders, .. } = given.clone();
        (id, source, effective_from, effective_to, overriders)
    };
    assert_eq!(same(&created), same(&given));
    assert_eq!(get(&system, &created.name).await, created);
    assert_eq!(get(&system, "regions/120000000/profiles/own").await, created);
    // What was read makes the next version.
    let again = create(&system, REGION, created.clone()).await;
    let name = "regions/120000000/profiles/own/versions/2".to_owned();
    assert_eq!(again, Profile { name, version: 2, ..created });
}

#[tokio::test]
async fn versions_count_up_and_one_never_changes() {
    let system = registered().await;
    let strict = || Profile { strict: true, ..rules("own") };

    let first = create(&system, REGION, rules("own")).await;
    let second = create(&system, REGION, strict()).await;
    let other = create(&system, REGION, rules("other")).await;
    let of_county = create(&system, COUNTY, rules("own")).await;

    assert_eq!([first.version, second.version, other.version, of_county.version], [1, 2, 1, 1]);
    assert_eq!(get(&system, "regions/120000000/profiles/own/versions/1").await, first);
    assert_eq!(get(&system, "regions/120000000/profiles/own/versions/2").await, second);
    assert_eq!(get(&system, "regions/120000000/profiles/own").await, second);
    for name in ["regions/120000000/profiles/own/versions/3", "profiles/own", "regions/000000000/profiles/own"] {
        let get = GetProfileRequest { name: name.to_owned() };
        system.refused("GetProfile", &get).await.is_not_found("profile", name);
    }
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_profile_is_said_at_once() {
    let system = registered().await;
    let mut bad = rules("A");
    bad.source = "长".repeat(201);
    (bad.effective_from, bad.effective_to) = ("2024-01-01".to_owned(), "2023-12-31".to_owned());
    (bad.equal_rule, bad.cap_rule, bad.over_achievement_effect) = (0, 9, 0);
    (bad.not_applicable_rule, bad.rounding_rule) = (0, -1);
    let manual = Some(Kind::Manual(ManualMethod {}));
    bad.rules = vec![
        rule(TargetKind::Qualitative, Sign::Unspecified, "", threshold("0.6")),
        rule(TargetKind::Unspecified, Sign::AtMost, "", steps([("90", "10"), ("80", "8")])),
        rule(TargetKind::Deadline, Sign::Unspecified, "%", manual),
        rule(TargetKind::Numeric, Sign::AtLeast, "", None),
        rule(TargetKind::Numeric, Sign::AtLeast, "", steps([("80", "8"), ("80", "10")])),
        rule(TargetKind::Unspecified, Sign::Unspecified, "", threshold("1.01")),
    ];
    bad.execution_weight = "100".to_owned();
    bad.over_achievement = "0".to_owned();
    (bad.achieved_from, bad.partly_achieved_from) = ("1.01".to_owned(), "1.01".to_owned());
    bad.plausible_excess = "1.01".to_owned();
    bad.grades[1].lowest_total = "90".to_owned();
    bad.lights = Some(lights(["0.8", "0.8", "1.2"]));
    bad.overriders = vec![Overrider::Finance as i32; 2];
    let request = CreateProfileRequest { request_id: "长".to_owned(), ..creating("x", bad) };

    let fault = system.refused("CreateProfile", &request).await;

    fault.is_of_fields(&[
        "request_id",
        "parent",
        "profile.id",
        "profile.source",
        "profile.effective_to",
        "profile.equal_rule",
        "profile.cap_rule",
        "profile.rules[0].method",
        "profile.rules[1].method",
        "profile.rules[2].selector.target_kind",
        "profile.rules[3].method",
        "profile.rules[4].method.steps.steps[1].from",
        "profile.rules[4].method.steps.steps[1].points",
        "profile.rules[5].method.threshold.share",
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
async fn an_empty_profile_lacks_everything_that_is_required() {
    let system = registered().await;

    let none = CreateProfileRequest { parent: REGION.to_owned(), ..Default::default() };
    system.refused("CreateProfile", &none).await.is_of_fields(&["profile"]);
    let empty = system.refused("CreateProfile", &creating(REGION, Profile::default())).await;

    empty.is_of_fields(&[
        "profile.id",
        "profile.source",
        "profile.execution_weight",
        "profile.equal_rule",
        "profile.cap_rule",
        "profile.over_achievement",
        "profile.over_achievement_effect",
        "profile.achieved_from",
        "profile.partly_achieved_from",
        "profile.not_applicable_rule",
        "profile.rounding_rule",
        "profile.grades",
        "profile.lights",
        "profile.plausible_excess",
    ]);
}

#[tokio::test]
async fn each_field_of_a_profile_is_refused_by_itself() {
    let system = registered().await;
    type Spoil = fn(&mut Profile);
    let spoilt: [(&str, Spoil); 18] = [
        ("execution_weight", |it| it.execution_weight = "100.01".to_owned()),
        ("effective_from", |it| it.effective_from = "2023-02-29".to_owned()),
        ("effective_to", |it| it.effective_to = "2023-13-01".to_owned()),
        ("achieved_from", |it| it.achieved_from = "0.805".to_owned()),
        ("partly_achieved_from", |it| it.partly_achieved_from = "0.8".to_owned()),
        ("partly_achieved_from", |it| it.partly_achieved_from = "0".to_owned()),
        ("over_achievement", |it| it.over_achievement = "-0.2".to_owned()),
        ("grades", |it| it.grades.swap(0, 1)),
        ("grades", |it| it.grades.truncate(2)),
        ("grades", |it| it.grades[2].lowest_total = "0".to_owned()),
        ("grades[0].lowest_total", |it| it.grades[0].lowest_total = "101".to_owned()),
        ("grades[3].lowest_total", |it| {
            it.grades.push(GradeBound { grade: Grade::Poor as i32, lowest_total: "1".to_owned() });
        }),
        ("lights", |it| it.lights = Some(lights(["0.6", "1.01", "1.2"]))),
        ("lights", |it| it.lights = Some(lights(["0.6", "0.8", "1"]))),
        ("lights.blue_from", |it| it.lights = Some(lights(["0.6", "0.8", "x"]))),
        ("overriders[1]", |it| it.overriders[1] = 0),
        ("overriders", |it| it.overriders = vec![1, 2, 2]),
        ("rules", |it| it.rules = vec![rule(TargetKind::Numeric, Sign::Unspecified, "", threshold("1")); 51]),
    ];

    for (path, spoil) in spoilt {
        let mut profile = rules("own");
        spoil(&mut profile);
        let fault = system.fault("CreateProfile", &creating(REGION, profile)).await;
        fault.is_of_fields(&[&format!("profile.{path}")]);
    }

    assert_eq!(listed(&system, REGION).await, listed(&system, "").await);
}

#[tokio::test]
async fn a_built_in_profile_is_not_created_anew() {
    let system = registered().await;

    for id in ["cn-2020", "cn-2021-cost", "hubei"] {
        for validate_only in [false, true] {
            let request = CreateProfileRequest { validate_only, ..creating(REGION, rules(id)) };
            let fault = system.refused("CreateProfile", &request).await;
            fault.is(Code::AlreadyExists, "RESOURCE_EXISTS");
            assert_eq!(fault.resource, Some(("profile".to_owned(), format!("profiles/{id}"))));
        }
    }
}

#[tokio::test]
async fn a_profile_that_is_only_validated_is_shown_as_the_next_version_and_not_stored() {
    let system = registered().await;
    create(&system, REGION, rules("own")).await;
    let check = CreateProfileRequest {
        request_id: "own".to_owned(),
        validate_only: true,
        ..creating(REGION, Profile { strict: true, ..rules("own") })
    };
    let before = system.facts().await;

    let checked: CreateProfileResponse = system.answer("CreateProfile", &check).await;
    before.are_still(&system.facts().await);
    // The id was not used up.
    let store = CreateProfileRequest { validate_only: false, ..check.clone() };
    let stored: CreateProfileResponse = system.answer("CreateProfile", &store).await;
    let fault = system.refused("CreateProfile", &check).await;

    assert_eq!(checked, stored);
    assert_eq!(stored.profile.unwrap().version, 2);
    fault.is(Code::InvalidArgument, "REQUEST_ID_REUSED").has(&[("request_id", "own")]);
}

#[tokio::test]
async fn profiles_come_built_in_first_then_by_region_id_and_version() {
    let system = registered().await;
    for (region, id) in [(COUNTY, "z"), (REGION, "z"), (REGION, "a-b"), (REGION, "a0"), (COUNTRY, "z"), (OTHER, "b")] {
        create(&system, region, rules(id)).await;
    }
    for _ in 2..=11 {
        create(&system, REGION, rules("a0")).await;
    }
    let built_in = ["profiles/cn-2020/versions/1", "profiles/cn-2021-cost/versions/1", "profiles/hubei/versions/1"];
    let mut own = vec![
        "regions/000000000/profiles/z/versions/1".to_owned(),
        "regions/120000000/profiles/a-b/versions/1".to_owned(),
    ];
    own.extend((1..=11).map(|version| format!("regions/120000000/profiles/a0/versions/{version}")));
    own.push("regions/120000000/profiles/z/versions/1".to_owned());
    own.push("regions/120101000/profiles/z/versions/1".to_owned());
    let own: Vec<&str> = own.iter().map(String::as_str).collect();

    let of_county = listed(&system, COUNTY).await;

    assert_eq!(names(&of_county), [&built_in[..], &own[..]].concat());
    assert_eq!(names(&listed(&system, REGION).await), [&built_in[..], &own[..own.len() - 1]].concat());
    assert_eq!(names(&listed(&system, COUNTRY).await), [&built_in[..], &own[..1]].concat());
    assert_eq!(names(&listed(&system, "").await), built_in);
    for profile in &of_county {
        assert_eq!(get(&system, &profile.name).await, *profile);
    }
}

#[tokio::test]
async fn a_page_of_profiles_goes_on_for_its_own_parent_alone() {
    let system = registered().await;
    create(&system, REGION, rules("own")).await;
    let list = |parent: &str, page_token: &str| ListProfilesRequest {
        parent: parent.to_owned(),
        page_size: 3,
        page_token: page_token.to_owned(),
    };
    let first: ListProfilesResponse = system.answer("ListProfiles", &list(REGION, "")).await;
    let token = first.next_page_token;

    for parent in [COUNTY, ""] {
        let fault = system.fault("ListProfiles", &list(parent, &token)).await;
        fault.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    let rest: ListProfilesResponse = system.answer("ListProfiles", &list(REGION, &token)).await;

    assert_eq!(names(&rest.profiles), ["regions/120000000/profiles/own/versions/1"]);
    assert_eq!(rest.next_page_token, "");
    for parent in ["x", "regions/12", "profiles/cn-2020", "regions/120000000/departments/canlian"] {
        system.fault("ListProfiles", &list(parent, "")).await.is_of_fields(&["parent"]);
    }
    for name in ["own", "profiles/", "regions/12/profiles/own", "profiles/own/versions/0", "weightSchemes/cn-2020"] {
        let get = GetProfileRequest { name: name.to_owned() };
        system.fault("GetProfile", &get).await.is_of_fields(&["name"]);
    }
}
