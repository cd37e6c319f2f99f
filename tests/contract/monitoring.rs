//! The lights of a plan at the end of a month.

use jixiao_domain as domain;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{DeadlineTarget, Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::planning::v1::{AccumulationKind, Indicator};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{NotApplicable, TieredActual};
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

async fn monitor(system: &System, plan: &str, period: &str) -> MonitorPlanResponse {
    system.answer("MonitorPlan", &ask(plan, period)).await
}

/// A system with an approved plan of those indicators, all of one goal.
async fn with_plan(indicators: Vec<Indicator>) -> (System, String) {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let plan = province.plan(Province::CITY, DEPARTMENT, plan_of(indicators)).await;
    (system, plan)
}

fn id(nth: usize) -> String {
    format!("i{:03}", nth + 1)
}

/// Reports numbers of the first indicators, in their order.
async fn report(system: &System, plan: &str, period: &str, numbers: &[&str]) {
    let ids: Vec<_> = (0..numbers.len()).map(id).collect();
    let pairs: Vec<_> = ids.iter().map(String::as_str).zip(numbers.iter().copied()).collect();
    Province::in_system(system).report(plan, period, &pairs).await;
}

fn rows(answer: &MonitorPlanResponse) -> impl Iterator<Item = &IndicatorMonitoring> {
    answer.goals.iter().flat_map(|goal| &goal.rows)
}

fn signals(answer: &MonitorPlanResponse) -> Vec<Signal> {
    rows(answer).map(IndicatorMonitoring::signal).collect()
}

/// Signal, pace and projection.
fn shown(row: &IndicatorMonitoring) -> (Signal, &str, &str) {
    (row.signal(), &row.pace, &row.projected_year_end)
}

/// A floor of 1200 that accumulates, so that 700 are due after July.
fn cumulative(sign: Sign) -> Indicator {
    numbered(Level2::Quantity, "培训人数", (sign, "1200", "人"))
}

#[tokio::test]
async fn what_accumulates_is_measured_by_the_month_at_both_edges_of_every_light() {
    let signs = [Sign::AtLeast, Sign::MoreThan, Sign::Equal];
    let (system, plan) = with_plan(signs.into_iter().flat_map(|sign| vec![cumulative(sign); 7]).collect()).await;
    let edges = ["419.999999", "420", "559.999999", "560", "839.999999", "840", "-7"];
    report(&system, &plan, "2023-07", &edges.repeat(signs.len())).await;

    let answer = monitor(&system, &plan, "2023-07").await;

    let expected = [
        (Signal::Red, "0.6000", "719.999998"),
        (Signal::Yellow, "0.6000", "720"),
        (Signal::Yellow, "0.8000", "959.999998"),
        (Signal::Green, "0.8000", "960"),
        (Signal::Green, "1.2000", "1439.999998"),
        (Signal::Blue, "1.2000", "1440"),
        (Signal::Red, "-0.0100", "-12"),
    ];
    let told: Vec<_> = rows(&answer).map(shown).collect();
    assert_eq!(told, expected.repeat(signs.len()));
    assert!(rows(&answer).all(|row| row.accumulation() == AccumulationKind::Cumulative && !row.stale));
}

#[tokio::test]
async fn a_snapshot_is_measured_by_the_whole_target_in_every_month() {
    let rate = || numbered(Level2::Quantity, "覆盖率", (Sign::AtLeast, "90", "%"));
    let (system, plan) = with_plan(vec![rate(); 6]).await;
    report(&system, &plan, "2023-01", &["53.999999", "54", "71.999999", "72", "107.999999", "108"]).await;

    let expected = [
        (Signal::Red, "0.6000", "53.999999"),
        (Signal::Yellow, "0.6000", "54"),
        (Signal::Yellow, "0.8000", "71.999999"),
        (Signal::Green, "0.8000", "72"),
        (Signal::Green, "1.2000", "107.999999"),
        (Signal::Blue, "1.2000", "108"),
    ];
    for period in ["2023-01", "2023-07", "2023-12"] {
        let answer = monitor(&system, &plan, period).await;
        let told: Vec<_> = rows(&answer).map(shown).collect();
        assert_eq!(told, expected, "{period}");
        assert!(rows(&answer).all(|row| row.accumulation() == AccumulationKind::Snapshot));
        assert!(rows(&answer).all(|row| row.stale == (period != "2023-01")));
    }
}

#[tokio::test]
async fn a_target_of_nought_and_a_cap_are_met_or_not_and_have_no_pace() {
    let number = |sign, value: &str| numbered(Level2::Cost, "成本", (sign, value, "元"));
    let targets = [
        (Sign::AtLeast, "0", "0", Signal::Green),
        (Sign::AtLeast, "0", "-0.000001", Signal::Red),
        (Sign::Equal, "0", "0", Signal::Green),
        (Sign::Equal, "0", "0.000001", Signal::Red),
        (Sign::AtMost, "10", "10", Signal::Green),
        (Sign::AtMost, "10", "10.000001", Signal::Red),
        (Sign::LessThan, "10", "10", Signal::Green),
        (Sign::LessThan, "10", "10.000001", Signal::Red),
        (Sign::AtMost, "0", "0", Signal::Green),
        (Sign::AtMost, "0", "1", Signal::Red),
    ];
    let (system, plan) = with_plan(targets.map(|(sign, value, ..)| number(sign, value)).to_vec()).await;
    report(&system, &plan, "2023-07", &targets.map(|(_, _, actual, _)| actual)).await;

    let answer = monitor(&system, &plan, "2023-07").await;

    let told: Vec<_> = rows(&answer).map(shown).collect();
    assert_eq!(told, targets.map(|(_, _, actual, signal)| (signal, "", actual)));
}

fn judged() -> Indicator {
    let text = "进一步提升".to_owned();
    targeted(Level2::SocialEffect, "就业能力", Kind::Qualitative(QualitativeTarget { text }))
}

#[tokio::test]
async fn a_text_has_the_light_of_its_tier_once_it_is_judged() {
    let (system, plan) = with_plan(vec![judged(); 5]).await;
    let text = |nth| actual(&id(nth), Value::Text("有所提升".to_owned()));
    let own = TieredActual { tier: Tier::PartlyAchieved as i32, text: "有所提升".to_owned() };
    let mut batch: Vec<_> = (0..4).map(text).collect();
    batch.push(actual(&id(4), Value::Tiered(own)));
    let province = Province::in_system(&system);
    province.send(&plan, "2023-07", batch).await;
    let before = monitor(&system, &plan, "").await;

    for (nth, tier, score) in [
        (0, Tier::Achieved, "18"),
        (1, Tier::PartlyAchieved, "12"),
        (2, Tier::NotAchieved, "0"),
        (4, Tier::Achieved, "18"),
    ] {
        let judge = judgement(&id(nth), tier, score);
        let judge = JudgeIndicatorRequest { plan: plan.clone(), as_of_period: "2023-07".to_owned(), ..judge };
        let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;
    }
    let after = monitor(&system, &plan, "").await;
    province.send(&plan, "2023-08", vec![text(0)]).await;
    let anew = monitor(&system, &plan, "2023-08").await;

    use Signal::{Green, Red, Unjudged, Yellow};
    assert_eq!(signals(&before), [Unjudged, Unjudged, Unjudged, Unjudged, Yellow]);
    assert_eq!(signals(&after), [Green, Yellow, Red, Unjudged, Green], "a person's view comes before the unit's");
    assert_eq!(signals(&anew), [Unjudged, Yellow, Red, Unjudged, Green], "a judgement holds for its report");
    assert_eq!(signals(&monitor(&system, &plan, "").await), signals(&after));
}

#[tokio::test]
async fn what_has_no_light_says_why_and_is_not_counted_as_one() {
    let date = DeadlineTarget { text: "9月底前".to_owned(), date: "2023-09-30".to_owned() };
    let deadline = || targeted(Level2::Timeliness, "完成时间", Kind::Deadline(date.clone()));
    let indicators = vec![
        cumulative(Sign::AtLeast),
        cumulative(Sign::AtLeast),
        cumulative(Sign::AtLeast),
        judged(),
        deadline(),
        deadline(),
    ];
    let (system, plan) = with_plan(indicators).await;
    let batch = vec![
        actual("i002", Value::Text("已完成".to_owned())),
        actual("i003", Value::NotApplicable(NotApplicable { reason: "项目取消".to_owned() })),
        actual("i004", Value::Text("有所提升".to_owned())),
        actual("i005", Value::Date("2023-09-30".to_owned())),
        actual("i006", Value::Date("2023-10-01".to_owned())),
    ];
    let province = Province::in_system(&system);
    province.send(&plan, "2023-07", batch).await;

    let answer = monitor(&system, &plan, "").await;

    use Signal::{Green, NoData, NotApplicable as Absent, Red, Unjudged};
    assert_eq!(signals(&answer), [NoData, NoData, Absent, Unjudged, Green, Red]);
    let counts = [(Red, 1), (Green, 1), (NoData, 2), (Unjudged, 1), (Absent, 1)];
    let goal = &answer.goals[0];
    for told in [&answer.counts, &goal.counts] {
        assert_eq!(told.iter().map(|count| (count.signal(), count.rows)).collect::<Vec<_>>(), counts);
    }
    assert_eq!((answer.light(), goal.light()), (Red, Red));
    let budget = answer.budget.clone().unwrap();
    assert_eq!((budget.signal(), &*budget.pace, budget.record), (NoData, "", None));

    province.execute(&plan, "2023-07", 0, 0).await;
    let budget = monitor(&system, &plan, "").await.budget.unwrap();
    assert_eq!((budget.signal(), &*budget.pace), (Signal::NoTarget, ""));
}

#[tokio::test]
async fn a_plan_without_any_light_has_none_itself() {
    let (system, plan) = with_plan(vec![judged()]).await;

    let answer = monitor(&system, &plan, "").await;

    assert_eq!((answer.light(), answer.goals[0].light()), (Signal::Unspecified, Signal::Unspecified));
    assert_eq!(signals(&answer), [Signal::NoData]);
}

#[tokio::test]
async fn the_budget_is_measured_by_the_month_and_is_never_blue() {
    let (system, plan) = with_plan(vec![cumulative(Sign::AtLeast)]).await;
    let province = Province::in_system(&system);
    report(&system, &plan, "2023-07", &["840"]).await;
    let edges = [
        (419, Signal::Red, "0.5986", 718),
        (420, Signal::Yellow, "0.6000", 720),
        (559, Signal::Yellow, "0.7986", 958),
        (560, Signal::Green, "0.8000", 960),
        (1200, Signal::Green, "1.7143", 2057),
    ];

    for (executed, signal, pace, projected) in edges {
        province.execute(&plan, "2023-07", 1200, executed).await;
        let answer = monitor(&system, &plan, "2023-07").await;
        let budget = answer.budget.clone().unwrap();
        assert_eq!((budget.signal(), &*budget.pace, budget.projected_year_end_fen), (signal, pace, projected));
        assert_eq!(budget.record.unwrap().total.unwrap().executed_fen, executed);
        assert_eq!(answer.light(), signal, "the budget is worse than the blue of the goal, or no better");
        assert_eq!(answer.goals[0].light(), Signal::Blue);
    }
    let december = monitor(&system, &plan, "2023-12").await.budget.unwrap();
    assert_eq!((december.signal(), &*december.pace, december.stale), (Signal::Green, "1.0000", true));
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
            line.iter().find(|cell| label_of(cell).is_some()).map(|cell| label_of(cell).unwrap())
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
