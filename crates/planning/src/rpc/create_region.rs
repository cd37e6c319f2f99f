use jixiao_domain::{Caller, Change, Region};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CreateRegionRequest, CreateRegionResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::{SERVICE, region};
use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn create_region(
        &self,
        context: Context,
        message: CreateRegionRequest,
    ) -> Result<CreateRegionResponse, Fault> {
        let (region, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let name = region.code.to_name();
        let record = Tables::within(&write).add_region(&region, write.now()).await?;
        let record = record.ok_or_else(|| Fault::exists("region", name.clone()))?;
        let response = CreateRegionResponse { region: Some(answer::region(&record)) };
        write.commit(&response, vec![Change::created(&name, &region.title)]).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreateRegionRequest) -> Result<(Region, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = fields.nested("region", region::parse(message.region.clone().unwrap_or_default()));
    let parsed = fields.finish(|| {
        let region = region?;
        let request = Request::of_region(caller, &region.code, SERVICE, "CreateRegion").repeatable(&id?, message);
        Some((region, request))
    });
    parsed.map_err(Fault::violations)
}
