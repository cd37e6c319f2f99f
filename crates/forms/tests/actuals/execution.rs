//! The execution of a form.

use jixiao_domain::{ExecutionAmounts, Fen, FundSource};
use jixiao_forms::{Code, Matched, read_actuals};

use crate::fixture::{HEADINGS, assert_findings, message, plan};

/// A form with these rows of execution in 元; the first is line 3.
fn matched(rows: &str) -> Matched {
    titled("一、预算执行（单位：元）", rows)
}

fn titled(title: &str, rows: &str) -> Matched {
    let head = "编号\t预算执行\t年初预算数\t全年预算数\t全年执行数\n";
    read_actuals(format!("{title}\n{head}{rows}{HEADINGS}").as_bytes()).unwrap().against(&plan())
}

fn amounts(initial: i64, adjusted: Option<i64>, executed: i64) -> ExecutionAmounts {
    ExecutionAmounts { initial: Fen::new(initial), adjusted: adjusted.map(Fen::new), executed: Fen::new(executed) }
}

#[test]
fn the_whole_and_its_parts_are_read_by_key_in_any_order() {
    let matched = matched(
        "execution/2/other\t任务2 其他资金\t0\t5\t1.5\nexecution/1/project\t任务1 项目支出\t1,000.00\t\t900\n\
         execution/1/basic\t任务1 基本支出\nexecution\t合计\t1000\t1005\t901.5\n",
    );

    let report = matched.execution.unwrap();
    assert_eq!(*report.total(), amounts(100_000, Some(100_500), 90_150));
    let parts: Vec<_> = report.parts().iter().map(|part| (part.task, part.source, part.amounts)).collect();
    assert_eq!(
        parts,
        [(1, FundSource::Project, amounts(100_000, None, 90_000)), (2, FundSource::Other, amounts(0, Some(500), 150)),]
    );
    assert_findings(&matched.findings, &[]);
}

#[test]
fn the_unit_of_amounts_is_that_of_the_title_or_of_the_heading() {
    let wan = titled("一、预算执行（单位：万元）", "execution\t合计\t25\t\t21.545761\n");
    assert_eq!(*wan.execution.unwrap().total(), amounts(25_000_000, None, 21_545_761));

    let file = "预算执行\t年初预算数（万元）\t全年执行数（元）\n年度资金总额\t25\t215457.61元\n";
    let mixed = read_actuals(file.as_bytes()).unwrap().against(&plan());
    assert_eq!(*mixed.execution.unwrap().total(), amounts(25_000_000, None, 21_545_761));
    assert_findings(&mixed.findings, &[]);
}

#[test]
fn without_a_unit_amounts_are_read_as_wan_and_told() {
    let matched = titled("一、预算执行", "execution\t合计\t25\t\t20\n");

    assert_eq!(*matched.execution.unwrap().total(), amounts(25_000_000, None, 20_000_000));
    assert_findings(&matched.findings, &[(Code::MoneyUnitMissing, Some(3), Some(1))]);
}

#[test]
fn a_unit_that_is_not_known_is_not_converted() {
    let matched = titled("一、预算执行（单位：亿元）", "execution\t合计\t25\t\t20\n");

    assert_eq!(matched.execution, None);
    let at = |cell| (Code::AmountUnreadable, Some(3), Some(cell));
    let told: Vec<_> = matched.findings.iter().filter(|f| f.code == Code::AmountUnreadable).cloned().collect();
    assert_findings(&told, &[at(3), at(5)]);
}

#[test]
fn amounts_that_cannot_be_read_are_told_and_there_is_no_execution() {
    let matched = matched("execution\t合计\t-1\t1.005\t约90\n");

    assert_eq!(matched.execution, None);
    assert_findings(&matched.findings, &[3, 4, 5].map(|cell| (Code::AmountUnreadable, Some(3), Some(cell))));
}

#[test]
fn executed_money_needs_an_initial_budget() {
    let matched = matched("execution\t合计\t—\t100\t90\n");

    assert_eq!(matched.execution, None);
    assert_findings(&matched.findings, &[(Code::AmountUnreadable, Some(3), Some(5))]);
}

#[test]
fn a_budget_without_executed_money_is_left_out_and_told_once() {
    let matched = matched("execution\t合计\t100\t\t90\nexecution/1/project\t\t60\nexecution/2/project\t\t40\n");

    let report = matched.execution.unwrap();
    assert_eq!((*report.total(), report.parts()), (amounts(10_000, None, 9_000), &[][..]));
    assert_findings(&matched.findings, &[(Code::ExecutionBlank, Some(4), Some(1))]);
}

#[test]
fn a_blank_part_has_no_execution_and_no_finding() {
    let matched = matched("execution\t合计\nexecution/1/project\t任务1 项目支出\t-\t/\t\n");

    assert_eq!(matched.execution, None);
    assert_findings(&matched.findings, &[]);
}

#[test]
fn parts_that_do_not_add_up_are_told_at_the_whole() {
    let matched = matched("execution/1/project\t\t100\t\t80\nexecution\t合计\t100\t\t90\n");

    assert_eq!(matched.execution, None);
    assert_findings(&matched.findings, &[(Code::ExecutionDoesNotAddUp, Some(4), Some(1))]);
    let (en, zh) = message(&matched.findings, Code::ExecutionDoesNotAddUp);
    assert!(en.contains("全年执行数") && en.contains("80.00") && zh.contains("90.00"), "{en} {zh}");
}

#[test]
fn without_the_whole_it_is_the_sum_of_the_parts() {
    let matched = matched("execution/1/project\t\t100\t110\t80\nexecution/2/basic\t\t50\t\t50\n");

    assert_eq!(*matched.execution.unwrap().total(), amounts(15_000, Some(16_000), 13_000));
    assert_findings(&matched.findings, &[(Code::ExecutionTotalDerived, Some(3), Some(1))]);
    assert!(message(&matched.findings, Code::ExecutionTotalDerived).0.contains("130.00"));
}

#[test]
fn parts_whose_sum_is_past_any_amount_do_not_add_up() {
    let most = "92233720368547758.07";
    let matched = matched(&format!("execution/1/project\t\t{most}\t\t1\nexecution/2/basic\t\t{most}\t\t1\n"));

    assert_eq!(matched.execution, None);
    assert_findings(&matched.findings, &[(Code::ExecutionDoesNotAddUp, Some(3), Some(1))]);
}

#[test]
fn a_key_of_no_task_or_source_is_told() {
    for key in
        ["execution/3/basic", "execution/1/fiscal", "execution/01/basic", "execution/1", "execution/+1/basic", "i001"]
    {
        let matched = matched(&format!("execution\t\t1\t\t1\n{key}\t\t1\t\t1\n"));
        assert_eq!(matched.execution, None, "{key}");
        assert_findings(&matched.findings, &[(Code::ExecutionUnknown, Some(4), Some(1))]);
    }
}

#[test]
fn rows_of_one_part_must_agree() {
    let same = matched("execution\t\t1\t\t1\nexecution\t\t1.00\t\t1元\n");
    assert!(same.execution.is_some());
    assert_findings(&same.findings, &[(Code::RowRepeated, Some(4), Some(1))]);

    let other = matched("execution\t\t1\t\t1\nexecution\t\t1\t\t0\n");
    assert_eq!(other.execution, None);
    assert_findings(&other.findings, &[(Code::ExecutionTwice, Some(4), Some(1))]);
}

#[test]
fn a_row_without_key_is_the_whole_or_is_told() {
    let matched = matched("\t年度资金总额\t100\t\t90\n\t其中：财政拨款\t60\t\t50\n\t某任务\t40\t\t40\n年度总体目标\n");

    assert_eq!(*matched.execution.unwrap().total(), amounts(10_000, None, 9_000));
    assert_findings(
        &matched.findings,
        &[
            (Code::RowIgnored, Some(4), Some(2)),
            (Code::RowUnplaced, Some(5), Some(2)),
            (Code::RowIgnored, Some(6), Some(1)),
        ],
    );
}

#[test]
fn points_and_rates_beside_the_money_are_ignored_and_told_once() {
    let file = "资金来源\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t单位：元\n合计\t100\t100\t90\t10\t95%\t9.5\n";
    let matched = read_actuals(file.as_bytes()).unwrap().against(&plan());

    assert_eq!(*matched.execution.unwrap().total(), amounts(10_000, Some(10_000), 9_000));
    assert_findings(&matched.findings, &[(Code::ScoresIgnored, Some(2), Some(5))]);
}
