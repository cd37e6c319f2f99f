//! Judgements and overrides.

use jixiao_domain::{Checklist, Invalid, Judgement, Judgements, Points, Ruling, Side, Text, Violation};

use super::time::instant;
use super::{EnumField, Fields, timestamp};
use crate::scoring::v1 as wire;
use wire::judge_indicator_request::Ruling as Asked;
use wire::judgement::Ruling as Wire;

const REQUIRED: Invalid = Invalid { en: "is required", zh: "必填" };

/// The side of a judgement; not given, the reviewer's.
pub fn judgement_side(number: i32) -> Result<Side, Invalid> {
    if number == 0 { Ok(Side::Reviewer) } else { EnumField::parse(number) }
}

/// The ruling that a request asks to record.
pub fn asked_ruling(side: Side, asked: Option<Asked>) -> Result<Ruling, Vec<Violation>> {
    let asked = asked.map(|asked| match asked {
        Asked::Tier(m) => Wire::Tier(m),
        Asked::Checklist(m) => Wire::Checklist(m),
        Asked::Manual(m) => Wire::Manual(m),
    });
    parse(side, asked)
}

fn parse(side: Side, ruling: Option<Wire>) -> Result<Ruling, Vec<Violation>> {
    let mut fields = Fields::new();
    let ruling = match ruling {
        None => fields.take("ruling", Err(REQUIRED)),
        Some(Wire::Tier(m)) => {
            let tier = fields.take("tier.tier", EnumField::parse(m.tier));
            let score = fields.take("tier.score", m.score.parse());
            tier.zip(score).map(|(tier, score)| Ruling::Tier { side, tier, score })
        }
        Some(Wire::Checklist(m)) => {
            fields.take("checklist.met", numbers(m.met)).map(|met| Ruling::Checklist { side, met })
        }
        Some(Wire::Manual(m)) => {
            fields.take("manual.score", m.score.parse()).map(|score| Ruling::Manual { side, score })
        }
        Some(Wire::Override(m)) => {
            let overrider = fields.take("override.overrider", EnumField::parse(m.overrider));
            let score = fields.take("override.score", optional(&m.score));
            let computed = fields.take("override.computed_score", optional(&m.computed_score));
            let all = overrider.zip(score).zip(computed);
            all.map(|((overrider, score), computed)| Ruling::Override { overrider, score, computed })
        }
    };
    fields.finish(|| ruling)
}

/// Numbers of items, rising.
fn numbers(mut met: Vec<u32>) -> Result<Vec<u32>, Invalid> {
    met.sort_unstable();
    let is_twice = met.windows(2).any(|pair| matches!(pair, [one, other] if one == other));
    if is_twice {
        return Err(Invalid { en: "names an item twice", zh: "有重复的项目" });
    }
    let is_in_a_list = |number: &u32| (1..=Checklist::MOST).contains(&(*number as usize));
    if met.iter().all(is_in_a_list) {
        Ok(met)
    } else {
        Err(Invalid { en: "has a number outside of 1 to 50", zh: "项目序号应为1至50" })
    }
}

fn optional(text: &str) -> Result<Option<Points>, Invalid> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

impl TryFrom<wire::Judgement> for Judgement {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Judgement) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let indicator = fields.take("indicator", message.indicator.parse());
        let side = fields.take("side", judgement_side(message.side));
        let ruling = parse(side.unwrap_or(Side::Reviewer), message.ruling);
        let ruling = match ruling {
            Ok(ruling) => Some(ruling),
            Err(found) => fields.nested("ruling", Err(found)),
        };
        let grounds = fields.take("grounds", Text::parse(message.grounds));
        let judge = fields.take("judge", Text::parse(message.judge));
        let profile = fields.take("profile", message.profile.parse());
        let actual_period = match message.actual_period.as_str() {
            "" => Some(None),
            period => fields.take("actual_period", period.parse()).map(Some),
        };
        let time = fields.take("judge_time", instant(message.judge_time));
        fields.finish(|| {
            Some(Self {
                indicator: indicator?,
                ruling: ruling?,
                grounds: grounds?,
                judge: judge?,
                profile: profile?,
                actual_period: actual_period?,
                actual_revision: message.actual_revision,
                revision: message.revision,
                time: time?,
            })
        })
    }
}

impl TryFrom<wire::JudgementsDocument> for Judgements {
    type Error = Vec<Violation>;

    fn try_from(message: wire::JudgementsDocument) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let held: Vec<Judgement> = fields.each("judgements", message.judgements, usize::MAX);
        fields.finish(|| {
            let mut judgements = Self { revision: message.revision, ..Self::default() };
            held.into_iter().for_each(|judgement| judgements.take(judgement));
            Some(judgements)
        })
    }
}

impl From<&Ruling> for Wire {
    fn from(ruling: &Ruling) -> Self {
        let or_empty = |points: &Option<Points>| points.map(|p| p.to_string()).unwrap_or_default();
        match ruling {
            Ruling::Tier { tier, score, .. } => {
                Self::Tier(wire::TierRuling { tier: tier.number(), score: score.to_string() })
            }
            Ruling::Checklist { met, .. } => Self::Checklist(wire::ChecklistRuling { met: met.clone() }),
            Ruling::Manual { score, .. } => Self::Manual(wire::ManualRuling { score: score.to_string() }),
            Ruling::Override { overrider, score, computed } => Self::Override(wire::OverrideRuling {
                overrider: overrider.number(),
                score: or_empty(score),
                computed_score: or_empty(computed),
            }),
        }
    }
}

impl From<&Judgement> for wire::Judgement {
    fn from(judgement: &Judgement) -> Self {
        let side = match judgement.ruling {
            Ruling::Tier { side, .. } | Ruling::Checklist { side, .. } | Ruling::Manual { side, .. } => side.number(),
            Ruling::Override { .. } => 0,
        };
        Self {
            indicator: judgement.indicator.to_string(),
            ruling: Some((&judgement.ruling).into()),
            side,
            grounds: judgement.grounds.to_string(),
            judge: judgement.judge.to_string(),
            profile: judgement.profile.to_string(),
            actual_period: judgement.actual_period.map(|period| period.to_string()).unwrap_or_default(),
            actual_revision: judgement.actual_revision,
            revision: judgement.revision,
            judge_time: Some(timestamp(judgement.time)),
        }
    }
}

impl From<&Judgements> for wire::JudgementsDocument {
    fn from(judgements: &Judgements) -> Self {
        Self { revision: judgements.revision, judgements: judgements.held.values().map(Into::into).collect() }
    }
}
