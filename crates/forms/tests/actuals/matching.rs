//! Which indicator a row answers for, and what of it is taken.

use jixiao_domain::ActualValue;
use jixiao_forms::{Code, Matched};

use crate::fixture::{FIRST, assert_findings, form, matched, plan, row, text};

fn ids(matched: &Matched) -> Vec<&str> {
    matched.actuals.iter().map(|actual| actual.indicator.as_str()).collect()
}

/// A row without key.
fn named(goal: &str, name: &str, value: &str) -> String {
    format!("\t{goal}\t\t\t{name}\t\t\t\t{value}\n")
}

#[test]
fn a_row_is_known_by_its_key_whatever_order_rows_are_in() {
    let rows = ["i006", "i001", "i004"].map(|id| row(id, "1")).join("\n");
    let matched = matched(&rows);

    assert_eq!(ids(&matched), ["i001", "i004", "i006"]);
    assert_findings(&matched.findings, &[]);
}

#[test]
fn a_row_without_key_is_known_by_goal_and_name() {
    let rows = named("目标2", "培训 人数", "6") + &named("目标1", "培训人数", "21") + &named("", "合格率", "95");
    let matched = matched(&rows);

    let values: Vec<_> = matched.actuals.iter().map(|a| (a.indicator.as_str(), a.value.clone())).collect();
    let number = |value: &str| ActualValue::Number(value.parse().unwrap());
    assert_eq!(values, [("i001", number("21")), ("i002", number("95")), ("i005", number("6"))]);
    assert_findings(&matched.findings, &[]);
}

#[test]
fn a_goal_holds_for_the_rows_below_it_and_may_be_named_by_its_text() {
    let matched = matched(&(named("目标 乙", "社会影响", "好") + &named("", "培训人数", "6")));

    assert_eq!(ids(&matched), ["i005", "i006"]);
    assert_findings(&matched.findings, &[]);
}

#[test]
fn a_name_that_the_plan_has_once_is_enough_and_another_goal_is_told() {
    let matched = matched(&named("目标1", "社会影响", "好"));

    assert_eq!(ids(&matched), ["i006"]);
    assert_findings(&matched.findings, &[(Code::TargetChangedInForm, Some(FIRST), Some(2))]);
}

#[test]
fn a_name_of_several_indicators_without_goal_is_ambiguous() {
    let matched = matched(&named("", "培训人数", "6"));

    assert_eq!(ids(&matched), [""; 0]);
    assert_findings(&matched.findings, &[(Code::IndicatorAmbiguous, Some(FIRST), Some(5))]);
}

#[test]
fn an_unknown_key_or_name_matches_nothing() {
    let matched =
        matched(&format!("{}\n{}{}\n", row("i099", "1"), named("目标1", "没有的指标", "1"), row("第一项", "1")));

    assert_eq!(ids(&matched), [""; 0]);
    let expected = [(FIRST, 1), (FIRST + 1, 5), (FIRST + 2, 1)];
    assert_findings(
        &matched.findings,
        &expected.map(|(line, cell)| (Code::IndicatorUnmatched, Some(line), Some(cell))),
    );
}

#[test]
fn an_unknown_key_is_not_made_up_for_by_a_name() {
    let matched = matched("i099\t目标1\t\t\t合格率\t\t\t\t95\n");

    assert_findings(&matched.findings, &[(Code::IndicatorUnmatched, Some(FIRST), Some(1))]);
}

#[test]
fn rows_of_one_indicator_must_agree() {
    let same = matched(&format!("{}\n{}\n{}\n", row("i002", "95"), row("i002", "95%"), row("i002", "")));
    assert_eq!(ids(&same), ["i002"]);
    assert_findings(&same.findings, &[(Code::RowRepeated, Some(FIRST + 1), Some(1))]);

    let other = matched(&format!("{}\n{}\n{}\n", row("i002", "95"), row("i001", "30"), row("i002", "96")));
    assert_eq!(ids(&other), ["i001"]);
    assert_findings(&other.findings, &[(Code::IndicatorTwice, Some(FIRST + 2), Some(1))]);
}

#[test]
fn an_indicator_that_does_not_apply_has_its_reason() {
    let matched = matched("i001\t\t\t\t\t\t\t\t\t\t\t文件\t项目 取消\n");

    assert_eq!(matched.actuals[0].value, ActualValue::NotApplicable(text("项目 取消")));
    assert_eq!(matched.actuals[0].source, Some(text("文件")));
    assert_findings(&matched.findings, &[]);
}

#[test]
fn that_an_indicator_does_not_apply_may_be_said_in_its_value() {
    let matched = matched(&row("i001", "不适用：项目取消"));

    assert_eq!(matched.actuals[0].value, ActualValue::NotApplicable(text("项目取消")));
    assert_findings(&matched.findings, &[]);
}

#[test]
fn an_indicator_with_a_value_that_does_not_apply_contradicts_itself() {
    let contradiction = matched("i001\t\t\t\t\t\t\t\t30\t\t\t\t项目取消\n");
    assert_eq!(ids(&contradiction), [""; 0]);
    assert_findings(&contradiction.findings, &[(Code::ActualContradicts, Some(FIRST), Some(13))]);

    let none = matched("i001\t\t\t\t\t\t\t\t30\t\t\t\t无\n");
    assert_eq!(ids(&none), ["i001"]);
    assert_findings(&none.findings, &[]);
}

#[test]
fn a_reason_without_a_value_is_told_at_its_cell() {
    for (cells, cell) in [("缺人", 10), ("\t增聘", 11), ("\t\t台账", 12)] {
        let matched = matched(&format!("i001\t\t\t\t\t\t\t\t\t{cells}\n"));
        assert_eq!(ids(&matched), [""; 0]);
        assert_findings(&matched.findings, &[(Code::ActualBlankWithReason, Some(FIRST), Some(cell))]);
    }
    assert_findings(&matched("i001\t\t\t\t\t\t\t\t\t无\t/\n").findings, &[]);
}

#[test]
fn what_a_unit_writes_beside_a_value_is_taken_as_it_stands() {
    let matched = matched("i001\t\t\t\t\t\t\t\t15\t缺 人\t增聘\t 台账 \n");

    let actual = &matched.actuals[0];
    assert_eq!(actual.deviation_reason, Some(text("缺 人")));
    assert_eq!((actual.measure.clone(), actual.source.clone()), (Some(text("增聘")), Some(text("台账"))));
}

#[test]
fn a_target_changed_in_the_form_is_told_cell_by_cell_and_never_taken() {
    let matched = matched("i001\t目标2\t效益指标\t质量指标\t培训人次\t≤\t10\t次\t30人\n");

    assert_eq!(matched.actuals[0].value, ActualValue::Number("30".parse().unwrap()));
    let expected: Vec<_> = (2..=8).map(|cell| (Code::TargetChangedInForm, Some(FIRST), Some(cell))).collect();
    assert_findings(&matched.findings, &expected);
    assert!(matched.findings[4].message_zh.contains('≥'), "{:?}", matched.findings[4]);
}

#[test]
fn a_target_printed_in_another_way_is_no_change() {
    for row in [
        "i001\t绩效目标一\t产出\t数量指标\t培 训人数\t>=\t≥20人\t人",
        "i004\t目标1\t产出指标\t成本指标\t培训成本\t≦\t1,884,000.00\t人民币元",
        "i003\t目标1\t产出指标\t时效\t完成时间\t≤\t2023/9/30",
        "i007\t目标2\t产出指标\t时效指标\t宣传期间\t定性\t2023-05-01至2023-06-30",
        "i006\t目标2\t效果指标\t社会效益指标\t社会影响\t定性\t持续改 善\t/",
    ] {
        assert_findings(&matched(&format!("{row}\n")).findings, &[]);
    }
}

#[test]
fn indicators_with_an_error_are_not_counted_as_blank() {
    let matched = form(&row("i001", "30%")).against(&plan());

    let blank = matched.findings.iter().find(|finding| finding.code == Code::ActualBlank).unwrap();
    assert!(blank.message.starts_with("6 indicators"), "{}", blank.message);
}
