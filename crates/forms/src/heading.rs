//! Words of the heading rows, which say what part of the table follows.

use crate::text;

/// A heading of a column or of a group of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// 序号.
    Number,
    /// 主要工作任务.
    Task,
    /// A fund column, or the group 财政拨款.
    Fund(Fund),
    /// 预算资金（万元）, and whatever else only says the unit of money.
    Money,
    /// 年度绩效目标.
    Goal,
    /// 对应工作任务.
    GoalTasks,
    /// 绩效目标, over the labels 目标N.
    GoalLabel,
    /// 年度绩效指标 and other words over indicators that name no column of their own.
    Indicators,
    /// 指标值: over sign, value and unit, or over a cell that has all of them.
    Target,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Name,
    /// 符号.
    Sign,
    /// 值.
    Value,
    /// 单位（文字描述）, and 单位 over money.
    Unit,
    /// 分值, 权重.
    Weight,
    /// 日期要求.
    Date,
    /// 编号: the key of a row.
    Key,
    /// 备注, 说明: what the plan has no place for.
    Remark,
}

/// A column of the money of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fund {
    /// 总额.
    Total,
    /// 财政拨款, over 基本支出 and 项目支出.
    Fiscal,
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
    /// 其他资金.
    Other,
}

/// A part of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Section {
    /// Before the first part.
    #[default]
    Preamble,
    /// Tasks with their money.
    Tasks,
    /// Goals with their tasks.
    Goals,
    /// Indicators with their targets.
    Indicators,
}

/// The heading that is all of a cell, whatever follows it in brackets or after a colon.
pub(crate) fn heading(cell: &str) -> Option<Heading> {
    let key = text::key(cell);
    let (word, rest) = key.find(['(', ':', '[']).and_then(|at| key.split_at_checked(at)).unwrap_or((&key, ""));
    let heading = named(word)?;
    // 单位：万元 is a heading; 备注：… and 合计：… have something to say.
    let value = rest.strip_prefix(':').unwrap_or_default();
    let is_unit = value.contains('元') && !value.contains(|c: char| c.is_ascii_digit());
    let may_have_unit = matches!(heading, Heading::Unit | Heading::Money | Heading::Fund(_));
    (value.is_empty() || (is_unit && may_have_unit)).then_some(heading)
}

fn named(word: &str) -> Option<Heading> {
    Some(match word {
        "序号" => Heading::Number,
        "主要工作任务" | "年度主要工作任务" | "年度主要任务" | "主要任务" | "工作任务" | "任务名称" => {
            Heading::Task
        }
        "总额" | "合计" | "总计" | "金额" => Heading::Fund(Fund::Total),
        "财政拨款" | "财政资金" => Heading::Fund(Fund::Fiscal),
        "基本支出" => Heading::Fund(Fund::Basic),
        "项目支出" => Heading::Fund(Fund::Project),
        "其他资金" => Heading::Fund(Fund::Other),
        "预算资金" | "预算金额" | "资金" | "金额单位" => Heading::Money,
        "年度绩效目标" | "年度目标" | "年度总体目标" | "总体目标" => Heading::Goal,
        "对应工作任务" | "对应任务" | "对应主要工作任务" => Heading::GoalTasks,
        "绩效目标" => Heading::GoalLabel,
        "年度绩效指标" | "绩效指标" => Heading::Indicators,
        "指标值" | "年度指标值" => Heading::Target,
        "一级指标" => Heading::Level1,
        "二级指标" => Heading::Level2,
        "三级指标" | "指标名称" => Heading::Name,
        "符号" => Heading::Sign,
        "值" => Heading::Value,
        "单位" | "计量单位" | "文字描述" => Heading::Unit,
        "分值" | "权重" | "权值" => Heading::Weight,
        "日期要求" => Heading::Date,
        "编号" => Heading::Key,
        "备注" | "说明" => Heading::Remark,
        _ => return None,
    })
}

/// The part of the table that a row of headings opens; `None` where it opens none.
pub(crate) fn section(headings: &[Heading]) -> Option<Section> {
    let has = |heading| headings.contains(&heading);
    let of_indicators = [Heading::Indicators, Heading::Target, Heading::Level1, Heading::Name, Heading::Sign];
    if of_indicators.into_iter().any(has) {
        Some(Section::Indicators)
    } else if has(Heading::GoalTasks) || has(Heading::Goal) {
        Some(Section::Goals)
    } else if has(Heading::Task) {
        Some(Section::Tasks)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Option<Section> {
        section(&cells.iter().map(|cell| heading(cell).unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn the_words_of_a_row_say_what_follows() {
        assert_eq!(of(&["序号", "主要工作任务", "基本支出", "项目支出"]), Some(Section::Tasks));
        assert_eq!(of(&["序号", "年度绩效目标", "对应工作任务"]), Some(Section::Goals));
        assert_eq!(of(&["绩效 目标", "年度绩效指标"]), Some(Section::Indicators));
        assert_eq!(of(&["符号", "值", "单位（文字描述）"]), Some(Section::Indicators));
        assert_eq!(of(&["总额", "财政拨款", "其他资金"]), None);
    }

    #[test]
    fn a_heading_may_say_a_unit_of_money_but_nothing_else() {
        for text in ["金额单位：万元", "单位: 元", "预算资金（单位：万元）", "年度绩效目标：", "总额（万元）"]
        {
            assert!(heading(text).is_some(), "{text}");
        }
        for text in ["备注：本表一式两份", "合计：100", "合计：100元", "单位：甲局", "说明:元"]
        {
            assert_eq!(heading(text), None, "{text}");
        }
    }

    #[test]
    fn labels_and_names_are_no_headings() {
        for text in ["成本指标", "产出指标", "目标1", "残疾人证合格率", ""] {
            assert_eq!(heading(text), None, "{text}");
        }
    }
}
