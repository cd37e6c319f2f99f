use jixiao_domain::{Caller, Effective, Region, RegionCode, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{Region as Message, UpdateRegionRequest, UpdateRegionResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::{Planning as Tables, RegionRecord};
use jixiao_store::{Request, begin};

use super::{SERVICE, region};
use crate::{Planning, answer, fault};

/// More paths than there are fields name some of them twice.
const MASK_PATHS: usize = 10;

impl Planning {
    pub(crate) async fn update_region(
        &self,
        context: Context,
        message: UpdateRegionRequest,
    ) -> Result<UpdateRegionResponse, Fault> {
        let (code, request) = parse(&context.caller, &message)?;
        let given = message.region.unwrap_or_default();
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        let present = tables.lock_regions([&code]).await?.remove(&code);
        let present = present.ok_or_else(|| fault::region_not_found(&code))?;
        region::check_etag(&present, &given.etag)?;
        let changed = merge(&present.region, given, &message.update_mask.unwrap_or_default().paths)?;
        let changes = region::changes(&present.region, &changed);
        let record = RegionRecord { region: changed, etag: present.etag + 1, ..present };
        tables.put_regions(std::slice::from_ref(&record), write.now()).await?;
        let response = UpdateRegionResponse { region: Some(answer::region(&record)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &UpdateRegionRequest) -> Result<(RegionCode, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = message.region.clone().unwrap_or_default();
    let code = fields.take("region.name", RegionCode::from_name(&region.name));
    if region.etag.is_empty() {
        fields.refuse("region.etag", "is required", "必填");
    }
    let mask = message.update_mask.clone().unwrap_or_default().paths;
    if mask.is_empty() {
        fields.refuse("update_mask", "is required", "必填");
    }
    fields.at_most("update_mask.paths", mask.len(), MASK_PATHS);
    for (place, path) in mask.iter().take(MASK_PATHS).enumerate() {
        match path.as_str() {
            "title" => _ = fields.take("region.title", Text::<100>::parse(region.title.as_str())),
            "effective_from" => _ = fields.take("region.effective_from", region::day(&region.effective_from)),
            "effective_to" => _ = fields.take("region.effective_to", region::day(&region.effective_to)),
            _ => fields.refuse(format!("update_mask.paths[{place}]"), "is no field to change", "不是可修改的字段"),
        }
    }
    let parsed = fields.finish(|| {
        let code = code?;
        let request = Request::of_region(caller, &code, SERVICE, "UpdateRegion").repeatable(&id?, message);
        Some((code, request))
    });
    parsed.map_err(Fault::violations)
}

/// The region with the fields that the mask names. The days must fit also those that stay.
fn merge(present: &Region, given: Message, mask: &[String]) -> Result<Region, Fault> {
    let has = |field: &str| mask.iter().any(|path| path == field);
    let mut fields = Fields::new();
    let (from, to) = (region::day(&given.effective_from), region::day(&given.effective_to));
    let from = if has("effective_from") { from } else { Ok(present.effective.from()) };
    let to = if has("effective_to") { to } else { Ok(present.effective.to()) };
    let from = fields.take("region.effective_from", from);
    let to = fields.take("region.effective_to", to);
    let title = if has("title") { Text::parse(given.title) } else { Ok(present.title.clone()) };
    let title = fields.take("region.title", title);
    let effective = from.zip(to).and_then(|(from, to)| fields.take("region.effective_to", Effective::new(from, to)));
    let merged = fields.finish(|| Some(Region { code: present.code.clone(), title: title?, effective: effective? }));
    merged.map_err(Fault::violations)
}
