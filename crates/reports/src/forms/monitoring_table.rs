//! 整体支出绩效运行监控表: how far a plan is after some months.

use jixiao_domain::{
    Actual, ActualValue, ExecutionAmounts, Forecast, Light, LightBounds, Likelihood, Monitor, MonitorInput, MonitorRow,
    NumericTarget, Target,
};

use super::{input, name_cells, optional, target_cells, title};
use crate::Monitoring;
use crate::document::{Block, Document, Figure};
use crate::figures::{completion_rate, execution_rate, wan};
use crate::layout::{Cell, Input, Layout, Row, Style};
use crate::lights;
use crate::words;

const TITLE: &str = "整体支出绩效运行监控表";

/// Columns: levels 1 to 3, sign, value, unit, actual, rate, light, estimate, reason, likelihood, measure.
const WIDTHS: [u16; 13] = [13, 20, 25, 7, 17, 9, 16, 11, 9, 13, 20, 13, 20];

const FORECASTS: &str = "完成可能性为“有可能”或“完全不可能”的，须填写全年预计完成情况和偏差原因（经费保障、制度保障、人员保障、硬件条件保障、其他）。";

/// Where the lights change.
fn bounds(lights: &LightBounds) -> String {
    let [red, yellow, blue] =
        [lights.red_below, lights.yellow_below, lights.blue_from].map(|share| format!("{}%", share.hundredths()));
    format!(
        "注：预算执行按时间进度比较；数量指标（比率除外）按年度指标值的时间进度比较，其他指标按年度指标值比较。低于{red}为红灯，低于{yellow}为黄灯，低于{blue}为绿灯，{blue}及以上为蓝灯（预算执行不设蓝灯）；上限指标超出、日期指标逾期为红灯；定性指标按评判档次依次为绿灯、黄灯、红灯。"
    )
}

pub(crate) fn monitoring_table(monitoring: &Monitoring<'_>) -> Document {
    let progress = &monitoring.progress;
    let months = words::months(progress.period);
    let monitor = monitor(monitoring);
    let mut layout = Layout {
        title: "绩效运行监控表",
        widths: WIDTHS.to_vec(),
        rows: Vec::new(),
        landscape: true,
        repeated: None,
        filtered: None,
        protected: true,
    };
    layout.across(Style::Title, TITLE);
    layout.across(Style::Subtitle, format!("({}年{months})", progress.period.year()));
    layout.rows.push(Row::new([
        Cell::heading("部门名称"),
        Cell::text(progress.version.content.department_title().to_string()).over_columns(12),
    ]));
    add_budget(&mut layout, &monitor, &months);
    add_indicators(&mut layout, &monitor, &months);
    layout.across(Style::Remark, bounds(monitoring.lights));
    layout.across(Style::Remark, FORECASTS);
    Document {
        title: title(progress.version, TITLE, Some(progress.period)),
        form: layout,
        further: Vec::new(),
        summary: summary(monitoring, &monitor, &months),
    }
}

fn monitor(monitoring: &Monitoring<'_>) -> Monitor {
    let Monitoring { progress, judgements, lights } = monitoring;
    let records = progress.actuals.records.iter();
    let tiers = records.filter_map(|(indicator, record)| {
        let judgement = judgements.of(indicator, record.reported.revision).reviewer?;
        Some((indicator.clone(), judgement.ruling.tier()?))
    });
    Monitor::of(&MonitorInput {
        plan: &progress.version.content,
        actuals: progress.actuals,
        tiers: &tiers.collect(),
        period: progress.period,
        bounds: lights,
    })
}

fn amounts(monitor: &Monitor) -> Option<&ExecutionAmounts> {
    monitor.budget.record.as_ref().map(|record| record.report.total())
}

fn add_budget(layout: &mut Layout, monitor: &Monitor, months: &str) {
    layout.rows.push(Row::head([
        Cell::heading("预算执行（万元）").over_columns(2),
        Cell::heading("年初预算数"),
        Cell::heading("全年预算数").over_columns(3),
        Cell::heading(&format!("{months}执行数")),
        Cell::heading("执行率"),
        Cell::heading("灯"),
        Cell::heading("偏差原因分析").over_columns(2),
        Cell::heading("改进措施").over_columns(2),
    ]));
    let amounts = amounts(monitor);
    let money = |amount: Option<_>| amount.map_or(Cell::blank(Style::Number), |fen| Cell::number(&wan(fen)));
    layout.rows.push(Row::new([
        Cell::label("年度资金总额").over_columns(2),
        money(amounts.map(|a| a.initial)),
        money(amounts.map(|a| a.budget())).over_columns(3),
        money(amounts.map(|a| a.executed)),
        rate(amounts.and_then(|a| execution_rate(a.executed, a.budget()))),
        Cell::light(monitor.budget.signal),
        Cell::blank(Style::Text).over_columns(2).input(Input::Text),
        Cell::blank(Style::Text).over_columns(2).input(Input::Text),
    ]));
}

fn rate(rate: Option<String>) -> Cell {
    Cell::of(Style::Number, rate.unwrap_or_default())
}

fn add_indicators(layout: &mut Layout, monitor: &Monitor, months: &str) {
    let head = layout.rows.len();
    let reported = format!("{months}执行情况");
    layout.rows.push(Row::head(
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "符号",
            "年度指标值",
            "单位",
            reported.as_str(),
            "完成率",
            "灯",
            "全年预计完成情况",
            "偏差原因分析",
            "完成可能性",
            "改进措施",
        ]
        .map(Cell::heading),
    ));
    layout.repeated = Some((head, head));
    layout.rows.extend(monitor.rows().map(indicator_row));
}

fn indicator_row(row: &MonitorRow) -> Row {
    let MonitorRow { indicator, actual: record, .. } = row;
    let actual = record.as_ref().map(|record| &record.actual);
    let value = actual.map(|actual| &actual.value);
    let reported = match value {
        Some(ActualValue::Number(number)) => Cell::number(number),
        Some(value) => Cell::text(words::actual(value)),
        None => Cell::blank(Style::Text).input(input(&indicator.target)),
    };
    // The newest report may be of an earlier month; its light is that of this one all the same.
    let earlier = record.as_ref().filter(|_| row.is_stale).map(|record| record.reported.period);
    let reported = earlier.into_iter().fold(reported, |cell, period| cell.detail(format!("{period}填报")));
    let completed = match (value, &indicator.target) {
        (Some(ActualValue::Number(number)), Target::Numeric(NumericTarget { value, .. })) => {
            completion_rate(*number, *value)
        }
        _ => None,
    };
    let forecast = actual.and_then(|actual| actual.forecast.as_ref());
    let likelihoods = Likelihood::ALL.map(|likelihood| likelihood.label().to_owned()).to_vec();
    let likelihood = forecast.map_or(Cell::blank(Style::Label), |it| Cell::label(it.likelihood().label()));
    let answers = [
        reported,
        rate(completed),
        Cell::light(row.signal),
        optional(forecast.and_then(Forecast::estimate)).input(Input::Text),
        actual.and_then(reasons).map_or(Cell::blank(Style::Text), Cell::text).input(Input::Text),
        likelihood.input(Input::Choice(likelihoods)),
        optional(actual.and_then(|a| a.measure.as_ref())).input(Input::Text),
    ];
    Row::new(name_cells(indicator).into_iter().chain(target_cells(&indicator.target)).chain(answers))
}

/// 偏差原因分析: the reasons of the forecast, then what was said of the deviation.
fn reasons(actual: &Actual) -> Option<String> {
    let forecast = actual.forecast.iter().flat_map(Forecast::reasons);
    let reasons = forecast.map(|(kind, text)| match text {
        Some(text) => format!("{}：{text}", kind.label()),
        None => kind.label().to_owned(),
    });
    let all: Vec<String> = reasons.chain(actual.deviation_reason.iter().map(ToString::to_string)).collect();
    (!all.is_empty()).then(|| all.join("；"))
}

fn summary(monitoring: &Monitoring<'_>, monitor: &Monitor, months: &str) -> Vec<Block> {
    let progress = &monitoring.progress;
    let reported = monitor.rows().filter(|row| row.actual.is_some()).count();
    let amounts = amounts(monitor);
    let rate = amounts.and_then(|a| execution_rate(a.executed, a.budget()));
    let of_budget = amounts.map(|a| format!("{}万元／{}万元", wan(a.executed), wan(a.budget())));
    let worst = Light::worst(monitor.goals.iter().filter_map(|goal| goal.light));
    vec![
        Block::Figures(vec![
            Figure {
                name: "预算执行率",
                value: rate.unwrap_or_else(|| "—".to_owned()),
                remark: format!("{}　{}", monitor.budget.signal.label(), of_budget.unwrap_or_default())
                    .trim_end()
                    .to_owned(),
            },
            Figure {
                name: "指标最差灯",
                value: worst.map_or("—", Light::label).to_owned(),
                remark: format!("{}年{months}", progress.period.year()),
            },
            Figure {
                name: "已填报指标",
                value: format!("{reported}／{}", monitor.counts.total()),
                remark: String::new(),
            },
        ]),
        lights::by_goal(monitor.goals.iter().map(|goal| (goal.number, goal.counts.clone()))),
        Block::Facts {
            title: "依据",
            facts: vec![
                ("绩效目标版本", progress.version.name.to_string()),
                ("内容校验值（SHA-256）", progress.version.content_sha256.clone()),
                ("填报修订号", progress.actuals.revision.to_string()),
                ("评判修订号", monitoring.judgements.revision.to_string()),
            ],
        },
    ]
}
