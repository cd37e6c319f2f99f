//! Between messages and domain values: parse, don't validate.

mod actual;
mod enums;
mod evidence;
mod execution;
mod fields;
mod forecast;
mod judgement;
mod method;
mod plan;
mod profile;
mod scorecard;
mod target;
mod time;

pub use enums::EnumField;
pub use fields::Fields;
pub use judgement::{asked_ruling, judgement_side};
pub use plan::number_indicators;
pub use time::{instant, timestamp};

/// A text that may be empty on the wire.
fn text_or_empty<const MAX: usize>(text: Option<&jixiao_domain::Text<MAX>>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
