//! A plan that is printed exactly as the official form is laid out: there the columns say what a cell is.

use crate::fixture::one;
use jixiao_domain::{Level1, Level2, Target};
use jixiao_forms::{Code, Form};

const HEAD: &str = "整体支出绩效目标表\n(2023年度)\n部门名称\t合计\t\t预算资金（万元）\n";
const TASKS: &str = "序号\t主要工作任务\t\t总额\t财政拨款\t\t其他资金\n\t\t\t\t基本支出\t项目支出\n合计\t\t\t3.0\n1\t≥\t\t1.0\n2\t部门名称：乙局\t\t2.0\t\t2.0\n";
const GOALS: &str = "序号\t年度绩效目标\t\t\t\t\t对应工作任务\n1\t绩效目标\t\t\t\t\t任务1\n2\t=1\t\t\t\t\t任务2\n";
const HEADINGS: &str =
    "绩效目标\t年度绩效指标\n\t一级指标\t二级指标\t三级指标\t指标值\n\t\t\t\t符号\t值\t单位（文字描述）\n";
const FIRST: &str = "目标1\t产出指标\t数量指标\t产出指标\t≥\t90\t人\n";

fn form(indicators: &str) -> Form {
    one(format!("{HEAD}{TASKS}{GOALS}{HEADINGS}{indicators}").as_bytes())
}

fn codes(form: &Form) -> Vec<Code> {
    form.findings.iter().filter(|finding| !finding.code.is_of_content()).map(|finding| finding.code).collect()
}

fn levels(form: &Form) -> Vec<(Level1, Level2, &str)> {
    form.indicators.iter().map(|i| (i.level1, i.level2, i.name.as_str())).collect()
}

#[test]
fn a_name_may_be_any_word_of_the_form() {
    let rows = "\t\t\t目标2\t=\t1\n\t\t质量指标\t≥90%\t定性\t≥\n目标2\t成本指标\t成本指标\t成本指标\t≤\t1\t合计\n";
    let form = form(&format!("{FIRST}{rows}"));

    assert_eq!(codes(&form), []);
    assert_eq!(form.department.as_ref().unwrap().as_str(), "合计");
    assert_eq!(form.tasks.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["≥", "部门名称：乙局"]);
    assert_eq!(form.goals.iter().map(|g| g.text.as_str()).collect::<Vec<_>>(), ["绩效目标", "=1"]);
    assert_eq!(
        levels(&form),
        [
            (Level1::Output, Level2::Quantity, "产出指标"),
            (Level1::Output, Level2::Quantity, "目标2"),
            (Level1::Output, Level2::Quality, "≥90%"),
            (Level1::Cost, Level2::Cost, "成本指标"),
        ]
    );
    assert_eq!(form.indicators.iter().map(|i| i.goal).collect::<Vec<_>>(), [1, 1, 1, 2]);
}

#[test]
fn a_unit_alone_is_no_value_even_where_it_is_a_number() {
    let form = form(&format!("{FIRST}\t\t\t甲\t≥\t\t90\n"));

    let Target::Unreadable { text: None, unit: Some(unit), .. } = &form.indicators[1].target else {
        panic!("{:?}", form.indicators[1])
    };
    assert_eq!(unit.as_str(), "90");
}

#[test]
fn a_level_2_alone_brings_its_usual_level_1_here_too() {
    let form = form(&format!("{FIRST}\t\t社会效益指标\t甲\t≥\t1\t人\n"));
    assert_eq!(levels(&form)[1], (Level1::Effect, Level2::SocialEffect, "甲"));
}

#[test]
fn one_row_that_stands_otherwise_and_the_words_decide() {
    // The last row is shifted by a cell, so 产出指标 in the first is a label without a name.
    let form = form(&format!("{FIRST}\t\t\t\t乙\t≥\t1\t人\n"));

    assert!(codes(&form).contains(&Code::RowUnplaced), "{:?}", form.findings);
    assert!(form.indicators.iter().all(|indicator| indicator.name.as_str() == "乙"));
}

#[test]
fn a_row_is_of_the_form_only_with_its_labels_sign_and_columns() {
    let rows = [
        "目标1\t\t数量指标\t产出指标\t≥\t1\t人\n",
        "目标2\t\t\t产出指标\t≥\t1\t人\n",
        "\t产出\t\t产出指标\t≥\t1\t人\n",
        "\t数量指标\t产出指标\t产出指标\t≥\t1\t人\n",
        "\t\t\t产出指标\t≥1\t\t人\n",
        "\t\t\t产出指标\t定性\t好\t很好\n",
        "\t\t\t产出指标\t≥\t1\t人\t5\n",
    ];
    for row in rows {
        let form = form(&format!("{FIRST}{row}"));
        assert!(codes(&form).contains(&Code::RowUnplaced), "{row} {:?}", form.findings);
    }
}
