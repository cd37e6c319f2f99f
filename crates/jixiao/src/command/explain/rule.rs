//! Rules in words and in letters: T the target, A the actual, w the weight.

use jixiao_proto::scoring::v1::Trace;

use super::{Said, fraction};

/// A rule as a person would tell it.
struct Told {
    words: &'static str,
    letters: &'static str,
}

/// A rule by its name in a trace; none where there was no rule.
fn told(rule: &str) -> Option<Told> {
    let (words, letters) = match rule {
        "floor" => {
            ("达到指标值得满分，未达到按比例 full from the target on, else in proportion", "A ≥ T: w; else w × A ÷ T")
        }
        "equal-at-least" => (
            "等于按不低于处理 = is scored as ≥: full from the target on, else in proportion",
            "A ≥ T: w; else w × A ÷ T",
        ),
        "equal-exact" => ("按偏离程度扣分 by the distance on either side", "w × (1 − |A − T| ÷ T), not below 0"),
        "cap-linear" => (
            "不超过指标值得满分，超出按超出比例扣分 full up to the target, then less by the excess, nothing from 2T on",
            "A ≤ T: w; A ≥ 2T: 0; else w × (1 − (A − T) ÷ T)",
        ),
        "cap-ratio" => (
            "不超过指标值得满分，超出按指标值与实际值之比 full up to the target, then T to A",
            "A ≤ T: w; else w × T ÷ A",
        ),
        "met-or-nothing" => ("无比例可算，完成得满分，否则不得分 there is no ratio: all or nothing", "met: w; else 0"),
        "threshold" => (
            "达到起评比例后按比例得分 nothing below the threshold p, else in proportion",
            "A ÷ T < p: 0; else w × A ÷ T, at most w",
        ),
        "yes-no" => ("完成得满分，否则不得分 all or nothing", "met: w; else 0"),
        "steps" => ("分档计分 by the first step that A reaches", "w × points ÷ 10; below the last step 0"),
        "deduction" => {
            ("按偏差扣分 so much less for each unit or day too much or missing", "w − d × excess, not below 0")
        }
        "deadline" => ("按期完成得满分 full on the day or before", "A ≤ T: w; later a person decides"),
        "window" => ("期间内完成得满分 full inside the days", "first ≤ A ≤ last: w; outside a person decides"),
        "checklist" => {
            ("按要点得分 by the items that are there", "w × points of the items there ÷ points of all items")
        }
        "manual" => ("人工计分 points by a person", "0 to w"),
        "judgement" => ("定性分档 points by a person, inside the band of the tier", "lowest to highest of the band"),
        "execution" => ("按预算执行率 by the executed part of the budget", "w × executed ÷ budget, at most w"),
        _ => return None,
    };
    Some(Told { words, letters })
}

/// The rule with the document it is from, its formula, what was put in, the exact result and how it was rounded;
/// nothing where no rule gave points.
pub(super) fn arithmetic(trace: &Trace, source: &str, score: &str) -> Vec<Said> {
    let Some(Told { words, letters }) = told(&trace.rule) else { return Vec::new() };
    let mut said =
        vec![("rule 规则", format!("{}: {words}; {source}", trace.rule)), ("formula 公式", letters.to_owned())];
    if !trace.arithmetic.is_empty() {
        said.push(("put in 代入", trace.arithmetic.clone()));
    }
    if !trace.exact.is_empty() {
        let exact = fraction::with_decimals(&trace.exact);
        said.push(match trace.rounding.as_str() {
            "" => ("exact 精确值", format!("{exact}; nothing was rounded 无需舍入")),
            how => ("exact 精确值", format!("{exact}, rounded once {how} {}: {score}", rounding(how))),
        });
    }
    said
}

fn rounding(how: &str) -> &'static str {
    match how {
        "half-up to 0.01" => "四舍五入",
        "half-even to 0.01" => "四舍六入五成双",
        "down to 0.01" => "舍去尾数",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use jixiao_domain::Rounding;
    use jixiao_domain::scoring::Rule;

    use super::*;

    #[test]
    fn every_rule_that_gives_a_row_points_can_be_told() {
        use Rule::{
            CapLinear, CapRatio, Checklist, Deadline, Deduction, EqualAtLeast, EqualExact, Execution, Floor, Judgement,
            Manual, MetOrNothing, Steps, Threshold, Window, YesNo,
        };
        let rules = [
            Floor,
            EqualAtLeast,
            EqualExact,
            CapLinear,
            CapRatio,
            MetOrNothing,
            Threshold,
            YesNo,
            Steps,
            Deduction,
            Deadline,
            Window,
            Checklist,
            Manual,
            Judgement,
            Execution,
        ];
        for rule in rules {
            assert!(told(rule.as_str()).is_some(), "{rule:?}");
        }
        for rule in [Rule::None, Rule::Sum, Rule::Rescale] {
            assert!(told(rule.as_str()).is_none(), "{rule:?}");
        }
    }

    #[test]
    fn every_rounding_has_its_word() {
        assert!(Rounding::ALL.iter().all(|it| !rounding(it.as_str()).is_empty()));
    }

    #[test]
    fn what_a_comparison_decided_has_no_exact_value() {
        let trace = Trace { rule: "floor".to_owned(), arithmetic: "95 > 90: 5.00".to_owned(), ..Trace::default() };
        let lines: Vec<_> = arithmetic(&trace, "甲", "5.00").into_iter().map(|(about, _)| about).collect();
        assert_eq!(lines, ["rule 规则", "formula 公式", "put in 代入"]);
    }
}
