use jixiao_domain::PeriodName;
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{GetPeriodRequest, GetPeriodResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::Results as Tables;

use crate::{Results, answer};

impl Results {
    pub(crate) async fn get_period(&self, _: Context, message: GetPeriodRequest) -> Result<GetPeriodResponse, Fault> {
        let name: PeriodName = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let stored = Tables::of(&self.store).period(&name).await?;
        Ok(GetPeriodResponse { period: Some(answer::period(&stored)) })
    }
}
