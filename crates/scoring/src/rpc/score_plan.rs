use jixiao_domain::scoring::ENGINE_VERSION;
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{Pins, ScorePlanRequest, ScorePlanResponse, Scorecard};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::Scoring;
use crate::join::{Joined, Question};

impl Scoring {
    pub(crate) async fn score_plan(
        &self,
        context: Context,
        message: ScorePlanRequest,
    ) -> Result<ScorePlanResponse, Fault> {
        let mut fields = Fields::new();
        let plan = fields.take("plan", message.plan.parse());
        let question = Question::take(&mut fields, plan, &message.as_of_period, &message.profile);
        let question = fields.finish(|| question).map_err(Fault::violations)?;
        let joined = self.join(&context, &question).await?;
        Ok(ScorePlanResponse { scorecard: Some(scorecard(&joined, &question)) })
    }
}

fn scorecard(joined: &Joined, question: &Question) -> Scorecard {
    let Joined { plan, profile, actuals_revision, judgements, card } = joined;
    let pins = Pins {
        plan_version: plan.name.to_string(),
        content_sha256: plan.content_sha256.clone(),
        as_of_period: question.as_of.to_string(),
        actuals_revision: *actuals_revision,
        judgements_revision: judgements.revision,
        profile: profile.id.to_owned(),
        profile_version: profile.version,
        engine_version: ENGINE_VERSION,
    };
    Scorecard {
        pins: Some(pins),
        department_title: plan.content.department_title().to_string(),
        goals: card.goals.iter().map(Into::into).collect(),
        execution: Some((&card.execution).into()),
        totals: Some((&card.totals).into()),
    }
}
