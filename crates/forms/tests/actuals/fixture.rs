//! A plan, forms for it, and what is asserted of them.

use jixiao_domain::{
    ActualValue, CivilDate, Fen, Goal, Indicator, IndicatorId, Level2, NumericTarget, PlanContent, Sign, Target, Task,
    Text,
};
use jixiao_forms::{ActualsForm, Code, Finding, Matched, read_actuals, read_actuals_book};
use jixiao_sheets::{Book, Kind, Line, Sheet};

/// A text that is one.
pub(crate) fn text<const MAX: usize>(text: &str) -> Text<MAX> {
    Text::parse(text).unwrap()
}

pub(crate) fn date(date: &str) -> CivilDate {
    date.parse().unwrap()
}

pub(crate) fn numeric(sign: Sign, value: &str, unit: Option<&str>) -> Target {
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

/// Two tasks, two goals, indicators i001 to i007; 培训人数 is there under both goals.
pub(crate) fn plan() -> PlanContent {
    let task = |number, name| Task {
        number,
        name: text(name),
        total: Fen::new(100),
        basic: None,
        project: Some(Fen::new(100)),
        other: None,
    };
    let goal = |number, name| Goal { number, text: text(name), tasks: vec![number] };
    let deadline = Target::Deadline { text: Some(text("2023年9月底前")), date: date("2023-09-30") };
    let window = Target::Window { text: None, first: date("2023-05-01"), last: date("2023-06-30") };
    let qualitative = Target::Qualitative { text: text("持续改善") };
    let indicators = vec![
        indicator(1, 1, Level2::Quantity, "培训人数", numeric(Sign::AtLeast, "20", Some("人"))),
        indicator(2, 1, Level2::Quality, "合格率", numeric(Sign::AtLeast, "90", Some("%"))),
        indicator(3, 1, Level2::Timeliness, "完成时间", deadline),
        indicator(4, 1, Level2::Cost, "培训成本", numeric(Sign::AtMost, "1884000", Some("元"))),
        indicator(5, 2, Level2::Quantity, "培训人数", numeric(Sign::AtLeast, "5", None)),
        indicator(6, 2, Level2::SocialEffect, "社会影响", qualitative),
        indicator(7, 2, Level2::Timeliness, "宣传期间", window),
    ];
    let (tasks, goals) = (vec![task(1, "培训"), task(2, "宣传")], vec![goal(1, "目标甲"), goal(2, "目标乙")]);
    PlanContent::assemble(text("甲局"), None, tasks, goals, indicators).unwrap()
}

pub(crate) const ABOUT: &str = "实际完成值填报表\n部门名称\t甲局\n绩效目标版本\tregions/120000000/departments/jia/plans/2023/versions/1\n所属时期\t2023-12\n";
pub(crate) const HEADINGS: &str = "二、绩效指标\n编号\t绩效目标\t一级指标\t二级指标\t三级指标\t符号\t指标值\t单位\t实际完成值\t偏差原因分析\t改进措施\t数据来源\t不适用原因\n";
/// The line of the first row under [`ABOUT`] and [`HEADINGS`], and the cell of its value.
pub(crate) const FIRST: i32 = 7;
pub(crate) const ACTUAL: i32 = 9;

/// A form with these rows of indicators.
pub(crate) fn form(rows: &str) -> ActualsForm {
    read_actuals(format!("{ABOUT}{HEADINGS}{rows}").as_bytes()).unwrap()
}

/// A form with these rows of indicators, matched with the plan.
pub(crate) fn matched(rows: &str) -> Matched {
    form(rows).against(&plan())
}

/// The row of an indicator as a template prints it, with that value.
pub(crate) fn row(id: &str, value: &str) -> String {
    format!("{id}\t\t\t\t\t\t\t\t{value}")
}

/// A book of one sheet.
pub(crate) fn sheet(name: Option<&str>, rows: &[Vec<String>]) -> Sheet {
    let lines = (1..).zip(rows).map(|(number, cells)| Line { number, cells: cells.clone() });
    let is_filled = |line: &Line| line.cells.iter().any(|cell| !cell.trim().is_empty());
    Sheet { name: name.map(str::to_owned), lines: lines.filter(is_filled).collect() }
}

pub(crate) fn book(sheets: Vec<Sheet>) -> Book {
    Book { kind: Kind::Xlsx, sheets, remarks: Vec::new() }
}

/// The rows of a text, with tabs between cells.
pub(crate) fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

pub(crate) fn read_sheets(sheets: Vec<Sheet>) -> ActualsForm {
    read_actuals_book(book(sheets)).unwrap()
}

/// Asserts that there are just these findings, besides that indicators are blank.
pub(crate) fn assert_findings(findings: &[Finding], expected: &[(Code, Option<i32>, Option<i32>)]) {
    let found: Vec<_> =
        findings.iter().map(|f| (f.code, f.line, f.cell)).filter(|f| f.0 != Code::ActualBlank).collect();
    assert_eq!(found, expected, "{findings:#?}");
}

/// Asserts that the value of an indicator is taken so, and that there are just these findings, all at it.
pub(crate) fn assert_value(id: &str, cell: &str, expected: Option<ActualValue>, codes: &[Code]) {
    let matched = matched(&row(id, cell));

    let found: Vec<_> =
        matched.actuals.into_iter().map(|actual| (actual.indicator.to_string(), actual.value)).collect();
    let expected: Vec<_> = expected.into_iter().map(|value| (id.to_owned(), value)).collect();
    assert_eq!(found, expected, "{cell}: {:#?}", matched.findings);
    let places: Vec<_> = codes.iter().map(|code| (*code, Some(FIRST), Some(ACTUAL))).collect();
    assert_findings(&matched.findings, &places);
}

pub(crate) fn message(findings: &[Finding], code: Code) -> (&str, &str) {
    let finding = findings.iter().find(|finding| finding.code == code).unwrap();
    (&finding.message, &finding.message_zh)
}
