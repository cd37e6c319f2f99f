//! Columns of a form, by their headings.

use crate::text;

/// A column of a form of actuals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActualsColumn {
    /// 编号.
    Key,
    /// 绩效目标.
    Goal,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Name,
    /// 符号.
    Sign,
    /// 指标值.
    Value,
    /// 单位.
    Unit,
    /// 实际完成值.
    Actual,
    /// 偏差原因分析, or 偏差原因分析及改进措施.
    Reason,
    /// 改进措施.
    Measure,
    /// 数据来源.
    Source,
    /// 不适用原因.
    NotApplicable,
    /// 预算执行: what a row of the execution is called.
    Label,
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Adjusted,
    /// 全年执行数.
    Executed,
    /// 分值; of a scored sheet alone, as the two below: a form of actuals has them computed.
    Weight,
    /// 得分.
    Score,
    /// 执行率.
    Rate,
}

impl ActualsColumn {
    /// Those of indicators.
    pub(super) const OF_INDICATORS: [Self; 13] = [
        Self::Key,
        Self::Goal,
        Self::Level1,
        Self::Level2,
        Self::Name,
        Self::Sign,
        Self::Value,
        Self::Unit,
        Self::Actual,
        Self::Reason,
        Self::Measure,
        Self::Source,
        Self::NotApplicable,
    ];
    /// Those of the execution.
    pub(super) const OF_EXECUTION: [Self; 5] = [Self::Key, Self::Label, Self::Initial, Self::Adjusted, Self::Executed];
    /// Those of indicators on a scored sheet.
    pub(super) const OF_SCORED: [Self; 15] = [
        Self::Key,
        Self::Goal,
        Self::Level1,
        Self::Level2,
        Self::Name,
        Self::Sign,
        Self::Value,
        Self::Unit,
        Self::Actual,
        Self::Reason,
        Self::Measure,
        Self::Source,
        Self::NotApplicable,
        Self::Weight,
        Self::Score,
    ];
    /// Those of the execution on a scored sheet.
    pub(super) const OF_SCORED_EXECUTION: [Self; 8] =
        [Self::Key, Self::Label, Self::Initial, Self::Adjusted, Self::Executed, Self::Weight, Self::Score, Self::Rate];
    /// What a unit fills in for an indicator.
    pub(super) const ANSWERS: [Self; 5] =
        [Self::Actual, Self::Reason, Self::Measure, Self::Source, Self::NotApplicable];
    /// The money of the execution.
    pub(crate) const AMOUNTS: [Self; 3] = [Self::Initial, Self::Adjusted, Self::Executed];

    /// As the form prints it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Key => "编号",
            Self::Goal => "绩效目标",
            Self::Level1 => "一级指标",
            Self::Level2 => "二级指标",
            Self::Name => "三级指标",
            Self::Sign => "符号",
            Self::Value => "指标值",
            Self::Unit => "单位",
            Self::Actual => "实际完成值",
            Self::Reason => "偏差原因分析",
            Self::Measure => "改进措施",
            Self::Source => "数据来源",
            Self::NotApplicable => "不适用原因",
            Self::Label => "预算执行",
            Self::Initial => "年初预算数",
            Self::Adjusted => "全年预算数",
            Self::Executed => "全年执行数",
            Self::Weight => "分值",
            Self::Score => "得分",
            Self::Rate => "执行率",
        }
    }
}

/// What a heading says of the cells below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// They are of that column.
    Column(ActualsColumn),
    /// They are computed from the others: 分值, 得分, 执行率.
    Computed,
    /// Nothing: 序号, and words over several columns.
    Neutral,
}

/// The heading that is all of a cell, whatever follows it in brackets or after a colon.
pub(super) fn heading(cell: &str) -> Option<Heading> {
    let key = text::key(cell);
    let word = key.split(['(', ':', '[']).next().unwrap_or_default();
    let column = match word {
        "编号" | "指标编号" => ActualsColumn::Key,
        "绩效目标" | "年度绩效目标" | "对应目标" => ActualsColumn::Goal,
        "一级指标" => ActualsColumn::Level1,
        "二级指标" => ActualsColumn::Level2,
        "三级指标" | "指标名称" => ActualsColumn::Name,
        "符号" | "指标符号" => ActualsColumn::Sign,
        "指标值" | "年度指标值" | "目标值" | "值" => ActualsColumn::Value,
        "单位" | "计量单位" | "指标单位" => ActualsColumn::Unit,
        "实际完成值" | "全年实际完成值" | "全年完成值" | "实际完成指标值" | "完成值" => {
            ActualsColumn::Actual
        }
        "偏差原因分析"
        | "偏差原因"
        | "偏差原因分析及改进措施"
        | "偏差原因分析和改进措施"
        | "偏差原因及改进措施"
        | "未完成原因"
        | "未完成原因分析"
        | "未完成原因及改进措施"
        | "未完成原因和改进措施" => ActualsColumn::Reason,
        "改进措施" | "拟采取的改进措施" => ActualsColumn::Measure,
        "数据来源" | "数据来源说明" => ActualsColumn::Source,
        "不适用原因" | "不适用说明" => ActualsColumn::NotApplicable,
        "预算执行" | "预算执行情况" | "资金来源" | "预算资金" | "项目资金" => {
            ActualsColumn::Label
        }
        "年初预算数" | "年初预算" => ActualsColumn::Initial,
        "全年预算数" | "全年预算" | "调整后预算数" | "调整预算数" => ActualsColumn::Adjusted,
        "全年执行数" | "执行数" | "实际执行数" => ActualsColumn::Executed,
        "分值" | "权重" | "得分" | "自评得分" | "单位自评" | "执行率" | "预算执行率" => {
            return Some(Heading::Computed);
        }
        "序号" | "绩效指标" | "年度绩效指标" | "指标" => return Some(Heading::Neutral),
        _ => return None,
    };
    Some(Heading::Column(column))
}

/// The heading of a scored sheet (绩效自评表), which finance bureaus word in more ways than a form that is handed out.
pub(super) fn scored_heading(cell: &str) -> Option<Heading> {
    let key = text::key(cell);
    let word = key.split(['(', ':', '[']).next().unwrap_or_default();
    let column = match word {
        "年初目标值" | "年度目标值" | "年初指标值" | "预期指标值" | "绩效指标值" | "计划指标值" | "目标指标值"
        | "预期值" => ActualsColumn::Value,
        "实际值" | "实际完成" | "实际完成情况" | "指标完成情况" | "完成情况" => {
            ActualsColumn::Actual
        }
        "分值" | "权重" | "指标分值" | "权重分值" | "标准分" | "标准分值" | "满分" => {
            ActualsColumn::Weight
        }
        "得分" | "自评得分" | "自评分" | "指标得分" | "实际得分" | "评价得分" => {
            ActualsColumn::Score
        }
        "执行率" | "预算执行率" => ActualsColumn::Rate,
        // The only budget of a sheet that has one.
        "预算数" => ActualsColumn::Initial,
        _ => return heading(cell),
    };
    Some(Heading::Column(column))
}
