//! Several plans in one file, plans over several sheets, and what a file says besides.

use crate::findings::OF_SMALL_TABLES;
use crate::fixture::{book, forms, one};
use jixiao_forms::{Code, Fate, Form, FurnitureKind, Unreadable, read, read_book};
use jixiao_sheets::{Place, Remark, RemarkKind};

const HEAD: &str = "整体支出绩效目标表\n(2023年度)\n部门名称\t甲局\t预算资金（万元）\n";
const TASKS: &str = "序号\t主要工作任务\t总额\n合计\t100\n1\t任务甲\t100\n";
const GOALS: &str = "序号\t年度绩效目标\t对应工作任务\n1\t目标文字\t任务1\n";
const INDICATORS: &str =
    "绩效目标\t一级指标\t二级指标\t三级指标\t符号\t值\t单位\n目标1\t产出指标\t数量指标\t培训人数\t≥\t20\t人\n";

fn whole(head: &str) -> String {
    format!("{head}{TASKS}{GOALS}{INDICATORS}")
}

fn heads(forms: &[Form]) -> Vec<(&str, i32, usize)> {
    let head = |form: &Form| form.fiscal_year.unwrap().get();
    forms.iter().map(|f| (f.department.as_ref().unwrap().as_str(), head(f), f.indicators.len())).collect()
}

/// Code, sheet, line and cell.
type Told<'a> = (Code, Option<&'a str>, Option<i32>, Option<i32>);

fn codes(form: &Form) -> Vec<Told<'_>> {
    let findings = form.findings.iter().filter(|f| !OF_SMALL_TABLES.contains(&f.code));
    findings.map(|f| (f.code, f.sheet.as_deref(), f.line, f.cell)).collect()
}

#[test]
fn a_plan_begins_at_the_titles_above_another_department() {
    let other = HEAD.replace("甲局", "乙局").replace("2023", "2024");
    let file = format!("{}附注\n{}", whole(HEAD), whole(&other));
    let read = read(file.as_bytes()).unwrap();

    assert_eq!(heads(&read), [("甲局", 2023, 1), ("乙局", 2024, 1)]);
    assert_eq!(codes(&read[0]), [(Code::RowIgnored, None, Some(11), Some(1))]);
    assert_eq!(codes(&read[1]), []);
    assert_eq!(read[1].lines[0].line, 12);
    assert_eq!(read[1].indicators[0].line, Some(21));
    assert_eq!(read[1].sheet, None);
}

#[test]
fn a_plan_begins_where_the_same_department_has_another_year() {
    let file = format!("{}{}", whole(HEAD), whole(&HEAD.replace("2023", "2024")));
    assert_eq!(heads(&read(file.as_bytes()).unwrap()), [("甲局", 2023, 1), ("甲局", 2024, 1)]);
}

#[test]
fn a_page_that_repeats_department_and_year_goes_on_with_the_plan() {
    let row = INDICATORS.replace("培训人数", "培训期数");
    let form = one(format!("{}{HEAD}{row}", whole(HEAD)).as_bytes());

    assert_eq!(heads(std::slice::from_ref(&form)), [("甲局", 2023, 2)]);
    assert_eq!(codes(&form), []);
}

#[test]
fn a_foot_that_names_who_filled_the_table_in_is_no_plan() {
    let row = INDICATORS.replace("培训人数", "培训期数");
    let form = one(format!("{}填报单位：财务科\n{HEAD}{row}填报单位：综合科\n", whole(HEAD)).as_bytes());

    assert_eq!(heads(std::slice::from_ref(&form)), [("甲局", 2023, 2)]);
    let unplaced = |line| (Code::CellUnplaced, None, Some(line), Some(1));
    assert_eq!(codes(&form), [unplaced(11), unplaced(17)]);
}

#[test]
fn a_foot_before_another_plan_stays_with_the_plan_before() {
    let file = format!("{}填报单位：财务科\n{}", whole(HEAD), whole(&HEAD.replace("甲局", "乙局")));
    let read = read(file.as_bytes()).unwrap();

    assert_eq!(heads(&read), [("甲局", 2023, 1), ("乙局", 2023, 1)]);
    assert_eq!(codes(&read[0]), [(Code::CellUnplaced, None, Some(11), Some(1))]);
    assert_eq!(codes(&read[1]), []);
}

#[test]
fn tasks_goals_and_indicators_on_three_sheets_are_one_plan() {
    let tasks = format!("{HEAD}{TASKS}");
    let goals = format!("部门名称\t甲局\n{GOALS}");
    let read = forms(&[("任务", &tasks), ("目标", &goals), ("指标", INDICATORS)]);

    assert_eq!(heads(&read), [("甲局", 2023, 1)]);
    assert_eq!(codes(&read[0]), []);
    let names: Vec<_> = read[0].lines.iter().filter_map(|line| line.sheet.as_deref()).collect();
    assert_eq!((names.len(), names[0], names[names.len() - 1]), (11, "任务", "指标"));
    assert_eq!(read[0].indicators[0].line, Some(2));
    assert_eq!(read[0].sheet.as_deref(), Some("任务"));
}

#[test]
fn findings_name_the_sheet_where_there_are_several() {
    let indicators = format!("{INDICATORS}\t\t\t培训期数\t≥\t20\n");
    let tasks = format!("{HEAD}{TASKS}{GOALS}");
    let read = forms(&[("任务", &tasks), ("指标", &indicators)]);
    assert_eq!(codes(&read[0]), [(Code::UnitMissing, Some("指标"), Some(3), Some(7))]);
    let sheets = |form: &Form, code: Code| {
        let json = form.to_json();
        let findings = json["findings"].as_array().unwrap().iter().filter(|f| f["code"] == code.as_str());
        findings.map(|f| f.get("sheet").and_then(|sheet| sheet.as_str()).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(sheets(&read[0], Code::UnitMissing), [Some("指标".to_owned())]);
    assert_eq!(sheets(&read[0], Code::GoalWithoutFamily), [Some("任务".to_owned())]);

    let read = forms(&[("全部", &format!("{tasks}{indicators}"))]);
    assert_eq!(codes(&read[0]), [(Code::UnitMissing, None, Some(11), Some(7))]);
    assert_eq!(sheets(&read[0], Code::UnitMissing), [None]);
    assert_eq!(sheets(&read[0], Code::GoalWithoutFamily), [None]);
}

#[test]
fn sheets_of_two_departments_are_two_plans() {
    let read = forms(&[("甲", &whole(HEAD)), ("乙", &whole(&HEAD.replace("甲局", "乙局")))]);
    assert_eq!(heads(&read), [("甲局", 2023, 1), ("乙局", 2023, 1)]);
    assert_eq!(read[1].sheet.as_deref(), Some("乙"));
}

#[test]
fn a_sheet_that_names_another_year_and_nobody_is_another_plan() {
    let other = format!("整体支出绩效目标表\n(2024年度)\n{TASKS}{GOALS}{INDICATORS}");
    let read = forms(&[("一", &whole(HEAD)), ("二", &other)]);

    assert_eq!(read.len(), 2);
    assert_eq!(read[1].department, None);
    assert_eq!(read[1].fiscal_year.unwrap().get(), 2024);
}

#[test]
fn a_sheet_of_notes_is_told_once_and_changes_nothing() {
    let notes = "填表说明\n1.部门名称填全称\n2.本表2019年度起使用\n部门名称：填写全称\n";
    for sheets in [[("说明", notes), ("表", &*whole(HEAD))], [("表", &*whole(HEAD)), ("说明", notes)]] {
        let read = forms(&sheets);

        assert_eq!(heads(&read), [("甲局", 2023, 1)]);
        assert_eq!(codes(&read[0]), [(Code::SheetIgnored, Some("说明"), Some(1), Some(1))]);
        assert!(read[0].findings.iter().any(|f| f.message.contains("说明")));
        assert_eq!((read[0].lines.len(), read[0].sheet.as_deref()), (14, Some("表")));
        let kinds = read[0].fates.iter().filter(|fate| fate.fate == Fate::Furniture(FurnitureKind::Notes));
        assert_eq!(kinds.count(), 4);
        assert_eq!(read[0].furniture().iter().filter(|f| f.sheet.as_deref() == Some("说明")).count(), 4);
    }
}

#[test]
fn a_cover_names_the_department_for_the_sheets_after_it() {
    let table = format!("{TASKS}{GOALS}{INDICATORS}");
    let read = forms(&[("封面", "整体支出绩效目标表\n(2023年度)\n部门名称：甲局\t金额单位：万元\n"), ("表", &table)]);
    assert_eq!(heads(&read), [("甲局", 2023, 1)]);
    assert_eq!(codes(&read[0]), []);
}

#[test]
fn a_book_without_a_table_is_refused() {
    let notes = book(&[("说明", "填表说明\n"), ("附件", "姓名\t年龄\n")], Vec::new());
    assert_eq!(read_book(notes), Err(Unreadable::NoTable));
    assert_eq!(read_book(book(&[], Vec::new())), Err(Unreadable::NoTable));
}

fn remark(kind: RemarkKind, place: Option<(&str, Option<i32>, Option<i32>)>) -> Remark {
    let place = place.map(|(sheet, line, cell)| Place { sheet: Some(sheet.to_owned()), line, cell });
    Remark { kind, place }
}

#[test]
fn what_the_file_says_besides_is_told_where_it_belongs() {
    let remarks = vec![
        remark(RemarkKind::Macros, None),
        remark(RemarkKind::ExternalReference, None),
        remark(RemarkKind::Formula, Some(("乙", Some(6), Some(3)))),
        remark(RemarkKind::FormulaWithoutValue, Some(("甲", Some(5), Some(3)))),
        remark(RemarkKind::ErrorValue, Some(("乙", Some(10), Some(7)))),
        remark(RemarkKind::HiddenSheet, Some(("乙", None, None))),
    ];
    let second = whole(&HEAD.replace("甲局", "乙局")).replace("20\t人", "20\t#REF!");
    let read = read_book(book(&[("甲", &whole(HEAD)), ("乙", &second)], remarks)).unwrap();

    let of_file = [(Code::MacrosIgnored, None, None, None), (Code::ExternalReferenceIgnored, None, None, None)];
    let expected = [(Code::FormulaWithoutValue, Some("甲"), Some(5), Some(3)), of_file[0], of_file[1]];
    assert_eq!(codes(&read[0]), expected);
    let expected = [
        (Code::FormulaNotComputed, Some("乙"), Some(6), Some(3)),
        (Code::CellError, Some("乙"), Some(10), Some(7)),
        of_file[0],
        of_file[1],
        (Code::HiddenSheet, Some("乙"), None, None),
    ];
    assert_eq!(codes(&read[1]), expected);
    let said = |code| read[1].findings.iter().find(|f| f.code == code).unwrap().message.clone();
    assert!(said(Code::CellError).contains("#REF!") && said(Code::FormulaNotComputed).contains("100"));
    assert!(said(Code::HiddenSheet).contains("乙"));
}
