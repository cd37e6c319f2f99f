//! What a plan would measure: a case for every code about it, and near misses.

use std::time::{Duration, Instant};

use crate::fixture::one;
use jixiao_domain::{
    Fen, Goal, Indicator, IndicatorId, Level1, Level2, NumericTarget, PlanContent, Sign, Target, Task, Text,
};
use jixiao_forms::{Code, Finding, check};

fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

fn number(sign: &str, value: &str, unit: &str) -> Target {
    let sign = Sign::ALL.into_iter().find(|known| known.symbol() == sign).unwrap();
    let unit = (!unit.is_empty()).then(|| text(unit));
    Target::Numeric(NumericTarget { sign, value: value.parse().unwrap(), unit })
}

fn indicator(goal: i32, (level1, level2): (Level1, Level2), name: &str, target: Target) -> Indicator {
    let id = IndicatorId::numbered(1);
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

fn usual(goal: i32, level2: Level2, name: &str, target: Target) -> Indicator {
    indicator(goal, (level2.level1(), level2), name, target)
}

/// A plan of `goals` goals, each tied to a task of a million yuan, 90 wan of it project expenditure.
fn plan(goals: i32, indicators: Vec<Indicator>) -> PlanContent {
    let fen = |wan: i64| Fen::new(wan * 1_000_000);
    let task = |number| Task {
        number,
        name: text("任务"),
        total: fen(100),
        basic: None,
        project: Some(fen(90)),
        other: Some(fen(10)),
    };
    let goal = |number| Goal { number, text: text("目标"), tasks: vec![number] };
    let numbered = |(place, indicator)| Indicator { id: IndicatorId::numbered(place), ..indicator };
    PlanContent::assemble(
        text("甲局"),
        None,
        (1..=goals).map(task).collect(),
        (1..=goals).map(goal).collect(),
        (1..).zip(indicators).map(numbered).collect(),
    )
    .unwrap()
}

/// Findings of one indicator alone, but for those of what is not there.
fn findings(indicator: Indicator) -> Vec<Finding> {
    let of_the_rest = [Code::NoWeights, Code::GoalWithoutFamily];
    check(&plan(1, vec![indicator])).into_iter().filter(|finding| !of_the_rest.contains(&finding.code)).collect()
}

fn codes(indicator: Indicator) -> Vec<Code> {
    findings(indicator).into_iter().map(|finding| finding.code).collect()
}

fn codes_of_number(level2: Level2, name: &str, sign: &str, value: &str, unit: &str) -> Vec<Code> {
    codes(usual(1, level2, name, number(sign, value, unit)))
}

fn codes_of_text(name: &str, target: &str) -> Vec<Code> {
    codes(usual(1, Level2::SocialEffect, name, Target::Qualitative { text: text(target) }))
}

#[test]
fn a_count_is_no_quality() {
    for (name, sign, unit) in [
        ("完成残疾人体检各项规定项目", "≥", "项"),
        ("开展培训", "=", "次"),
        ("培训人员", ">", "人（次）"),
        ("服务群众", "≥", "万人次"),
    ] {
        assert_eq!(codes_of_number(Level2::Quality, name, sign, "8", unit), [Code::QuantityAsQuality], "{name}");
    }
    let found = findings(usual(1, Level2::Quality, "规定项目", number("≥", "8", "项")));
    assert!(found[0].message.contains("≥8项") && found[0].message_zh.contains("≥8项"), "{found:?}");
}

#[test]
fn caps_on_defects_and_numbers_of_the_good_are_qualities() {
    for (name, sign, value, unit) in [
        ("完成项目合格率", "≥", "90", "%"),
        ("投诉", "≤", "3", "件"),
        ("安全事故", "=", "0", "起"),
        ("差错", "<", "1", "次"),
        ("获奖作品", "≥", "3", "件"),
        ("通过验收的设施", "≥", "3", "处"),
        ("省级以上媒体刊发稿件", "≥", "20", "篇"),
        ("高级职称教师", "≥", "30", "人"),
        ("平均得分", "≥", "85", "分"),
        ("路面厚度", "≥", "5", "厘米"),
        ("使用寿命", "≥", "10", "年"),
        ("巡检频率", "≥", "4", "次/月"),
        ("建设等级", "≥", "3", "级"),
    ] {
        assert_eq!(codes_of_number(Level2::Quality, name, sign, value, unit), [], "{name}");
    }
    assert_eq!(codes_of_number(Level2::Quantity, "规定项目", "≥", "8", "项"), []);
}

#[test]
fn a_rate_is_no_quantity() {
    assert_eq!(codes_of_number(Level2::Quantity, "培训任务完成率", "≥", "90", "%"), [Code::RateAsQuantity]);
    assert_eq!(codes_of_number(Level2::Quantity, "信访接待率", "=", "100", "％"), [Code::RateAsQuantity]);
}

#[test]
fn a_share_that_tells_an_extent_is_a_quantity() {
    for name in ["服务覆盖率", "毛入园率", "持证人员比例", "参保率", "服务人次增长率", "培训人数比上年增加"]
    {
        assert_eq!(codes_of_number(Level2::Quantity, name, "≥", "90", "%"), [], "{name}");
    }
}

#[test]
fn a_unit_that_is_not_of_its_level_2_is_told() {
    for (level2, name, sign, unit) in [
        (Level2::Satisfaction, "群众满意", "≥", "人"),
        (Level2::Satisfaction, "群众满意", "=", "次"),
        (Level2::Cost, "工作成本", "≤", "个"),
        (Level2::EconomicCost, "工作成本", "<", "次"),
        (Level2::Timeliness, "按时完成", "≥", "人"),
        (Level2::Timeliness, "按时支付", "≥", "万元"),
    ] {
        let found = findings(usual(1, level2, name, number(sign, "9", unit)));
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::UnitDoesNotFit], "{name}");
        assert!(found[0].message.contains(unit) && found[0].message_zh.contains(level2.label()), "{found:?}");
    }
}

#[test]
fn a_unit_that_is_not_of_its_name_is_told_once() {
    for (level2, name, unit) in [
        (Level2::Quality, "验收合格率", "项"),
        (Level2::SocialEffect, "政策知晓率（人）", "人"),
        (Level2::Satisfaction, "服务对象满意度", "人"),
        (Level2::Quantity, "培训人数", "%"),
        (Level2::Quantity, "假肢装配数量", "%"),
        (Level2::SocialEffect, "持证人员占比", "个"),
        (Level2::Timeliness, "发放及时率", "天"),
    ] {
        assert_eq!(codes_of_number(level2, name, "≥", "90", unit), [Code::UnitDoesNotFit], "{name}");
    }
}

#[test]
fn a_unit_that_may_fit_is_not_told() {
    for (level2, name, sign, unit) in [
        (Level2::Satisfaction, "服务对象满意度", "≥", "%"),
        (Level2::Satisfaction, "服务对象满意度", "≥", "分"),
        (Level2::Satisfaction, "服务对象满意度", "≥", "百分比"),
        (Level2::Satisfaction, "服务对象投诉", "≤", "次"),
        (Level2::Cost, "培训成本", "≤", "元/人"),
        (Level2::Cost, "培训成本", "≤", "亿元"),
        (Level2::Cost, "成本控制", "≤", "%"),
        (Level2::Cost, "时间成本", "≤", "小时"),
        (Level2::Cost, "能耗", "≤", "吨标煤"),
        (Level2::SocialCost, "投诉", "≤", "件"),
        (Level2::Timeliness, "办理时限", "≤", "个工作日"),
        (Level2::Timeliness, "办理时限", "≤", "分"),
        (Level2::Timeliness, "发放及时率", "≥", "%"),
        (Level2::Timeliness, "每年检查", "≥", "次"),
        (Level2::Quantity, "物业管理保障面积", "≥", "平方米"),
        (Level2::Quantity, "就业人数增长", "≥", "%"),
        (Level2::SocialEffect, "就业人数完成", "≥", "%"),
        (Level2::SocialEffect, "宣传频率", "≥", "次"),
        (Level2::SocialEffect, "受益", "≥", "人"),
        (Level2::Satisfaction, "群众满意", "≥", "颗星"),
    ] {
        assert_eq!(codes_of_number(level2, name, sign, "9", unit), [], "{name} {unit}");
    }
}

#[test]
fn a_missing_unit_is_told_as_missing_only() {
    assert_eq!(codes_of_number(Level2::Quality, "规定项目", "≥", "8", ""), [Code::UnitMissing]);
}

#[test]
fn a_target_that_no_result_or_every_result_meets_is_told() {
    for (name, sign, value, unit, message) in [
        ("服务对象满意度", "≥", "120", "%", "cannot be reached"),
        ("服务对象满意度", "=", "101", "分", "cannot be reached"),
        ("服务对象满意度", ">", "100", "%", "cannot be reached"),
        ("验收合格率", "≥", "950", "%", "cannot be reached"),
        ("孕产妇死亡率", "≥", "1001", "‰", "cannot be reached"),
        ("验收合格率", "=", "-1", "%", "cannot be reached"),
        ("重大投诉", "<", "0", "件", "cannot be reached"),
        ("验收合格率", "≥", "0", "%", "whatever is done"),
        ("验收合格率", "≤", "100", "%", "whatever is done"),
        ("培训", "≥", "0", "人", "whatever is done"),
        ("培训", ">", "-1", "人", "whatever is done"),
    ] {
        let level2 = if name.ends_with("满意度") { Level2::Satisfaction } else { Level2::SocialEffect };
        let found = findings(usual(1, level2, name, number(sign, value, unit)));
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::TargetOutOfRange], "{name}{sign}{value}");
        assert!(found[0].message.contains(message), "{found:?}");
    }
}

#[test]
fn a_target_that_a_result_may_meet_or_miss_is_not_told() {
    for (name, sign, value, unit) in [
        ("服务对象满意度", "≥", "100", "%"),
        ("服务对象满意度", "=", "100", "分"),
        ("验收合格率", "<", "100", "%"),
        ("验收合格率", ">", "0", "%"),
        ("孕产妇死亡率", "≤", "200", "‰"),
        ("事故", "=", "0", "起"),
        ("事故", "≤", "0", "起"),
        ("培训任务完成率", "≥", "120", "%"),
        ("国有资产保值增值率", "≥", "105", "%"),
        ("资金到位率", "≥", "110", "%"),
        ("居民收入增长率", "≥", "0", "%"),
        ("就业人数净增", "≥", "0", "人"),
        ("利润", "≥", "0", "元"),
        ("预算支出控制率", "≤", "100", "%"),
        ("气温", "≥", "-10", "℃"),
    ] {
        assert_eq!(codes_of_number(Level2::SocialEffect, name, sign, value, unit), [], "{name}{sign}{value}");
    }
}

#[test]
fn one_rate_for_two_groups_or_two_rates_in_one_are_told() {
    for (name, first, second) in [
        ("残疾人维稳及救助对象满意度", "残疾人维稳对象", "救助对象"),
        ("各机构工作人员和服务对象满意度", "各机构工作人员", "服务对象"),
        ("教师、学生以及家长满意度", "学生", "家长"),
        ("学员出勤率和考试合格率", "学员出勤率", "考试合格率"),
    ] {
        let found = findings(usual(1, Level2::Satisfaction, name, number("≥", "90", "%")));
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::TwoInOneRate], "{name}");
        assert!(found[0].message.contains(&format!("\"{first}\" and \"{second}\"")), "{found:?}");
        assert!(found[0].message_zh.contains(&format!("“{first}”与“{second}”")), "{found:?}");
    }
}

#[test]
fn a_conjunction_inside_one_group_is_not_told() {
    for name in [
        "享受体检和康复服务的残疾人满意度",
        "参与文化交流的残疾人满意度",
        "残疾儿童家庭对康复机构满意度",
        "全国残疾人职业技能大赛和展能节参赛率",
        "残疾人和儿童福利机构工作人员满意度",
    ] {
        assert_eq!(codes_of_number(Level2::Satisfaction, name, "≥", "90", "%"), [], "{name}");
    }
    assert_eq!(codes_of_number(Level2::Quantity, "运动员教练员及工作人员参训人数", "≥", "70", "人"), []);
    let judged = Target::Qualitative { text: text("优良") };
    assert_eq!(codes(usual(1, Level2::Satisfaction, "学生和家长满意度", judged)), []);
}

#[test]
fn a_text_that_only_repeats_the_name_is_told() {
    for (name, target) in [
        ("提升盲人医疗按摩人员技术素养", "盲人医疗按摩人员技术素养进一步提升"),
        ("掌握残疾人的身体健康状况", "充分掌握残疾人的身体健康状况"),
        ("残疾人合法权益", "残疾人合法权益得到充分维护"),
        ("弘扬扶残助残社会风尚", "全社会扶残助残风尚进一步弘扬"),
        ("提高服务能力", "服务能力水平，较大提高。"),
        ("提高服务能力", "显著提升"),
        ("提高服务能力", "服务 能力 不断 增强"),
    ] {
        assert_eq!(codes_of_text(name, target), [Code::NameAsTarget], "{name} {target}");
    }
}

#[test]
fn a_text_that_adds_anything_is_not_told() {
    for (name, target) in [
        ("提升盲人医疗按摩人员技术素养", "盲人医疗按摩人员技术素养进一步提升，20人取得证书"),
        ("提升盲人医疗按摩人员技术素养", "技术素养提升２０％"),
        ("提升盲人医疗按摩人员技术素养", "盲人医疗按摩人员全部持证，技术素养提升"),
        ("保障第三代残疾人证发放工作", "充分保障第三代残疾人证及时发放"),
        ("完成年度培训任务", "全面完成"),
        ("验收合格情况", "合格"),
        ("制度执行合规性", "合规"),
        ("信息系统稳定运行", "正常运行"),
        ("服务对象知晓政策", "知晓"),
        ("事故发生", "有效避免事故发生"),
        ("残疾人咨询信访响应及时性", "残疾人咨询和信访及时回应"),
        ("提高服务能力", "优"),
    ] {
        assert_eq!(codes_of_text(name, target), [], "{name} {target}");
    }
    assert_eq!(codes_of_text("提高服务能力", &"提高".repeat(51)), [], "too long to be a repetition");
}

fn cap(goal: i32, sign: &str, value: &str, unit: &str) -> Indicator {
    usual(goal, Level2::Cost, &format!("预算{value}{unit}"), number(sign, value, unit))
}

fn codes_of_costs(indicators: Vec<Indicator>) -> Vec<Code> {
    let is_of_cost = |code: &Code| matches!(code, Code::CostCapTautological | Code::CostCapDiffers);
    check(&plan(2, indicators)).into_iter().map(|finding| finding.code).filter(is_of_cost).collect()
}

#[test]
fn a_cap_that_is_the_whole_budget_measures_nothing_and_is_told_once_per_goal() {
    let caps = vec![cap(1, "≤", "100", "万元"), cap(2, "≤", "1000000", "元")];
    assert_eq!(codes_of_costs(caps.clone()), [Code::CostCapTautological; 2]);
    let found = check(&plan(2, caps));
    assert!(found.iter().any(|f| f.message.contains("goal 2, 1,000,000.00 yuan")), "{found:?}");
}

#[test]
fn a_cap_that_can_be_exceeded_is_no_tautology() {
    for (indicators, expected) in [
        (vec![cap(1, "≤", "90", "万元")], vec![Code::CostCapDiffers]),
        (vec![cap(1, "≤", "80", "万元")], vec![Code::CostCapDiffers]),
        (vec![cap(1, "<", "100", "万元")], vec![]),
        (vec![cap(1, "≥", "100", "万元")], vec![]),
        (vec![cap(1, "≤", "100", "万元"), cap(1, "≤", "200", "元/人")], vec![]),
        (vec![cap(1, "≤", "60", "万元"), cap(1, "≤", "40", "万元")], vec![]),
        (vec![usual(1, Level2::Quantity, "预算", number("≤", "100", "万元"))], vec![]),
    ] {
        assert_eq!(codes_of_costs(indicators.clone()), expected, "{indicators:?}");
    }
}

const OUTPUT: (Level1, Level2) = (Level1::Output, Level2::Quantity);
const EFFECT: (Level1, Level2) = (Level1::Effect, Level2::SocialEffect);
const SATISFACTION: (Level1, Level2) = (Level1::Satisfaction, Level2::Satisfaction);

/// The messages about families, of goals with indicators of these levels.
fn families(goals: &[&[(Level1, Level2)]]) -> Vec<(String, String)> {
    let mut indicators = Vec::new();
    for (goal, levels) in (1..).zip(goals) {
        indicators.extend(levels.iter().map(|levels| indicator(goal, *levels, "甲", number("≥", "9", "吨"))));
    }
    let found = check(&plan(i32::try_from(goals.len()).unwrap(), indicators));
    let messages = found.into_iter().filter(|f| f.code == Code::GoalWithoutFamily);
    messages.map(|f| (f.message, f.message_zh)).collect()
}

#[test]
fn a_goal_that_lacks_families_is_told_once_with_all_of_them() {
    let told = |en: &str, zh: &str| (en.to_owned(), zh.to_owned());
    assert_eq!(
        families(&[&[OUTPUT, EFFECT, SATISFACTION], &[OUTPUT], &[], &[EFFECT, SATISFACTION]]),
        [
            told("goal 2 has no indicator under 效益指标、满意度指标", "目标2缺少效益指标、满意度指标"),
            told(
                "goal 3 has no indicator, so it lacks 产出指标、效益指标、满意度指标",
                "目标3没有绩效指标，缺少产出指标、效益指标、满意度指标"
            ),
            told("goal 4 has no indicator under 产出指标", "目标4缺少产出指标"),
        ]
    );
}

#[test]
fn cost_is_asked_for_only_where_the_plan_has_it_as_a_level_1() {
    let all = [OUTPUT, EFFECT, SATISFACTION];
    let with = |cost| [OUTPUT, EFFECT, SATISFACTION, cost];
    let level1 = with((Level1::Cost, Level2::EconomicCost));
    let level2 = with((Level1::Output, Level2::Cost));

    assert_eq!(families(&[&all, &all]), []);
    assert_eq!(families(&[&level2, &all]), []);
    assert_eq!(families(&[&level1, &level2]), []);
    assert_eq!(families(&[&level1, &all])[0].1, "目标2缺少成本指标");
}

#[test]
fn labels_that_are_shifted_and_a_plan_without_indicators_lack_no_family() {
    let shifted = (Level1::Output, Level2::SocialEffect);
    assert_eq!(families(&[&[shifted, (Level1::Effect, Level2::Satisfaction)]]), []);
    assert_eq!(families(&[&[], &[]]), []);
}

/// The table's cells, so that a person finds what is meant.
#[test]
fn the_findings_of_a_table_stand_at_the_cell_concerned() {
    let table = "(2023年度)\n部门名称\t甲局\t预算资金（万元）\n序号\t主要工作任务\t总额\n1\t任务甲\t100\n\
                 序号\t年度绩效目标\t对应工作任务\n1\t目标文字\t任务1\n\
                 绩效目标\t一级指标\t二级指标\t三级指标\t符号\t值\t单位\n\
                 目标1\t产出指标\t质量指标\t规定项目\t≥\t8\t项\n\
                 \t\t数量指标\t任务完成率\t≥\t90\t%\n\
                 \t\t\t培训人数\t≥\t90\t%\n\
                 \t\t\t宣传\t≥\t0\t次\n\
                 \t\t成本指标\t预算\t≤\t100\t万元\n\
                 \t效益指标\t社会效益指标\t提高能力\t定性\t能力提高\n\
                 \t\t\t干部和群众知晓率\t≥\t90\t%\n";
    let found: Vec<_> = one(table.as_bytes())
        .findings
        .into_iter()
        .filter(|f| f.code.is_of_content() && f.line.is_some())
        .map(|f| (f.code, f.line.unwrap(), f.cell.unwrap()))
        .collect();

    assert_eq!(
        found,
        [
            (Code::GoalWithoutFamily, 6, 2),
            (Code::QuantityAsQuality, 8, 7),
            (Code::RateAsQuantity, 9, 7),
            (Code::UnitDoesNotFit, 10, 7),
            (Code::TargetOutOfRange, 11, 6),
            (Code::CostCapTautological, 12, 6),
            (Code::NameAsTarget, 13, 6),
            (Code::TwoInOneRate, 14, 4),
        ]
    );
}

#[test]
fn the_longest_texts_are_checked_in_bounded_time() {
    let names = ["和", "对", "残疾人和", "人员及", "(", "进一步", "率、", "者"];
    let indicators = (0..2_000_usize).map(|n| {
        let name: String = names[n % names.len()].chars().cycle().take(497).chain("满意度".chars()).collect();
        let target = if n % 2 == 0 {
            Target::Qualitative { text: text(&"高较".repeat(50)) }
        } else {
            number("≥", "90", &"人".repeat(50))
        };
        usual(1, Level2::Satisfaction, &name, target)
    });
    let plan = plan(1, indicators.collect());

    let start = Instant::now();
    let _ = check(&plan);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn a_goal_that_names_no_task_has_its_missing_family_told_at_its_text() {
    let table = "(2023年度)\n部门名称\t甲局\t预算资金（万元）\n序号\t主要工作任务\t总额\n1\t任务甲\t100\n\
                 序号\t年度绩效目标\t对应工作任务\n1\t目标文字\n\
                 绩效目标\t一级指标\t二级指标\t三级指标\t符号\t值\t单位\n目标1\t产出指标\t数量指标\t培训人数\t≥\t90\t人\n";

    let form = one(table.as_bytes());

    let place = |code| form.findings.iter().find(|f| f.code == code).map(|f| (f.line, f.cell));
    assert_eq!(place(Code::GoalWithoutFamily), Some((Some(6), Some(2))));
    assert_eq!(place(Code::TaskUnknown), Some((Some(6), Some(3))));
}
