//! Forecasts.

use jixiao_domain::{Forecast, ReasonKind, Text, Violation};

use super::{EnumField, Fields, text_or_empty};
use crate::results::v1 as wire;

/// A reason as it stands in a forecast; whether reasons fit together, the forecast says.
struct Reason(ReasonKind, Option<Text<2000>>);

impl TryFrom<wire::ForecastReason> for Reason {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ForecastReason) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let kind = fields.take("kind", EnumField::parse(message.kind));
        let text = fields.take("text", Text::parse_optional(message.text));
        fields.finish(|| Some(Self(kind?, text?)))
    }
}

impl TryFrom<wire::Forecast> for Forecast {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Forecast) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let likelihood = fields.take("likelihood", EnumField::parse(message.likelihood));
        let estimate = fields.take("estimate", Text::parse_optional(message.estimate));
        let reasons: Vec<Reason> = fields.each("reasons", message.reasons, ReasonKind::ALL.len());
        let (likelihood, estimate) = fields.finish(|| Some((likelihood?, estimate?)))?;
        Self::new(likelihood, estimate, reasons.into_iter().map(|Reason(kind, text)| (kind, text)).collect())
    }
}

impl From<&Forecast> for wire::Forecast {
    fn from(forecast: &Forecast) -> Self {
        let reason = |(kind, text): &(ReasonKind, Option<Text<2000>>)| wire::ForecastReason {
            kind: kind.number(),
            text: text_or_empty(text.as_ref()),
        };
        Self {
            likelihood: forecast.likelihood().number(),
            estimate: text_or_empty(forecast.estimate()),
            reasons: forecast.reasons().iter().map(reason).collect(),
        }
    }
}
