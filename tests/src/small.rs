use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{DeadlineTarget, Level1, Level2, NumericTarget, QualitativeTarget, Sign, Target};
use jixiao_proto::planning::v1::{Goal, Indicator, PlanContent, Task};

/// A plan with one indicator of each kind and no weights:
///
/// | id | target | weight under `cn-2020` |
/// |---|---|---|
/// | `i001` | ≥ 6700 人 | 16.67 |
/// | `i002` | by 2023-09-30 | 16.67 |
/// | `i003` | ≤ 1884000 元 | 16.66 |
/// | `i004` | a text | 30.00 |
/// | `i005` | = 90 % | 10.00 |
#[must_use]
pub fn small_plan() -> PlanContent {
    let text = |text: &str| text.to_owned();
    let task = |number, name: &str, basic_fen, project_fen: i64| Task {
        number,
        name: text(name),
        total_fen: basic_fen + project_fen,
        basic_fen: Some(basic_fen),
        project_fen: Some(project_fen),
        other_fen: None,
    };
    let goal = |number, name: &str, tasks: &[i32]| Goal { number, text: text(name), tasks: tasks.to_vec() };
    let number = |sign: Sign, value: &str, unit: &str| {
        Kind::Numeric(NumericTarget { sign: sign as i32, value: text(value), unit: text(unit) })
    };
    let indicator = |goal, level1: Level1, level2: Level2, name: &str, kind| Indicator {
        goal,
        level1: level1 as i32,
        level2: level2 as i32,
        name: text(name),
        target: Some(Target { kind: Some(kind) }),
        ..Indicator::default()
    };
    let deadline = Kind::Deadline(DeadlineTarget { text: text("9月底前"), date: text("2023-09-30") });
    let judged = Kind::Qualitative(QualitativeTarget { text: text("进一步提升") });
    PlanContent {
        department_title: text("天津市残疾人联合会"),
        weight_scheme: None,
        tasks: vec![task(1, "康复服务", 60_000, 40_000), task(2, "机构运转", 50_000, 0)],
        goals: vec![goal(1, "提高康复服务水平", &[1]), goal(2, "保障机构运转", &[2])],
        indicators: vec![
            indicator(1, Level1::Output, Level2::Quantity, "体检人数", number(Sign::AtLeast, "6700", "人")),
            indicator(1, Level1::Output, Level2::Timeliness, "完成时间", deadline),
            indicator(1, Level1::Output, Level2::Cost, "项目成本", number(Sign::AtMost, "1884000", "元")),
            indicator(2, Level1::Effect, Level2::SocialEffect, "就业能力", judged),
            indicator(2, Level1::Satisfaction, Level2::Satisfaction, "满意度", number(Sign::Equal, "90", "%")),
        ],
    }
}
