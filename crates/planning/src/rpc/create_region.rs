use jixiao_domain::{Caller, Change, Region, RegionCode, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CreateRegionRequest, CreateRegionResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::SERVICE;
use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn create_region(
        &self,
        context: Context,
        message: CreateRegionRequest,
    ) -> Result<CreateRegionResponse, Fault> {
        let (region, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        if !Tables::within(&write).add_region(&region, write.now()).await? {
            return Err(Fault::exists("region", region.code.to_name()));
        }
        let response = CreateRegionResponse { region: Some(answer::region(&region)) };
        write.commit(&response, vec![Change::created(&region.code.to_name(), &region.title)]).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreateRegionRequest) -> Result<(Region, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = message.region.clone().unwrap_or_default();
    let code = fields.take("region.name", RegionCode::from_name(&region.name));
    let title = fields.take("region.title", Text::parse(region.title));
    let parsed = fields.finish(|| {
        let region = Region { code: code?, title: title? };
        let request = Request::of_region(caller, &region.code, SERVICE, "CreateRegion").repeatable(&id?, message);
        Some((region, request))
    });
    parsed.map_err(Fault::violations)
}
