//! Judgements.

use jixiao_domain::{Judgement, Judgements, Text, Verdict, Violation};

use super::time::instant;
use super::{EnumField, Fields, timestamp};
use crate::scoring::v1 as wire;

impl TryFrom<wire::Judgement> for Judgement {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Judgement) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let indicator = fields.take("indicator", message.indicator.parse());
        let tier = fields.take("tier", EnumField::parse(message.tier));
        let score = fields.take("score", message.score.parse());
        let grounds = fields.take("grounds", Text::parse(message.grounds));
        let judge = fields.take("judge", Text::parse(message.judge));
        let actual_period = fields.take("actual_period", message.actual_period.parse());
        let time = fields.take("judge_time", instant(message.judge_time));
        fields.finish(|| {
            Some(Self {
                indicator: indicator?,
                verdict: Verdict { tier: tier?, score: score?, grounds: grounds?, judge: judge? },
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

impl From<&Judgement> for wire::Judgement {
    fn from(judgement: &Judgement) -> Self {
        Self {
            indicator: judgement.indicator.to_string(),
            tier: judgement.verdict.tier.number(),
            score: judgement.verdict.score.to_string(),
            grounds: judgement.verdict.grounds.to_string(),
            judge: judgement.verdict.judge.to_string(),
            actual_period: judgement.actual_period.to_string(),
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
