//! Methods of scoring.

use jixiao_domain::{Checklist, ChecklistItem, Method, Step, Steps, Text, Violation};

use super::Fields;
use crate::common::v1 as wire;
use wire::scoring_method::Kind;

impl TryFrom<wire::ScoringMethod> for Method {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ScoringMethod) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let method = match message.kind {
            None => {
                fields.refuse("kind", "is required", "必填");
                None
            }
            Some(Kind::Proportional(_)) => Some(Self::Proportional),
            Some(Kind::Threshold(m)) => fields.take("threshold.share", m.share.parse().and_then(Self::threshold)),
            Some(Kind::YesNo(_)) => Some(Self::YesNo),
            Some(Kind::Steps(m)) => fields.nested("steps", Steps::try_from(m)).map(Self::Steps),
            Some(Kind::Deduction(m)) => {
                fields.take("deduction.points_per_unit", m.points_per_unit.parse().and_then(Self::deduction))
            }
            Some(Kind::Checklist(m)) => fields.nested("checklist", Checklist::try_from(m)).map(Self::Checklist),
            Some(Kind::Manual(_)) => Some(Self::Manual),
        };
        fields.finish(|| method)
    }
}

impl TryFrom<wire::StepsMethod> for Steps {
    type Error = Vec<Violation>;

    fn try_from(message: wire::StepsMethod) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let steps = fields.each("steps", message.steps, Self::MOST);
        fields.finish(|| Some(steps)).and_then(Self::new)
    }
}

impl TryFrom<wire::ScoringStep> for Step {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ScoringStep) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let from = fields.take("from", message.from.parse());
        let points = fields.take("points", message.points.parse());
        fields.finish(|| Some(Self { from: from?, points: points? }))
    }
}

impl TryFrom<wire::ChecklistMethod> for Checklist {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ChecklistMethod) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let items = fields.each("items", message.items, Self::MOST);
        fields.finish(|| Some(items)).and_then(Self::new)
    }
}

impl TryFrom<wire::ScoringChecklistItem> for ChecklistItem {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ScoringChecklistItem) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let text = fields.take("text", Text::parse(message.text));
        let points = fields.take("points", message.points.parse());
        fields.finish(|| Some(Self { text: text?, points: points? }))
    }
}

impl From<&Method> for wire::ScoringMethod {
    fn from(method: &Method) -> Self {
        let kind = match method {
            Method::Proportional => Kind::Proportional(wire::ProportionalMethod {}),
            Method::Threshold(share) => Kind::Threshold(wire::ThresholdMethod { share: share.to_string() }),
            Method::YesNo => Kind::YesNo(wire::YesNoMethod {}),
            Method::Steps(steps) => Kind::Steps(steps.into()),
            Method::Deduction(points) => Kind::Deduction(wire::DeductionMethod { points_per_unit: points.to_string() }),
            Method::Checklist(list) => Kind::Checklist(list.into()),
            Method::Manual => Kind::Manual(wire::ManualMethod {}),
        };
        Self { kind: Some(kind) }
    }
}

impl From<&Steps> for wire::StepsMethod {
    fn from(steps: &Steps) -> Self {
        let step = |step: &Step| wire::ScoringStep { from: step.from.to_string(), points: step.points.to_string() };
        Self { steps: steps.as_slice().iter().map(step).collect() }
    }
}

impl From<&Checklist> for wire::ChecklistMethod {
    fn from(list: &Checklist) -> Self {
        let item = |item: &ChecklistItem| wire::ScoringChecklistItem {
            text: item.text.to_string(),
            points: item.points.to_string(),
        };
        Self { items: list.as_slice().iter().map(item).collect() }
    }
}
