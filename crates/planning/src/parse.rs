//! Parts of requests that several rpcs share.

use jixiao_domain::workflow::Opinion;
use jixiao_domain::{IndicatorId, PlanLimits, Text, Violation};
use jixiao_proto::{Fields, planning::v1 as wire};

/// Opinions as they were said; whether their indicators exist is for the caller to check.
pub(crate) fn opinions(fields: &mut Fields, messages: Vec<wire::Opinion>) -> Vec<Opinion> {
    if !fields.at_most("opinions", messages.len(), PlanLimits::OPINIONS) {
        return Vec::new();
    }
    let parse = |(place, message): (usize, wire::Opinion)| {
        let mut inner = Fields::new();
        let indicator = match message.indicator.as_str() {
            "" => Some(None),
            id => inner.take("indicator", id.parse()).map(Some),
        };
        let text = inner.take("text", Text::parse(message.text));
        let opinion: Result<Opinion, Vec<Violation>> =
            inner.finish(|| Some(Opinion { indicator: indicator?, text: text? }));
        fields.nested(&format!("opinions[{place}]"), opinion)
    };
    messages.into_iter().enumerate().filter_map(parse).collect()
}

/// An etag that must be given.
pub(crate) fn etag(fields: &mut Fields, etag: &str) {
    if etag.is_empty() {
        fields.refuse("etag", "is required", "必填");
    }
}

/// The indicator to stand behind, where one is named.
pub(crate) fn after(fields: &mut Fields, after: &str) -> Option<Option<IndicatorId>> {
    if after.is_empty() { Some(None) } else { fields.take("after", after.parse()).map(Some) }
}

/// Ids of indicators: at least one, at most as many as a plan may have.
pub(crate) fn indicators(fields: &mut Fields, ids: &[String]) -> Vec<IndicatorId> {
    if ids.is_empty() {
        fields.refuse("indicators", "is required", "必填");
    }
    if !fields.at_most("indicators", ids.len(), PlanLimits::INDICATORS) {
        return Vec::new();
    }
    let parse = |(place, id): (usize, &String)| fields.take(format!("indicators[{place}]"), id.parse());
    ids.iter().enumerate().filter_map(parse).collect()
}
