//! Lights of a plan within the year.

use jixiao_proto::common::v1::{NumericTarget, Sign, Target, Tier, target};
use jixiao_proto::results::v1::NotApplicable;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{
    LightBounds, MonitorPlanRequest, MonitorPlanResponse, PlausibilityResult, Profile, Signal,
};
use jixiao_tests::{DEPARTMENT, PLAN, Stories, REGION, System, small_plan};

use crate::profiles::{create, like};

async fn started() -> System {
    let system = System::all_on_sqlite();
    let stories = Stories::of(&system, &[REGION]).await;
    let mut content = small_plan();
    // A floor of 1200 that accumulates: 100 a month.
    content.indicators[0].target = numeric(Sign::AtLeast, "1200", "人");
    stories.plan(DEPARTMENT, 2023, &content, "").await;
    system
}

fn numeric(sign: Sign, value: &str, unit: &str) -> Option<Target> {
    let (value, unit) = (value.to_owned(), unit.to_owned());
    Some(Target { kind: Some(target::Kind::Numeric(NumericTarget { sign: sign as i32, value, unit })) })
}

async fn monitor(system: &System, period: &str) -> MonitorPlanResponse {
    let request = MonitorPlanRequest { plan: PLAN.to_owned(), period: period.to_owned(), profile: String::new() };
    system.answer("MonitorPlan", &request).await
}

/// Light, pace and projection of an indicator.
fn of<'a>(monitored: &'a MonitorPlanResponse, id: &str) -> (Signal, &'a str, &'a str) {
    let mut rows = monitored.goals.iter().flat_map(|goal| &goal.rows);
    let row = rows.find(|row| row.indicator == id).unwrap();
    (row.signal(), &row.pace, &row.projected_year_end)
}

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

#[tokio::test]
async fn what_accumulates_is_lit_against_the_months_that_are_over() {
    let system = started().await;
    let stories = Stories::of(&system, &[]).await;
    let cases = [
        ("419.999999", Signal::Red, "0.6000", "719.999998"),
        ("420", Signal::Yellow, "0.6000", "720"),
        ("559.999999", Signal::Yellow, "0.8000", "959.999998"),
        ("560", Signal::Green, "0.8000", "960"),
        ("839.999999", Signal::Green, "1.2000", "1439.999998"),
        ("840", Signal::Blue, "1.2000", "1440"),
        ("-1", Signal::Red, "-0.0014", "-1.714286"),
    ];

    for (actual, light, pace, projected) in cases {
        stories.report(PLAN, "2023-07", &[("i001", number(actual))]).await;
        assert_eq!(of(&monitor(&system, "").await, "i001"), (light, pace, projected), "{actual}");
    }
    // In December the whole is due, and July's figure is a month that is past.
    let december = monitor(&system, "2023-12").await;
    assert!(december.goals[0].rows[0].stale);
    assert_eq!(of(&december, "i001"), (Signal::Red, "-0.0008", "-1.714286"));
}

#[tokio::test]
async fn a_snapshot_a_cap_a_date_and_a_text_are_lit_by_their_own_rules() {
    let system = started().await;
    let stories = Stories::of(&system, &[]).await;
    let light = async |id: &str| of(&monitor(&system, "2023-07").await, id).0;
    for id in ["i001", "i002", "i003", "i004", "i005"] {
        assert_eq!(light(id).await, Signal::NoData, "{id}");
    }

    for (id, value, expected) in [
        ("i003", number("1884000"), Signal::Green),
        ("i003", number("1884000.01"), Signal::Red),
        ("i005", number("53.99"), Signal::Red),
        ("i005", number("54"), Signal::Yellow),
        ("i005", number("72"), Signal::Green),
        ("i005", number("108"), Signal::Blue),
        ("i002", Value::Date("2023-09-30".to_owned()), Signal::Green),
        ("i002", Value::Date("2023-10-01".to_owned()), Signal::Red),
        ("i004", Value::Text("提升".to_owned()), Signal::Unjudged),
        ("i001", Value::Text("完成".to_owned()), Signal::NoData),
        ("i001", Value::NotApplicable(NotApplicable { reason: "未开展".to_owned() }), Signal::NotApplicable),
    ] {
        stories.report(PLAN, "2023-07", &[(id, value.clone())]).await;
        assert_eq!(light(id).await, expected, "{id} {value:?}");
    }
    for (tier, score, expected) in [
        (Tier::Achieved, "24.00", Signal::Green),
        (Tier::PartlyAchieved, "18.00", Signal::Yellow),
        (Tier::NotAchieved, "0.00", Signal::Red),
    ] {
        stories.judge(PLAN, "i004", tier, score).await;
        assert_eq!(light("i004").await, expected, "{tier:?}");
    }
}

#[tokio::test]
async fn the_budget_has_no_blue_and_the_worst_light_is_that_of_the_plan() {
    let system = started().await;
    let stories = Stories::of(&system, &[]).await;
    assert_eq!(monitor(&system, "2023-06").await.light(), Signal::Unspecified, "nothing is lit yet");

    for (executed, light) in
        [(29_999, Signal::Red), (30_000, Signal::Yellow), (40_000, Signal::Green), (100_000, Signal::Green)]
    {
        stories.spend(PLAN, "2023-06", 100_000, executed).await;
        let budget = monitor(&system, "2023-06").await.budget.unwrap();
        assert_eq!((budget.signal(), budget.projected_year_end_fen), (light, executed * 2), "{executed}");
    }
    stories.report(PLAN, "2023-06", &[("i001", number("600")), ("i003", number("9999999"))]).await;

    let monitored = monitor(&system, "2023-06").await;
    assert_eq!((monitored.light(), monitored.goals[0].light()), (Signal::Red, Signal::Red));
    assert_eq!(monitored.goals[1].light(), Signal::Unspecified, "states have no colour");
    let counts: Vec<_> = monitored.counts.iter().map(|count| (count.signal(), count.rows)).collect();
    assert_eq!(counts, [(Signal::Red, 1), (Signal::Green, 1), (Signal::NoData, 3)]);
}

#[tokio::test]
async fn the_bounds_are_those_of_the_profile_and_points_are_held_against_the_money() {
    let system = started().await;
    let stories = Stories::of(&system, &[]).await;
    let own = like(&system, "profiles/cn-2020", "own").await;
    let bound = |text: &str| text.to_owned();
    let lights = LightBounds { red_below: bound("0.90"), yellow_below: bound("0.95"), blue_from: bound("1.01") };
    create(&system, REGION, &Profile { lights: Some(lights), ..own }).await;
    stories.report(PLAN, "2023-07", &[("i001", number("650")), ("i005", number("90"))]).await;
    let under =
        |profile: &str| MonitorPlanRequest { plan: PLAN.to_owned(), profile: profile.to_owned(), ..Default::default() };
    let built_in: MonitorPlanResponse = system.answer("MonitorPlan", &under("")).await;
    let own: MonitorPlanResponse = system.answer("MonitorPlan", &under("own")).await;
    assert_eq!((of(&built_in, "i001").0, of(&own, "i001").0), (Signal::Green, Signal::Yellow));

    // 16.67 and 10.00 are 9.03 and 10.00 of 26.67: 71.35 %.
    for (executed, expected) in [
        (0, PlausibilityResult::Implausible),
        (67_700, PlausibilityResult::Implausible),
        (67_900, PlausibilityResult::Plausible),
    ] {
        stories.spend(PLAN, "2023-07", 100_000, executed).await;
        let found = monitor(&system, "").await.plausibility.unwrap();
        assert_eq!((found.result(), &*found.indicator_rate), (expected, "71.35"), "{executed}");
    }
}

#[tokio::test]
async fn a_month_of_another_year_is_refused() {
    let system = started().await;
    let request = MonitorPlanRequest { plan: PLAN.to_owned(), period: "2024-07".to_owned(), ..Default::default() };

    system.refused("MonitorPlan", &request).await.is_of_fields(&["period"]);
}
