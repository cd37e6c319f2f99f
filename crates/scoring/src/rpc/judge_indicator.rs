use jixiao_domain::scorecard::Row;
use jixiao_domain::scoring::Outcome;
use jixiao_domain::{Band, Caller, IndicatorId, PlanName, PlanRef, Text, Verdict};
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, JudgeIndicatorResponse};
use jixiao_proto::{EnumField, Fields};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{NewJudgement, Scoring as Tables};
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use crate::join::Question;
use crate::{Scoring, changes, fault};

impl Scoring {
    pub(crate) async fn judge_indicator(
        &self,
        context: Context,
        message: JudgeIndicatorRequest,
    ) -> Result<JudgeIndicatorResponse, Fault> {
        let parsed = parse(&context.caller, &message)?;
        repeated!(self.store, &parsed.request);
        let plan = parsed.question.plan_name();
        let joined = self.join(&context, &parsed.question).await?;
        let row = joined.card.rows().find(|row| row.indicator.id == parsed.indicator);
        let row = row.ok_or_else(|| fault::indicator_unknown(plan, &parsed.indicator))?;
        let Some(actual) = row.actual.as_ref().filter(|_| is_judged(row)) else {
            return Err(fault::nothing_to_judge(&parsed.indicator));
        };
        let present = actual.reported.revision;
        if message.actual_revision != 0 && message.actual_revision != present {
            return Err(fault::actual_changed(present));
        }
        let band = Band::of(parsed.verdict.tier, row.weight, joined.profile);
        if !band.is_some_and(|band| band.contains(parsed.verdict.score)) {
            return Err(fault::score_outside_band(band));
        }
        let new = NewJudgement {
            indicator: parsed.indicator,
            verdict: parsed.verdict,
            actual_period: actual.reported.period,
            actual_revision: actual.reported.revision,
        };
        let write = begin!(self.store, parsed.request);
        let tables = Tables::within(&write);
        let before = tables.lock_judgements(plan).await?;
        let judgement = tables.judge(plan, new, write.now()).await?;
        let changed = changes::changes(plan, &before, &judgement);
        let response = JudgeIndicatorResponse { judgement: Some((&judgement).into()) };
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

/// Whether the row is one that a person decides.
fn is_judged(row: &Row) -> bool {
    matches!(row.score.outcome, Outcome::Unjudged | Outcome::Judged)
}

struct Parsed {
    question: Question,
    indicator: IndicatorId,
    verdict: Verdict,
    request: Request,
}

fn parse(caller: &Caller, message: &JudgeIndicatorRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let newest = plan.clone().map(|plan| PlanRef { plan, version: None });
    let question = Question::take(&mut fields, newest, &message.as_of_period, &message.profile);
    let indicator = fields.take("indicator", message.indicator.parse());
    let tier = fields.take("tier", EnumField::parse(message.tier));
    let score = fields.take("score", message.score.parse());
    let grounds = fields.take("grounds", Text::parse(message.grounds.as_str()));
    let judge = fields.take("judge", Text::parse(message.judge.as_str()));
    let parsed = fields.finish(|| {
        let verdict = Verdict { tier: tier?, score: score?, grounds: grounds?, judge: judge? };
        let request = Request::of_plan(caller, &plan?, SERVICE, "JudgeIndicator").repeatable(&id?, message);
        Some(Parsed { question: question?, indicator: indicator?, verdict, request })
    });
    parsed.map_err(Fault::violations)
}
