use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{RenderScorecardRequest, RenderScorecardResponse};
use jixiao_reports::{Evaluation, self_evaluation};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;

use crate::Scoring;
use crate::join::Question;

impl Scoring {
    pub(crate) async fn render_scorecard(
        &self,
        context: Context,
        message: RenderScorecardRequest,
    ) -> Result<RenderScorecardResponse, Fault> {
        let mut fields = Fields::new();
        let plan = fields.take("plan", message.plan.parse());
        let question = Question::of_the_year(&mut fields, plan, &message.as_of_period, &message.profile);
        let format = forms::format(&mut fields, message.format);
        let (question, format) = fields.finish(|| Some((question?, format?))).map_err(Fault::violations)?;
        let joined = self.join(&context, &question).await?;
        let write = move || {
            let evaluation = Evaluation {
                version: &joined.plan,
                period: joined.as_of,
                profile: &joined.profile,
                actuals_revision: joined.actuals.revision,
                judgements_revision: joined.judgements.revision,
                scorecard: &joined.card,
            };
            self_evaluation(&evaluation, format)
        };
        Ok(RenderScorecardResponse { file: Some(forms::written(write).await?) })
    }
}
