//! Rules in letters: T the target, A the actual, w the weight.

use jixiao_proto::scoring::v1::Trace;

use super::Said;

/// The formula of a rule by its name in a trace.
fn formula(rule: &str) -> &'static str {
    match rule {
        "floor" | "equal-at-least" => "A ≥ T: w; else w × A ÷ T",
        "equal-exact" => "w × (1 − |A − T| ÷ T), not below 0",
        "cap-linear" => "A ≤ T: w; A ≥ 2T: 0; else w × (1 − (A − T) ÷ T)",
        "cap-ratio" => "A ≤ T: w; else w × T ÷ A",
        "met-or-nothing" => "met: w; else 0, for there is no ratio",
        "threshold" => "A ÷ T below the threshold: 0; else w × A ÷ T, at most w",
        "yes-no" => "met: w; else 0",
        "steps" => "w × points ÷ 10 of the first step that A reaches; else 0",
        "deduction" => "w − points for each unit or day too much or missing, not below 0",
        "deadline" => "on the day or before: w",
        "window" => "on a day of the window: w",
        "checklist" => "w × points of the items that are there ÷ points of all items",
        "manual" => "points by a person, from 0 to w",
        "judgement" => "points by a person, inside the band of the tier",
        "execution" => "w × executed ÷ budget, at most w",
        _ => "",
    }
}

/// The rule, what was put in, the exact result and how it was rounded; nothing where no rule gave points.
pub(super) fn arithmetic(trace: &Trace) -> Vec<Said> {
    let formula = match formula(&trace.rule) {
        "" => return Vec::new(),
        formula => format!("{} ({formula})", trace.rule),
    };
    let mut said = vec![("rule 规则", formula)];
    said.extend(Some(&trace.arithmetic).filter(|line| !line.is_empty()).map(|line| ("arithmetic 算式", line.clone())));
    let exact = match (trace.exact.as_str(), trace.rounding.as_str()) {
        ("", _) => None,
        (exact, "") => Some(format!("{exact}, nothing was rounded")),
        (exact, rounding) => Some(format!("{exact}, rounded once, {rounding}")),
    };
    said.extend(exact.map(|text| ("exact 精确值", text)));
    said
}
