//! The red and yellow lights of a region, the most severe first.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::results::v1::TieredActual;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{
    ListWarningsRequest, ListWarningsResponse, MonitorPlanRequest, MonitorPlanResponse, RankPlansRequest,
    RankPlansResponse, Signal, Warning,
};
use jixiao_tests::{Province, System, numbered, plan_of, targeted, weighed};
use tonic::Code;

use crate::pages::walk;
use crate::start::actual;

fn ask() -> ListWarningsRequest {
    ListWarningsRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, ..Default::default() }
}

async fn list(system: &System, request: &ListWarningsRequest) -> ListWarningsResponse {
    system.answer("ListWarnings", request).await
}

/// Department, indicator or `budget`, light and pace of a warning.
fn shown(warning: &Warning) -> (String, String, Signal, String) {
    let department = warning.plan_version.split('/').nth(3).unwrap().to_owned();
    assert_eq!(warning.department_title, department);
    match (&warning.indicator, &warning.budget) {
        (Some(row), None) => (department, row.indicator.clone(), row.signal(), row.pace.clone()),
        (None, Some(budget)) => (department, "budget".to_owned(), budget.signal(), budget.pace.clone()),
        both => panic!("{both:?}"),
    }
}

fn expected(rows: &[(&str, &str, Signal, &str)]) -> Vec<(String, String, Signal, String)> {
    let owned = |(department, row, signal, pace): &(&str, &str, Signal, &str)| {
        ((*department).to_owned(), (*row).to_owned(), *signal, (*pace).to_owned())
    };
    rows.iter().map(owned).collect()
}

/// A floor that accumulates, a cap, a text and another floor in each of three regions and outside of them.
async fn watched() -> System {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let text = || Kind::Qualitative(QualitativeTarget { text: "进一步提升".to_owned() });
    let floor = || numbered(Level2::Quantity, "培训人数", (Sign::AtLeast, "1200", "人"));
    let cap = || numbered(Level2::Cost, "成本", (Sign::AtMost, "10", "元"));
    let content = || plan_of(vec![floor(), cap(), targeted(Level2::SocialEffect, "影响", text()), floor()]);
    let departments = [
        (Province::CITY, "b", "350", "10", Tier::Achieved, "420", 350),
        (Province::COUNTY, "a", "350", "11", Tier::PartlyAchieved, "490", 420),
        (Province::TOWN, "c", "700", "10", Tier::NotAchieved, "420", 700),
        (Province::OUTSIDE, "d", "0", "11", Tier::NotAchieved, "0", 0),
    ];
    for (region, department, first, cost, tier, last, executed) in departments {
        let plan = province.plan(region, department, content()).await;
        province.report(&plan, "2023-07", &[("i001", first), ("i002", cost), ("i004", last)]).await;
        let tiered = TieredActual { tier: tier as i32, text: "有所提升".to_owned() };
        province.send(&plan, "2023-07", vec![actual("i003", Value::Tiered(tiered))]).await;
        province.execute(&plan, "2023-07", 1200, executed).await;
    }
    province.plan(Province::OTHER_COUNTY, "silent", content()).await;
    system
}

#[tokio::test]
async fn the_most_severe_comes_first_over_the_whole_tree_of_regions() {
    let system = watched().await;

    let answer = list(&system, &ask()).await;

    use Signal::{Red, Yellow};
    let in_order = expected(&[
        // Red: first what cannot be made up for, by plan; then the slowest, by plan, the budget first.
        ("a", "i002", Red, ""),
        ("c", "i003", Red, ""),
        ("b", "budget", Red, "0.5000"),
        ("b", "i001", Red, "0.5000"),
        ("a", "i001", Red, "0.5000"),
        // Yellow: by pace, then what has none.
        ("b", "i004", Yellow, "0.6000"),
        ("a", "budget", Yellow, "0.6000"),
        ("c", "i004", Yellow, "0.6000"),
        ("a", "i004", Yellow, "0.7000"),
        ("a", "i003", Yellow, ""),
    ]);
    assert_eq!(answer.warnings.iter().map(shown).collect::<Vec<_>>(), in_order);
    assert_eq!((answer.next_page_token.as_str(), answer.refusals.len()), ("", 0));
    assert!(answer.warnings.iter().all(|it| it.goal == i32::from(it.indicator.is_some())));
    let red = list(&system, &ListWarningsRequest { worst: Signal::Red.into(), ..ask() }).await;
    assert_eq!(red.warnings[..], answer.warnings[..5]);
    let yellow = list(&system, &ListWarningsRequest { worst: Signal::Yellow.into(), ..ask() }).await;
    assert_eq!(yellow, answer);
    let county = list(&system, &ListWarningsRequest { parent: Province::COUNTY.to_owned(), ..ask() }).await;
    let of_county: Vec<_> = in_order.into_iter().filter(|(department, ..)| department != "b").collect();
    assert_eq!(county.warnings.iter().map(shown).collect::<Vec<_>>(), of_county);
}

#[tokio::test]
async fn a_warning_is_the_row_that_monitoring_shows_for_that_month() {
    let system = watched().await;

    for period in ["2023-06", "2023-07", "2023-12"] {
        let answer = list(&system, &ListWarningsRequest { period: period.to_owned(), ..ask() }).await;
        assert_eq!(answer.warnings.is_empty(), period == "2023-06", "nothing was reported by June");
        for warning in answer.warnings {
            let (plan, period) = (warning.plan_version, period.to_owned());
            let monitor = MonitorPlanRequest { plan, period, ..Default::default() };
            let monitored: MonitorPlanResponse = system.answer("MonitorPlan", &monitor).await;
            let mut rows = monitored.goals.iter().flat_map(|goal| &goal.rows);
            match warning.indicator {
                Some(row) => assert_eq!(rows.find(|it| it.indicator == row.indicator), Some(&row)),
                None => assert_eq!(monitored.budget, warning.budget),
            }
        }
    }
}

#[tokio::test]
async fn pages_of_every_size_list_each_warning_once() {
    let system = watched().await;

    let all = walk!(system, "ListWarnings", ask() => ListWarningsResponse, warnings);
    let red = || ListWarningsRequest { worst: Signal::Red.into(), ..ask() };
    let reds = walk!(system, "ListWarnings", red() => ListWarningsResponse, warnings);

    assert_eq!(all, list(&system, &ask()).await.warnings);
    assert_eq!(reds[..], all[..5]);
}

#[tokio::test]
async fn a_token_of_another_query_and_what_is_no_question_are_refused() {
    let system = watched().await;
    let first = list(&system, &ListWarningsRequest { page_size: 1, ..ask() }).await;
    let next = || ListWarningsRequest { page_token: first.next_page_token.clone(), ..ask() };
    let rank =
        RankPlansRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, page_size: 1, ..Default::default() };
    let ranked: RankPlansResponse = system.answer("RankPlans", &rank).await;

    for other in [
        ListWarningsRequest { parent: Province::COUNTY.to_owned(), ..next() },
        ListWarningsRequest { fiscal_year: 2024, ..next() },
        ListWarningsRequest { period: "2023-07".to_owned(), ..next() },
        ListWarningsRequest { worst: Signal::Red.into(), ..next() },
        ListWarningsRequest { profile: "cn-2020".to_owned(), ..next() },
        ListWarningsRequest { page_token: ranked.next_page_token, ..ask() },
        ListWarningsRequest { page_token: "AAAA".to_owned(), ..ask() },
    ] {
        system.fault("ListWarnings", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    for page_size in [-1, 1001] {
        system.fault("ListWarnings", &ListWarningsRequest { page_size, ..ask() }).await.is_of_fields(&["page_size"]);
    }
    for worst in [3, 4, 5, 6, 7, 8, 9, -1] {
        system.fault("ListWarnings", &ListWarningsRequest { worst, ..ask() }).await.is_of_fields(&["worst"]);
    }
    let wrong = ListWarningsRequest {
        parent: "regions/1".to_owned(),
        fiscal_year: 1999,
        period: "x".to_owned(),
        worst: Signal::Green.into(),
        profile: "A".to_owned(),
        ..Default::default()
    };
    let all = ["parent", "fiscal_year", "period", "profile", "worst"];
    system.fault("ListWarnings", &wrong).await.is_of_fields(&all);
    let other_year = ListWarningsRequest { period: "2024-07".to_owned(), ..ask() };
    system.fault("ListWarnings", &other_year).await.is_of_fields(&["period"]);
    let none = ListWarningsRequest { profile: "profiles/none".to_owned(), ..ask() };
    system.fault("ListWarnings", &none).await.is_not_found("profile", "profiles/none");
}

#[tokio::test]
async fn a_plan_that_cannot_be_looked_at_is_told_on_the_first_page_alone() {
    let system = watched().await;
    let province = Province::in_system(&system);
    let indicator = numbered(Level2::Quantity, "培训人数", (Sign::AtLeast, "1200", "人"));
    let hubei = weighed(("hubei", "20.00"), &["80.00"], vec![indicator]);
    let plan = province.plan(Province::OTHER_COUNTY, "hubei", hubei).await;
    province.report(&plan, "2023-07", &[("i001", "0")]).await;
    let named = ListWarningsRequest { profile: "cn-2020".to_owned(), page_size: 4, ..ask() };

    let of_plan = list(&system, &ask()).await;
    let first = list(&system, &named).await;
    let page_token = first.next_page_token.clone();
    let second = list(&system, &ListWarningsRequest { page_token, ..named }).await;

    assert_eq!((of_plan.refusals.len(), shown(&of_plan.warnings[2]).0.as_str()), (0, "hubei"));
    let [refusal] = first.refusals.as_slice() else { panic!("{:?}", first.refusals) };
    assert_eq!((&*refusal.plan_version, &*refusal.reason), (&*format!("{plan}/versions/1"), "WEIGHT_SCHEME_MISMATCH"));
    assert!(!refusal.message.is_empty());
    assert_eq!((second.refusals.len(), first.warnings.len(), second.warnings.len()), (0, 4, 4));
    assert!(first.warnings.iter().chain(&second.warnings).all(|warning| !warning.plan_version.starts_with(&plan)));
}
