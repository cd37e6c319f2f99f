//! Parts of requests that several rpcs share.

use jixiao_domain::workflow::Opinion;
use jixiao_domain::{PlanLimits, Text, Violation};
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
