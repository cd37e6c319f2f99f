//! Indicators with their scores, sub-totals and the total.

use jixiao_domain::scorecard::{GoalRows, Row as ScoredRow, Totals};
use jixiao_domain::{ActualValue, Points};

use super::detail;
use crate::Evaluation;
use crate::forms::{goal_label, run_label, runs, target_cells};
use crate::layout::{Cell, Layout, Row, Style};
use crate::words;

/// Columns left of the weight.
const BEFORE_WEIGHT: u16 = 8;

pub(super) fn add_indicators(layout: &mut Layout, evaluation: &Evaluation<'_>) {
    let head = layout.rows.len();
    let headings = [
        "绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "符号",
        "指标值",
        "实际完成值",
        "单位",
        "分值",
        "单位自评",
        "得分",
        "偏差原因分析及改进措施",
    ];
    layout.rows.push(Row::head(headings.map(Cell::heading)));
    layout.repeated = Some((head, head));
    for goal in &evaluation.scorecard.goals {
        add_goal(layout, goal);
    }
}

fn add_goal(layout: &mut Layout, goal: &GoalRows) {
    let levels1: Vec<_> = goal.rows.iter().map(|row| row.indicator.level1).collect();
    let levels2: Vec<_> = goal.rows.iter().map(|row| (row.indicator.level1, row.indicator.level2)).collect();
    let whole = runs(&vec![(); goal.rows.len()]);
    let labels = whole.into_iter().zip(runs(&levels1)).zip(runs(&levels2));
    layout.rows.extend(goal.rows.iter().zip(labels).map(|(row, ((whole, level1), level2))| {
        let indicator = &row.indicator;
        let labels = [
            run_label(goal_label(goal.goal.number), whole),
            run_label(indicator.level1.label(), level1),
            run_label(indicator.level2.label(), level2),
        ];
        let [sign, value, unit] = target_cells(&indicator.target);
        let cells = [
            Cell::text(indicator.name.to_string()),
            sign,
            value,
            actual(row),
            unit,
            Cell::number(row.weight),
            points(row.score.unit_score),
            score(row).detail(detail::of_row(row)),
            Cell::text(explanation(row)),
        ];
        Row::new(labels.into_iter().flatten().chain(cells))
    }));
    let covered = goal.weight_covered();
    let is_covered = covered == goal.weight();
    let remark = if is_covered { String::new() } else { format!("覆盖分值{covered}") };
    let label = format!("{}小计", goal_label(goal.goal.number));
    layout.rows.push(sum_row(&label, goal.weight(), None, goal.points(), remark));
}

fn actual(row: &ScoredRow) -> Cell {
    match row.actual.as_ref().map(|record| &record.actual.value) {
        Some(ActualValue::Number(number)) => Cell::number(number),
        Some(value) => Cell::text(words::actual(value)),
        None => Cell::blank(Style::Text),
    }
}

/// The score, or the word of the outcome that has none.
fn score(row: &ScoredRow) -> Cell {
    row.score.score.map_or_else(|| Cell::label(words::outcome(row.score.outcome)), Cell::number)
}

fn points(points: Option<Points>) -> Cell {
    points.map_or_else(|| Cell::blank(Style::Number), Cell::number)
}

fn explanation(row: &ScoredRow) -> String {
    let Some(record) = &row.actual else { return String::new() };
    let reason = record.actual.deviation_reason.as_ref().map(|reason| format!("偏差原因：{reason}"));
    let measure = record.actual.measure.as_ref().map(|measure| format!("改进措施：{measure}"));
    [reason, measure].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn sum_row(label: &str, weight: Points, of_unit: Option<Points>, sum: Points, remark: String) -> Row {
    Row::new([
        Cell::of(Style::Sum, label).over_columns(BEFORE_WEIGHT),
        Cell::number(weight).styled(Style::Sum),
        points(of_unit).styled(Style::Sum),
        Cell::number(sum).styled(Style::Sum),
        Cell::text(remark),
    ])
}

/// The total and its grade; while a row is missing, what there is and what is still possible. Where rows do not
/// apply, their sum stands above the total that is made of it.
pub(super) fn add_total(layout: &mut Layout, evaluation: &Evaluation<'_>) {
    let totals = &evaluation.scorecard.totals;
    if totals.total.is_some() && totals.applicable_weight != Points::HUNDRED {
        let remark = "不适用的指标不计入".to_owned();
        layout.rows.push(sum_row("合计（适用分值）", totals.applicable_weight, None, totals.points, remark));
    }
    let mut row = match totals.total {
        Some(total) => {
            let grade = totals.grade.map_or("", |grade| grade.label());
            sum_row("总分", Points::HUNDRED, totals.unit_total, total, format!("等级：{grade}"))
        }
        None => sum_row("已得分", totals.weight_covered, None, totals.points, undecided(totals)),
    };
    if let Some(cell) = row.cells.get_mut(3) {
        cell.detail = Some(detail::of_total(totals)).filter(|text| !text.is_empty());
    }
    if let Some(remark) = row.cells.get_mut(4) {
        remark.style = Style::Sum;
    }
    layout.rows.push(row);
}

fn undecided(totals: &Totals) -> String {
    if totals.applicable_weight == Points::ZERO {
        return "没有适用的分值；等级：未定".to_owned();
    }
    let Totals { weight_covered, lowest, highest, .. } = totals;
    format!("覆盖分值{weight_covered}；可能总分区间{lowest}–{highest}；等级：未定")
}
