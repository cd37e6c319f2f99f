//! What kind of thing a unit (计量单位) measures, as far as its words say so for sure.

use crate::text;

/// A kind of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// %, ‰ and percentage points.
    Rate,
    /// 分, which may also be minutes.
    Points,
    /// 元 and what is made of it, such as 万元 or 元/人.
    Money,
    /// 天, 工作日, 月.
    Time,
    /// 次, 轮, 批, 期: how often.
    Times,
    /// 人, 项, 个, 人次: how many.
    Count,
    /// All else: measures, ratios of two units, words that are not known. Nothing is concluded from it.
    Other,
}

const RATES: [&str; 6] = ["%", "‰", "百分比", "百分点", "个百分点", "百分之"];
const TIMES_OF_DAY_AND_YEAR: [&str; 14] =
    ["年", "年度", "学年", "季度", "月", "周", "星期", "天", "日", "工作日", "自然日", "小时", "分钟", "秒"];
const TIMES: [&str; 10] = ["次", "轮", "批", "期", "回", "遍", "趟", "轮次", "批次", "频次"];
/// What things and persons are counted by, alone or before 次, as in 人次.
const COUNTERS: &str =
    "人名位户家个项件例场套台辆份册本篇条版处座间所块张幅枚只头株棵部支箱袋瓶门节组队对宗起桩种类款艘架盏盒";

impl Kind {
    /// The kind of a unit as printed.
    pub(super) fn of(unit: &str) -> Self {
        let key: String = text::key(unit).chars().filter(|c| !matches!(c, '(' | ')')).collect();
        let bare = key.trim_start_matches(['十', '百', '千', '万', '亿']);
        if RATES.contains(&key.as_str()) {
            Self::Rate
        } else if key == "分" {
            Self::Points
        } else if key.contains('元') && !key.contains("单元") {
            Self::Money
        } else if TIMES_OF_DAY_AND_YEAR.contains(&key.strip_prefix('个').unwrap_or(&key)) {
            Self::Time
        } else if TIMES.contains(&bare) {
            Self::Times
        } else if is_counter(bare) {
            Self::Count
        } else {
            Self::Other
        }
    }

    /// Whether it says how many or how often.
    pub(super) const fn is_number_of_things(self) -> bool {
        matches!(self, Self::Count | Self::Times)
    }
}

/// The most that a share in this unit can be, in millionths; `None` where it is not that of a share.
pub(super) fn whole(unit: &str) -> Option<i64> {
    match text::key(unit).trim_matches(['(', ')']) {
        "%" | "百分比" => Some(100_000_000),
        "‰" => Some(1_000_000_000),
        _ => None,
    }
}

fn is_counter(bare: &str) -> bool {
    let mut chars = bare.strip_suffix('次').unwrap_or(bare).chars();
    chars.next().is_some_and(|c| COUNTERS.contains(c)) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_of_the_kind_that_their_words_say() {
        for (kind, units) in [
            (Kind::Rate, vec!["%", "％", "（%）", "‰", "百分比", "个百分点"]),
            (Kind::Points, vec!["分"]),
            (Kind::Money, vec!["元", "万元", "亿元", "元/人", "万元／个", "元（人民币）"]),
            (Kind::Time, vec!["天", "个工作日", "个 月", "小时", "年"]),
            (Kind::Times, vec!["次", "万次", "批次", "期"]),
            (Kind::Count, vec!["人", "项", "个", "人次", "人（次）", "万人", "万人次", "场次", "套", "（个）"]),
            (Kind::Other, vec!["平方米", "公里", "吨", "单元", "次/年", "人/天", "级", "版面", "课时", "个个", "千克"]),
        ] {
            for unit in units {
                assert_eq!(Kind::of(unit), kind, "{unit}");
            }
        }
    }

    #[test]
    fn only_shares_have_a_whole() {
        assert_eq!(whole("％"), Some(100_000_000));
        assert_eq!(whole("‰"), Some(1_000_000_000));
        assert_eq!(whole("个百分点"), None);
        assert_eq!(whole("人"), None);
    }
}
