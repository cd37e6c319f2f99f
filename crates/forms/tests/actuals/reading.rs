//! How the parts of a form are found.

use jixiao_domain::ActualValue;
use jixiao_forms::{ActualsColumn, Code, Severity, UnreadableActuals, read_actuals};
use jixiao_sheets::Unopenable;

use crate::fixture::{
    ABOUT, FIRST, HEADINGS, assert_findings, cells, form, message, plan, read_sheets, row, sheet, text,
};

fn number(value: &str) -> ActualValue {
    ActualValue::Number(value.parse().unwrap())
}

#[test]
fn a_form_says_whose_it_is_and_of_which_version_and_period() {
    let form = form("");

    assert_eq!(form.department, Some(text("甲局")));
    assert_eq!(form.plan.unwrap().to_string(), "regions/120000000/departments/jia/plans/2023/versions/1");
    assert_eq!(form.period.unwrap().to_string(), "2023-12");
    assert_eq!(form.findings, []);
}

#[test]
fn a_form_may_leave_out_what_it_is_about() {
    let form = read_actuals(HEADINGS.as_bytes()).unwrap();

    assert_eq!((form.department, form.plan, form.period), (None, None, None));
    assert_eq!(form.findings, []);
}

#[test]
fn labels_may_share_a_row_or_a_cell_with_their_values() {
    let about = "部门名称：甲局\t\t所属时期\t2023年1-7月\t单位：元\t盖章\n";
    let form = read_actuals(format!("{about}{HEADINGS}").as_bytes()).unwrap();

    assert_eq!((form.department, form.period.unwrap().to_string()), (Some(text("甲局")), "2023-07".to_owned()));
    assert_findings(&form.findings, &[(Code::CellUnplaced, Some(1), Some(6))]);
}

#[test]
fn a_malformed_or_second_period_version_or_department_is_told() {
    let about = "所属时期\t上半年\n绩效目标版本\tregions/120000000/departments/jia/plans/2023\n所属时期\t2023-07\n\
                 所属时期\t2023年7月\n所属时期\t2023-08\n部门名称\t甲局\n部门名称\t甲 局\n部门名称\t乙局\n";
    let form = read_actuals(format!("{about}{HEADINGS}").as_bytes()).unwrap();

    let at = |line| (Some(line), Some(2));
    let expected = [
        (Code::PeriodUnreadable, 1),
        (Code::VersionUnreadable, 2),
        (Code::PeriodUnreadable, 5),
        (Code::CellUnplaced, 8),
    ];
    assert_findings(&form.findings, &expected.map(|(code, line)| (code, at(line).0, at(line).1)));
    assert_eq!(form.period.unwrap().to_string(), "2023-07");
    assert_eq!((form.plan, form.department), (None, Some(text("甲局"))));
}

#[test]
fn what_is_no_form_is_refused() {
    for file in [
        "",
        "部门名称\t甲局",
        "一级指标\t三级指标\t指标值\n产出指标\t甲\t1",
        "实际完成值\n95",
        "预期目标\t实际完成值\n甲\t乙",
    ] {
        assert_eq!(read_actuals(file.as_bytes()).unwrap_err(), UnreadableActuals::NoTable, "{file}");
    }
    let large = vec![b' '; jixiao_sheets::Limits::BYTES + 1];
    assert_eq!(read_actuals(&large).unwrap_err(), UnreadableActuals::Unopenable(Unopenable::TooLarge));
}

#[test]
fn every_refusal_is_said_in_both_languages() {
    let (no_table, large) = (UnreadableActuals::NoTable, UnreadableActuals::Unopenable(Unopenable::TooLarge));
    assert_eq!((no_table.as_str(), large.as_str()), ("NO_TABLE", "TOO_LARGE"));
    assert!(no_table.to_string().contains("实际完成值") && no_table.zh().contains("实际完成值"));
    assert_eq!((large.to_string(), large.zh()), (Unopenable::TooLarge.to_string(), Unopenable::TooLarge.zh()));
}

#[test]
fn columns_may_stand_in_any_order_and_unknown_ones_are_told() {
    let form = read_actuals("备注\t实际 完成值（全年）\t编号\n甲\t30\tI001\n\t95%\ti002\n".as_bytes()).unwrap();
    let matched = form.against(&plan());

    let values: Vec<_> = matched.actuals.iter().map(|actual| actual.value.clone()).collect();
    assert_eq!(values, [number("30"), number("95")]);
    assert_findings(&form.findings, &[(Code::LabelUnknown, Some(1), Some(1)), (Code::CellUnplaced, Some(2), Some(1))]);
}

#[test]
fn of_two_columns_with_one_heading_the_first_is_taken_and_the_second_told() {
    let form = read_actuals("编号\t实际完成值\t实际完成值\ni001\t30\t40\n".as_bytes()).unwrap();

    assert_findings(&form.findings, &[(Code::LabelUnknown, Some(1), Some(3)), (Code::CellUnplaced, Some(2), Some(3))]);
    assert_eq!(form.against(&plan()).actuals[0].value, number("30"));
}

#[test]
fn headings_may_be_split_over_rows_and_repeated_on_every_page() {
    let file = "绩效指标\t\t\t\t\t\t实际完成值\n一级指标\t二级指标\t三级指标\t指标值\n\t\t\t符号\t值\t单位（文字描述）\n\
                产出指标\t质量指标\t合格率\t≥\t90\t%\t95\n三级指标\t实际完成值\n社会影响\t改善\n";
    let form = read_actuals(file.as_bytes()).unwrap();
    let matched = form.against(&plan());

    assert_findings(&matched.findings, &[]);
    let found: Vec<_> = matched.actuals.iter().map(|a| (a.indicator.as_str(), a.value.clone())).collect();
    assert_eq!(found, [("i002", number("95")), ("i006", ActualValue::Text(text("改善")))]);
    let columns: Vec<_> = form.rows[0].cells.keys().copied().collect();
    assert!(columns.contains(&ActualsColumn::Sign) && columns.contains(&ActualsColumn::Unit), "{columns:?}");
}

#[test]
fn the_published_self_evaluation_is_read() {
    let file = "整体支出绩效自评表\n（2023年度）\n部门名称\t甲局\n\
        一级指标\t二级指标\t三级指标\t符号\t指标值\t实际完成值\t单位\t分值\t得分\t偏差原因分析及改进措施\n\
        预算执行率\t\t预算执行率\t\t100%\t86.18%\t\t10\t8.62\n\
        产出指标\t质量指标\t合格率\t≥\t90\t81%\t%\t5\t4.5\t师资不足，明年增聘\n\
        \t时效指标\t完成时间\t定性\t2023年9月底前\t2023-09-15\t\t5\t5\n\
        \t成本指标\t培训成本\t≤\t1,884,000\t1884000\t元\t5\t5\n\
        效益指标\t社会效益指标\t社会影响\t定性\t持续改善\t达成\t\t5\t5\n\
        目标1小计\t\t\t\t\t\t\t20\t19.5\t覆盖分值20\n\
        总分\t\t\t\t\t\t\t30\t28.12\t等级：优\n";
    let matched = read_actuals(file.as_bytes()).unwrap().against(&plan());

    let found: Vec<_> = matched.actuals.iter().map(|a| a.indicator.as_str()).collect();
    assert_eq!(found, ["i002", "i003", "i004", "i006"]);
    assert_eq!(matched.actuals[0].deviation_reason, Some(text("师资不足，明年增聘")));
    assert_findings(
        &matched.findings,
        &[
            (Code::RowIgnored, Some(5), Some(3)),
            (Code::ScoresIgnored, Some(5), Some(8)),
            (Code::RowIgnored, Some(10), Some(1)),
            (Code::RowIgnored, Some(11), Some(1)),
        ],
    );
    assert!(message(&matched.findings, Code::ScoresIgnored).0.contains("10 cells"));
}

#[test]
fn rows_that_answer_nothing_are_ignored_and_told() {
    let form = form(&format!("填表说明：略\n第1页\n12\n{}\n\t目标2\n\t\t\t\t\t\t\t\t\t缺人\n", row("i001", "30")));
    let matched = form.against(&plan());

    assert_findings(
        &matched.findings,
        &[
            (Code::RowIgnored, Some(FIRST), Some(1)),
            (Code::RowIgnored, Some(FIRST + 1), Some(1)),
            (Code::RowIgnored, Some(FIRST + 2), Some(1)),
            (Code::RowUnplaced, Some(FIRST + 5), Some(10)),
        ],
    );
    assert_eq!(matched.actuals.len(), 1);
}

#[test]
fn of_several_sheets_those_with_headings_are_read_and_the_others_told() {
    let one = cells(&format!("编号\t实际完成值\n{}", "i001\t30"));
    let other = cells("年初预算数\t全年执行数\t项目资金（元）\n100\t90\t合计");
    let note = vec![Vec::new(), vec!["说明".to_owned(), "无".to_owned()]];
    let form = read_sheets(vec![sheet(Some("说明"), &note), sheet(Some("指标"), &one), sheet(Some("资金"), &other)]);
    let matched = form.against(&plan());

    assert_findings(&matched.findings, &[(Code::SheetIgnored, Some(2), Some(1))]);
    assert!(message(&matched.findings, Code::SheetIgnored).1.contains("说明"));
    assert_eq!((matched.actuals.len(), matched.execution.unwrap().total().executed.get()), (1, 9000));
    assert_eq!(form.rows[0].sheet.as_deref(), Some("指标"));
}

#[test]
fn a_column_of_the_other_part_is_told_cell_by_cell() {
    let form = read_actuals("编号\t实际完成值\t全年执行数\ni001\t30\t5\n".as_bytes()).unwrap();

    assert_findings(&form.findings, &[(Code::CellUnplaced, Some(2), Some(3))]);
}

#[test]
fn findings_of_an_untouched_form_are_only_that_it_is_blank() {
    let rows = "i001\t目标1\t产出指标\t数量指标\t培训人数\t≥\t20\t人\ni003\t目标1\t产出指标\t时效指标\t完成时间\t定性\t2023年9月底前\n";
    let matched = read_actuals(format!("{ABOUT}{HEADINGS}{rows}").as_bytes()).unwrap().against(&plan());

    assert_eq!((matched.actuals.len(), matched.execution, matched.findings.len()), (0, None, 1));
    let finding = &matched.findings[0];
    assert_eq!((finding.code, finding.severity, finding.line), (Code::ActualBlank, Severity::Info, None));
    assert!(
        finding.message.starts_with("7 indicators") && finding.message.contains("i001, i002"),
        "{}",
        finding.message
    );
}

#[test]
fn how_to_fill_the_form_in_is_no_finding_and_what_follows_it_is() {
    let form =
        form(&format!("{}\n填报说明：\n1. 只填写浅黄色单元格\n2、不填当期增量\n注：甲\n3. 乙\n", row("i001", "30")));

    assert_findings(
        &form.findings,
        &[(Code::RowIgnored, Some(FIRST + 4), Some(1)), (Code::RowIgnored, Some(FIRST + 5), Some(1))],
    );
    assert_eq!(form.rows.len(), 1);
}

#[test]
fn beside_a_label_alone_stands_a_value_even_where_it_reads_like_a_label() {
    for title in ["填报单位", "部门名称：乙局"] {
        let form = read_actuals(format!("部门名称\t{title}\n{HEADINGS}").as_bytes()).unwrap();
        assert_eq!(form.department, Some(text(title)));
    }
    let form = read_actuals(format!("部门名称\t\t所属时期\t\n{HEADINGS}").as_bytes()).unwrap();
    assert_eq!((form.department, form.period), (None, None));
}

#[test]
fn a_row_with_a_key_is_no_heading_whatever_it_says() {
    let row = "i006\t目标2\t\t\t三级指标\t定性\t\t\t实际完成值\t指标值\t单位\t编号\n";
    let form = read_actuals(format!("{ABOUT}{HEADINGS}{row}").as_bytes()).unwrap();
    let actuals = form.against(&plan()).actuals;

    assert_eq!(actuals.iter().map(|a| &a.value).collect::<Vec<_>>(), [&ActualValue::Text(text("实际完成值"))]);
    assert_eq!(actuals.first().unwrap().source, Some(text("编号")));
}
