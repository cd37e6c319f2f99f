//! 整体支出绩效目标实际完成值填报表: what a unit fills in and hands back.

use jixiao_domain::{
    Actual, ActualValue, ExecutionAmounts, ExecutionPart, Fen, FundSource, Indicator, PlanContent, Task,
};

use super::{goal_label, input, key, name_cells, optional, target_cells, title};
use crate::Progress;
use crate::document::Document;
use crate::layout::{Cell, Input, Layout, Row, Style};
use crate::words;

const TITLE: &str = "整体支出绩效目标实际完成值填报表";

/// Columns: key, goal, levels 1 to 3, sign, value, unit, actual, reason, measure, source, why it does not apply.
const WIDTHS: [u16; 13] = [20, 11, 13, 20, 26, 7, 18, 9, 18, 22, 22, 16, 16];

const HEADINGS: [&str; 13] = [
    "编号",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "符号",
    "指标值",
    "单位",
    "实际完成值",
    "偏差原因分析",
    "改进措施",
    "数据来源",
    "不适用原因",
];

const REMARKS: [&str; 5] = [
    "填报说明：",
    "1. 只填写浅黄色单元格；系统按“编号”识别各行，行序不限（排序前请撤销工作表保护，无密码），不得修改编号。",
    "2. 数量类实际完成值填写年初至报告期末的累计数，不填当期增量；计量单位与指标值一致，单元格内不写单位。",
    "3. 日期按“2023-12-31”的格式填写；定性指标可以选择完成程度，也可以用文字说明。未开展的指标留空，不适用的在“不适用原因”栏说明原因，“实际完成值”栏留空。",
    "4. 预算执行数以元为单位，保留两位小数；各分项之和应等于合计，没有分项数据时只填合计。全年预算数未调整的可以留空。",
];

pub(crate) fn actuals_template(progress: &Progress<'_>) -> Document {
    let plan = &progress.version.content;
    let mut layout = Layout {
        title: "实际完成值填报表",
        widths: WIDTHS.to_vec(),
        rows: Vec::new(),
        landscape: true,
        repeated: None,
        filtered: None,
        protected: true,
    };
    layout.across(Style::Title, TITLE);
    let name = progress.version.name.to_string();
    for (word, value) in [
        ("部门名称", plan.department_title().to_string()),
        ("绩效目标版本", name),
        ("所属时期", progress.period.to_string()),
        ("填报版次", progress.actuals.revision.to_string()),
    ] {
        layout.rows.push(Row::new([Cell::heading(word), Cell::text(value).over_columns(12)]));
    }
    add_execution(&mut layout, progress);
    add_indicators(&mut layout, progress);
    for remark in REMARKS {
        layout.across(Style::Remark, remark);
    }
    Document {
        title: title(progress.version, TITLE, Some(progress.period)),
        form: layout,
        further: Vec::new(),
        summary: Vec::new(),
    }
}

fn add_execution(layout: &mut Layout, progress: &Progress<'_>) {
    layout.across(Style::Section, "一、预算执行（单位：元）");
    layout.rows.push(Row::head([
        Cell::heading("编号"),
        Cell::heading("预算执行").over_columns(4),
        Cell::heading("年初预算数").over_columns(3),
        Cell::heading("全年预算数").over_columns(2),
        Cell::heading("全年执行数").over_columns(3),
    ]));
    let report = progress.actuals.execution.as_ref().map(|record| &record.report);
    layout.rows.push(execution_row("execution", "合计", report.map(|report| report.total())));
    let reported = report.map(|report| report.parts()).unwrap_or_default();
    for (task, source) in parts(&progress.version.content, reported) {
        let part = reported.iter().find(|part| part.task == task && part.source == source);
        let name = progress.version.content.tasks().iter().find(|t| t.number == task).map(|t| t.name.as_str());
        let label = format!("任务{task} {} {}", words::fund(source), name.unwrap_or_default());
        let key = format!("execution/{task}/{}", slug(source));
        layout.rows.push(execution_row(&key, label.trim_end(), part.map(|part| &part.amounts)));
    }
}

/// The parts of the plan, and those that were reported beside them.
fn parts(plan: &PlanContent, reported: &[ExecutionPart]) -> Vec<(i32, FundSource)> {
    let has = |task: &Task, source| {
        let fund = match source {
            FundSource::Basic => task.basic,
            FundSource::Project => task.project,
            FundSource::Other => task.other,
        };
        fund.is_some()
    };
    let planned = plan.tasks().iter().flat_map(|task| {
        FundSource::ALL.into_iter().filter(move |source| has(task, *source)).map(|source| (task.number, source))
    });
    let mut parts: Vec<_> = planned.chain(reported.iter().map(|part| (part.task, part.source))).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

const fn slug(source: FundSource) -> &'static str {
    match source {
        FundSource::Basic => "basic",
        FundSource::Project => "project",
        FundSource::Other => "other",
    }
}

fn execution_row(row: &str, label: &str, amounts: Option<&ExecutionAmounts>) -> Row {
    let money = |fen: Option<Fen>| fen.map_or(Cell::blank(Style::Number), Cell::money).input(Input::Number);
    Row::new([
        key(row),
        Cell::text(label).over_columns(4),
        money(amounts.map(|a| a.initial)).over_columns(3),
        money(amounts.and_then(|a| a.adjusted)).over_columns(2),
        money(amounts.map(|a| a.executed)).over_columns(3),
    ])
}

/// No cell of these rows covers another row, so that they can be sorted.
fn add_indicators(layout: &mut Layout, progress: &Progress<'_>) {
    layout.across(Style::Section, "二、绩效指标");
    let head = layout.rows.len();
    layout.rows.push(Row::head(HEADINGS.map(Cell::heading)));
    let indicators = progress.version.content.indicators();
    layout.rows.extend(indicators.iter().map(|indicator| {
        let record = progress.actuals.records.get(&indicator.id);
        indicator_row(indicator, record.map(|record| &record.actual))
    }));
    layout.repeated = Some((head, head));
    layout.filtered = Some((head, layout.rows.len() - 1));
}

fn indicator_row(indicator: &Indicator, actual: Option<&Actual>) -> Row {
    let (value, not_applicable) = match actual.map(|actual| &actual.value) {
        Some(value @ ActualValue::NotApplicable(reason)) if is_like_none(reason.as_str()) => {
            (Cell::text(words::actual(value)), None)
        }
        Some(ActualValue::NotApplicable(reason)) => (Cell::blank(Style::Text), Some(reason)),
        Some(ActualValue::Number(number)) => (Cell::number(number), None),
        // As a text, because a form is read back so.
        Some(ActualValue::Tiered { text, .. }) => (Cell::text(text.to_string()), None),
        Some(value @ (ActualValue::Date(_) | ActualValue::Text(_))) => (Cell::text(words::actual(value)), None),
        None => (Cell::blank(Style::Text), None),
    };
    let text = |cell: Cell| cell.input(Input::Text);
    let labels = [key(&indicator.id), Cell::label(goal_label(indicator.goal))];
    let answers = [
        value.input(input(&indicator.target)),
        text(optional(actual.and_then(|a| a.deviation_reason.as_ref()))),
        text(optional(actual.and_then(|a| a.measure.as_ref()))),
        text(optional(actual.and_then(|a| a.source.as_ref()))),
        text(optional(not_applicable)),
    ];
    Row::new(labels.into_iter().chain(name_cells(indicator)).chain(target_cells(&indicator.target)).chain(answers))
}

/// Whether a reason is so short that, alone in its cell, it may say that there is none, as 无 and a dash do.
fn is_like_none(reason: &str) -> bool {
    reason.chars().filter(|c| !c.is_whitespace()).count() <= 2
}
