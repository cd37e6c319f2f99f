use jixiao_domain::{Period, PlanRef};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{MonitorPlanRequest, MonitorPlanResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use super::USUAL_MONTH;
use crate::join::Question;
use crate::{Scoring, monitoring, wire};

impl Scoring {
    pub(crate) async fn monitor_plan(
        &self,
        context: Context,
        message: MonitorPlanRequest,
    ) -> Result<MonitorPlanResponse, Fault> {
        let mut fields = Fields::new();
        let plan = fields.take("plan", message.plan.parse());
        let usual = |plan: &PlanRef| Period::new(plan.plan.year, USUAL_MONTH);
        let question = Question::take(&mut fields, plan, ("period", &message.period), usual, &message.profile);
        let question = fields.finish(|| question).map_err(Fault::violations)?;
        let joined = self.join(&context, &question).await?;
        let monitor = monitoring::monitor(&joined);
        Ok(MonitorPlanResponse {
            pins: Some(wire::pins_message(&joined)?),
            department_title: joined.plan.content.department_title().to_string(),
            light: monitoring::light(monitor.light),
            counts: monitoring::counts(&monitor.counts),
            goals: monitor.goals.iter().map(monitoring::goal).collect(),
            budget: Some(monitoring::budget(&monitor.budget)),
            plausibility: Some((&joined.card.plausible).into()),
        })
    }
}
