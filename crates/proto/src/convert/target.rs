//! Targets.

use jixiao_domain::{NumericTarget, Target, Text, Violation};

use super::{EnumField, Fields, text_or_empty};
use crate::common::v1 as wire;
use wire::target::Kind;

impl TryFrom<wire::Target> for Target {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Target) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        match message.kind {
            None => {
                fields.refuse("kind", "is required", "必填");
                fields.finish(|| None)
            }
            Some(Kind::Numeric(m)) => {
                let sign = fields.take("numeric.sign", EnumField::parse(m.sign));
                let value = fields.take("numeric.value", m.value.parse());
                let unit = fields.take("numeric.unit", Text::parse_optional(m.unit));
                fields.finish(|| Some(Self::Numeric(NumericTarget { sign: sign?, value: value?, unit: unit? })))
            }
            Some(Kind::Qualitative(m)) => {
                let text = fields.take("qualitative.text", Text::parse(m.text));
                fields.finish(|| Some(Self::Qualitative { text: text? }))
            }
            Some(Kind::Deadline(m)) => {
                let text = fields.take("deadline.text", Text::parse_optional(m.text));
                let date = fields.take("deadline.date", m.date.parse());
                fields.finish(|| Some(Self::Deadline { text: text?, date: date? }))
            }
            Some(Kind::Window(m)) => window(fields, m),
            Some(Kind::Unreadable(m)) => {
                let sign = fields.take("unreadable.sign", EnumField::parse(m.sign));
                let text = fields.take("unreadable.text", Text::parse_optional(m.text));
                let unit = fields.take("unreadable.unit", Text::parse_optional(m.unit));
                fields.finish(|| Some(Self::Unreadable { sign: sign?, text: text?, unit: unit? }))
            }
        }
    }
}

fn window(mut fields: Fields, m: wire::WindowTarget) -> Result<Target, Vec<Violation>> {
    let text = fields.take("window.text", Text::parse_optional(m.text));
    let first = fields.take("window.first_date", m.first_date.parse());
    let last = fields.take("window.last_date", m.last_date.parse());
    if last < first && last.is_some() {
        fields.refuse("window.last_date", "is before the first date", "早于开始日期");
    }
    fields.finish(|| Some(Target::Window { text: text?, first: first?, last: last? }))
}

impl From<&Target> for wire::Target {
    fn from(target: &Target) -> Self {
        let kind = match target {
            Target::Numeric(NumericTarget { sign, value, unit }) => Kind::Numeric(wire::NumericTarget {
                sign: sign.number(),
                value: value.to_string(),
                unit: text_or_empty(unit.as_ref()),
            }),
            Target::Qualitative { text } => Kind::Qualitative(wire::QualitativeTarget { text: text.to_string() }),
            Target::Deadline { text, date } => {
                Kind::Deadline(wire::DeadlineTarget { text: text_or_empty(text.as_ref()), date: date.to_string() })
            }
            Target::Window { text, first, last } => Kind::Window(wire::WindowTarget {
                text: text_or_empty(text.as_ref()),
                first_date: first.to_string(),
                last_date: last.to_string(),
            }),
            Target::Unreadable { sign, text, unit } => Kind::Unreadable(wire::UnreadableTarget {
                sign: sign.number(),
                text: text_or_empty(text.as_ref()),
                unit: text_or_empty(unit.as_ref()),
            }),
        };
        Self { kind: Some(kind) }
    }
}
