//! The method and the library id of an indicator.

use jixiao_proto::common::v1::scoring_method::Kind;
use jixiao_proto::common::v1::{
    ChecklistMethod, DeductionMethod, ManualMethod, NumericTarget, ScoringChecklistItem, ScoringMethod, ScoringStep,
    Sign, StepsMethod, Target, ThresholdMethod, YesNoMethod, target,
};
use jixiao_proto::planning::v1::{
    AddIndicatorsRequest, AddIndicatorsResponse, BatchUpsertLibraryIndicatorsResponse, CopyPlanRequest,
    CopyPlanResponse, CreatePlanRequest, DiffPlanVersionsRequest, DiffPlanVersionsResponse, GetPlanRequest,
    GetPlanResponse, Indicator, Plan, PlanContent, RebasePlanRequest, UpdateIndicatorRequest, UpdateIndicatorResponse,
    UpdatePlanRequest,
};
use jixiao_tests::{DEPARTMENT, PLAN, REGION, Story, System, small_plan};
use prost_types::FieldMask;

use crate::adjust::adjusted;
use crate::library::one;
use crate::start::draft;

fn method(kind: Kind) -> Option<ScoringMethod> {
    Some(ScoringMethod { kind: Some(kind) })
}

fn steps(steps: &[(&str, &str)]) -> Option<ScoringMethod> {
    let step = |(from, points): &(&str, &str)| ScoringStep { from: (*from).to_owned(), points: (*points).to_owned() };
    method(Kind::Steps(StepsMethod { steps: steps.iter().map(step).collect() }))
}

fn checklist(count: usize) -> Option<ScoringMethod> {
    let item = ScoringChecklistItem { text: "制度健全".to_owned(), points: "2".to_owned() };
    method(Kind::Checklist(ChecklistMethod { items: vec![item; count] }))
}

fn threshold(share: &str) -> Option<ScoringMethod> {
    method(Kind::Threshold(ThresholdMethod { share: share.to_owned() }))
}

fn create(content: PlanContent) -> CreatePlanRequest {
    CreatePlanRequest { name: format!("{DEPARTMENT}/plans/2024"), content: Some(content), request_id: String::new() }
}

fn masked(paths: &[&str]) -> Option<FieldMask> {
    Some(FieldMask { paths: paths.iter().map(|path| (*path).to_owned()).collect() })
}

fn updating(indicator: Indicator, paths: &[&str], etag: &str) -> UpdateIndicatorRequest {
    UpdateIndicatorRequest {
        name: PLAN.to_owned(),
        indicator: Some(indicator),
        update_mask: masked(paths),
        etag: etag.to_owned(),
        ..Default::default()
    }
}

/// Gives `i001` another library id and method.
async fn put(system: &System, library: &str, method: Option<ScoringMethod>, etag: &str) -> Plan {
    let indicator = Indicator { id: "i001".to_owned(), library: library.to_owned(), method, ..Default::default() };
    let update = updating(indicator, &["library", "method"], etag);
    let answer: UpdateIndicatorResponse = system.answer("UpdateIndicator", &update).await;
    answer.plan.unwrap()
}

fn first(plan: &Plan) -> &Indicator {
    plan.content.as_ref().unwrap().indicators.iter().find(|indicator| indicator.id == "i001").unwrap()
}

async fn get(system: &System, name: &str) -> Plan {
    let get = GetPlanRequest { name: name.to_owned(), approved: false };
    let answer: GetPlanResponse = system.answer("GetPlan", &get).await;
    answer.plan.unwrap()
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_method_is_said_at_once_and_nothing_is_written() {
    let system = draft().await;
    let mut content = small_plan();
    let deduction = DeductionMethod { points_per_unit: "0".to_owned() };
    let wrong = [
        steps(&[("90", "10"), ("x", "y")]),
        threshold("1.01"),
        method(Kind::Deduction(deduction)),
        checklist(0),
        Some(ScoringMethod { kind: None }),
    ];
    for (indicator, method) in content.indicators.iter_mut().zip(wrong) {
        indicator.method = method;
    }
    content.indicators[0].library = "Trained Persons".to_owned();

    let refused = system.refused("CreatePlan", &create(content)).await;

    refused.is_of_fields(&[
        "content.indicators[0].library",
        "content.indicators[0].method.steps.steps[1].from",
        "content.indicators[0].method.steps.steps[1].points",
        "content.indicators[1].method.threshold.share",
        "content.indicators[2].method.deduction.points_per_unit",
        "content.indicators[3].method.checklist.items",
        "content.indicators[4].method.kind",
    ]);
}

#[tokio::test]
async fn a_method_that_does_not_fit_the_target_is_refused_wherever_it_is_given() {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;
    let content = plan.content.clone().unwrap();
    // Of a deadline, a cap and a text; a number has to be at least reached for both.
    let misfits = [(1, threshold("0.60")), (2, steps(&[("90", "10")])), (3, method(Kind::YesNo(YesNoMethod {})))];

    for (place, method) in misfits {
        let mut spoilt = small_plan();
        spoilt.indicators[place].method.clone_from(&method);
        let path = format!("content.indicators[{place}].method");
        system.refused("CreatePlan", &create(spoilt)).await.is_of_fields(&[&path]);

        let mut spoilt = content.clone();
        spoilt.indicators[place].method.clone_from(&method);
        let (etag, update_mask) = (plan.etag.clone(), masked(&["indicators"]));
        let name = PLAN.to_owned();
        let update = UpdatePlanRequest { name, content: Some(spoilt), update_mask, etag, ..Default::default() };
        system.refused("UpdatePlan", &update).await.is_of_fields(&[&path]);

        let new = Indicator { id: String::new(), method: method.clone(), ..content.indicators[place].clone() };
        let (name, indicators, etag) = (PLAN.to_owned(), vec![new], plan.etag.clone());
        let add = AddIndicatorsRequest { name, indicators, etag, ..Default::default() };
        system.refused("AddIndicators", &add).await.is_of_fields(&["indicators[0].method"]);

        let changed = Indicator { id: content.indicators[place].id.clone(), method, ..Default::default() };
        let update = updating(changed, &["method"], &plan.etag);
        system.refused("UpdateIndicator", &update).await.is_of_fields(&["indicator.method"]);
    }
}

#[tokio::test]
async fn a_target_that_the_method_cannot_score_is_refused_until_the_method_goes() {
    let system = draft().await;
    let etag = Story::new(&system).plan().await.etag;
    let gated = put(&system, "", threshold("0.60"), &etag).await;
    let mut capped = Indicator { method: None, ..first(&gated).clone() };
    let numeric = NumericTarget { sign: Sign::AtMost as i32, value: "6700".to_owned(), unit: "人".to_owned() };
    capped.target = Some(Target { kind: Some(target::Kind::Numeric(numeric)) });

    let alone = updating(capped.clone(), &["target"], &gated.etag);
    system.refused("UpdateIndicator", &alone).await.is_of_fields(&["indicator.method"]);
    let both: UpdateIndicatorResponse =
        system.answer("UpdateIndicator", &updating(capped.clone(), &["target", "method"], &gated.etag)).await;

    assert_eq!(first(&both.plan.unwrap()), &capped);
}

#[tokio::test]
async fn an_id_that_is_not_in_the_library_is_refused_wherever_it_is_given() {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;
    let content = plan.content.clone().unwrap();
    let named = |mut content: PlanContent| {
        content.indicators[1].library = "trained-persons".to_owned();
        content.indicators[2].library = "own".to_owned();
        content.indicators[4].library = "none".to_owned();
        content
    };
    let (name, etag) = (|| PLAN.to_owned(), || plan.etag.clone());
    let both = ["content.indicators[2].library", "content.indicators[4].library"];

    system.refused("CreatePlan", &create(named(small_plan()))).await.is_of_fields(&both);
    let update = UpdatePlanRequest {
        name: name(),
        content: Some(named(content.clone())),
        update_mask: masked(&["indicators"]),
        etag: etag(),
        ..Default::default()
    };
    system.refused("UpdatePlan", &update).await.is_of_fields(&both);
    for validate_only in [false, true] {
        let (base, typed) = (Some(content.clone()), Some(named(content.clone())));
        let rebase = RebasePlanRequest { name: name(), base, content: typed, validate_only, ..Default::default() };
        system.refused("RebasePlan", &rebase).await.is_of_fields(&both);
    }
    let indicators = named(content.clone()).indicators.into_iter().skip(1);
    let indicators = indicators.map(|indicator| Indicator { id: String::new(), ..indicator }).collect();
    let add = AddIndicatorsRequest { name: name(), indicators, etag: etag(), ..Default::default() };
    let places = ["indicators[1].library", "indicators[3].library"];
    system.refused("AddIndicators", &add).await.is_of_fields(&places);
    let changed = named(content.clone()).indicators[2].clone();
    let change = updating(changed, &["library"], &plan.etag);
    system.refused("UpdateIndicator", &change).await.is_of_fields(&["indicator.library"]);

    let _: BatchUpsertLibraryIndicatorsResponse = system.answer("BatchUpsertLibraryIndicators", &one(REGION)).await;
    system.refused("UpdatePlan", &update).await.is_of_fields(&both[1..]);
    let changed: UpdateIndicatorResponse = system.answer("UpdateIndicator", &change).await;
    assert_eq!(changed.plan.unwrap().content.unwrap().indicators[2].library, "own");
}

#[tokio::test]
async fn library_and_method_are_set_and_cleared_by_the_mask_alone() {
    let system = draft().await;
    let before = Story::new(&system).plan().await;

    let set = put(&system, "trained-persons", steps(&[("6700", "10"), ("6000", "8")]), &before.etag).await;
    let renaming = Indicator { id: "i001".to_owned(), name: "受检人数".to_owned(), ..Default::default() };
    let renamed: UpdateIndicatorResponse =
        system.answer("UpdateIndicator", &updating(renaming, &["name"], &set.etag)).await;
    let renamed = renamed.plan.unwrap();
    let cleared = put(&system, "", None, &renamed.etag).await;

    let expected = Indicator {
        library: "trained-persons".to_owned(),
        method: steps(&[("6700", "10.00"), ("6000", "8.00")]),
        ..first(&before).clone()
    };
    assert_eq!(first(&set), &expected);
    assert_eq!(first(&renamed), &Indicator { name: "受检人数".to_owned(), ..expected });
    assert_eq!(first(&cleared), &Indicator { name: "受检人数".to_owned(), ..first(&before).clone() });
    assert_eq!(Story::new(&system).plan().await, cleared);
    let empty = Indicator { id: "i001".to_owned(), method: Some(ScoringMethod { kind: None }), ..Default::default() };
    let refused = system.refused("UpdateIndicator", &updating(empty, &["method"], &cleared.etag)).await;
    refused.is_of_fields(&["indicator.method.kind"]);
}

#[tokio::test]
async fn a_version_in_force_and_its_copy_keep_the_method_and_a_diff_shows_another() {
    let system = draft().await;
    let mut story = Story::new(&system);
    let weighed = story.weigh("").await;
    put(&system, "trained-persons", threshold("0.6"), &weighed.etag).await;
    story.approve().await;
    let in_force = get(&system, &format!("{PLAN}/versions/1")).await;

    let adjustment = adjusted(&system).await;
    put(&system, "", method(Kind::Manual(ManualMethod {})), &adjustment.etag).await;

    assert_eq!(first(&in_force).library, "trained-persons");
    assert_eq!(first(&in_force).method, threshold("0.60"));
    assert_ne!(in_force.content_sha256, weighed.content_sha256);
    assert_eq!(get(&system, &format!("{PLAN}/versions/1")).await, in_force);
    let diff: DiffPlanVersionsResponse = system
        .answer("DiffPlanVersions", &DiffPlanVersionsRequest { name: PLAN.to_owned(), ..Default::default() })
        .await;
    let told: Vec<_> = diff.changes.iter().map(|c| (c.field.as_str(), c.old.as_deref(), c.new.as_deref())).collect();
    assert_eq!(
        told,
        [("library", Some("trained-persons"), None), ("method", Some("达到目标值的0.60起按比例"), Some("人工评分")),]
    );
    let name = format!("{DEPARTMENT}/plans/2024");
    let copy = CopyPlanRequest { name, source: PLAN.to_owned(), ..Default::default() };
    let copied: CopyPlanResponse = system.answer("CopyPlan", &copy).await;
    assert_eq!(first(&copied.plan.unwrap()), first(&in_force));
}

#[tokio::test]
async fn the_checklists_of_a_plan_are_bounded_together() {
    let system = draft().await;
    let etag = Story::new(&system).plan().await.etag;
    let first = small_plan().indicators[0].clone();
    let full = Indicator { method: checklist(50), ..first };
    let (name, indicators) = (PLAN.to_owned(), vec![full; 100]);
    let add = AddIndicatorsRequest { name, indicators, etag, ..Default::default() };
    let added: AddIndicatorsResponse = system.answer("AddIndicators", &add).await;
    let etag = added.plan.unwrap().etag;

    let indicator = Indicator { id: "i001".to_owned(), method: checklist(1), ..Default::default() };
    let refused = system.refused("UpdateIndicator", &updating(indicator, &["method"], &etag)).await;

    refused.is_of_fields(&["indicator.method"]);
}
