//! What a request changed, for the audit.

use jixiao_domain::workflow::{Opinion, PlanState};
use jixiao_domain::{Change, PlanContent, VersionName};

/// Of a version that is new.
pub(crate) fn created(name: &VersionName, content: &PlanContent) -> Vec<Change> {
    let whole = Change::created(name, content.department_title());
    std::iter::once(whole).chain(jixiao_domain::created(content, &name.to_string())).collect()
}

/// Of a version with another content.
pub(crate) fn changes(old: &PlanContent, new: &PlanContent, name: &VersionName) -> Vec<Change> {
    jixiao_domain::changes(old, new, &name.to_string())
}

/// A step: the state, and what was said of the plan and its indicators.
pub(crate) fn step(name: &VersionName, from: PlanState, to: PlanState, opinions: &[Opinion]) -> Vec<Change> {
    let state = Change::of(name, "state", Some(from.to_string()), Some(to.to_string()));
    let said = opinions.iter().map(|opinion| {
        let resource = match &opinion.indicator {
            Some(id) => format!("{name}/indicators/{id}"),
            None => name.to_string(),
        };
        Change::of(&resource, "opinion", None, Some(opinion.text.to_string()))
    });
    std::iter::once(state).chain(said).collect()
}

/// The texts of opinions, as the reason of a request.
pub(crate) fn reason(opinions: &[Opinion]) -> String {
    opinions.iter().map(|opinion| opinion.text.to_string()).collect::<Vec<_>>().join("\n")
}
