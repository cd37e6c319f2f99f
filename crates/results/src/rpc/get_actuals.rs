use jixiao_domain::{Period, PlanName};
use jixiao_proto::results::v1::{GetActualsRequest, GetActualsResponse};
use jixiao_proto::{Fields, instant};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::Known;

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
        let known = known(&mut fields, &message);
        let (plan, as_of) = fields.finish(|| Some((plan?, as_of?))).map_err(Fault::violations)?;
        Ok((&self.as_of_known(&plan, as_of, known).await?).into())
    }
}

/// Up to when records count.
fn known(fields: &mut Fields, message: &GetActualsRequest) -> Known {
    let revision = match message.as_of_revision {
        0 => None,
        revision if revision > 0 => Some(revision),
        _ => {
            fields.refuse("as_of_revision", "is negative", "为负");
            None
        }
    };
    let time = message.as_of_time.and_then(|time| fields.take("as_of_time", instant(Some(time))));
    Known { revision, time }
}
