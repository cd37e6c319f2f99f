//! Words that belong to the form itself.

use crate::actuals::amount::unit_said;
use crate::number::leading_ordinal;
use crate::source::Cell;
use crate::text::key;

/// Whether a cell is a title, a year, the heading of a part, a unit of money or how to fill the form in.
pub(super) fn is_furniture(cell: &str) -> bool {
    let key = key(cell);
    is_title(&key) || is_year(&key) || is_part(&key) || is_unit(&key) || opens_remarks(cell)
}

/// Whether the cell begins how to fill the form in.
pub(super) fn opens_remarks(cell: &str) -> bool {
    key(cell).starts_with("填报说明")
}

/// Whether a row is an item of how to fill the form in: `1. …`.
pub(super) fn is_remark(row: &[Cell<'_>]) -> bool {
    let [cell] = row else { return false };
    let key = key(cell.text);
    let is_item = |(_, rest): (i32, &str)| rest.starts_with(['.', '、']) && rest.chars().count() > 1;
    leading_ordinal(&key).is_some_and(is_item)
}

fn is_title(key: &str) -> bool {
    let is_form = ["实际完成值", "绩效", "自评"].iter().any(|word| key.contains(word));
    let bare = key.split('(').next().unwrap_or_default();
    is_form && bare.ends_with('表') && key.chars().count() <= 60
}

fn is_year(key: &str) -> bool {
    let bare = key.trim_matches(['(', ')']);
    let year = bare.strip_suffix("年度").or_else(|| bare.strip_suffix('年'));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// `一、预算执行（单位：元）`, `二、绩效指标`.
fn is_part(key: &str) -> bool {
    let bare = key.split_once('、').map_or(key, |(_, rest)| rest);
    let bare = bare.split('(').next().unwrap_or_default();
    matches!(bare, "预算执行" | "预算执行情况" | "绩效指标" | "年度绩效指标" | "绩效指标完成情况")
}

fn is_unit(key: &str) -> bool {
    let bare = key.trim_matches(['(', ')']);
    let unit = bare.strip_prefix("金额").unwrap_or(bare).strip_prefix("单位:");
    unit.is_some() && unit_said(bare).is_some()
}

/// Whether a row begins with the word of a sum: it names no indicator.
pub(super) fn is_sum(cell: &Cell<'_>) -> bool {
    let key = key(cell.text);
    key.ends_with("小计")
        || matches!(key.as_str(), "总分" | "总得分" | "已得分" | "得分合计" | "合计" | "总计" | "等级" | "自评等级")
}

/// Whether it is what the row of the whole execution is called.
pub(super) fn is_total(cell: &str) -> bool {
    matches!(key(cell).as_str(), "合计" | "总计" | "总额" | "预算执行" | "年度资金总额" | "资金总额" | "部门预算总额")
}

/// Whether it breaks the whole execution down in another way than by tasks: 其中：财政拨款.
pub(super) fn is_breakdown(cell: &str) -> bool {
    let key = key(cell);
    key.starts_with("其中")
        || matches!(
            key.as_str(),
            "基本支出"
                | "项目支出"
                | "财政拨款"
                | "当年财政拨款"
                | "上年结转资金"
                | "上年结转"
                | "其他资金"
                | "单位资金"
        )
}
