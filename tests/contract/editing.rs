//! Editing the indicators of a draft.

use jixiao_proto::planning::v1::{
    AddIndicatorsRequest, AddIndicatorsResponse, DropIndicatorsRequest, DropIndicatorsResponse, Indicator,
    IndicatorWeight, MoveIndicatorRequest, MoveIndicatorResponse, Plan, ReorderIndicatorsRequest,
    ReorderIndicatorsResponse, SetWeightsRequest, SetWeightsResponse, SubmitPlanRequest, UpdateIndicatorRequest,
    UpdateIndicatorResponse,
};
use jixiao_tests::{PLAN, Story, System};
use prost::Message;
use prost_types::FieldMask;
use tonic::{Code, Request};

use crate::start::{approved, draft};

fn name() -> String {
    PLAN.to_owned()
}

fn texts(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.content.as_ref().unwrap().indicators.iter().map(|i| i.id.as_str()).collect()
}

/// Gives an indicator another name.
pub(crate) async fn rename(system: &System, id: &str, to: &str, etag: &str) -> Plan {
    let answer: UpdateIndicatorResponse = system.answer("UpdateIndicator", &renaming(id, to, etag)).await;
    answer.plan.unwrap()
}

fn renaming(id: &str, to: &str, etag: &str) -> UpdateIndicatorRequest {
    UpdateIndicatorRequest {
        name: name(),
        indicator: Some(Indicator { id: id.to_owned(), name: to.to_owned(), ..Default::default() }),
        update_mask: Some(FieldMask { paths: texts(&["name"]) }),
        etag: etag.to_owned(),
        ..Default::default()
    }
}

fn adding(plan: &Plan, after: &str) -> AddIndicatorsRequest {
    let first = plan.content.as_ref().unwrap().indicators.first().unwrap().clone();
    let new = Indicator { id: String::new(), name: "新增".to_owned(), weight: String::new(), ..first };
    AddIndicatorsRequest {
        name: name(),
        indicators: vec![new],
        after: after.to_owned(),
        etag: plan.etag.clone(),
        ..Default::default()
    }
}

fn dropping(dropped: &[&str], etag: &str) -> DropIndicatorsRequest {
    DropIndicatorsRequest { name: name(), indicators: texts(dropped), etag: etag.to_owned(), ..Default::default() }
}

fn weighing(weights: &[(&str, &str)], etag: &str) -> SetWeightsRequest {
    let weight =
        |(id, weight): &(&str, &str)| IndicatorWeight { indicator: (*id).to_owned(), weight: (*weight).to_owned() };
    SetWeightsRequest {
        name: name(),
        weight_scheme: "cn-2020".to_owned(),
        weights: weights.iter().map(weight).collect(),
        etag: etag.to_owned(),
        ..Default::default()
    }
}

#[tokio::test]
async fn an_added_indicator_gets_the_next_number_and_the_place_that_was_asked_for() {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;

    let added: AddIndicatorsResponse = system.answer("AddIndicators", &adding(&plan, "i001")).await;

    let added = added.plan.unwrap();
    assert_eq!(ids(&added), ["i001", "i006", "i002", "i003", "i004", "i005"]);
    assert_eq!(Story::new(&system).plan().await, added);
    let dropped: DropIndicatorsResponse =
        system.answer("DropIndicators", &dropping(&["i006", "i002"], &added.etag)).await;
    let dropped = dropped.plan.unwrap();
    assert_eq!(ids(&dropped), ["i001", "i003", "i004", "i005"]);
    let again: AddIndicatorsResponse = system.answer("AddIndicators", &adding(&dropped, "")).await;
    assert_eq!(ids(&again.plan.unwrap()), ["i001", "i003", "i007", "i004", "i005"]);
}

#[tokio::test]
async fn adding_to_or_dropping_from_a_weighed_draft_drops_the_weights_and_bars_submission() {
    let system = draft().await;
    let weighed = Story::new(&system).weigh("").await;

    let dropped: DropIndicatorsResponse = system.answer("DropIndicators", &dropping(&["i005"], &weighed.etag)).await;

    let content = dropped.plan.unwrap().content.unwrap();
    assert_eq!(content.weight_scheme, None);
    assert!(content.indicators.iter().all(|i| i.weight.is_empty()));
    let refused = system.refused("SubmitPlan", &SubmitPlanRequest { name: name(), ..Default::default() }).await;
    refused.is(Code::FailedPrecondition, "PLAN_HAS_ERRORS").has(&[("codes", "NO_WEIGHTS")]);
}

#[tokio::test]
async fn an_indicator_is_moved_reordered_and_changed_and_keeps_its_weight() {
    let system = draft().await;
    let weighed = Story::new(&system).weigh("").await;
    let (indicator, after) = ("i001".to_owned(), "i004".to_owned());
    let to = MoveIndicatorRequest { name: name(), indicator, goal: 2, after, etag: weighed.etag, ..Default::default() };

    let moved: MoveIndicatorResponse = system.answer("MoveIndicator", &to).await;
    let moved = moved.plan.unwrap();
    let indicators = texts(&["i005", "i004", "i001"]);
    let order =
        ReorderIndicatorsRequest { name: name(), goal: 2, indicators, etag: moved.etag.clone(), ..Default::default() };
    let ordered: ReorderIndicatorsResponse = system.answer("ReorderIndicators", &order).await;
    let ordered = ordered.plan.unwrap();
    let renamed = rename(&system, "i005", "群众满意度", &ordered.etag).await;

    assert_eq!(ids(&moved), ["i002", "i003", "i004", "i001", "i005"]);
    assert_eq!(ids(&ordered), ["i002", "i003", "i005", "i004", "i001"]);
    let weight = |plan: &Plan, id: &str| {
        plan.content.as_ref().unwrap().indicators.iter().find(|i| i.id == id).unwrap().weight.clone()
    };
    assert_eq!((weight(&renamed, "i001"), weight(&renamed, "i005")), ("16.67".to_owned(), "10.00".to_owned()));
    let named = renamed.content.unwrap().indicators.into_iter().find(|i| i.id == "i005").unwrap();
    assert_eq!(named.name, "群众满意度");
}

#[tokio::test]
async fn weights_by_hand_are_of_all_indicators_and_sum() {
    let system = draft().await;
    let etag = Story::new(&system).plan().await.etag;
    let all = [("i001", "20"), ("i002", "20"), ("i003", "20"), ("i004", "20"), ("i005", "10")];

    let short = system.refused("SetWeights", &weighing(&all[..4], &etag)).await;
    short.is_of_fields(&["weights"]);
    let mut more = all;
    more[4].1 = "10.01";
    let refused = system.refused("SetWeights", &weighing(&more, &etag)).await;
    refused.is(Code::InvalidArgument, "WEIGHTS_DO_NOT_SUM").has(&[("sum", "90.01"), ("expected", "90.00")]);
    let unknown = SetWeightsRequest { weight_scheme: "hunan".to_owned(), ..weighing(&all, &etag) };
    system.refused("SetWeights", &unknown).await.is_not_found("weight scheme", "hunan");
    let bad = system.refused("SetWeights", &weighing(&[("I", "1"), ("i001", "x")], &etag)).await;
    bad.is_of_fields(&["weights[0].indicator", "weights[1].weight"]);
    let set: SetWeightsResponse = system.answer("SetWeights", &weighing(&all, &etag)).await;

    let content = set.plan.unwrap().content.unwrap();
    let weights: Vec<_> = content.indicators.iter().map(|i| i.weight.as_str()).collect();
    assert_eq!(weights, ["20.00", "20.00", "20.00", "20.00", "10.00"]);
    assert_eq!(content.weight_scheme.unwrap().id, "cn-2020");
}

#[tokio::test]
async fn what_does_not_fit_the_plan_is_named_by_its_path() {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;
    let mut weighed = adding(&plan, "");
    weighed.indicators[0].weight = "1".to_owned();
    system.refused("AddIndicators", &weighed).await.is_of_fields(&["indicators[0].weight"]);
    let after = adding(&plan, "i004");
    system.refused("AddIndicators", &after).await.is_of_fields(&["indicators[0].goal"]);
    let dropped = dropping(&["i001", "i009", "i001"], &plan.etag);
    system.refused("DropIndicators", &dropped).await.is_of_fields(&["indicators[1]", "indicators[2]"]);
    let order = ReorderIndicatorsRequest {
        name: name(),
        goal: 1,
        indicators: texts(&["i001"]),
        etag: plan.etag.clone(),
        ..Default::default()
    };
    system.refused("ReorderIndicators", &order).await.is_of_fields(&["indicators"]);
    let mut mask = renaming("i001", "x", &plan.etag);
    mask.update_mask = Some(FieldMask { paths: texts(&["weight", "id", "name"]) });
    let paths = ["update_mask.paths[0]", "update_mask.paths[1]"];
    system.refused("UpdateIndicator", &mask).await.is_of_fields(&paths);
    system.refused("UpdateIndicator", &renaming("i009", "x", &plan.etag)).await.is_of_fields(&["indicator.id"]);
}

#[tokio::test]
async fn a_stale_etag_and_a_plan_in_force_are_refused_by_every_edit() {
    let system = approved().await;
    let plan = Story::new(&system).plan().await;
    let edits = |etag: &str| {
        let mut adding = adding(&plan, "");
        adding.etag = etag.to_owned();
        let (indicator, after) = ("i001".to_owned(), String::new());
        let to = MoveIndicatorRequest {
            name: name(),
            indicator,
            goal: 1,
            after,
            etag: etag.to_owned(),
            ..Default::default()
        };
        let indicators = texts(&["i001", "i002", "i003"]);
        let order =
            ReorderIndicatorsRequest { name: name(), goal: 1, indicators, etag: etag.to_owned(), ..Default::default() };
        [
            ("AddIndicators", adding.encode_to_vec()),
            ("DropIndicators", dropping(&["i001"], etag).encode_to_vec()),
            ("MoveIndicator", to.encode_to_vec()),
            ("ReorderIndicators", order.encode_to_vec()),
            ("UpdateIndicator", renaming("i001", "x", etag).encode_to_vec()),
            ("SetWeights", weighing(&[("i001", "90")], etag).encode_to_vec()),
        ]
    };
    let before = system.facts().await;

    for (rpc, message) in edits("x") {
        system.fault_with(rpc, message).await.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &plan.etag)]);
    }
    for (rpc, message) in edits(&plan.etag) {
        system.fault_with(rpc, message).await.is(Code::FailedPrecondition, "PLAN_STATE");
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn of_edits_with_one_etag_at_once_one_is_taken() {
    let system = System::all_on_postgres();
    let etag = Story::new(&system).small().await.etag;
    let call = |nth: i32| {
        let (caller, message) = (system.caller(), renaming("i001", &format!("名称{nth}"), &etag).encode_to_vec());
        tokio::spawn(async move { caller.call("UpdateIndicator", Request::new(message)).await.is_ok() })
    };
    let calls: Vec<_> = (0..8).map(call).collect();

    let mut taken = 0;
    for call in calls {
        taken += usize::from(call.await.unwrap());
    }

    assert_eq!(taken, 1);
}

#[tokio::test]
async fn the_id_of_a_dropped_indicator_is_never_given_again() {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;
    let dropped = ids(&plan)[0].to_owned();
    let answer: DropIndicatorsResponse = system.answer("DropIndicators", &dropping(&[&dropped], &plan.etag)).await;
    let plan = answer.plan.unwrap();

    let mut again = adding(&plan, "");
    again.indicators[0].id = dropped;

    system.refused("AddIndicators", &again).await.is_of_fields(&["indicators[0].id"]);
}
