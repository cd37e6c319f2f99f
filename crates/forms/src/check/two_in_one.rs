//! Rates that measure two things or two groups of persons at once.
//!
//! Chinese does not show how far a conjunction reaches (体检和康复服务的残疾人 is one group), so only names
//! that can hardly mean one thing are told.

mod words;

use jixiao_domain::{Indicator, Target};

use super::names::{bare, is_share};
use super::{Column, Found, Subject};
use crate::text::excerpt;
use crate::{Code, Finding};

use words::{is_about, last_two, subject};

/// Nouns for groups that are asked or served.
const GROUPS: &str = "残疾人 老年人 老人 儿童 青少年 未成年人 妇女 学生 学员 家长 教师 师生 居民 村民 \
    市民 农民 公众 群众 人民群众 职工 员工 工人 干部 党员 军人 患者 病人 医生 \
    医护人员 护士 家属 家庭 农户 住户 用户 客户 商户 贫困户 脱贫户 业主 游客 旅客 \
    乘客 读者 观众 志愿者 消费者 经营者 运动员 教练员 工作人员 服务对象 对象 人员 企业 \
    单位 机构 部门 社区 学校 专家 代表";
/// Nouns that take a word before them and leave it out before a conjunction: 维稳及救助对象.
const SHARED: [&str; 3] = ["对象", "人员", "群体"];
/// What such a noun begins with where it is one word.
const WORDS_OF_SHARED: [&str; 4] = ["服务", "工作", "管理", "有关"];
/// Verbs whose object may have a conjunction: 参加培训和考试人员 is one group.
const VERBS: [&str; 14] =
    ["享受", "接受", "参加", "参与", "获得", "领取", "使用", "从事", "办理", "申请", "开展", "提供", "购买", "负责"];
/// The longest second group: what is longer is likely to have a structure of its own.
const LONGEST: usize = 7;

/// What a name joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joined {
    Rates,
    Groups,
}

/// Rates over two groups, or two rates in one indicator.
pub(super) fn rates(indicators: &[Indicator]) -> Found {
    let finding = |(index, indicator): (usize, &Indicator)| {
        let Target::Numeric(_) = &indicator.target else { return None };
        let (before, after, joined) = joined(indicator.name.as_str())?;
        let (before, after, name) = (excerpt(&before), excerpt(&after), excerpt(indicator.name.as_str()));
        let (en, zh) = match joined {
            Joined::Rates => ("rates", "两个比率"),
            Joined::Groups => ("groups", "两类对象"),
        };
        let en =
            format!("one target stands for two {en}, \"{before}\" and \"{after}\"; give each an indicator: {name}");
        let zh = format!("一个指标值对应{zh}（“{before}”与“{after}”），建议分设指标：{name}");
        Some((Subject::Indicator(index, Column::Name), Finding::new(Code::TwoInOneRate, en, zh)))
    };
    indicators.iter().enumerate().filter_map(finding).collect()
}

/// The two that a name of a rate joins.
fn joined(name: &str) -> Option<(String, String, Joined)> {
    let name = bare(name);
    if !is_share(&name) {
        return None;
    }
    if let Some((before, after)) = last_two(&name)
        && is_share(before)
    {
        return Some((before.to_owned(), after.to_owned(), Joined::Rates));
    }
    let body = without_measure(&name)?;
    let body = subject(body);
    let (before, after) = last_two(body.strip_suffix('的').unwrap_or(body))?;
    if is_about(before) {
        None
    } else if are_groups(before, after) {
        Some((before.to_owned(), after.to_owned(), Joined::Groups))
    } else {
        let noun = shared_noun(before, after)?;
        Some((format!("{before}{noun}"), after.to_owned(), Joined::Groups))
    }
}

/// A name without the measure at its end: 满意度, or 率 with the two characters that say of what.
fn without_measure(name: &str) -> Option<&str> {
    if let Some(body) = name.strip_suffix("满意度").or_else(|| name.strip_suffix("满意率")) {
        return Some(body);
    }
    let body = name.strip_suffix('率')?;
    let (at, _) = body.char_indices().rev().nth(1)?;
    body.get(..at)
}

/// Two groups in words of their own: 工作人员和服务对象.
fn are_groups(before: &str, after: &str) -> bool {
    let Some(modifier) = before_group(after) else { return false };
    let is_own = !after.contains('的') && after.chars().nth(LONGEST).is_none();
    // 残疾人和儿童福利机构: the conjunction may join words inside the second.
    let is_nested = modifier.contains(['人', '员', '者']) || GROUPS.split(' ').any(|group| modifier.contains(group));
    is_own && !is_nested && before_group(before).is_some()
}

/// The noun after two words that both belong to it: 对象 of 维稳及救助对象.
fn shared_noun(before: &str, after: &str) -> Option<&'static str> {
    let (noun, word) = SHARED.iter().find_map(|noun| Some((*noun, after.strip_suffix(noun)?)))?;
    let is_word = word.chars().count() == 2 && !WORDS_OF_SHARED.contains(&word);
    let ends_as_word = before.chars().nth(1).is_some() && !before.ends_with(['的', '等', '各', '类']);
    let is_two = is_word && ends_as_word && before_group(before).is_none();
    (is_two && !VERBS.iter().any(|verb| before.contains(verb))).then_some(noun)
}

/// What stands before the noun for a group at the end, where there is one.
fn before_group(text: &str) -> Option<&str> {
    GROUPS.split(' ').filter_map(|group| text.strip_suffix(group)).min_by_key(|before| before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<(String, String)> {
        joined(name).map(|(before, after, _)| (before, after))
    }

    #[test]
    fn two_groups_are_two_groups() {
        for (name, before, after) in [
            ("残疾人维稳及救助对象满意度", "残疾人维稳对象", "救助对象"),
            ("各机构工作人员和服务对象满意度", "各机构工作人员", "服务对象"),
            ("学生和家长满意度", "学生", "家长"),
            ("学生及家长的满意度", "学生", "家长"),
            ("教师、学生以及家长满意度", "学生", "家长"),
            ("教师、学生满意率", "教师", "学生"),
            ("学生或者家长满意度", "学生", "家长"),
            ("社会公众或服务对象满意度", "社会公众", "服务对象"),
            ("教师和学生对食堂满意度", "教师", "学生"),
            ("参加活动的学生和家长满意度（%）", "参加活动的学生", "家长"),
            ("党员和群众知晓率", "党员", "群众"),
            ("企业与群众满意度", "企业", "群众"),
            ("公安和消防人员满意度", "公安人员", "消防人员"),
        ] {
            assert_eq!(of(name), Some((before.to_owned(), after.to_owned())), "{name}");
        }
    }

    #[test]
    fn two_rates_are_two_rates() {
        for name in ["出勤率和合格率", "群众知晓率、满意度", "培训完成率及学员合格率", "学员占比和通过率"]
        {
            assert!(matches!(joined(name), Some((_, _, Joined::Rates))), "{name}");
        }
    }

    #[test]
    fn one_group_or_thing_is_one_however_it_is_said() {
        for name in [
            "享受体检和康复服务的残疾人满意度",
            "享受体检和康复服务对象满意度",
            "参加培训和考试人员满意度",
            "体检和康复服务对象满意度",
            "管理和服务人员满意度",
            "残疾人和社区工作者满意度",
            "服务和管理对象满意度",
            "文化和旅游从业人员满意度",
            "残疾人和儿童福利机构工作人员满意度",
            "残疾人和老年人的家属满意度",
            "教师和学生家长满意度",
            "全国残疾人职业技能大赛和展能节参赛率",
            "设备采购和安装合格率",
            "办事效率和质量达标率",
            "参与群众活动残疾人的满意度",
            "参与文化交流的残疾人满意度",
            "残疾儿童家庭对康复机构满意度",
            "家长对教师和学生满意度",
            "群众对道路和绿化满意度",
            "和谐社区居民满意度",
            "群众及时办理人员满意度",
            "普及人员满意度",
            "学生和家长人数",
            "学生和家长",
            "和满意度",
            "率",
            "满意度",
            "",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
