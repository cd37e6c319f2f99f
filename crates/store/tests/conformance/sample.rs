//! Small values, where it does not matter what they are.

use std::sync::atomic::{AtomicUsize, Ordering};

use jixiao_domain::{
    Actual, ActualValue, Caller, Checklist, ChecklistItem, Decimal, DepartmentName, Fen, Goal, Indicator, IndicatorId,
    Instant, Level1, Level2, Method, Period, PlanContent, PlanName, Points, PrincipalId, Target, Task, Text,
};
use jixiao_store::results::By;

/// A plan that no other test and no other call has.
pub(crate) fn plan_name() -> PlanName {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("regions/120000000/departments/d{number}/plans/2023").parse().unwrap()
}

/// Another year of the same department.
pub(crate) fn in_year(plan: &PlanName, year: i32) -> PlanName {
    let DepartmentName { region, department } = &plan.owner;
    format!("regions/{region}/departments/{department}/plans/{year}").parse().unwrap()
}

pub(crate) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

pub(crate) fn instant(micros: i64) -> Instant {
    Instant::from_micros(micros)
}

pub(crate) fn period(plan: &PlanName, month: u8) -> Period {
    Period::new(plan.year, month).unwrap()
}

/// Two tasks, two goals and four indicators.
pub(crate) fn content(title: &str) -> PlanContent {
    content_of(title, 2, 4)
}

/// That many tasks, a goal for each that answers for all up to it, and that many indicators, some of them of the library
/// and some with a method.
pub(crate) fn content_of(title: &str, tasks: i32, indicators: usize) -> PlanContent {
    let task = |number| Task {
        number,
        name: text(&format!("任务{number}")),
        total: Fen::new(i64::from(number) * 100),
        basic: None,
        project: Some(Fen::new(i64::from(number))),
        other: None,
    };
    let goal = |number| Goal { number, text: text(&format!("目标{number}")), tasks: (1..=number).collect() };
    let indicator = |place: usize| Indicator {
        id: IndicatorId::numbered(place),
        goal: i32::try_from(place).unwrap() % tasks + 1,
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: text(&format!("指标{place}")),
        target: Target::Qualitative { text: text("提高") },
        weight: None,
        line: i32::try_from(place).ok(),
        accumulation: None,
        library: (place.is_multiple_of(2)).then(|| "trained-persons".parse().unwrap()),
        method: (place.is_multiple_of(3)).then(checklist),
    };
    PlanContent::assemble(
        text(title),
        None,
        (1..=tasks).map(task).collect(),
        (1..=tasks).map(goal).collect(),
        (1..=indicators).map(indicator).collect(),
    )
    .unwrap()
}

fn checklist() -> Method {
    let item = |name: &str, points| ChecklistItem { text: text(name), points: Points::from_hundredths(points) };
    Method::Checklist(Checklist::new(vec![item("制度", 200), item("台账", 50)]).unwrap())
}

/// A number against the indicator with that id.
pub(crate) fn actual(indicator: &str, number: i64) -> Actual {
    Actual::new(indicator.parse().unwrap(), ActualValue::Number(Decimal::from_millionths(number).unwrap()))
}

/// Who writes.
pub(crate) fn caller() -> Caller {
    Caller { principal: PrincipalId::local(), via: None, address: "127.0.0.1:40000".to_owned() }
}

/// Who reports, with a reason for whatever changes.
pub(crate) fn by() -> By {
    By {
        reporter: text("填报人"),
        principal: PrincipalId::local(),
        plan_version: 1,
        correction_reason: Some(text("口径更正")),
    }
}
