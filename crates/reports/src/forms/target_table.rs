//! 整体支出绩效目标表: tasks with their money, goals, indicators with their targets.

use jixiao_domain::{Fen, Goal, Indicator, IndicatorId, Level1, Level2, PlanContent, PlanVersion, Task};

use super::{goal_label, run_label, runs, title, value_and_unit};
use crate::document::Document;
use crate::figures::{short, wan};
use crate::layout::{Cell, Layout, Row, Style};
use crate::words;

const TITLE: &str = "整体支出绩效目标表";

/// Columns that every plan has: goal, levels 1 to 3, sign, value, unit. The parts of the form share them.
const WIDTHS: [u16; 7] = [11, 13, 20, 30, 11, 16, 18];

/// The money of a task beside its total.
const FUNDS: u16 = 3;

/// Which columns a plan needs that the official form does not have.
#[derive(Clone, Copy)]
struct Extras {
    days: bool,
    weight: bool,
    id: bool,
}

impl Extras {
    fn of(plan: &PlanContent) -> Self {
        let is_numbered = |(place, indicator): (usize, &Indicator)| indicator.id == IndicatorId::numbered(place + 1);
        Self {
            days: plan.indicators().iter().any(|indicator| words::days(&indicator.target).is_some()),
            weight: plan.scheme().is_some(),
            id: !plan.indicators().iter().enumerate().all(is_numbered),
        }
    }

    fn widths(self) -> Vec<u16> {
        let extras = [(self.days, 22), (self.weight, 8), (self.id, 12)];
        let extras = extras.into_iter().filter_map(|(is_there, width)| is_there.then_some(width));
        WIDTHS.into_iter().chain(extras).collect()
    }

    fn headings(self) -> impl Iterator<Item = Cell> {
        let extras = [(self.days, "日期要求"), (self.weight, "分值"), (self.id, "编号")];
        extras.into_iter().filter(|(is_there, _)| *is_there).map(|(_, word)| Cell::heading(word).over_rows(2))
    }

    fn cells(self, indicator: &Indicator) -> impl Iterator<Item = Cell> {
        let days = self.days.then(|| Cell::label(words::days(&indicator.target).unwrap_or_default()));
        let weight = self.weight.then(|| indicator.weight.map_or(Cell::blank(Style::Number), Cell::number));
        let id = self.id.then(|| super::key(&indicator.id));
        [days, weight, id].into_iter().flatten()
    }
}

pub(crate) fn target_table(version: &PlanVersion) -> Document {
    let plan = &version.content;
    let extras = Extras::of(plan);
    let mut layout = Layout {
        title: "绩效目标表",
        widths: extras.widths(),
        rows: Vec::new(),
        landscape: false,
        repeated: None,
        filtered: None,
        protected: false,
    };
    layout.across(Style::Title, TITLE);
    layout.across(Style::Subtitle, format!("({}年度)", version.name.plan.year));
    add_tasks(&mut layout, plan);
    add_goals(&mut layout, plan.goals());
    add_indicators(&mut layout, plan.indicators(), extras);
    Document { title: title(version, TITLE, None), form: layout, further: Vec::new(), summary: Vec::new() }
}

fn add_tasks(layout: &mut Layout, plan: &PlanContent) {
    let columns = layout.columns();
    let (money, last) = (columns - 3, columns - 6);
    layout.rows.push(Row::head([
        Cell::heading("部门名称"),
        Cell::label(plan.department_title().to_string()).over_columns(2),
        Cell::heading("预算资金（万元）").over_columns(money),
    ]));
    layout.rows.extend(plan.scheme().map(|scheme| {
        Row::head([
            Cell::heading("分值方案"),
            Cell::label(scheme.id.to_string()).over_columns(2),
            Cell::heading("预算执行率分值"),
            Cell::number(&short(scheme.execution_weight)).over_columns(FUNDS + last - 1),
        ])
    }));
    layout.rows.push(Row::head([
        Cell::heading("序号").over_rows(2),
        Cell::heading("主要工作任务").over_columns(2).over_rows(2),
        Cell::heading("总额").over_rows(2),
        Cell::heading("财政拨款").over_columns(2),
        Cell::heading("其他资金").over_columns(last).over_rows(2),
    ]));
    layout.rows.push(Row::head([Cell::heading("基本支出"), Cell::heading("项目支出")]));
    layout.rows.push(Row::new([
        Cell::of(Style::Sum, "合计").over_columns(3),
        sum(plan.tasks().iter().map(|task| Some(task.total))),
        sum(plan.tasks().iter().map(|task| task.basic)),
        sum(plan.tasks().iter().map(|task| task.project)),
        sum(plan.tasks().iter().map(|task| task.other)).over_columns(last),
    ]));
    layout.rows.extend(plan.tasks().iter().map(|task| task_row(task, last)));
}

fn task_row(task: &Task, last: u16) -> Row {
    Row::new([
        Cell::label(task.number.to_string()),
        Cell::text(task.name.to_string()).over_columns(2),
        amount(Some(task.total)),
        amount(task.basic),
        amount(task.project),
        amount(task.other).over_columns(last),
    ])
}

fn amount(fen: Option<Fen>) -> Cell {
    fen.map_or(Cell::blank(Style::Number), |fen| Cell::number(&wan(fen)))
}

/// Blank where no amount is there, and where the sum is past any amount.
fn sum(amounts: impl Iterator<Item = Option<Fen>>) -> Cell {
    let filled: Vec<Fen> = amounts.flatten().collect();
    amount(Fen::sum(filled.iter().copied()).filter(|_| !filled.is_empty())).styled(Style::Sum)
}

fn add_goals(layout: &mut Layout, goals: &[Goal]) {
    let last = layout.columns() - 6;
    layout.rows.push(Row::head([
        Cell::heading("序号"),
        Cell::heading("年度绩效目标").over_columns(5),
        Cell::heading("对应工作任务").over_columns(last),
    ]));
    layout.rows.extend(goals.iter().map(|goal| {
        Row::new([
            Cell::label(goal.number.to_string()),
            Cell::text(goal.text.to_string()).over_columns(5),
            Cell::label(words::tasks(goal)).over_columns(last),
        ])
    }));
}

fn add_indicators(layout: &mut Layout, indicators: &[Indicator], extras: Extras) {
    let columns = layout.columns();
    let first = layout.rows.len();
    let level = |word| Cell::heading(word).over_rows(2);
    layout.rows.push(Row::head([
        Cell::heading("绩效目标").over_rows(3),
        Cell::heading("年度绩效指标").over_columns(columns - 1),
    ]));
    let levels = [level("一级指标"), level("二级指标"), level("三级指标"), Cell::heading("指标值").over_columns(3)];
    layout.rows.push(Row::head(levels.into_iter().chain(extras.headings())));
    layout.rows.push(Row::head(["符号", "值", "单位（文字描述）"].map(Cell::heading)));
    layout.repeated = Some((first, first + 2));

    let goals: Vec<_> = indicators.iter().map(|i| i.goal).collect();
    let levels2: Vec<_> = indicators.iter().map(|i| (i.goal, i.level1, i.level2)).collect();
    let levels1: Vec<_> =
        indicators.iter().zip(strays(&levels2)).map(|(i, strays)| (i.goal, i.level1, strays)).collect();
    let labels = runs(&goals).into_iter().zip(runs(&levels1)).zip(runs(&levels2));
    layout.rows.extend(indicators.iter().zip(labels).map(|(indicator, ((goal, level1), level2))| {
        let labels = [
            run_label(goal_label(indicator.goal), goal),
            run_label(indicator.level1.label(), level1),
            run_label(indicator.level2.label(), level2),
            Some(Cell::text(indicator.name.to_string())),
            Some(Cell::label(words::sign(&indicator.target))),
        ];
        let target = value_and_unit(&indicator.target);
        Row::new(labels.into_iter().flatten().chain(target).chain(extras.cells(indicator)))
    }));
}

/// How many level 2 have begun up to each row that no reader would look for under their level 1. There the level 1 is
/// printed again: alone, a level 2 stands for the level 1 that it usually has.
fn strays(levels: &[(i32, Level1, Level2)]) -> Vec<usize> {
    let mut above = None;
    let mut count = 0;
    let counted = |levels: &(i32, Level1, Level2)| {
        let (_, level1, level2) = *levels;
        if above.replace(*levels) != Some(*levels) && level2.level1() != level1 {
            count += 1;
        }
        count
    };
    levels.iter().map(counted).collect()
}
