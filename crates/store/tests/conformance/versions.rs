//! Versions of plans: which one is meant.

use jixiao_domain::workflow::PlanState;
use jixiao_domain::{FiscalYear, PlanName, PlanRef, VersionName};
use jixiao_proto::EnumField;
use jixiao_store::planning::{Planning, PlansOf};
use jixiao_store::results::{By, Report, Results};

use crate::database::Database;
use crate::plans::{add, newest};
use crate::sample::{actual, by, content, in_year, period, plan_name};

on_every_engine![
    a_plan_without_a_version_is_its_newest,
    a_version_is_read_by_its_number,
    versions_in_force_count_as_approved_and_no_others,
    a_lock_takes_the_newest_version,
    a_change_of_one_version_leaves_the_others,
    plans_of_a_department_come_by_year_in_their_newest_version,
    plans_of_a_region_come_by_department_and_year,
    reports_against_a_version_stay_when_a_newer_one_is_there,
];

/// Copies version 1 behind the store's back, in whatever state.
async fn copy(database: &Database, plan: &PlanName, version: i32, state: PlanState) {
    let tables = [
        (
            "plan_versions",
            format!("{}, 7", state.number()),
            "state, etag",
            "last_number, department_title, document, content_sha256, content_sm3, created_at_us, updated_at_us, scheme_id, \
             execution_weight, base_version, reason",
        ),
        ("plan_tasks", "number".to_owned(), "number", "name, total_fen, basic_fen, project_fen, other_fen"),
        ("plan_goals", "number".to_owned(), "number", "text"),
        ("plan_goal_tasks", "goal".to_owned(), "goal", "place, task"),
        (
            "plan_indicators",
            "indicator".to_owned(),
            "indicator",
            "place, goal, level1, level2, name, target_kind, sign, value_millionths, unit, text, first_date, last_date, \
             weight, line",
        ),
    ];
    for (table, values, named, rest) in tables {
        database
            .tamper(&format!(
                "INSERT INTO {table} (region, department, fiscal_year, version, {named}, {rest}) \
                 SELECT region, department, fiscal_year, {version}, {values}, {rest} FROM {table} \
                 WHERE department = '{}' AND fiscal_year = {} AND version = 1",
                plan.owner.department, plan.year
            ))
            .await;
    }
    let head = format!("department = '{}' AND fiscal_year = {}", plan.owner.department, plan.year);
    database.tamper(&format!("UPDATE plan_heads SET newest_version = {version} WHERE {head}")).await;
}

async fn versions(database: &Database, states: &[PlanState]) -> PlanName {
    let plan = plan_name();
    let first = add(database, &plan, &content("部门")).await;
    for (version, state) in (2..).zip(&states[1..]) {
        copy(database, &plan, version, *state).await;
    }
    let write = database.begin(&plan).await;
    Planning::within(&write).put_state(&first.header, states[0], write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    plan
}

async fn approved(database: &Database, plan: &PlanName, version: Option<i32>) -> Option<i32> {
    let wanted = PlanRef { plan: plan.clone(), version };
    let found = Planning::of(&database.store).approved_plan(&wanted).await.unwrap();
    found.map(|stored| stored.header.name.version)
}

async fn a_plan_without_a_version_is_its_newest(database: Database) {
    let plan = versions(&database, &[PlanState::Approved, PlanState::Approved, PlanState::Draft]).await;

    let read = Planning::of(&database.store).plan(&newest(&plan)).await.unwrap().unwrap();

    assert_eq!((read.header.name.version, read.header.state), (3, PlanState::Draft));
}

async fn a_version_is_read_by_its_number(database: Database) {
    let plan = versions(&database, &[PlanState::Approved, PlanState::Draft]).await;
    let planning = Planning::of(&database.store);
    let of = |version| PlanRef { plan: plan.clone(), version: Some(version) };

    let first = planning.plan(&of(1)).await.unwrap().unwrap();
    let second = planning.plan(&of(2)).await.unwrap().unwrap();

    assert_eq!((first.header.name.version, first.header.state), (1, PlanState::Approved));
    assert_eq!((second.header.name.version, second.header.state), (2, PlanState::Draft));
    assert_eq!(planning.plan(&of(3)).await.unwrap(), None);
}

async fn versions_in_force_count_as_approved_and_no_others(database: Database) {
    use PlanState::{Approved, Draft, FinanceReviewed, Published};
    let plan = versions(&database, &[Approved, Published, FinanceReviewed]).await;
    let draft = versions(&database, &[Draft]).await;

    assert_eq!(approved(&database, &plan, None).await, Some(2));
    assert_eq!(approved(&database, &plan, Some(1)).await, Some(1));
    assert_eq!(approved(&database, &plan, Some(3)).await, None);
    assert_eq!(approved(&database, &draft, None).await, None);
}

async fn a_lock_takes_the_newest_version(database: Database) {
    let plan = versions(&database, &[PlanState::Approved, PlanState::Draft]).await;
    let write = database.begin(&plan).await;

    let locked = Planning::within(&write).lock_plan(&plan).await.unwrap().unwrap();

    assert_eq!(locked.header.name.version, 2);
}

async fn a_change_of_one_version_leaves_the_others(database: Database) {
    let plan = versions(&database, &[PlanState::Approved, PlanState::Draft]).await;
    let planning = Planning::of(&database.store);
    let first = PlanRef { plan: plan.clone(), version: Some(1) };
    let before = planning.plan(&first).await.unwrap();
    let write = database.begin(&plan).await;
    let locked = Planning::within(&write).lock_plan(&plan).await.unwrap().unwrap();

    let put = Planning::within(&write).put_content(&locked.header, &content("新"), write.now()).await.unwrap();
    Planning::within(&write).put_state(&put.header, PlanState::Submitted, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    assert_eq!(planning.plan(&first).await.unwrap(), before);
    for name in [before.unwrap().header.name, put.header.name] {
        assert_eq!(planning.verify_plan(&name).await.unwrap(), Some(true), "{name}");
    }
}

async fn plans_of_a_department_come_by_year_in_their_newest_version(database: Database) {
    let first = versions(&database, &[PlanState::Approved, PlanState::Draft]).await;
    versions(&database, &[PlanState::Draft]).await;
    for year in [2030, 2000, 2024, 2099] {
        add(&database, &in_year(&first, year), &content("部门")).await;
    }
    copy(&database, &in_year(&first, 2024), 2, PlanState::Returned).await;
    copy(&database, &in_year(&first, 2024), 3, PlanState::Submitted).await;
    let planning = Planning::of(&database.store);

    for limit in 1..=6 {
        let mut walked: Vec<(i32, i32, PlanState)> = Vec::new();
        loop {
            let after = walked.last().and_then(|(year, ..)| FiscalYear::new(*year));
            let after = after.map(|year| (&first.owner.department, year));
            let page = planning.plans(&of(&first), after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            for header in page {
                let whole = planning.plan(&newest(&header.name.plan)).await.unwrap().unwrap();
                assert_eq!(header, whole.header);
                walked.push((header.name.plan.year.get(), header.name.version, header.state));
            }
        }
        let expected = [
            (2000, 1, PlanState::Draft),
            (2023, 2, PlanState::Draft),
            (2024, 3, PlanState::Submitted),
            (2030, 1, PlanState::Draft),
            (2099, 1, PlanState::Draft),
        ];
        assert_eq!(walked, expected, "by {limit}");
    }
}

/// Every plan of a plan's department.
pub(crate) fn of(plan: &PlanName) -> PlansOf {
    let (region, department) = (plan.owner.region.clone(), Some(plan.owner.department.clone()));
    PlansOf { region, department, year: None, approved: false }
}

async fn plans_of_a_region_come_by_department_and_year(database: Database) {
    let first = versions(&database, &[PlanState::Approved, PlanState::Approved, PlanState::Draft]).await;
    let second = versions(&database, &[PlanState::Draft]).await;
    let third = versions(&database, &[PlanState::Approved]).await;
    add(&database, &in_year(&first, 2024), &content("部门")).await;
    let planning = Planning::of(&database.store);
    let region = first.owner.region.clone();
    let all = PlansOf { region, department: None, year: None, approved: false };
    let approved = PlansOf { year: Some(first.year), approved: true, ..all.clone() };

    for (of, limit) in [(&all, 1), (&all, 3), (&all, 9), (&approved, 1), (&approved, 9)] {
        let mut walked: Vec<VersionName> = Vec::new();
        loop {
            let last = walked.last().map(|last| (last.plan.owner.department.clone(), last.plan.year));
            let after = last.as_ref().map(|(department, year)| (department, *year));
            let page = planning.plans(of, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page.into_iter().map(|header| header.name));
        }
        let mut expected = if of.approved {
            vec![(&first, 2023, 2), (&third, 2023, 1)]
        } else {
            vec![(&first, 2023, 3), (&first, 2024, 1), (&second, 2023, 1), (&third, 2023, 1)]
        };
        expected.sort_by_key(|(plan, year, _)| (plan.owner.department.to_string(), *year));
        let expected: Vec<String> = expected
            .into_iter()
            .map(|(plan, year, version)| format!("{}/versions/{version}", in_year(plan, year)))
            .collect();
        assert_eq!(walked.iter().map(ToString::to_string).collect::<Vec<_>>(), expected, "{of:?} by {limit}");
    }
}

async fn reports_against_a_version_stay_when_a_newer_one_is_there(database: Database) {
    let plan = versions(&database, &[PlanState::Approved]).await;
    crate::actuals::report_number(&database, &plan, 7, "i001", 1).await;
    let results = Results::of(&database.store);
    let before = results.actuals(&plan).await.unwrap();

    copy(&database, &plan, 2, PlanState::Approved).await;

    assert_eq!(results.actuals(&plan).await.unwrap(), before);
    assert!(results.verify_actuals(&plan).await.unwrap());
    let write = database.begin(&plan).await;
    let by = By { plan_version: 2, ..by() };
    let report = Report::of_actuals(period(&plan, 12), vec![actual("i001", 2)], by);
    Results::within(&write).report(&plan, report, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    let records = results.actuals(&plan).await.unwrap().records;
    assert_eq!(records.values().map(|record| record.reported.plan_version).collect::<Vec<_>>(), [1, 2]);
}
