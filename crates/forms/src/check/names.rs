//! What the name of an indicator (三级指标) says that it measures.

use crate::text;

/// Words for a share at the end of a name.
const SHARES: [&str; 4] = ["率", "满意度", "比例", "占比"];
/// What ends in 率 and is no share of a whole.
const NO_SHARES: [&str; 12] =
    ["频率", "效率", "功率", "速率", "分辨率", "心率", "倍率", "汇率", "利率", "税率", "费率", "概率"];
/// Words for a number at the end of a name.
const NUMBERS: [&str; 9] = ["数量", "人数", "次数", "个数", "件数", "户数", "人次", "场次", "台数"];
/// Words for a change, which may be below nothing or above the whole.
const CHANGES: [&str; 13] =
    ["增", "减", "降", "升", "提高", "净", "差额", "之差", "变化", "变动", "节约", "超", "同比"];

/// A name without spaces and without what stands in brackets at its end, such as the unit.
pub(super) fn bare(name: &str) -> String {
    let mut key = text::key(name);
    if key.ends_with(')')
        && let Some(at) = key.rfind('(').filter(|at| *at > 0)
    {
        key.truncate(at);
    }
    key
}

/// Whether a bare name ends in a share of a whole, such as 合格率.
pub(super) fn is_share(bare: &str) -> bool {
    SHARES.iter().any(|share| bare.ends_with(share)) && !NO_SHARES.iter().any(|other| bare.ends_with(other))
}

/// Whether a bare name ends in a number of things or persons, such as 培训人数.
pub(super) fn is_number(bare: &str) -> bool {
    NUMBERS.iter().any(|number| bare.ends_with(number))
}

/// Whether a bare name is about a change against another time or plan.
pub(super) fn is_change(bare: &str) -> bool {
    CHANGES.iter().any(|change| bare.contains(change))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_at_the_end_are_no_part_of_the_name() {
        assert_eq!(bare("验收 合格率（%）"), "验收合格率");
        assert_eq!(bare("假肢（大、小腿）装配数量"), "假肢(大、小腿)装配数量");
        assert_eq!(bare("（另列）"), "(另列)");
    }

    #[test]
    fn shares_and_numbers_are_known_by_the_end() {
        for name in ["合格率", "满意度", "持证人员比例", "占比"] {
            assert!(is_share(name) && !is_number(name), "{name}");
        }
        for name in ["培训人数", "装配数量", "服务人次"] {
            assert!(is_number(name) && !is_share(name), "{name}");
        }
        for name in ["巡检频率", "办事效率", "率先完成", "人数达标"] {
            assert!(!is_share(name) && !is_number(name), "{name}");
        }
    }
}
