use jixiao_domain::{Caller, Change, PlanRef, ScorecardName, Text};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{FinalizeScorecardRequest, FinalizeScorecardResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{NewScorecard, Scoring as Tables};
use jixiao_store::{Request, begin, repeated};
use prost::Message;

use super::SERVICE;
use crate::join::Question;
use crate::{Scoring, fault, stored, wire};

impl Scoring {
    pub(crate) async fn finalize_scorecard(
        &self,
        context: Context,
        message: FinalizeScorecardRequest,
    ) -> Result<FinalizeScorecardResponse, Fault> {
        let (question, finalizer, request) = parse(&context.caller, &message)?;
        repeated!(self.store, &request);
        let plan = question.plan_name();
        let joined = self.join(&context, &question).await?;
        check(&message, joined.actuals.revision, joined.judgements.revision)?;
        let totals = &joined.card.totals;
        let Some((total, grade)) = totals.total.zip(totals.grade) else { return Err(fault::incomplete(totals)) };
        if !totals.reasons_owed.is_empty() {
            return Err(fault::reasons_owed(&totals.reasons_owed));
        }
        let scorecard = wire::scorecard(&joined)?;
        let principal = context.caller.principal.clone();
        let new = NewScorecard {
            pins: wire::pins(&joined)?,
            total,
            grade,
            unit_total: totals.unit_total,
            document: scorecard.encode_to_vec(),
            finalizer,
            principal,
        };
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        // From here on nobody judges; whoever did since the join is newer than what was read.
        let present = tables.lock_judgements(plan).await?.revision;
        check(&message, joined.actuals.revision, present)?;
        let card = tables.finalize(plan, new, write.now()).await?;
        let name = ScorecardName { plan: plan.clone(), number: Some(card.number) };
        let changes = vec![Change::created(&name, &format!("{total} {} {}", grade.label(), card.sha256))];
        let stored_scorecard = Some(stored::message(plan, &card));
        let response = FinalizeScorecardResponse { stored_scorecard, scorecard: Some(scorecard) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

/// What the caller read is what would be stored.
fn check(message: &FinalizeScorecardRequest, actuals: i64, judgements: i64) -> Result<(), Fault> {
    let read = [(message.actuals_revision, actuals), (message.judgements_revision, judgements)];
    let moved = read.into_iter().find(|(read, present)| *read != 0 && read != present);
    moved.map_or(Ok(()), |(_, present)| Err(fault::moved_on(present)))
}

fn parse(caller: &Caller, message: &FinalizeScorecardRequest) -> Result<(Question, Text<100>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanRef> = fields.take("plan", message.plan.parse());
    let question = Question::of_the_year(&mut fields, plan.clone(), &message.as_of_period, &message.profile);
    let finalizer = fields.take("finalizer", Text::parse(message.finalizer.as_str()));
    let parsed = fields.finish(|| {
        let request = Request::of_plan(caller, &plan?.plan, SERVICE, "FinalizeScorecard").repeatable(&id?, message);
        Some((question?, finalizer?, request))
    });
    parsed.map_err(Fault::violations)
}
