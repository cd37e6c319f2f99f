//! A table for every code.

use crate::fixture::{one, real};
use jixiao_domain::{
    CivilDate, FiscalYear, Goal, Indicator, IndicatorId, Level1, Level2, PlanContent, Points, SchemeRef, Target, Text,
};
use jixiao_forms::{Code, Finding, Form, ProposedDate, Severity, check, check_in_year, proposed_date};

const HEAD: &str = "整体支出绩效目标表\n(2023年度)\n部门名称\t甲局\t预算资金（万元）\n";
const TASKS: &str = "\t\t总额\t财政拨款\t\t其他资金\n序号\t主要工作任务\t\t基本支出\t项目支出\n合计\t100\t\t90\t10\n1\t任务甲\t100\t\t90\t10\n";
const GOALS: &str = "序号\t年度绩效目标\t对应工作任务\n1\t目标文字\t任务1\n";
const INDICATORS: &str =
    "绩效目标\t一级指标\t二级指标\t三级指标\t符号\t值\t单位\n目标1\t产出指标\t数量指标\t培训人数\t≥\t20\t人\n";

/// A table with nothing wrong, the parts replaced as given.
fn table(head: &str, tasks: &str, goals: &str, indicators: &str) -> Form {
    one(format!("{head}{tasks}{goals}{indicators}").as_bytes())
}

fn with_task(row: &str) -> Form {
    table(HEAD, &format!("{TASKS}{row}\n"), GOALS, INDICATORS)
}

fn with_indicator(row: &str) -> Form {
    table(HEAD, TASKS, GOALS, &format!("{INDICATORS}{row}\n"))
}

/// The line of the row that `with_indicator` adds, and of the one that `with_task` adds.
const ADDED: i32 = 12;
const ADDED_TASK: i32 = 8;

/// What the small tables of these tests lack or have on purpose; `content.rs` tests it.
pub(crate) const OF_SMALL_TABLES: [Code; 4] =
    [Code::NoWeights, Code::GoalWithoutFamily, Code::CostCapTautological, Code::NameAsTarget];

/// Asserts that the form has just these findings, besides those of every small table.
fn assert_findings(form: &Form, expected: &[(Code, Option<i32>, Option<i32>)]) {
    let of_form = |f: &Finding| (f.code, f.line, f.cell);
    let found: Vec<_> = form.findings.iter().map(of_form).filter(|f| !OF_SMALL_TABLES.contains(&f.0)).collect();
    assert_eq!(found, expected, "{:#?}", form.findings);
}

fn assert_finding(form: &Form, code: Code, line: i32, cell: i32) {
    assert_findings(form, &[(code, Some(line), Some(cell))]);
}

fn message(form: &Form, code: Code) -> (&str, &str) {
    let finding = form.findings.iter().find(|finding| finding.code == code).unwrap();
    (&finding.message, &finding.message_zh)
}

#[test]
fn a_tidy_table_has_nothing_but_that_it_has_no_weights() {
    let form = with_indicator(
        "\t效益指标\t社会效益指标\t知晓率\t≥\t90\t%\n\t满意度指标\t服务对象满意度指标\t满意度\t≥\t90\t%",
    );

    assert_findings(&form, &[]);
    let findings = form.findings;
    assert_eq!((findings.len(), findings[0].code, findings[0].severity), (1, Code::NoWeights, Severity::Info));
}

#[test]
fn a_table_without_department_or_year_is_not_submitted() {
    let form = table("整体支出绩效目标表\n预算资金（万元）\n", TASKS, GOALS, INDICATORS);

    assert_findings(&form, &[(Code::NoDepartment, None, None), (Code::NoFiscalYear, None, None)]);
    assert_eq!(form.plan_content().unwrap_err()[0].path, "department_title");
}

#[test]
fn the_department_may_stand_in_the_cell_of_its_label_and_on_every_page() {
    let head = "(2023年度)\n填报单位（盖章）：甲 局\t单位：万元\n部门名称\t甲局\n";
    let form = table(head, TASKS, GOALS, INDICATORS);

    assert_finding(&form, Code::StraySpace, 2, 1);
    assert_eq!(form.department, Some(Text::parse("甲局").unwrap()));
}

#[test]
fn a_second_department_is_a_cell_that_is_not_in_the_plan() {
    let form = with_indicator("部门名称\t乙局");

    assert_finding(&form, Code::CellUnplaced, ADDED, 2);
    assert_eq!(form.department, Some(Text::parse("甲局").unwrap()));
}

#[test]
fn a_table_without_tasks_has_no_budget() {
    let form = table(HEAD, "", "序号\t年度绩效目标\n1\t目标文字\n", INDICATORS);

    assert_findings(&form, &[(Code::NoTasks, None, None)]);
}

#[test]
fn a_table_without_indicators_is_not_submitted() {
    let form = table(HEAD, TASKS, GOALS, "");

    assert_eq!(form.findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::NoIndicators]);
}

#[test]
fn a_row_that_looks_like_data_but_has_no_place_is_an_error() {
    for (row, why) in [
        ("\t\t数量指标\t培训期数\t20\t期", "no sign cell"),
        ("\t\t数量指标\t\t≥\t20\t期", "no name"),
        ("目标2\t产出指标\t\t培训期数\t≥\t20\t期", "no level 2"),
    ] {
        let form = with_indicator(row);
        let finding = form.findings.iter().find(|f| f.code == Code::RowUnplaced).unwrap();
        assert!(finding.line == Some(ADDED) && finding.message.contains(why), "{finding:?}");
        assert_eq!(form.indicators.len(), 1);
    }
    assert_finding(&with_task("任务乙\t100"), Code::RowUnplaced, ADDED_TASK, 1);
    assert_finding(&with_task("1\t任务乙\t100"), Code::RowUnplaced, ADDED_TASK, 1);
    let goals = format!("{GOALS}一、\t另一目标\t任务1\n甲\t另一目标\t任务1\n");
    let form = table(HEAD, TASKS, &goals, INDICATORS);
    assert_findings(&form, &[(Code::RowUnplaced, Some(10), Some(1)), (Code::RowUnplaced, Some(11), Some(1))]);
}

#[test]
fn a_note_is_told_but_blocks_nothing() {
    assert_finding(&with_indicator("注：本表一式两份"), Code::RowIgnored, ADDED, 1);
    assert_finding(&table(&format!("附件2\t甲\n{HEAD}"), TASKS, GOALS, INDICATORS), Code::RowIgnored, 1, 1);
}

#[test]
fn a_cell_past_the_columns_of_its_row_is_told() {
    assert_finding(&with_indicator("\t\t\t培训期数\t≥\t20\t期\t1.05"), Code::CellUnplaced, ADDED, 8);
    assert_finding(&with_indicator("\t\t\t服务水平\t定性\t提高\t持续"), Code::CellUnplaced, ADDED, 7);
    assert_findings(&with_task("2\t任务乙\t0\t\t\t\t7"), &[(Code::CellUnplaced, Some(ADDED_TASK), Some(7))]);
}

#[test]
fn a_text_that_is_too_long_keeps_its_row_out() {
    let form = with_indicator(&format!("\t\t\t{}\t≥\t20\t期", "长".repeat(501)));

    assert_finding(&form, Code::TextTooLong, ADDED, 4);
    assert_eq!(form.indicators.len(), 1);
}

#[test]
fn a_shifted_row_is_repaired_and_told_at_its_first_shifted_cell() {
    let form = with_indicator("\t质量指标\t\t合格率\t≥\t90\t%");

    assert_finding(&form, Code::ColumnRepaired, ADDED, 2);
    assert_eq!(form.indicators[1].level2, Level2::Quality);
    assert!(message(&form, Code::ColumnRepaired).0.contains("二级指标 (cell 3)"));
}

#[test]
fn sign_value_and_unit_may_share_a_cell() {
    let shared = [("\t\t\t合格率\t≥90%", 5), ("\t\t\t合格率\t≥\t90%", 6), ("\t\t\t合格率\t≥\t90％\t%", 6)];
    for (row, cell) in shared {
        let form = with_indicator(row);
        assert!(form.findings.iter().all(|f| f.code != Code::UnitMissing && f.code != Code::ValueUnreadable));
        assert!(
            form.findings.iter().any(|f| (f.code, f.line, f.cell) == (Code::ColumnRepaired, Some(ADDED), Some(cell)))
        );
        let Target::Numeric(target) = &form.indicators[1].target else { panic!("{row}") };
        assert_eq!(target.value.to_string(), "90");
    }
}

#[test]
fn a_label_in_other_words_is_repaired() {
    let form = with_indicator("\t效果指标\t社会效益指标\t知晓率\t≥\t90\t%");

    assert_finding(&form, Code::LabelRepaired, ADDED, 2);
    assert_eq!(form.indicators[1].level1, Level1::Effect);
}

#[test]
fn a_level_1_that_is_not_printed_is_derived_and_told_at_the_name() {
    let form = with_indicator("\t\t社会效益指标\t知晓率\t≥\t90\t%");

    assert_finding(&form, Code::LabelRepaired, ADDED, 4);
    assert_eq!(form.indicators[1].level1, Level1::Effect);
}

#[test]
fn an_unknown_or_second_label_is_told_and_the_row_is_read() {
    let form = with_indicator("\t\t其他指标\t培训期数\t≥\t20\t期");
    assert_finding(&form, Code::LabelUnknown, ADDED, 3);
    assert_eq!(form.indicators.len(), 2);

    let form = with_indicator("\t\t数量指标\t质量指标\t合格率\t≥\t90\t%");
    assert!(form.findings.iter().any(|f| (f.code, f.cell) == (Code::LabelUnknown, Some(3))));
    assert_eq!(form.indicators[1].level2, Level2::Quality);
}

#[test]
fn an_unknown_heading_among_known_ones_is_told_and_the_part_is_read() {
    let form = table(HEAD, TASKS, &GOALS.replace("对应工作任务", "对应工作任务\t责任处室"), INDICATORS);

    assert_finding(&form, Code::LabelUnknown, 8, 4);
    assert_eq!(form.goals.len(), 1);
}

#[test]
fn a_row_of_labels_alone_holds_for_the_rows_below() {
    let form = with_indicator("\t效益指标\t社会效益指标\n\t\t\t知晓率\t≥\t90\t%");

    assert_findings(&form, &[]);
    assert_eq!(form.indicators[1].level2, Level2::SocialEffect);
}

#[test]
fn stray_spaces_are_removed_and_told() {
    let form = with_indicator("\t\t\t培训 期数\t≥\t20\t期");

    assert_finding(&form, Code::StraySpace, ADDED, 4);
    assert_eq!(form.indicators[1].name.as_str(), "培训期数");
}

#[test]
fn an_amount_that_is_no_money_or_a_missing_total_is_an_error() {
    let form = with_task("2\t任务乙\t0\t若干");
    assert_finding(&form, Code::AmountUnreadable, ADDED_TASK, 4);

    let form = with_task("2\t任务乙");
    assert_finding(&form, Code::AmountUnreadable, ADDED_TASK, 3);
    assert_eq!(form.tasks[1].total.get(), 0);

    let form = with_task("2\t任务乙\t-\t\t0");
    assert_finding(&form, Code::AmountUnreadable, ADDED_TASK, 3);
}

#[test]
fn money_is_in_the_unit_of_the_heading_and_a_missing_unit_is_told() {
    let form = table("(2023年度)\n部门名称\t甲局\t预算资金（元）\n", TASKS, GOALS, INDICATORS);
    assert_findings(&form, &[]);
    assert_eq!(form.tasks[0].total.get(), 10_000);

    let form = table("(2023年度)\n部门名称\t甲局\n", TASKS, GOALS, INDICATORS);
    assert_findings(&form, &[(Code::MoneyUnitMissing, None, None)]);
    assert_eq!(form.tasks[0].total.get(), 100_000_000);
}

#[test]
fn fund_sources_that_do_not_add_up_are_told_at_the_total() {
    let form = table(
        HEAD,
        &TASKS.replace("任务甲\t100\t\t90", "任务甲\t100\t\t80").replace("合计\t100\t\t90", "合计\t100\t\t80"),
        GOALS,
        INDICATORS,
    );

    assert_finding(&form, Code::TaskSumDiffers, 7, 3);
    assert!(message(&form, Code::TaskSumDiffers).0.contains("900,000.00"));
}

#[test]
fn a_missing_or_empty_totals_row_is_told_with_the_derived_total() {
    let form = table(HEAD, &TASKS.replace("合计\t100\t\t90\t10\n", ""), GOALS, INDICATORS);
    assert_findings(&form, &[(Code::NoTotalsRow, None, None)]);
    assert!(message(&form, Code::NoTotalsRow).0.contains("1,000,000.00"));

    let form = table(HEAD, &TASKS.replace("合计\t100\t\t90\t10", "\t\t合 计"), GOALS, INDICATORS);
    assert_finding(&form, Code::NoTotalsRow, 6, 3);
}

#[test]
fn a_totals_row_that_is_not_the_sum_is_told_at_each_column() {
    let form = table(HEAD, &TASKS.replace("合计\t100\t\t90", "合计\t101\t\t91"), GOALS, INDICATORS);

    assert_findings(&form, &[(Code::TotalsDiffer, Some(6), Some(2)), (Code::TotalsDiffer, Some(6), Some(4))]);
}

#[test]
fn a_goal_without_a_task_of_the_table_is_an_error() {
    let form = table(HEAD, TASKS, &GOALS.replace("任务1", "任务1、7"), INDICATORS);
    assert_finding(&form, Code::TaskUnknown, 9, 3);
    assert!(message(&form, Code::TaskUnknown).0.contains("task 7"));
    assert_eq!(form.plan_content().unwrap_err()[0].path, "goals[0].tasks[1]");

    let form = table(HEAD, TASKS, &GOALS.replace("任务1", ""), INDICATORS);
    assert_finding(&form, Code::TaskUnknown, 9, 3);

    let form = table(HEAD, TASKS, &GOALS.replace("任务1", "全部"), INDICATORS);
    assert_findings(&form, &[(Code::CellUnplaced, Some(9), Some(3)), (Code::TaskUnknown, Some(9), Some(3))]);
}

#[test]
fn an_indicator_of_no_goal_of_the_table_is_an_error() {
    let form = with_indicator("目标9\t产出指标\t数量指标\t培训期数\t≥\t20\t期");
    assert_finding(&form, Code::GoalUnknown, ADDED, 1);
    assert_eq!(form.plan_content().unwrap_err()[0].path, "indicators[1].goal");

    let goals = format!("{GOALS}2\t目标文字\t任务1\n");
    let form = table(HEAD, TASKS, &goals, &INDICATORS.replace("目标1", ""));
    assert_findings(&form, &[(Code::GoalUnknown, Some(12), Some(4)), (Code::NoIndicators, None, None)]);
}

#[test]
fn without_goal_labels_everything_belongs_to_the_only_goal() {
    let form = table(HEAD, TASKS, GOALS, &INDICATORS.replace("目标1", ""));

    assert_findings(&form, &[]);
    assert_eq!(form.indicators[0].goal, 1);
}

#[test]
fn a_pair_outside_the_frames_is_told_once_per_goal() {
    let form = with_indicator("\t效益指标\t数量指标\t培训期数\t≥\t20\t期\n\t\t\t培训场次\t≥\t20\t场");

    assert_finding(&form, Code::PairOutsideFrame, ADDED, 3);
    assert_eq!(form.indicators[2].level1, Level1::Effect);
}

#[test]
fn a_name_that_occurs_twice_under_a_goal_is_told() {
    let form = with_indicator("\t\t\t培训人数\t≥\t30\t人");

    assert_finding(&form, Code::DuplicateIndicator, ADDED, 4);
    assert!(message(&form, Code::DuplicateIndicator).0.contains("line 11"));
}

#[test]
fn a_sign_without_a_value_is_an_error() {
    for (row, cell, text) in [
        ("\t\t\t培训期数\t≥\t若干\t期", 6, Some("若干")),
        ("\t\t\t培训期数\t≥\t90以上\t期", 6, Some("90以上")),
        ("\t\t\t培训期数\t≥\t\t期", 6, None),
        ("\t\t\t培训期数\t≥", 6, None),
    ] {
        let form = with_indicator(row);
        assert_finding(&form, Code::ValueUnreadable, ADDED, cell);
        let Target::Unreadable { text: printed, .. } = &form.indicators[1].target else { panic!("{row}") };
        assert_eq!(printed.as_ref().map(Text::as_str), text);
    }
    let form = with_indicator("\t\t\t服务水平\t定性");
    assert_finding(&form, Code::ValueUnreadable, ADDED, 6);
    assert_eq!(form.indicators.len(), 1);
}

#[test]
fn a_missing_unit_is_told_where_it_should_stand() {
    assert_finding(&with_indicator("\t\t\t培训期数\t≥\t20"), Code::UnitMissing, ADDED, 7);
}

#[test]
fn a_date_filed_as_qualitative_is_told_with_the_date() {
    let form = with_indicator("\t\t时效指标\t完成时间\t定性\t9月底前完成");

    assert_finding(&form, Code::DateAsQualitative, ADDED, 6);
    let (en, zh) = message(&form, Code::DateAsQualitative);
    assert!(en.contains("deadline 2023-09-30") && zh.contains("截止日期2023-09-30"));
    let date = proposed_date("9月底前完成", FiscalYear::new(2023));
    assert_eq!(date, CivilDate::new(2023, 9, 30).map(ProposedDate::Deadline));
}

#[test]
fn a_cost_cap_is_held_against_the_total_of_the_tasks_in_either_unit() {
    for (cap, expected) in [
        ("≤\t1000000\t元", None),
        ("≤\t100\t万元", None),
        ("≤\t1000000\t元/人", None),
        ("≥\t1\t元", None),
        ("≤\t900000\t元", Some("the project expenditure")),
        ("＜\t10\t万元", Some("the other funds")),
        ("≤\t7\t元", Some("no fund source")),
    ] {
        let form = with_indicator(&format!("\t\t成本指标\t工作预算\t{cap}"));
        match expected {
            None => assert_findings(&form, &[]),
            Some(basis) => {
                assert_finding(&form, Code::CostCapDiffers, ADDED, 6);
                assert!(message(&form, Code::CostCapDiffers).0.contains(basis), "{cap}");
            }
        }
    }
}

#[test]
fn several_caps_of_a_goal_are_held_against_the_total_together() {
    let row = "\t\t成本指标\t培训预算\t≤\t60\t万元\n\t\t\t宣传预算\t≤\t400000\t元";

    assert_findings(&with_indicator(row), &[]);
}

#[test]
fn the_content_of_a_plan_is_checked_without_a_file() {
    let text = |text: &str| Text::parse(text).unwrap();
    let goal = Goal { number: 1, text: text("目标"), tasks: vec![] };
    let indicator = Indicator {
        id: IndicatorId::numbered(1),
        goal: 1,
        level1: Level1::Output,
        level2: Level2::Timeliness,
        name: Text::parse("完成时间").unwrap(),
        target: Target::Qualitative { text: Text::parse("9月底前完成").unwrap() },
        weight: None,
        line: Some(7),
        accumulation: None,
        library: None,
        method: None,
    };
    let content = PlanContent::assemble(text_of("甲局"), None, vec![], vec![goal], vec![indicator]).unwrap();
    let of_family = |f: &Finding| f.code == Code::GoalWithoutFamily;
    let codes = |findings: Vec<Finding>| {
        findings.into_iter().filter(|f| !of_family(f)).map(|f| (f.code, f.line, f.cell)).collect::<Vec<_>>()
    };

    let absent = [(Code::NoTasks, None, None), (Code::NoWeights, None, None)];
    assert_eq!(codes(check(&content)), absent);
    let in_year = codes(check_in_year(&content, FiscalYear::new(2023)));
    assert_eq!(in_year, [absent[0], absent[1], (Code::DateAsQualitative, Some(7), None)]);

    let scheme = SchemeRef { id: "cn-2020".parse().unwrap(), execution_weight: "10".parse().unwrap() };
    let weighted = content.with_weights(scheme, [Points::from_hundredths(9_000)]);
    assert_eq!(codes(check(&weighted)), [absent[0]]);
}

fn text_of(text: &str) -> Text<100> {
    Text::parse(text).unwrap()
}

#[test]
fn a_table_of_another_department_is_found() {
    let mut form = real();
    let before = form.findings.len();
    form.compare_department(&form.department.clone().unwrap());
    assert_eq!(form.findings.len(), before);

    form.compare_department(&Text::parse("另一个部门").unwrap());
    assert_eq!(form.findings.last().map(|f| f.code), Some(Code::DepartmentDiffers));
}

#[test]
fn what_the_check_finds_is_about_the_content() {
    let form = real();
    let found = jixiao_forms::check_in_year(&form.plan_content().unwrap(), form.fiscal_year);
    assert!(!found.is_empty() && found.iter().all(|f| f.code.is_of_content()));
}
