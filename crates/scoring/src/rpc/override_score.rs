use jixiao_domain::{Caller, IndicatorId, Overrider, PlanName, PlanRef, Points, Ruling, Text};
use jixiao_proto::scoring::v1::{OverrideScoreRequest, OverrideScoreResponse};
use jixiao_proto::{EnumField, Fields};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{NewJudgement, Scoring as Tables};
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use crate::join::Question;
use crate::{Scoring, changes, fault, wire};

impl Scoring {
    pub(crate) async fn override_score(
        &self,
        context: Context,
        message: OverrideScoreRequest,
    ) -> Result<OverrideScoreResponse, Fault> {
        let parsed = parse(&context.caller, &message)?;
        repeated!(self.store, &parsed.request);
        let plan = parsed.question.plan_name();
        let joined = self.join(&context, &parsed.question).await?;
        if !joined.profile.overriders.contains(&parsed.overrider) {
            return Err(fault::override_not_allowed(&joined.profile));
        }
        let row = joined.card.rows().find(|row| row.indicator.id == parsed.indicator);
        let row = row.ok_or_else(|| fault::indicator_unknown(plan, &parsed.indicator))?;
        let present = row.actual.as_ref().map_or(0, |actual| actual.reported.revision);
        if message.actual_revision != 0 && message.actual_revision != present {
            return Err(fault::actual_changed(present));
        }
        if parsed.score.is_some_and(|score| score > row.weight) {
            return Err(fault::score_above_weight(row.weight));
        }
        let computed = row.score.computed.map_or(row.score.score, |computed| computed.score);
        let new = NewJudgement {
            indicator: parsed.indicator,
            ruling: Ruling::Override { overrider: parsed.overrider, score: parsed.score, computed },
            grounds: parsed.grounds,
            judge: parsed.judge,
            profile: wire::pins(&joined)?.profile,
            actual_period: row.actual.as_ref().map(|actual| actual.reported.period),
            actual_revision: present,
        };
        let write = begin!(self.store, parsed.request);
        let tables = Tables::within(&write);
        let before = tables.lock_judgements(plan).await?;
        let judgement = tables.judge(plan, new, write.now()).await?;
        let changed = changes::changes(plan, &before, &judgement);
        let response = OverrideScoreResponse { judgement: Some((&judgement).into()) };
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

struct Parsed {
    question: Question,
    indicator: IndicatorId,
    overrider: Overrider,
    score: Option<Points>,
    grounds: Text<2000>,
    judge: Text<100>,
    request: Request,
}

fn parse(caller: &Caller, message: &OverrideScoreRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let newest = plan.clone().map(|plan| PlanRef { plan, version: None });
    let question = Question::of_the_year(&mut fields, newest, &message.as_of_period, &message.profile);
    let indicator = fields.take("indicator", message.indicator.parse());
    let score = match message.score.as_str() {
        "" => Some(None),
        score => fields.take("score", score.parse()).map(Some),
    };
    let overrider = fields.take("overrider", EnumField::parse(message.overrider));
    let grounds = fields.take("grounds", Text::parse(message.grounds.as_str()));
    let judge = fields.take("judge", Text::parse(message.judge.as_str()));
    let parsed = fields.finish(|| {
        let request = Request::of_plan(caller, &plan?, SERVICE, "OverrideScore").repeatable(&id?, message);
        Some(Parsed {
            question: question?,
            indicator: indicator?,
            overrider: overrider?,
            score: score?,
            grounds: grounds?,
            judge: judge?,
            request,
        })
    });
    parsed.map_err(Fault::violations)
}
