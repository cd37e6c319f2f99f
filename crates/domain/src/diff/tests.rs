use proptest::prelude::*;

use super::*;
use crate::tests::any_plan::{base_and_two, content};
use crate::{
    Checklist, ChecklistItem, Decimal, Fen, Goal, IndicatorId, Level1, Level2, Method, NumericTarget, Points,
    SchemeRef, Sign, Step, Steps, Target, Task, Text,
};

const NAME: &str = "regions/120000000/departments/canlian/plans/2023/versions/1";

fn indicator(id: usize, name: &str) -> Indicator {
    let unit = Some(Text::parse("人").unwrap());
    Indicator {
        id: IndicatorId::numbered(id),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: Text::parse(name).unwrap(),
        target: Target::Numeric(NumericTarget { sign: Sign::AtLeast, value: "20".parse().unwrap(), unit }),
        weight: None,
        accumulation: None,
        library: None,
        method: None,
        line: Some(29),
    }
}

fn task(total: i64) -> Task {
    let name = Text::parse("培训").unwrap();
    Task { number: 1, name, total: Fen::new(total), basic: None, project: Some(Fen::new(5)), other: None }
}

fn plan(tasks: Vec<Task>, indicators: Vec<Indicator>) -> PlanContent {
    let goal =
        Goal { number: 1, text: Text::parse("目标").unwrap(), tasks: tasks.iter().map(|t| t.number).collect() };
    PlanContent::assemble(Text::parse("残联").unwrap(), None, tasks, vec![goal], indicators).unwrap()
}

/// Resource behind the plan's name, field, old and new.
fn short(changes: &[Change]) -> Vec<(&str, &str, Option<&str>, Option<&str>)> {
    fn parts(c: &Change) -> (&str, &str, Option<&str>, Option<&str>) {
        let Change { resource, field, old, new } = c;
        (resource.strip_prefix(NAME).unwrap(), field.as_str(), old.as_deref(), new.as_deref())
    }
    changes.iter().map(parts).collect()
}

fn swapped(changes: Vec<Change>) -> Vec<Change> {
    changes.into_iter().map(|c| Change { old: c.new, new: c.old, ..c }).collect()
}

fn sorted(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by(|a, b| (&a.resource, &a.field).cmp(&(&b.resource, &b.field)));
    changes
}

fn without_lines(plan: &PlanContent) -> PlanContent {
    let indicators = plan.indicators().iter().map(|i| Indicator { line: None, ..i.clone() }).collect();
    let (tasks, goals) = (plan.tasks().to_vec(), plan.goals().to_vec());
    let (title, scheme) = (plan.department_title().clone(), plan.scheme().cloned());
    PlanContent::assemble(title, scheme, tasks, goals, indicators).unwrap()
}

#[test]
fn what_is_in_both_is_told_field_by_field() {
    let old = plan(vec![task(100)], vec![indicator(1, "培训人数")]);
    let value: Decimal = "25.5".parse().unwrap();
    let target = Target::Numeric(NumericTarget { sign: Sign::MoreThan, value, unit: None });
    let new = plan(vec![task(200)], vec![Indicator { target, line: None, ..indicator(1, "培训人数") }]);
    assert_eq!(
        short(&changes(&old, &new, NAME)),
        [
            ("/tasks/1", "total_fen", Some("100"), Some("200")),
            ("/indicators/i001", "target.sign", Some("≥"), Some(">")),
            ("/indicators/i001", "target.value", Some("20"), Some("25.5")),
            ("/indicators/i001", "target.unit", Some("人"), None),
        ]
    );
}

#[test]
fn what_is_in_one_only_is_told_in_a_line_at_its_place() {
    let old = plan(vec![], vec![indicator(1, "一"), indicator(2, "二\n行"), indicator(3, "三")]);
    let new = plan(vec![task(188_400_000)], vec![indicator(1, "一"), indicator(4, "四"), indicator(3, "三")]);
    assert_eq!(
        short(&changes(&old, &new, NAME)),
        [
            ("/tasks/1", "", None, Some("培训 总额1884000.00元 项目支出0.05元")),
            ("/goals/1", "tasks", None, Some("1")),
            ("/indicators/i002", "", Some("产出指标/数量指标 二 行 ≥20人 目标1"), None),
            ("/indicators/i004", "", None, Some("产出指标/数量指标 四 ≥20人 目标1")),
        ]
    );
}

#[test]
fn a_library_id_and_a_method_are_told_in_words() {
    let steps = |bounds: [(&str, &str); 2]| {
        let step = |(from, points): (&str, &str)| Step { from: from.parse().unwrap(), points: points.parse().unwrap() };
        Some(Method::Steps(Steps::new(bounds.map(step).to_vec()).unwrap()))
    };
    let item = ChecklistItem { text: Text::parse("有「制度」\n").unwrap(), points: "2".parse().unwrap() };
    let list = Some(Method::Checklist(Checklist::new(vec![item.clone(), item]).unwrap()));
    let with = |library: Option<&str>, method| {
        let library = library.map(|id| id.parse().unwrap());
        plan(vec![], vec![Indicator { library, method, ..indicator(1, "一") }])
    };
    let old = with(None, steps([("90", "10"), ("80", "8.5")]));
    let new = with(Some("trained-persons"), list);
    assert_eq!(
        short(&changes(&old, &new, NAME)),
        [
            ("/indicators/i001", "library", None, Some("trained-persons")),
            (
                "/indicators/i001",
                "method",
                Some("分档 ≥90得10.00分、≥80得8.50分"),
                Some("清单 「有「制度」」\n」2.00分、「有「制度」」\n」2.00分")
            ),
        ]
    );
    let line =
        "产出指标/数量指标 一 ≥20人 指标库trained-persons 清单 「有「制度」」 」2.00分、「有「制度」」 」2.00分 目标1";
    assert_eq!(created(&new, NAME)[2].new.as_deref(), Some(line));
}

#[test]
fn one_indicator_that_moved_is_one_change_and_an_insertion_moves_none() {
    let old = plan(vec![], [1, 2, 3].map(|id| indicator(id, "一")).to_vec());
    let new = plan(vec![], [9, 2, 3, 1].map(|id| indicator(id, "一")).to_vec());
    let found = changes(&old, &new, NAME);
    assert_eq!(short(&found)[1..], [("/indicators/i001", "place", Some("1"), Some("3"))]);
    assert_eq!((found.len(), found[0].resource.ends_with("i009")), (2, true));
}

#[test]
fn weights_come_with_their_scheme() {
    let old = plan(vec![], vec![indicator(1, "一")]);
    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: Points::from_hundredths(1000) };
    let new = old.clone().with_weights(scheme, [Points::from_hundredths(9000)]);
    assert_eq!(
        short(&changes(&old, &new, NAME)),
        [("", "weight_scheme", None, Some("cn-2020 10.00")), ("/indicators/i001", "weight", None, Some("90.00"))]
    );
    assert_eq!(created(&new, NAME)[3].new.as_deref(), Some("产出指标/数量指标 一 ≥20人 90.00分 目标1"));
}

proptest! {
    #[test]
    fn a_plan_does_not_differ_from_itself(plan in content()) {
        prop_assert_eq!(changes(&plan, &plan, NAME), []);
    }

    #[test]
    fn only_plans_equal_but_for_lines_do_not_differ([one, other, _] in base_and_two()) {
        let is_equal = without_lines(&one) == without_lines(&other);
        prop_assert_eq!(changes(&one, &other, NAME).is_empty(), is_equal);
    }

    #[test]
    fn looking_back_old_and_new_change_places([one, other, _] in base_and_two()) {
        let back = swapped(changes(&other, &one, NAME));
        prop_assert_eq!(sorted(changes(&one, &other, NAME)), sorted(back));
    }

    #[test]
    fn every_change_changes_something_and_is_told_once([one, other, _] in base_and_two()) {
        let mut found = changes(&one, &other, NAME);
        prop_assert!(found.iter().all(|c| c.old != c.new), "{found:?}");
        let count = found.len();
        found = sorted(found);
        found.dedup_by(|a, b| (&a.resource, &a.field) == (&b.resource, &b.field));
        prop_assert_eq!(found.len(), count);
    }

    #[test]
    fn a_created_plan_has_a_change_for_each_of_its_items(plan in content()) {
        let items = plan.tasks().len() + plan.goals().len() + plan.indicators().len();
        let mut found = created(&plan, NAME);
        prop_assert_eq!(found.iter().filter(|c| c.field.is_empty()).count(), items);
        prop_assert!(found.iter().all(|c| c.old.is_none()), "{found:?}");
        found.retain(|c| c.field.is_empty());
        prop_assert!(found.iter().flat_map(|c| &c.new).all(|line| !line.contains('\n')), "{found:?}");
    }
}
