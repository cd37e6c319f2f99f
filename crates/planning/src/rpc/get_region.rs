use jixiao_domain::RegionCode;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{GetRegionRequest, GetRegionResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn get_region(&self, _: Context, message: GetRegionRequest) -> Result<GetRegionResponse, Fault> {
        let code = Fields::one("name", RegionCode::from_name(&message.name)).map_err(Fault::violations)?;
        let region = Tables::of(&self.store).region(&code).await?.ok_or_else(|| fault::region_not_found(&code))?;
        Ok(GetRegionResponse { region: Some(answer::region(&region)) })
    }
}
