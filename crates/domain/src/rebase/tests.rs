use proptest::prelude::*;

use super::*;
use crate::plan_item::{Item, plan_texts};
use crate::tests::any_plan::base_and_two;
use crate::{
    CivilDate, Fen, Goal, Indicator, IndicatorId, Level1, Level2, Method, NumericTarget, Points, SchemeRef, Sign,
    Target, Task, Text, changes,
};

fn task(number: i32, name: &str) -> Task {
    let name = Text::parse(name).unwrap();
    Task { number, name, total: Fen::new(100), basic: None, project: None, other: None }
}

fn goal(number: i32, tasks: &[i32]) -> Goal {
    Goal { number, text: Text::parse("目标").unwrap(), tasks: tasks.to_vec() }
}

fn indicator(id: usize, goal: i32, name: &str) -> Indicator {
    Indicator {
        id: IndicatorId::numbered(id),
        goal,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: Text::parse(name).unwrap(),
        target: Target::Qualitative { text: Text::parse("提高").unwrap() },
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    }
}

fn plan(tasks: &[Task], goals: &[Goal], indicators: &[Indicator]) -> PlanContent {
    let title = Text::parse("部门").unwrap();
    PlanContent::assemble(title, None, tasks.to_vec(), goals.to_vec(), indicators.to_vec()).unwrap()
}

fn weighted(plan: PlanContent, hundredths: &[u32]) -> PlanContent {
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: Points::from_hundredths(1000) };
    plan.with_weights(scheme, hundredths.iter().copied().map(Points::from_hundredths))
}

fn paths(rebased: &Rebased) -> Vec<&str> {
    rebased.conflicts.iter().map(|c| c.path.as_str()).collect()
}

fn ids(plan: &PlanContent) -> Vec<&str> {
    plan.indicators().iter().map(|i| i.id.as_str()).collect()
}

fn ordered(ids: &[usize]) -> PlanContent {
    let indicators: Vec<_> = ids.iter().map(|id| indicator(*id, 1, "一")).collect();
    plan(&[], &[goal(1, &[])], &indicators)
}

#[test]
fn fields_that_each_side_changed_are_both_changed() {
    let base = plan(&[task(1, "一")], &[], &[]);
    let typed = plan(&[task(1, "甲")], &[], &[]);
    let present = plan(&[Task { total: Fen::new(200), ..task(1, "一") }], &[], &[]);
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content.tasks(), [Task { total: Fen::new(200), ..task(1, "甲") }]);
    assert_eq!(rebased.conflicts, []);
}

#[test]
fn a_field_that_both_changed_is_as_typed_and_a_conflict() {
    let [base, typed, present] = ["一", "甲", "乙"].map(|name| plan(&[task(1, name)], &[], &[]));
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content, typed);
    let [base, typed, present] = ["一", "甲", "乙"].map(|name| Some(name.to_owned()));
    assert_eq!(rebased.conflicts, [Conflict { path: "tasks/1.name".to_owned(), base, typed, present }]);
}

#[test]
fn a_window_is_never_put_together_of_two() {
    let window = |first: u8, last: u8| {
        let day = |day| CivilDate::new(2023, 12, day).unwrap();
        let target = Target::Window { text: None, first: day(first), last: day(last) };
        plan(&[], &[goal(1, &[])], &[Indicator { target, ..indicator(1, 1, "一") }])
    };
    let rebased = rebase(&window(5, 6), &window(9, 9), &window(1, 6)).unwrap();
    assert_eq!((&rebased.content, paths(&rebased)), (&window(9, 9), vec!["indicators/i001.target"]));
}

/// One indicator with that sign and method.
fn scored(sign: Sign, method: Option<Method>) -> PlanContent {
    let target = Target::Numeric(NumericTarget { sign, value: "20".parse().unwrap(), unit: None });
    plan(&[], &[goal(1, &[])], &[Indicator { target, method, ..indicator(1, 1, "一") }])
}

#[test]
fn library_and_method_are_merged_like_any_field() {
    let with = |library: Option<&str>, method| {
        let library = library.map(|id| id.parse().unwrap());
        plan(&[], &[goal(1, &[])], &[Indicator { library, method, ..indicator(1, 1, "一") }])
    };
    let (base, typed, present) = (with(None, None), with(Some("own"), None), with(None, Some(Method::Manual)));
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!((&rebased.content, rebased.conflicts.len()), (&with(Some("own"), Some(Method::Manual)), 0));
    let other = with(Some("trained-persons"), Some(Method::Manual));
    let rebased = rebase(&base, &typed, &other).unwrap();
    assert_eq!(rebased.content, with(Some("own"), Some(Method::Manual)));
    assert_eq!(paths(&rebased), ["indicators/i001.library"]);
}

#[test]
fn a_method_of_one_side_that_does_not_fit_the_target_of_the_other_gives_way_to_what_was_typed() {
    let threshold = || Some(Method::threshold(Points::from_hundredths(60)).unwrap());
    let base = scored(Sign::AtLeast, None);
    let (capped, gated) = (scored(Sign::AtMost, None), scored(Sign::AtLeast, threshold()));

    let kept = rebase(&base, &capped, &gated).unwrap();
    let gave_way = rebase(&base, &gated, &capped).unwrap();

    assert_eq!((&kept.content, &gave_way.content), (&capped, &gated));
    let told = |rebased: &Rebased| {
        rebased.conflicts.iter().map(|c| (c.path.clone(), c.typed.clone(), c.present.clone())).collect::<Vec<_>>()
    };
    let told_of = |field: &str, typed: Option<&str>, present: Option<&str>| {
        (format!("indicators/i001.{field}"), typed.map(str::to_owned), present.map(str::to_owned))
    };
    let line = "达到目标值的0.60起按比例";
    assert_eq!(told(&kept), [told_of("target", Some("≤20"), Some("≥20")), told_of("method", None, Some(line))]);
    assert_eq!(told(&gave_way), [told_of("target", Some("≥20"), Some("≤20")), told_of("method", Some(line), None)]);
}

#[test]
fn what_one_side_deleted_goes_unless_the_other_changed_it() {
    let base = plan(&[task(1, "一"), task(2, "二"), task(3, "三")], &[], &[]);
    let typed = plan(&[task(2, "甲"), task(3, "三")], &[], &[]);
    let present = plan(&[task(1, "乙")], &[], &[]);
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content.tasks(), [task(1, "乙"), task(2, "甲")]);
    let mut found = rebased.conflicts.clone();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    let is_there: Vec<_> = found.iter().map(|c| (c.path.as_str(), c.typed.is_some(), c.present.is_some())).collect();
    assert_eq!(is_there, [("tasks/1", false, true), ("tasks/2", true, false)]);
}

#[test]
fn what_is_referred_to_stays_though_the_other_side_deleted_it() {
    let base = plan(&[task(1, "一")], &[goal(1, &[1]), goal(2, &[1])], &[]);
    let typed = plan(&[task(1, "一")], &[goal(1, &[1]), goal(2, &[1])], &[indicator(1, 2, "新")]);
    let present = plan(&[], &[goal(1, &[])], &[]);
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content, plan(&[task(1, "一")], &[goal(1, &[]), goal(2, &[1])], &[indicator(1, 2, "新")]));
    assert_eq!(paths(&rebased), ["tasks/1", "goals/2"]);
}

#[test]
fn of_two_added_under_one_number_the_typed_one_keeps_it_and_references_follow_the_other() {
    let base = plan(&[task(1, "一")], &[goal(1, &[1])], &[]);
    let typed = plan(&[task(1, "一"), task(2, "甲")], &[goal(1, &[1]), goal(2, &[2])], &[indicator(1, 2, "甲")]);
    let present = plan(&[task(1, "一"), task(2, "乙")], &[goal(1, &[1]), goal(2, &[2])], &[indicator(1, 2, "乙")]);
    let rebased = rebase(&base, &typed, &present).unwrap();
    let expected = plan(
        &[task(1, "一"), task(2, "甲"), task(3, "乙")],
        &[goal(1, &[1]), goal(2, &[2]), goal(3, &[3])],
        &[indicator(1, 2, "甲"), indicator(2, 3, "乙")],
    );
    assert_eq!((&rebased.content, paths(&rebased)), (&expected, vec!["tasks/2", "goals/2", "indicators/i001"]));
}

#[test]
fn behind_the_last_number_there_is_the_lowest_free_one() {
    let base = plan(&[task(1, "一")], &[], &[]);
    let [typed, present] = ["甲", "乙"].map(|name| plan(&[task(1, "一"), task(i32::MAX, name)], &[], &[]));
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content.tasks(), [task(1, "一"), task(2, "乙"), task(i32::MAX, "甲")]);
}

#[test]
fn what_both_sides_added_alike_is_there_once() {
    let base = plan(&[], &[goal(1, &[])], &[]);
    let [typed, present] = [Some(3), None].map(|line| {
        let indicator = Indicator { line, ..indicator(1, 1, "新") };
        plan(&[], &[goal(1, &[])], &[indicator])
    });
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!((&rebased.content, rebased.conflicts.len()), (&typed, 0));
}

#[test]
fn more_than_a_plan_may_hold_is_refused() {
    let tasks = |numbers: std::ops::Range<i32>| plan(&numbers.map(|n| task(n, "一")).collect::<Vec<_>>(), &[], &[]);
    let violations = rebase(&tasks(1..2), &tasks(1..61), &tasks(61..111)).unwrap_err();
    assert_eq!(violations.iter().map(|v| v.path.as_str()).collect::<Vec<_>>(), ["tasks"]);
}

#[test]
fn what_was_typed_stands_behind_its_predecessor_in_the_present_order() {
    let rebased = rebase(&ordered(&[1, 2, 3]), &ordered(&[8, 1, 9, 2, 3]), &ordered(&[3, 1, 7, 2])).unwrap();
    assert_eq!(ids(&rebased.content), ["i008", "i003", "i001", "i009", "i007", "i002"]);
    assert_eq!(paths(&rebased), Vec::<&str>::new());
}

#[test]
fn an_order_that_only_one_side_changed_wins() {
    let rebased = rebase(&ordered(&[1, 2, 3]), &ordered(&[3, 2, 1]), &ordered(&[1, 7, 2, 3])).unwrap();
    assert_eq!(ids(&rebased.content), ["i003", "i002", "i001", "i007"]);
    assert_eq!(rebased.conflicts, []);
}

#[test]
fn of_two_new_orders_the_present_one_holds_and_the_typed_one_is_told() {
    let rebased = rebase(&ordered(&[1, 2, 3]), &ordered(&[3, 2, 1]), &ordered(&[2, 1, 3])).unwrap();
    assert_eq!(ids(&rebased.content), ["i002", "i001", "i003"]);
    assert_eq!(paths(&rebased), ["goals/1.indicators"]);
    assert_eq!(rebased.conflicts[0].typed.as_deref(), Some("i003, i002, i001"));
}

#[test]
fn weights_that_were_mixed_and_miss_their_sum_are_dropped_and_told() {
    let base = weighted(ordered(&[1, 2, 3]), &[3000, 3000, 3000]);
    let typed = weighted(ordered(&[1, 2, 3]), &[4000, 2000, 3000]);
    let present = weighted(ordered(&[1, 2, 3]), &[3000, 4000, 2000]);
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content, ordered(&[1, 2, 3]));
    assert_eq!(paths(&rebased), ["weight_scheme", "indicators/i001.weight", "indicators/i002.weight"]);
    assert_eq!(rebased.conflicts[1].typed.as_deref(), Some("40.00"));
}

#[test]
fn weights_that_were_mixed_and_still_sum_up_are_kept() {
    let base = weighted(ordered(&[1, 2, 3, 4]), &[3000, 3000, 2000, 1000]);
    let typed = weighted(ordered(&[1, 2, 3, 4]), &[4000, 2000, 2000, 1000]);
    let present = weighted(ordered(&[1, 2, 3, 4]), &[3000, 3000, 1000, 2000]);
    let rebased = rebase(&base, &typed, &present).unwrap();
    assert_eq!(rebased.content, weighted(ordered(&[1, 2, 3, 4]), &[4000, 2000, 1000, 2000]));
    assert_eq!(rebased.conflicts, []);
}

#[test]
fn weights_do_not_outlive_an_indicator_without_one() {
    let typed = weighted(ordered(&[1, 2]), &[4500, 4500]);
    let rebased = rebase(&ordered(&[1, 2]), &typed, &ordered(&[1, 2, 3])).unwrap();
    assert_eq!(rebased.content, ordered(&[1, 2, 3]));
    assert_eq!(paths(&rebased), ["weight_scheme", "indicators/i001.weight", "indicators/i002.weight"]);
}

/// What one side did to the items of a kind is in the result, or is told at the path of the item or its field.
fn assert_kept<I: Item>(base: &[I], side: &[I], result: &[I], rebased: &Rebased, is_typed: bool) {
    fn find<'a, I: Item>(items: &'a [I], key: &I::Key) -> Option<&'a I> {
        items.iter().find(|i| i.key() == key)
    }
    let paths = paths(rebased);
    for item in side {
        let path = I::path_of(item.key());
        let before = find(base, item.key()).map(I::field_texts);
        let now = find(result, item.key()).map(I::field_texts);
        for (nth, (field, value)) in item.field_texts().into_iter().enumerate() {
            if before.as_ref().is_some_and(|before| before[nth].1 == value) {
                continue;
            }
            let is_kept = now.as_ref().is_some_and(|now| now[nth].1 == value);
            let group = field.split('.').next().unwrap();
            // A reference follows what got another number.
            // All weights of the draft are told at once where they are dropped.
            let referred = match field {
                "weight" if !is_typed => vec!["weight_scheme".to_owned()],
                "goal" => vec![format!("goals/{}", value.as_deref().unwrap())],
                "tasks" => value.iter().flat_map(|v| v.split('、')).map(|task| format!("tasks/{task}")).collect(),
                _ => vec![],
            };
            let own = [path.clone(), format!("{path}.{field}"), format!("{path}.{group}")];
            let is_told = own.iter().chain(&referred).any(|path| paths.contains(&path.as_str()));
            // What was typed may only be missing where all weights are.
            let may_be_missing = !is_typed || field == "weight";
            assert!(is_kept || (is_told && may_be_missing), "{path}.{field} is {now:?}, was to be {value:?}");
        }
    }
    for gone in base.iter().filter(|i| find(side, i.key()).is_none()) {
        let is_told = paths.contains(&I::path_of(gone.key()).as_str());
        assert!(is_told || find(result, gone.key()).is_none(), "{} is back", I::path_of(gone.key()));
    }
}

fn assert_side_kept(base: &PlanContent, side: &PlanContent, rebased: &Rebased, is_typed: bool) {
    let result = &rebased.content;
    assert_kept(base.tasks(), side.tasks(), result.tasks(), rebased, is_typed);
    assert_kept(base.goals(), side.goals(), result.goals(), rebased, is_typed);
    assert_kept(base.indicators(), side.indicators(), result.indicators(), rebased, is_typed);
    let fields = plan_texts(base).into_iter().zip(plan_texts(side)).zip(plan_texts(result));
    for (((field, before), (_, value)), (_, now)) in fields {
        let is_told = paths(rebased).contains(&field) && (!is_typed || field == "weight_scheme");
        assert!(before == value || now == value || is_told, "{field}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_typed_leaves_the_draft_as_it_is([base, present, _] in base_and_two()) {
        let rebased = rebase(&base, &base, &present).unwrap();
        prop_assert_eq!(rebased, Rebased { content: present, conflicts: Vec::new() });
    }

    #[test]
    fn a_draft_that_nobody_touched_becomes_what_was_typed([base, typed, _] in base_and_two()) {
        let rebased = rebase(&base, &typed, &base).unwrap();
        prop_assert_eq!(rebased, Rebased { content: typed, conflicts: Vec::new() });
    }

    #[test]
    fn typing_what_is_there_already_changes_nothing([base, typed, _] in base_and_two()) {
        let rebased = rebase(&base, &typed, &typed).unwrap();
        prop_assert_eq!(rebased, Rebased { content: typed, conflicts: Vec::new() });
    }

    #[test]
    fn nothing_typed_is_lost([base, typed, present] in base_and_two()) {
        let rebased = rebase(&base, &typed, &present).unwrap();
        assert_side_kept(&base, &typed, &rebased, true);
    }

    #[test]
    fn nothing_of_the_draft_is_lost_unsaid([base, typed, present] in base_and_two()) {
        let rebased = rebase(&base, &typed, &present).unwrap();
        assert_side_kept(&base, &present, &rebased, false);
    }

    #[test]
    fn without_a_conflict_it_does_not_matter_who_came_first([base, typed, present] in base_and_two()) {
        let rebased = rebase(&base, &typed, &present).unwrap();
        if rebased.conflicts.is_empty() {
            let other = rebase(&base, &present, &typed).unwrap();
            let mut found = changes(&rebased.content, &other.content, "");
            found.retain(|c| c.field != "place");
            prop_assert_eq!(found, []);
            prop_assert_eq!(other.conflicts, []);
        }
    }

    #[test]
    fn weights_that_are_of_neither_side_sum_up([base, typed, present] in base_and_two()) {
        let content = rebase(&base, &typed, &present).unwrap().content;
        let weights = |plan: &PlanContent| {
            let mut weights: Vec<_> = plan.indicators().iter().map(|i| (i.id.clone(), i.weight)).collect();
            weights.sort();
            (plan.scheme().cloned(), weights)
        };
        let is_of_one_side = [&typed, &present].iter().any(|side| weights(side) == weights(&content));
        prop_assert!(is_of_one_side || content.check_sum().is_ok());
    }
}
