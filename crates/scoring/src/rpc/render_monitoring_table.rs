use jixiao_domain::{Period, PlanRef};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{RenderMonitoringTableRequest, RenderMonitoringTableResponse};
use jixiao_reports::{Monitoring, Progress, monitoring_table};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::scoring::Scoring as Tables;

use super::USUAL_MONTH;
use crate::choice::Choice;
use crate::{Scoring, join};

impl Scoring {
    pub(crate) async fn render_monitoring_table(
        &self,
        context: Context,
        message: RenderMonitoringTableRequest,
    ) -> Result<RenderMonitoringTableResponse, Fault> {
        let mut fields = Fields::new();
        let plan: Option<PlanRef> = fields.take("plan", message.plan.parse());
        let usual = |plan: &PlanRef| Period::new(plan.plan.year, USUAL_MONTH);
        let period = join::period(&mut fields, plan.as_ref(), ("period", message.period.as_str()), usual);
        let format = forms::format(&mut fields, message.format);
        let (plan, period, format) = fields.finish(|| Some((plan?, period?, format?))).map_err(Fault::violations)?;
        let version = self.plans.approved(&context, &plan).await?;
        let actuals = self.actuals.as_of(&context, &plan.plan, period).await?;
        let judgements = Tables::of(&self.store).judgements(&plan.plan).await?;
        let lights = self.profile(&Choice::OfPlan, &version).await?.lights;
        let write = move || {
            let progress = Progress { version: &version, period, actuals: &actuals };
            monitoring_table(&Monitoring { progress, judgements: &judgements, lights: &lights }, format)
        };
        Ok(RenderMonitoringTableResponse { file: Some(forms::written(write).await?) })
    }
}
