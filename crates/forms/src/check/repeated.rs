//! Qualitative targets that say nothing beyond the name of their indicator.

use std::collections::HashMap;

use jixiao_domain::{Indicator, Target};

use super::{Column, Found, Subject};
use crate::text::{excerpt, key};
use crate::{Code, Finding};

/// Words of degree and direction, by which nobody can tell whether a target is met. Longer ones first.
const VAGUE: &str = "进一步 大幅度 明显 充分 有效 得到 逐步 稳步 持续 不断 显著 全面 大幅 有所 更加 \
    日益 切实 大力 有力 深入 较大 较好 一定 提升 提高 增强 增加 降低 减少 完善 促进 \
    推动 推进 加强 强化 深化 优化 改善 改进 维护 保障 健全 弘扬 掌握 满足 巩固 带动 \
    助力 缓解 扩大 加快 较";
/// Words that add nothing to a text. Longer ones first.
const FILLERS: &str = "全社会 广大 全市 我市 本市 全区 我区 全省 我省 水平 程度 情况 工作 的 地 得 和 \
    与 及 性";
/// States that can be checked, also where the name has them: 全面完成.
const STATES: [&str; 12] =
    ["完成", "达到", "达标", "合格", "覆盖", "建成", "验收", "通过", "投入", "实现", "符合", "到位"];
/// A text of more characters is taken to say more than a name.
const LONGEST: usize = 100;

/// What is left of a text without vague words and fillers.
struct Said {
    is_vague: bool,
    chars: HashMap<char, usize>,
}

/// Qualitative targets that repeat the name.
pub(super) fn names(indicators: &[Indicator]) -> Found {
    let finding = |(index, indicator): (usize, &Indicator)| {
        let Target::Qualitative { text } = &indicator.target else { return None };
        let (name, text) = (indicator.name.as_str(), text.as_str());
        repeats(name, text).then(|| {
            let (name, text) = (excerpt(name), excerpt(text));
            let en = format!("\"{text}\" says nothing that can be checked beyond the name: {name}");
            let zh = format!("“{text}”除指标名称和程度用语外，没有可供核查的标准：{name}");
            (Subject::Indicator(index, Column::Value), Finding::new(Code::NameAsTarget, en, zh))
        })
    };
    indicators.iter().enumerate().filter_map(finding).collect()
}

/// Whether a text has a vague word, neither number nor state, and else only characters of the name.
fn repeats(name: &str, text: &str) -> bool {
    if text.chars().nth(LONGEST).is_some() || text.contains(char::is_numeric) {
        return false;
    }
    let said = Said::of(text);
    let (text, whole_name) = (key(text), key(name));
    let is_elsewhere = |c: &char| !whole_name.contains(*c);
    if !said.is_vague || STATES.iter().any(|state| text.contains(state)) || said.chars.keys().any(is_elsewhere) {
        return false;
    }
    let named = Said::of(name);
    said.chars.iter().all(|(c, count)| named.chars.get(c).is_some_and(|named| count <= named))
}

impl Said {
    fn of(text: &str) -> Self {
        let key = key(text);
        let mut said = Self { is_vague: false, chars: HashMap::new() };
        let mut rest = key.as_str();
        while let Some(c) = rest.chars().next() {
            let after = |words: &str| words.split(' ').find_map(|word| rest.strip_prefix(word));
            if let Some(after) = after(VAGUE) {
                said.is_vague = true;
                rest = after;
                continue;
            }
            if let Some(after) = after(FILLERS) {
                rest = after;
                continue;
            }
            if c.is_alphanumeric() {
                *said.chars.entry(c).or_default() += 1;
            }
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
        said
    }
}
