//! Cost caps that cannot be exceeded.

use std::collections::HashMap;

use jixiao_domain::{Family, Fen, Sign, Target};

use super::{Basis, Caps, caps};
use crate::check::{Column, Content, Found, Subject};
use crate::{Code, Finding};

/// Goals whose only cost indicator caps the whole budget of their tasks. Several caps that add up to the budget
/// bind its parts, and beside a cap there may be a unit cost, so these are not told; nor is a cap equal to
/// one fund source, which `COST_CAP_DIFFERS` asks about.
pub(in crate::check) fn tautological(content: Content<'_>) -> Found {
    let mut costs: HashMap<i32, usize> = HashMap::new();
    for indicator in content.indicators.iter().filter(|indicator| indicator.family() == Family::Cost) {
        *costs.entry(indicator.goal).or_default() += 1;
    }
    let is_at_most = |caps: &Caps<'_>| {
        content.indicators.get(caps.index).is_some_and(
            |indicator| matches!(&indicator.target, Target::Numeric(target) if target.sign == Sign::AtMost),
        )
    };
    let is_tautological = |caps: &Caps<'_>| {
        costs.get(&caps.goal) == Some(&1) && caps.sum > Fen::ZERO && caps.basis() == Basis::Total && is_at_most(caps)
    };
    let finding = |caps: Caps<'_>| (Subject::Indicator(caps.index, Column::Value), finding(&caps));
    caps(content).into_iter().filter(is_tautological).map(finding).collect()
}

fn finding(caps: &Caps<'_>) -> Finding {
    let (goal, sum) = (caps.goal, caps.sum.grouped());
    let en = format!(
        "the cost cap of goal {goal}, {sum} yuan, is the whole budget of its tasks, which may not be exceeded anyway; \
         a unit cost or a saving would measure more"
    );
    let zh = format!(
        "目标{goal}的成本指标值{sum}元等于其任务的全部预算，支出本就不得超预算，难以衡量成本控制效果，建议改用单位成本或成本节约指标"
    );
    Finding::new(Code::CostCapTautological, en, zh)
}
