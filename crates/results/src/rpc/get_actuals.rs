use jixiao_domain::{Period, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{GetActualsRequest, GetActualsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use super::period;
use crate::Results;

impl Results {
    pub(crate) async fn get_actuals(
        &self,
        _: Context,
        message: GetActualsRequest,
    ) -> Result<GetActualsResponse, Fault> {
        let mut fields = Fields::new();
        let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
        let as_of = match message.as_of_period.as_str() {
            "" => plan.as_ref().map(|plan| Period::december(plan.year)),
            text => period::in_year(&mut fields, "as_of_period", text, plan.as_ref()),
        };
        let (plan, as_of) = fields.finish(|| Some((plan?, as_of?))).map_err(Fault::violations)?;
        Ok((&self.as_of(&plan, as_of).await?).into())
    }
}
