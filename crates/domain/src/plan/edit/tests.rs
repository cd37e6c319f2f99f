use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::tests::any_plan;
use crate::{Checklist, ChecklistItem, Sign};

fn ids(content: &PlanContent) -> Vec<IndicatorId> {
    content.indicators().iter().map(|i| i.id.clone()).collect()
}

fn sorted(content: &PlanContent) -> BTreeSet<String> {
    content.indicators().iter().map(|i| format!("{i:?}")).collect()
}

fn paths(refused: Result<PlanContent, Vec<Violation>>) -> Vec<String> {
    refused.unwrap_err().into_iter().map(|v| v.path).collect()
}

fn id(text: &str) -> IndicatorId {
    text.parse().unwrap()
}

/// Three indicators of goal 1 and one of goal 2, all weighed.
fn weighed() -> PlanContent {
    let indicator = |number: usize, goal| Indicator {
        id: IndicatorId::numbered(number),
        goal,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: Text::parse(format!("指标{number}")).unwrap(),
        target: Target::Qualitative { text: Text::parse("提高").unwrap() },
        weight: Some(Points::from_hundredths(2250)),
        line: None,
        accumulation: None,
        library: None,
        method: None,
    };
    let goal = |number| crate::Goal { number, text: Text::parse("目标").unwrap(), tasks: Vec::new() };
    let indicators = vec![indicator(1, 1), indicator(2, 1), indicator(3, 1), indicator(4, 2)];
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: Points::from_hundredths(1000) };
    PlanContent::assemble(Text::parse("部门").unwrap(), Some(scheme), vec![], vec![goal(1), goal(2)], indicators)
        .unwrap()
}

fn new(number: usize, goal: i32) -> Indicator {
    let first = weighed().indicators()[0].clone();
    Indicator { id: IndicatorId::numbered(number), goal, weight: None, ..first }
}

#[test]
fn new_indicators_stand_behind_the_one_that_is_named_or_at_the_end_of_their_goals() {
    let plan = weighed();
    let behind = plan.with_added(vec![new(5, 1), new(6, 1)], Some(&id("i001"))).unwrap();
    let at_end = plan.with_added(vec![new(5, 2), new(6, 1)], None).unwrap();
    assert_eq!(ids(&behind), ["i001", "i005", "i006", "i002", "i003", "i004"].map(id));
    assert_eq!(ids(&at_end), ["i001", "i002", "i003", "i006", "i004", "i005"].map(id));
}

#[test]
fn adding_and_dropping_drop_the_weights_of_all_and_their_scheme() {
    let plan = weighed();
    for edited in [plan.with_added(vec![new(5, 1)], None).unwrap(), plan.without(&[id("i002")]).unwrap()] {
        assert_eq!(edited.scheme(), None);
        assert!(edited.indicators().iter().all(|i| i.weight.is_none()));
    }
}

#[test]
fn what_does_not_fit_the_plan_is_not_added() {
    let plan = weighed();
    assert_eq!(paths(plan.with_added(vec![new(5, 9)], None)), ["indicators[0].goal"]);
    assert_eq!(paths(plan.with_added(vec![new(5, 2)], Some(&id("i001")))), ["indicators[0].goal"]);
    assert_eq!(paths(plan.with_added(vec![new(5, 1)], Some(&id("i009")))), ["after"]);
    assert_eq!(
        paths(plan.with_added(vec![new(5, 1), new(5, 1), new(1, 1)], None)),
        ["indicators[1].id", "indicators[2].id"]
    );
    let many = (5..=2001).map(|number| new(number, 1)).collect();
    assert_eq!(paths(plan.with_added(many, None)), ["indicators"]);
}

#[test]
fn an_indicator_that_is_not_there_or_named_twice_is_not_dropped() {
    let plan = weighed();
    assert_eq!(paths(plan.without(&[id("i001"), id("i009"), id("i001")])), ["indicators[1]", "indicators[2]"]);
}

#[test]
fn an_indicator_moves_within_its_goal_and_to_another_and_keeps_its_weight() {
    let plan = weighed();
    let behind = plan.with_moved(&id("i001"), 1, Some(&id("i002"))).unwrap();
    let to_end = plan.with_moved(&id("i001"), 1, None).unwrap();
    let away = plan.with_moved(&id("i001"), 2, Some(&id("i004"))).unwrap();
    assert_eq!(ids(&behind), ["i002", "i001", "i003", "i004"].map(id));
    assert_eq!(ids(&to_end), ["i002", "i003", "i001", "i004"].map(id));
    assert_eq!(ids(&away), ["i002", "i003", "i004", "i001"].map(id));
    assert_eq!(away.indicators()[3].goal, 2);
    assert!([behind, to_end, away].iter().all(|p| p.check_sum() == Ok(()) && p.scheme() == plan.scheme()));
}

#[test]
fn a_move_to_a_place_that_is_not_there_is_refused() {
    let plan = weighed();
    assert_eq!(paths(plan.with_moved(&id("i009"), 9, None)), ["indicator", "goal"]);
    assert_eq!(paths(plan.with_moved(&id("i001"), 1, Some(&id("i004")))), ["after"]);
    assert_eq!(paths(plan.with_moved(&id("i001"), 1, Some(&id("i001")))), ["after"]);
}

#[test]
fn an_order_names_all_of_the_goal_each_once() {
    let plan = weighed();
    let order = |ids: &[&str]| plan.reordered(1, &ids.iter().map(|text| id(text)).collect::<Vec<_>>());
    assert_eq!(ids(&order(&["i003", "i001", "i002"]).unwrap()), ["i003", "i001", "i002", "i004"].map(id));
    assert_eq!(paths(order(&["i001", "i002"])), ["indicators"]);
    assert_eq!(paths(order(&["i001", "i002", "i002", "i004"])), ["indicators[2]", "indicators[3]"]);
    assert_eq!(paths(plan.reordered(9, &[])), ["goal"]);
}

#[test]
fn an_edit_replaces_the_fields_it_names_and_leaves_the_others() {
    let plan = weighed();
    let edit = IndicatorEdit {
        name: Some(Text::parse("新名称").unwrap()),
        level2: Some(Level2::Quality),
        ..Default::default()
    };
    let edited = plan.with_edited(&id("i002"), edit).unwrap();
    let expected =
        Indicator { name: Text::parse("新名称").unwrap(), level2: Level2::Quality, ..plan.indicators()[1].clone() };
    assert_eq!(edited.indicators()[1], expected);
    assert_eq!((&edited.indicators()[0], &edited.indicators()[2..]), (&plan.indicators()[0], &plan.indicators()[2..]));
    let moved = plan.with_edited(&id("i001"), IndicatorEdit { goal: Some(2), ..Default::default() }).unwrap();
    assert_eq!(ids(&moved), ["i002", "i003", "i004", "i001"].map(id));
    let nowhere = IndicatorEdit { goal: Some(9), ..Default::default() };
    assert_eq!(paths(plan.with_edited(&id("i009"), nowhere)), ["indicator.id", "indicator.goal"]);
}

#[test]
fn library_and_method_are_set_and_cleared_and_the_method_has_to_fit_the_target() {
    let plan = weighed();
    let set = IndicatorEdit {
        library: Some(Some("trained-persons".parse().unwrap())),
        method: Some(Some(Method::Manual)),
        ..Default::default()
    };
    let edited = plan.with_edited(&id("i002"), set).unwrap();
    let expected = Indicator {
        library: Some("trained-persons".parse().unwrap()),
        method: Some(Method::Manual),
        ..plan.indicators()[1].clone()
    };
    assert_eq!(edited.indicators()[1], expected);
    let cleared = IndicatorEdit { library: Some(None), method: Some(None), ..Default::default() };
    assert_eq!(edited.with_edited(&id("i002"), cleared), Ok(plan.clone()));
    let unfit = IndicatorEdit { method: Some(Some(Method::YesNo)), ..Default::default() };
    assert_eq!(paths(plan.with_edited(&id("i002"), unfit)), ["indicator.method"]);
    let unread = Target::Unreadable { sign: Sign::Equal, text: None, unit: None };
    let retargeted = IndicatorEdit { target: Some(unread), ..Default::default() };
    assert_eq!(paths(edited.with_edited(&id("i002"), retargeted)), ["indicator.method"]);
    let added = Indicator { method: Some(Method::Proportional), ..new(6, 1) };
    assert_eq!(paths(plan.with_added(vec![new(5, 1), added], None)), ["indicators[1].method"]);
}

#[test]
fn an_edit_makes_no_more_checklist_items_than_a_plan_may_hold() {
    let item = ChecklistItem { text: Text::parse("条目").unwrap(), points: Points::HUNDRED };
    let list = |count| Method::Checklist(Checklist::new(vec![item.clone(); count]).unwrap());
    let full = (5..105).map(|number| Indicator { method: Some(list(50)), ..new(number, 1) }).collect();
    let plan = weighed().with_added(full, None).unwrap();
    let one_more = IndicatorEdit { method: Some(Some(list(1))), ..Default::default() };
    assert_eq!(paths(plan.with_edited(&id("i001"), one_more)), ["indicator.method"]);
    let added = Indicator { method: Some(list(1)), ..new(200, 1) };
    assert_eq!(paths(plan.with_added(vec![added], None)), ["indicators"]);
}

#[test]
fn weights_by_hand_name_every_indicator_once() {
    let plan = weighed();
    let scheme = plan.scheme().unwrap().clone();
    let weigh = |ids: &[&str]| {
        let weights: Vec<_> = ids.iter().map(|text| (id(text), Points::from_hundredths(100))).collect();
        plan.weighed(scheme.clone(), &weights)
    };
    assert!(weigh(&["i004", "i001", "i003", "i002"]).is_ok());
    assert_eq!(paths(weigh(&["i001", "i002", "i003"])), ["weights"]);
    assert_eq!(paths(weigh(&["i001", "i001", "i009"])), ["weights[1].indicator", "weights[2].indicator"]);
}

proptest! {
    #[test]
    fn what_was_added_and_dropped_again_leaves_no_trace_but_the_weights(content in any_plan::content()) {
        let goal = content.goals()[0].number;
        let unweighed = content.without(&[]).unwrap();
        let added = unweighed.with_added(vec![new(500, goal), new(501, goal)], None).unwrap();
        prop_assert_eq!(added.without(&[id("i500"), id("i501")]).unwrap(), unweighed);
    }

    #[test]
    fn a_move_changes_nothing_but_the_place_and_the_goal(
        content in any_plan::content(), which: Index, goal: Index, after: Index,
    ) {
        prop_assume!(!content.indicators().is_empty());
        let moved = which.get(content.indicators());
        let goal = goal.get(content.goals()).number;
        let after = after.get(content.indicators());
        let after = (after.goal == goal && after.id != moved.id).then_some(&after.id);

        let result = content.with_moved(&moved.id, goal, after).unwrap();

        let now = result.indicators().iter().position(|i| i.id == moved.id).unwrap();
        prop_assert_eq!(result.indicators()[now].goal, goal);
        let before = now.checked_sub(1).map(|place| &result.indicators()[place]).filter(|i| i.goal == goal).map(|i| &i.id);
        prop_assert!(after.is_none() || before == after);
        let back = result.with_moved(&moved.id, moved.goal, None).unwrap();
        prop_assert_eq!(sorted(&back), sorted(&content));
        let others = |c: &PlanContent| ids(c).into_iter().filter(|id| *id != moved.id).collect::<Vec<_>>();
        prop_assert_eq!(others(&result), others(&content));
    }

    #[test]
    fn an_order_is_kept_by_naming_it_and_turned_by_naming_it_backwards(content in any_plan::content(), goal: Index) {
        let goal = goal.get(content.goals()).number;
        let mut order: Vec<_> = content.indicators().iter().filter(|i| i.goal == goal).map(|i| i.id.clone()).collect();
        prop_assert_eq!(content.reordered(goal, &order).unwrap(), content.clone());
        order.reverse();
        let turned = content.reordered(goal, &order).unwrap();
        prop_assert_eq!(sorted(&turned), sorted(&content));
        let now: Vec<_> = turned.indicators().iter().filter(|i| i.goal == goal).map(|i| i.id.clone()).collect();
        prop_assert_eq!(now, order);
    }
}
