//! Columns that not every table has: weights, dates, keys; and the rows that go with weights.

use crate::fixture::one;
use jixiao_domain::{CivilDate, Target, Text};
use jixiao_forms::{Code, Fate, Form};

const TOP: &str = "(2023年度)\n部门名称\t甲局\n序号\t年度绩效目标\n1\t目标文字\n";
const HEADINGS: &str = "编号\t一级指标\t二级指标\t三级指标\t符号\t值\t单位\t日期要求\t分值\n";

/// A table with the rows of indicators, the first in line 6.
fn with(rows: &str) -> Form {
    one(format!("{TOP}{HEADINGS}{rows}").as_bytes())
}

fn weights(form: &Form) -> Vec<String> {
    form.indicators.iter().filter_map(|i| i.weight).map(|weight| weight.to_string()).collect()
}

fn ids(form: &Form) -> Vec<&str> {
    form.indicators.iter().map(|indicator| indicator.id.as_str()).collect()
}

fn places(form: &Form, code: Code) -> Vec<(Option<i32>, Option<i32>)> {
    form.findings.iter().filter(|f| f.code == code).map(|f| (f.line, f.cell)).collect()
}

fn scheme(form: &Form) -> Option<(&str, String)> {
    form.scheme.as_ref().map(|scheme| (scheme.id.as_str(), scheme.execution_weight.to_string()))
}

const THREE: &str = "a\t产出指标\t数量指标\t甲\t≥\t20\t人\t\t50\nb\t效益指标\t社会效益指标\t乙\t定性\t提高\t\t\t30分\n\
                     c\t满意度指标\t服务对象满意度指标\t丙\t≥\t90\t%\t\t10.0\n";

#[test]
fn weights_that_sum_to_ninety_follow_the_usual_scheme() {
    let form = with(THREE);

    assert_eq!(weights(&form), ["50.00", "30.00", "10.00"]);
    assert_eq!(scheme(&form), Some(("cn-2020", "10.00".to_owned())));
    let plan = form.plan_content().unwrap();
    assert_eq!((plan.scheme(), plan.check_sum()), (form.scheme.as_ref(), Ok(())));
    assert!(places(&form, Code::NoWeights).is_empty());
    assert_eq!(form.to_json()["indicators"][1]["weight"], "30.00");
}

#[test]
fn the_scheme_is_the_one_whose_shares_are_printed() {
    let cost = "d\t成本指标\t经济成本指标\t丁\t≤\t100\t元\t\t20\n";
    let form = with(&format!("{cost}{}", THREE.replace("\t50\n", "\t40\n").replace("30分", "20")));
    assert_eq!(scheme(&form), Some(("cn-2021-cost", "10.00".to_owned())));

    let form = with(&THREE.replace("\t50\n", "\t40\n").replace("30分", "30"));
    assert_eq!(scheme(&form), Some(("hubei", "20.00".to_owned())));
}

#[test]
fn weights_that_make_no_scheme_are_not_in_the_plan() {
    for (rows, said) in [
        (THREE.replace("\t50\n", "\t49\n"), "sum to 89.00, expected 90.00 / 80.00"),
        (THREE.replace("\t50\n", "\n"), "only 2 of 3"),
        (format!("{THREE}预算执行率\t\t\t\t\t\t\t\t20\n"), "sum to 90.00, execution 20.00, expected 80.00"),
        (format!("{THREE}分值方案\thubei\t预算执行率分值\t20\n"), "expected 80.00"),
    ] {
        let form = with(&rows);
        assert!(weights(&form).is_empty() && form.scheme.is_none());
        assert_eq!(places(&form, Code::WeightsDoNotSum).len(), 1);
        let finding = form.findings.iter().find(|f| f.code == Code::WeightsDoNotSum).unwrap();
        assert!(finding.message.contains(said), "{}", finding.message);
        assert!(form.plan_content().is_ok());
        assert!(form.to_json()["indicators"][0].get("weight").is_none());
    }
}

#[test]
fn a_weight_that_is_no_number_is_told_at_its_cell() {
    let form = with(&THREE.replace("30分", "三十"));
    assert_eq!(places(&form, Code::CellUnplaced), [(Some(7), Some(9))]);
    assert_eq!(places(&form, Code::WeightsDoNotSum), [(Some(6), Some(9))]);
}

#[test]
fn the_row_of_the_scheme_and_that_of_the_execution_are_no_indicators() {
    for (rows, id, execution) in [
        (format!("{THREE}分值方案\tcn-2021-cost\t预算执行率分值\t10\n"), "cn-2021-cost", "10.00"),
        (format!("分值方案\tcn-2021-cost\n{THREE}"), "cn-2021-cost", "10.00"),
        (format!("{THREE}预算执行率\t10\n"), "cn-2020", "10.00"),
        (format!("{THREE}\t预算执行\t预算执行率\t\t\t\t\t\t10分\n"), "cn-2020", "10.00"),
        (format!("{THREE}合计\t\t\t\t\t\t\t\t90\n"), "cn-2020", "10.00"),
        (format!("{THREE}预算执行率\t10\n合计\t100\n"), "cn-2020", "10.00"),
    ] {
        let form = with(&rows);
        assert_eq!(scheme(&form), Some((id, execution.to_owned())), "{rows}");
        assert_eq!((form.indicators.len(), weights(&form).len()), (3, 3));
        assert!(form.fates.iter().all(|fate| fate.fate != Fate::Finding), "{rows} {:#?}", form.findings);
    }
}

#[test]
fn an_execution_row_with_a_target_is_the_weight_and_the_target_is_told() {
    let form = with(&format!("{THREE}\t预算执行\t预算执行率\t预算执行率\t≥\t100\t%\t\t10\n"));
    assert_eq!((form.indicators.len(), scheme(&form)), (3, Some(("cn-2020", "10.00".to_owned()))));
    assert_eq!(places(&form, Code::CellUnplaced), [5, 6, 7].map(|cell| (Some(9), Some(cell))));
}

#[test]
fn an_indicator_named_like_the_execution_is_one() {
    let form = with("a\t产出指标\t质量指标\t预算执行率\t≥\t95\t%\t\t90\n");
    assert_eq!((form.indicators.len(), weights(&form)), (1, vec!["90.00".to_owned()]));
}

#[test]
fn points_before_a_sign_are_no_second_word_of_the_execution() {
    // 分值 stands before 符号, so that the row has two cells before its sign: the name and its points.
    let head = "\t分值\t三级指标\t符号\t值\t单位\n";
    let form = one(format!("{head}预算执行率\t90\t\t≥\t95\t%\n").as_bytes());
    assert_eq!(places(&form, Code::RowUnplaced), [(Some(2), Some(1))]);

    let labels = "目标1\t\t质量指标\n";
    let form = one(format!("序号\t年度绩效目标\n1\t目标\n{head}{labels}预算执行率\t90\t\t≥\t95\t%\n").as_bytes());
    assert_eq!((form.indicators.len(), weights(&form)), (1, vec!["90.00".to_owned()]));
}

#[test]
fn a_row_under_a_label_of_the_execution_is_an_indicator_all_the_same() {
    let form = with(&format!("{THREE}\t预算执行率\t数量指标\t丁\t≥\t1\t人\t\t10\n"));
    assert_eq!(form.indicators.len(), 4);
    assert_eq!(places(&form, Code::LabelUnknown), [(Some(9), Some(2))]);
}

#[test]
fn an_unknown_scheme_is_told_and_the_weights_speak_for_themselves() {
    let form = with(&format!("{THREE}分值方案\tmine\t预算执行率分值\t10\n"));
    assert_eq!(places(&form, Code::CellUnplaced), [(Some(9), Some(2)), (Some(9), Some(4))]);
    assert_eq!(scheme(&form), Some(("cn-2020", "10.00".to_owned())));
}

#[test]
fn a_wrong_total_of_weights_is_told() {
    let form = with(&format!("{THREE}合计\t\t\t\t\t\t\t\t91\n"));
    assert_eq!(places(&form, Code::CellUnplaced), [(Some(9), Some(9))]);
    assert_eq!(weights(&form).len(), 3);
}

#[test]
fn a_missing_unit_never_makes_the_weight_the_unit() {
    for row in ["a\t产出指标\t数量指标\t甲\t≥\t20\t\t\t90\n", "\ta\t产出指标\t数量指标\t甲\t≥\t20\t\t\t90\n"]
    {
        let form = with(row);
        let Target::Numeric(target) = &form.indicators[0].target else { panic!("{row}") };
        assert_eq!((&target.unit, weights(&form)), (&None, vec!["90.00".to_owned()]));
        assert_eq!(places(&form, Code::UnitMissing).len(), 1);
    }
}

#[test]
fn the_cell_beside_a_sign_alone_is_the_value_under_whatever_heading() {
    let headings = "一级指标\t二级指标\t三级指标\t年度指标值\t分值\n";
    let form = one(format!("{TOP}{headings}产出指标\t数量指标\t甲\t≥\t90%\n").as_bytes());
    let Target::Numeric(target) = &form.indicators[0].target else { panic!("{form:?}") };
    assert_eq!((target.value.to_string().as_str(), weights(&form).len()), ("90", 0));
}

#[test]
fn a_column_that_the_plan_has_no_place_for_is_no_unit_either() {
    let headings = "一级指标\t二级指标\t三级指标\t符号\t值\t单位\t备注\t责任处室\n";
    let form = one(format!("{TOP}{headings}产出指标\t数量指标\t甲\t≥\t20\t\t注\t办公室\n").as_bytes());
    assert_eq!(places(&form, Code::CellUnplaced), [(Some(6), Some(7)), (Some(6), Some(8))]);
    assert_eq!(places(&form, Code::UnitMissing), [(Some(6), Some(6))]);
}

#[test]
fn weights_may_stand_before_the_sign_and_beside_a_target_in_words() {
    let headings = "一级指标\t二级指标\t三级指标\t分值\t符号\t值\t单位\n";
    let form = one(format!("{TOP}{headings}产出指标\t数量指标\t甲\t90\t≥\t20\t人\n").as_bytes());
    assert_eq!((form.indicators[0].name.as_str(), weights(&form)), ("甲", vec!["90.00".to_owned()]));

    let headings = "一级指标\t二级指标\t三级指标\t年度指标值\t权重\n";
    for target in ["90%以上", "≥90%", "提高"] {
        let form = one(format!("{TOP}{headings}产出指标\t数量指标\t甲\t{target}\t90\n").as_bytes());
        assert_eq!(weights(&form), ["90.00"], "{target}");
    }
}

#[test]
fn the_columns_of_a_new_page_replace_those_of_the_page_before() {
    let page = "一级指标\t二级指标\t三级指标\t符号\t值\t单位\t分值\n效益指标\t社会效益指标\t乙\t≥\t9\t%\t40\n";
    let form = with(&format!("a\t产出指标\t数量指标\t甲\t≥\t20\t人\t\t50\n{page}"));
    assert_eq!(weights(&form), ["50.00", "40.00"]);
}

#[test]
fn a_date_requirement_makes_a_text_a_deadline_or_a_window() {
    let date = |text: &str| text.parse::<CivilDate>().unwrap();
    let text = |text: &str| Some(Text::parse(text).unwrap());
    let (deadline, first, last) = (date("2023-12-31"), date("2023-05-01"), date("2023-09-30"));
    for (cells, expected) in [
        ("完成\t\t2023-12-31前", Target::Deadline { text: text("完成"), date: deadline }),
        ("完成\t\t2023-05-01至2023-09-30", Target::Window { text: text("完成"), first, last }),
        ("\t\t2023-12-31前", Target::Deadline { text: None, date: deadline }),
        ("完成\t\t按时", Target::Qualitative { text: text("完成").unwrap() }),
    ] {
        let form = with(&format!("a\t产出指标\t时效指标\t甲\t定性\t{cells}\n"));
        assert_eq!(form.indicators[0].target, expected);
        assert_eq!(places(&form, Code::CellUnplaced).len(), usize::from(cells.ends_with("按时")));
    }
}

#[test]
fn a_date_requirement_beside_a_number_is_told() {
    let form = with("a\t产出指标\t数量指标\t甲\t≥\t20\t人\t2023-12-31前\n");
    assert_eq!(places(&form, Code::CellUnplaced), [(Some(6), Some(8))]);
}

#[test]
fn a_row_key_is_the_id_and_the_others_are_numbered_past_it() {
    let row = |key: &str, name: &str| format!("{key}\t产出指标\t数量指标\t{name}\t≥\t20\t人\n");
    let form = with(&[row("i002", "甲"), row("", "乙"), row("x-1", "丙"), row("", "丁")].concat());
    assert_eq!(ids(&form), ["i002", "i005", "x-1", "i004"]);
    assert!(places(&form, Code::KeyNotTaken).is_empty() && form.plan_content().is_ok());
}

#[test]
fn a_row_key_that_is_no_id_or_is_there_twice_is_told() {
    let row = |key: &str, name: &str| format!("{key}\t产出指标\t数量指标\t{name}\t≥\t20\t人\n");
    let form = with(&[row("a", "甲"), row("a", "乙"), row("A 1", "丙")].concat());
    assert_eq!(ids(&form), ["a", "i002", "i003"]);
    assert_eq!(places(&form, Code::KeyNotTaken), [(Some(7), Some(1)), (Some(8), Some(1))]);
    assert!(form.plan_content().is_ok());
}
