//! The lights of the indicators and of the budget of a plan, at both edges of each.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{DeadlineTarget, Level2, Sign, Tier};
use jixiao_proto::planning::v1::AccumulationKind;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{NotApplicable, TieredActual};
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, JudgeIndicatorResponse, Signal};
use jixiao_tests::{Province, numbered, targeted};

use crate::monitoring::{cumulative, id, judged, monitor, report, rows, shown, signals, with_plan};
use crate::start::{actual, judgement};

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
