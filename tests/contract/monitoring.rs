//! The lights of a plan at the end of a month.

use jixiao_domain as domain;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::planning::v1::{AccumulationKind, Indicator};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{
    CreateProfileRequest, CreateProfileResponse, GetProfileRequest, GetProfileResponse, IndicatorMonitoring,
    JudgeIndicatorRequest, JudgeIndicatorResponse, LightBounds, MonitorPlanRequest, MonitorPlanResponse,
    PlausibilityResult, RenderMonitoringTableRequest, RenderMonitoringTableResponse, Signal,
};
use jixiao_tests::{Province, System, numbered, plan_of, targeted};
use tonic::Code;

use crate::start::{actual, judgement};

const DEPARTMENT: &str = "canlian";

fn ask(plan: &str, period: &str) -> MonitorPlanRequest {
    MonitorPlanRequest { plan: plan.to_owned(), period: period.to_owned(), profile: String::new() }
}

pub(crate) async fn monitor(system: &System, plan: &str, period: &str) -> MonitorPlanResponse {
    system.answer("MonitorPlan", &ask(plan, period)).await
}

/// A system with an approved plan of those indicators, all of one goal.
pub(crate) async fn with_plan(indicators: Vec<Indicator>) -> (System, String) {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let plan = province.plan(Province::CITY, DEPARTMENT, plan_of(indicators)).await;
    (system, plan)
}

pub(crate) fn id(nth: usize) -> String {
    format!("i{:03}", nth + 1)
}

/// Reports numbers of the first indicators, in their order.
pub(crate) async fn report(system: &System, plan: &str, period: &str, numbers: &[&str]) {
    let ids: Vec<_> = (0..numbers.len()).map(id).collect();
    let pairs: Vec<_> = ids.iter().map(String::as_str).zip(numbers.iter().copied()).collect();
    Province::in_system(system).report(plan, period, &pairs).await;
}

pub(crate) fn rows(answer: &MonitorPlanResponse) -> impl Iterator<Item = &IndicatorMonitoring> {
    answer.goals.iter().flat_map(|goal| &goal.rows)
}

pub(crate) fn signals(answer: &MonitorPlanResponse) -> Vec<Signal> {
    rows(answer).map(IndicatorMonitoring::signal).collect()
}

/// Signal, pace and projection.
pub(crate) fn shown(row: &IndicatorMonitoring) -> (Signal, &str, &str) {
    (row.signal(), &row.pace, &row.projected_year_end)
}

/// A floor of 1200 that accumulates, so that 700 are due after July.
pub(crate) fn cumulative(sign: Sign) -> Indicator {
    numbered(Level2::Quantity, "培训人数", (sign, "1200", "人"))
}

pub(crate) fn judged() -> Indicator {
    let text = "进一步提升".to_owned();
    targeted(Level2::SocialEffect, "就业能力", Kind::Qualitative(QualitativeTarget { text }))
}

#[tokio::test]
async fn an_earlier_report_is_measured_by_the_month_asked_for_and_projected_from_its_own() {
    let (system, plan) = with_plan(vec![cumulative(Sign::AtLeast)]).await;
    let province = Province::in_system(&system);
    report(&system, &plan, "2023-05", &["500"]).await;
    province.execute(&plan, "2023-05", 1200, 500).await;
    report(&system, &plan, "2023-11", &["1100"]).await;

    for (period, signal, pace, stale) in [
        ("2023-04", Signal::NoData, "", false),
        ("2023-05", Signal::Green, "1.0000", false),
        ("2023-07", Signal::Yellow, "0.7143", true),
        ("2023-10", Signal::Red, "0.5000", true),
    ] {
        let answer = monitor(&system, &plan, period).await;
        let row = rows(&answer).next().unwrap();
        let budget = answer.budget.as_ref().unwrap();
        assert_eq!((row.signal(), &*row.pace, row.stale), (signal, pace, stale), "{period}");
        assert_eq!((budget.signal(), &*budget.pace, budget.stale), (signal, pace, stale), "{period}");
        let (projected, fen) = if signal == Signal::NoData { ("", 0) } else { ("1200", 1200) };
        assert_eq!((&*row.projected_year_end, budget.projected_year_end_fen), (projected, fen), "{period}");
        assert_eq!(answer.pins.unwrap().as_of_period, period);
    }
}

#[tokio::test]
async fn a_kind_that_somebody_set_counts_and_not_that_of_the_level() {
    let set = |kind: AccumulationKind| Indicator { accumulation: kind as i32, ..cumulative(Sign::AtLeast) };
    let kinds = [AccumulationKind::Snapshot, AccumulationKind::YearlyReset, AccumulationKind::Cumulative];
    let (system, plan) = with_plan(kinds.map(set).to_vec()).await;
    report(&system, &plan, "2023-07", &["700"; 3]).await;

    let answer = monitor(&system, &plan, "").await;

    assert_eq!(rows(&answer).map(IndicatorMonitoring::accumulation).collect::<Vec<_>>(), kinds);
    let expected =
        [(Signal::Red, "0.5833", "700"), (Signal::Green, "1.0000", "1200"), (Signal::Green, "1.0000", "1200")];
    assert_eq!(rows(&answer).map(shown).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn july_is_meant_where_no_month_is_named_and_a_month_of_another_year_is_refused() {
    let (system, plan) = with_plan(vec![cumulative(Sign::AtLeast)]).await;
    report(&system, &plan, "2023-07", &["700"]).await;

    assert_eq!(monitor(&system, &plan, "").await, monitor(&system, &plan, "2023-07").await);
    for period in ["2022-12", "2024-01", "2023-13", "2023-7", "x"] {
        system.fault("MonitorPlan", &ask(&plan, period)).await.is_of_fields(&["period"]);
    }
    let nothing = MonitorPlanRequest { plan: "x".to_owned(), profile: "A".to_owned(), ..Default::default() };
    system.fault("MonitorPlan", &nothing).await.is_of_fields(&["plan", "profile"]);
    let hubei = MonitorPlanRequest { profile: "hubei".to_owned(), ..ask(&plan, "") };
    system.fault("MonitorPlan", &hubei).await.is(Code::FailedPrecondition, "WEIGHT_SCHEME_MISMATCH");
    let none = MonitorPlanRequest { profile: "profiles/none".to_owned(), ..ask(&plan, "") };
    system.fault("MonitorPlan", &none).await.is_not_found("profile", "profiles/none");
}

#[tokio::test]
async fn a_profile_of_the_region_moves_the_lights() {
    let (system, plan) = with_plan(vec![cumulative(Sign::AtLeast); 4]).await;
    let get = GetProfileRequest { name: "profiles/cn-2020".to_owned() };
    let built_in: GetProfileResponse = system.answer("GetProfile", &get).await;
    let mut profile = built_in.profile.unwrap();
    (profile.name, profile.version, profile.id) = (String::new(), 0, "lenient".to_owned());
    let [red_below, yellow_below, blue_from] = ["0.50", "1.00", "2.00"].map(str::to_owned);
    profile.lights = Some(LightBounds { red_below, yellow_below, blue_from });
    let create =
        CreateProfileRequest { parent: Province::CITY.to_owned(), profile: Some(profile), ..Default::default() };
    let _: CreateProfileResponse = system.answer("CreateProfile", &create).await;
    report(&system, &plan, "2023-07", &["349", "350", "699", "1399"]).await;
    Province::in_system(&system).execute(&plan, "2023-07", 1200, 350).await;

    let own = MonitorPlanRequest { profile: "lenient".to_owned(), ..ask(&plan, "") };
    let own: MonitorPlanResponse = system.answer("MonitorPlan", &own).await;
    let usual = monitor(&system, &plan, "").await;

    use Signal::{Blue, Green, Red, Yellow};
    assert_eq!(signals(&own), [Red, Yellow, Yellow, Green]);
    assert_eq!(own.budget.unwrap().signal(), Yellow);
    assert_eq!(own.pins.unwrap().profile, format!("{}/profiles/lenient/versions/1", Province::CITY));
    assert_eq!(signals(&usual), [Red, Red, Green, Blue]);
    assert_eq!(usual.budget.unwrap().signal(), Red);
}

#[tokio::test]
async fn points_are_plausible_up_to_a_twentieth_above_the_money() {
    let (system, plan) = with_plan(vec![numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"))]).await;
    let province = Province::in_system(&system);
    let told = async || {
        let told = monitor(&system, &plan, "").await.plausibility.unwrap();
        (told.result(), told.indicator_rate.clone(), told.execution_rate.clone())
    };
    let expected = |result, of: &str, money: &str| (result, of.to_owned(), money.to_owned());
    use PlausibilityResult::{Implausible, NotTested, Plausible};

    province.execute(&plan, "2023-07", 10_000, 7600).await;
    assert_eq!(told().await, expected(NotTested, "", "76.00"));
    report(&system, &plan, "2023-07", &["80"]).await;
    // (0.80 - 0.76) ÷ 0.80 is just 0.05.
    assert_eq!(told().await, expected(Plausible, "80.00", "76.00"));
    province.execute(&plan, "2023-07", 10_000, 7599).await;
    assert_eq!(told().await, expected(Implausible, "80.00", "75.99"));
    report(&system, &plan, "2023-07", &["0"]).await;
    assert_eq!(told().await, expected(NotTested, "0.00", "75.99"));
    report(&system, &plan, "2023-07", &["80"]).await;
    province.execute(&plan, "2023-07", 0, 0).await;
    assert_eq!(told().await, expected(NotTested, "80.00", ""));
}

#[tokio::test]
async fn the_monitoring_table_shows_the_same_lights() {
    let mut indicators = vec![cumulative(Sign::AtLeast); 5];
    indicators.extend([judged(), judged()]);
    for (nth, indicator) in indicators.iter_mut().enumerate() {
        indicator.name = format!("指标{nth}");
    }
    let (system, plan) = with_plan(indicators).await;
    report(&system, &plan, "2023-06", &["419", "420", "560", "900"]).await;
    let province = Province::in_system(&system);
    province.send(&plan, "2023-07", vec![actual("i006", Value::Text("有所提升".to_owned()))]).await;
    let judge = judgement("i006", Tier::PartlyAchieved, "13");
    let judge = JudgeIndicatorRequest { plan: plan.clone(), as_of_period: "2023-07".to_owned(), ..judge };
    province.execute(&plan, "2023-07", 1200, 420).await;
    let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;

    for period in ["2023-06", "2023-07", "2023-12"] {
        let answer = monitor(&system, &plan, period).await;
        let render = RenderMonitoringTableRequest { plan: plan.clone(), period: period.to_owned(), format: 1 };
        let rendered: RenderMonitoringTableResponse = system.answer("RenderMonitoringTable", &render).await;
        let book = jixiao_sheets::open(&rendered.file.unwrap().content).unwrap();
        let lines: Vec<_> = book.sheets[0].lines.iter().map(|line| &line.cells).collect();
        let light = |first: &str| {
            let line = lines.iter().find(|cells| cells.iter().any(|cell| cell == first)).unwrap();
            line.iter().find_map(|cell| label_of(cell))
        };
        for row in rows(&answer) {
            assert_eq!(light(&row.name), Some(row.signal()), "{period} {}", row.name);
        }
        assert_eq!(light("年度资金总额"), Some(answer.budget.unwrap().signal()), "{period}");
    }
}

/// The signal that a cell of the table names.
fn label_of(cell: &str) -> Option<Signal> {
    let named = domain::Signal::ALL.into_iter().find(|signal| signal.label() == cell)?;
    Some(match named {
        domain::Signal::Lit(domain::Light::Red) => Signal::Red,
        domain::Signal::Lit(domain::Light::Yellow) => Signal::Yellow,
        domain::Signal::Lit(domain::Light::Green) => Signal::Green,
        domain::Signal::Lit(domain::Light::Blue) => Signal::Blue,
        domain::Signal::NoData => Signal::NoData,
        domain::Signal::NoTarget => Signal::NoTarget,
        domain::Signal::Unjudged => Signal::Unjudged,
        domain::Signal::NotApplicable => Signal::NotApplicable,
    })
}
