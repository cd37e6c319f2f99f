//! A small plan with a target of every kind.

use std::sync::OnceLock;

use jixiao_domain::{Fen, Goal, Indicator, IndicatorId, Level2, NumericTarget, PlanContent, Sign, Target, Task, Text};

/// Two tasks, two goals, seven indicators; 培训人数 is there under both goals.
pub(crate) fn plan() -> &'static PlanContent {
    static PLAN: OnceLock<PlanContent> = OnceLock::new();
    PLAN.get_or_init(made)
}

fn made() -> PlanContent {
    let task = |number, name| Task {
        number,
        name: text(name),
        total: Fen::new(100),
        basic: None,
        project: Some(Fen::new(100)),
        other: None,
    };
    let goal = |number, name| Goal { number, text: text(name), tasks: vec![number] };
    let day = |day: &str| day.parse().unwrap();
    let deadline = Target::Deadline { text: Some(text("2023年9月底前")), date: day("2023-09-30") };
    let window = Target::Window { text: None, first: day("2023-05-01"), last: day("2023-06-30") };
    let indicators = vec![
        indicator(1, 1, Level2::Quantity, "培训人数", numeric(Sign::AtLeast, "20", Some("人"))),
        indicator(2, 1, Level2::Quality, "合格率", numeric(Sign::AtLeast, "90", Some("%"))),
        indicator(3, 1, Level2::Timeliness, "完成时间", deadline),
        indicator(4, 1, Level2::Cost, "培训成本", numeric(Sign::AtMost, "1884000", Some("元"))),
        indicator(5, 2, Level2::Quantity, "培训人数", numeric(Sign::AtLeast, "5", None)),
        indicator(6, 2, Level2::SocialEffect, "社会影响", Target::Qualitative { text: text("持续改善") }),
        indicator(7, 2, Level2::Timeliness, "宣传期间", window),
    ];
    let (tasks, goals) = (vec![task(1, "培训"), task(2, "宣传")], vec![goal(1, "目标甲"), goal(2, "目标乙")]);
    PlanContent::assemble(text("甲局"), None, tasks, goals, indicators).unwrap()
}

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

fn numeric(sign: Sign, value: &str, unit: Option<&str>) -> Target {
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit: unit.map(text) })
}

fn indicator(number: usize, goal: i32, level2: Level2, name: &str, target: Target) -> Indicator {
    let (id, level1) = (IndicatorId::numbered(number), level2.level1());
    Indicator {
        id,
        goal,
        level1,
        level2,
        name: text(name),
        target,
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
    }
}
