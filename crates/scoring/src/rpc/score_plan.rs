use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ScorePlanRequest, ScorePlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::join::Question;
use crate::{Scoring, wire};

impl Scoring {
    pub(crate) async fn score_plan(
        &self,
        context: Context,
        message: ScorePlanRequest,
    ) -> Result<ScorePlanResponse, Fault> {
        let mut fields = Fields::new();
        let plan = fields.take("plan", message.plan.parse());
        let question = Question::of_the_year(&mut fields, plan, &message.as_of_period, &message.profile);
        let question = fields.finish(|| question).map_err(Fault::violations)?;
        let joined = self.join(&context, &question).await?;
        Ok(ScorePlanResponse { scorecard: Some(wire::scorecard(&joined)?) })
    }
}
