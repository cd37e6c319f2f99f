use jixiao_domain::scorecard::Row;
use jixiao_domain::scoring::Outcome;
use jixiao_domain::{Band, Caller, IndicatorId, Method, PlanName, PlanRef, Profile, Ruling, Text};
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, JudgeIndicatorResponse};
use jixiao_proto::{Fields, asked_ruling, judgement_side};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{NewJudgement, Scoring as Tables};
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use crate::join::Question;
use crate::{Scoring, changes, fault, wire};

impl Scoring {
    pub(crate) async fn judge_indicator(
        &self,
        context: Context,
        message: JudgeIndicatorRequest,
    ) -> Result<JudgeIndicatorResponse, Fault> {
        let Parsed { question, indicator, ruling, grounds, judge, request } = parse(&context.caller, &message)?;
        repeated!(self.store, &request);
        let plan = question.plan_name();
        let joined = self.join(&context, &question).await?;
        let row = joined.card.rows().find(|row| row.indicator.id == indicator);
        let row = row.ok_or_else(|| fault::indicator_unknown(plan, &indicator))?;
        let Some(actual) = row.actual.as_ref().filter(|_| is_judged(row)) else {
            return Err(fault::nothing_to_judge(&indicator));
        };
        let present = actual.reported.revision;
        if message.actual_revision != 0 && message.actual_revision != present {
            return Err(fault::actual_changed(present));
        }
        check(&joined.profile, row, &ruling)?;
        let new = NewJudgement {
            indicator,
            ruling,
            grounds,
            judge,
            profile: wire::pins(&joined)?.profile,
            actual_period: Some(actual.reported.period),
            actual_revision: present,
        };
        let write = begin!(self.store, request);
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
    let outcome = row.score.computed.map_or(row.score.outcome, |computed| computed.outcome);
    matches!(outcome, Outcome::Unjudged | Outcome::Judged)
}

/// The ruling is the one that the row's method asks for, and leaves the points inside what they may be.
fn check(profile: &Profile, row: &Row, ruling: &Ruling) -> Result<(), Fault> {
    let mut fields = Fields::new();
    match (ruling, &row.method) {
        (Ruling::Checklist { met, .. }, Method::Checklist(list)) => {
            let items = list.as_slice().len();
            if met.iter().any(|number| *number as usize > items) {
                let (en, zh) = (format!("has a number above {items}"), format!("项目序号大于{items}"));
                fields.refuse("checklist.met", en, zh);
            }
        }
        (Ruling::Manual { score, .. }, Method::Manual) => {
            if *score > row.weight {
                return Err(fault::score_above_weight(row.weight));
            }
        }
        (Ruling::Tier { tier, score, .. }, method) if !method.is_judged() => {
            let band = Band::of(*tier, row.weight, profile);
            if !band.is_some_and(|band| band.contains(*score)) {
                return Err(fault::score_outside_band(band));
            }
        }
        (_, Method::Checklist(_)) => fields.refuse("ruling", "must be a checklist", "应按核对清单评判"),
        (_, Method::Manual) => fields.refuse("ruling", "must be manual", "应为人工评分"),
        (_, _) => fields.refuse("ruling", "must be a tier", "应评定档次"),
    }
    fields.finish(|| Some(())).map_err(Fault::violations)
}

struct Parsed {
    question: Question,
    indicator: IndicatorId,
    ruling: Ruling,
    grounds: Text<2000>,
    judge: Text<100>,
    request: Request,
}

fn parse(caller: &Caller, message: &JudgeIndicatorRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let newest = plan.clone().map(|plan| PlanRef { plan, version: None });
    let question = Question::of_the_year(&mut fields, newest, &message.as_of_period, &message.profile);
    let indicator = fields.take("indicator", message.indicator.parse());
    let side = fields.take("side", judgement_side(message.side));
    let ruling = side.and_then(|side| fields.all(asked_ruling(side, message.ruling.clone())));
    let grounds = fields.take("grounds", Text::parse(message.grounds.as_str()));
    let judge = fields.take("judge", Text::parse(message.judge.as_str()));
    let parsed = fields.finish(|| {
        let request = Request::of_plan(caller, &plan?, SERVICE, "JudgeIndicator").repeatable(&id?, message);
        Some(Parsed {
            question: question?,
            indicator: indicator?,
            ruling: ruling?,
            grounds: grounds?,
            judge: judge?,
            request,
        })
    });
    parsed.map_err(Fault::violations)
}
