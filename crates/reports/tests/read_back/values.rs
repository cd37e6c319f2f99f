//! Random plans as a reader of files could have made them.

use jixiao_domain::{
    Goal, Indicator, NumericTarget, PlanContent, Points, Target, Task, Text, WeightScheme, is_invisible,
};
use jixiao_test_values::content;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Texts that mean something in a table when they stand in another cell.
const WORDS: [&str; 64] = [
    "产出指标",
    "成本指标",
    "满意度",
    "数量指标",
    "服务对象满意度指标",
    "目标1",
    "目标二",
    "绩效目标",
    "年度绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "符号",
    "值",
    "单位",
    "单位（文字描述）",
    "日期要求",
    "分值",
    "编号",
    "备注",
    "序号",
    "主要工作任务",
    "总额",
    "财政拨款",
    "基本支出",
    "其他资金",
    "合计",
    "总计",
    "小计",
    "年度绩效目标",
    "对应工作任务",
    "任务1",
    "部门名称",
    "部门名称：乙局",
    "填报单位",
    "预算资金（万元）",
    "金额单位：元",
    "（元）",
    "分值方案",
    "cn-2020",
    "预算执行率分值",
    "预算执行率",
    "整体支出绩效目标表",
    "(2024年度)",
    "2024年",
    "≥",
    "≥90",
    "≤1%",
    "=1+1",
    "=",
    "定性",
    "-",
    "无",
    "90",
    "1",
    "1.5",
    "-0.1",
    "90%以上",
    "2023年9月底前完成",
    "2023-12-31前",
    "i001",
    "execution",
    "实际完成值",
];

/// Whether it is set without spaces around it, as readers of tables see it.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// The text as a reader of files keeps it: without white space and invisible characters around it and between two
/// Chinese characters, other runs of them as one space. Texts read from any file are such already, and stay as they
/// are here.
pub(crate) fn kept<const MAX: usize>(text: &Text<MAX>) -> Text<MAX> {
    let mut kept = String::new();
    for word in text.as_str().split(is_invisible).filter(|word| !word.is_empty()) {
        let are_chinese = kept.ends_with(is_chinese) && word.starts_with(is_chinese);
        if !kept.is_empty() && !are_chinese {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    Text::parse(kept).unwrap()
}

/// Any text, and often one of [`WORDS`].
pub(crate) fn any_text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    let word = select(WORDS.to_vec()).prop_map(|word| Text::parse(word).unwrap());
    prop_oneof![3 => word, 2 => jixiao_test_values::text::<MAX>().prop_map(|text| kept(&text))]
}

/// Texts for a plan, more than any has places.
#[derive(Clone, Debug)]
struct Texts {
    department: Text<100>,
    of_500: Vec<Text<500>>,
    of_2000: Vec<Text<2000>>,
    units: Vec<Text<50>>,
}

fn texts() -> impl Strategy<Value = Texts> {
    (any_text(), vec(any_text(), 24), vec(any_text(), 24), vec(any_text(), 12))
        .prop_map(|(department, of_500, of_2000, units)| Texts { department, of_500, of_2000, units })
}

/// A plan with texts in the form that a reader keeps, and without weights or with weights that add up under a scheme
/// that is built in. Of others a reader says so, and takes none it does not know:
/// `weights_under_another_scheme_are_told_and_none_is_changed`.
pub(crate) fn plan() -> impl Strategy<Value = PlanContent> {
    let scheme = proptest::option::of(select(WeightScheme::built_in().iter().collect::<Vec<_>>()));
    let moves = vec((any::<Index>(), any::<Index>(), 0..=500u32), 0..6);
    (content(), texts(), scheme, moves).prop_map(|(content, texts, scheme, moves)| {
        let content = with_texts(&content, texts);
        match scheme.and_then(|scheme| Some((scheme, scheme.allocate(&content).ok()?))) {
            Some((scheme, weights)) => content.with_weights(scheme.reference().unwrap(), moved(weights, &moves)),
            None => content,
        }
    })
}

/// The plan with the weights and the scheme of another one, which hardly ever is built in or adds up.
pub(crate) fn with_weights_of(content: &PlanContent, weighted: &PlanContent) -> PlanContent {
    let Some(scheme) = weighted.scheme() else { return content.clone() };
    let weights = weighted.indicators().iter().filter_map(|indicator| indicator.weight);
    content.clone().with_weights(scheme.clone(), weights.chain(std::iter::repeat(Points::HUNDRED)))
}

fn with_texts(content: &PlanContent, texts: Texts) -> PlanContent {
    let mut of_500 = texts.of_500.into_iter();
    let mut of_2000 = texts.of_2000.into_iter();
    let mut units = texts.units.into_iter();
    let task = |task: &Task| Task { name: text(&mut of_500), ..task.clone() };
    let tasks: Vec<Task> = content.tasks().iter().map(task).collect();
    let goals = content.goals().iter().map(|goal| Goal { text: text(&mut of_2000), ..goal.clone() }).collect();
    let indicator = |indicator: &Indicator| Indicator {
        name: text(&mut of_500),
        target: target(&indicator.target, &mut of_2000, &mut units),
        weight: None,
        line: None,
        accumulation: None,
        library: None,
        method: None,
        ..indicator.clone()
    };
    let indicators = content.indicators().iter().map(indicator).collect();
    PlanContent::assemble(texts.department, None, tasks, goals, indicators).unwrap()
}

fn text<const FROM: usize, const MAX: usize>(texts: &mut impl Iterator<Item = Text<FROM>>) -> Text<MAX> {
    let text: String = texts.next().unwrap().as_str().chars().take(MAX).collect();
    kept(&Text::parse(text).unwrap())
}

fn target(
    target: &Target,
    texts: &mut impl Iterator<Item = Text<2000>>,
    units: &mut impl Iterator<Item = Text<50>>,
) -> Target {
    let mut text = |old: &Option<Text<2000>>| old.as_ref().map(|_| text(texts));
    let mut unit = |old: &Option<Text<50>>| old.as_ref().and_then(|_| units.next());
    match target {
        Target::Numeric(NumericTarget { sign, value, unit: old }) => {
            Target::Numeric(NumericTarget { sign: *sign, value: *value, unit: unit(old) })
        }
        Target::Qualitative { text: old } => Target::Qualitative { text: text(&Some(old.clone())).unwrap() },
        Target::Deadline { text: old, date } => Target::Deadline { text: text(old), date: *date },
        Target::Window { text: old, first, last } => Target::Window { text: text(old), first: *first, last: *last },
        Target::Unreadable { sign, text: old, unit: old_unit } => {
            // A value that can be read is a number, and no unreadable target: see `a_value_that_can_be_read_is_read`.
            let text = text(old).filter(|text| !is_numeric(text.as_str()));
            Target::Unreadable { sign: *sign, text, unit: unit(old_unit) }
        }
    }
}

/// Whether a text begins as a number does, with or without its sign, so that it may be one.
pub(crate) fn is_numeric(text: &str) -> bool {
    let wide = |c: char| "０１２３４５６７８９．，－＝".contains(c);
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '=') || wide(c))
}

/// The weights after some points went from one indicator to another.
fn moved(mut weights: Vec<Points>, moves: &[(Index, Index, u32)]) -> Vec<Points> {
    for (from, to, points) in moves {
        let (from, to) = (from.index(weights.len()), to.index(weights.len()));
        let points = Points::from_hundredths((*points).min(weights.get(from).unwrap().hundredths()));
        let less = *weights.get(from).unwrap() - points;
        *weights.get_mut(from).unwrap() = less;
        let more = *weights.get(to).unwrap() + points;
        *weights.get_mut(to).unwrap() = more;
    }
    weights
}
