use std::collections::BTreeSet;

use jixiao_domain::{Caller, Change, Region, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{
    BatchUpsertRegionsRequest, BatchUpsertRegionsResponse, UpsertOutcome, UpsertedRegion,
};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::{Planning as Tables, RegionRecord};
use jixiao_store::{Request, begin};

use super::{SERVICE, region};
use crate::{Planning, answer};

/// Most regions of a batch.
const MOST: usize = 1000;

impl Planning {
    pub(crate) async fn batch_upsert_regions(
        &self,
        context: Context,
        message: BatchUpsertRegionsRequest,
    ) -> Result<BatchUpsertRegionsResponse, Fault> {
        let (regions, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        let present = tables.lock_regions(regions.iter().map(|region| &region.code)).await?;
        let (mut added, mut put, mut changes, mut upserted_regions) = (vec![], vec![], vec![], vec![]);
        for (region, given) in regions.into_iter().zip(&message.regions) {
            let (record, outcome) = match present.get(&region.code) {
                None if !given.etag.is_empty() => return Err(crate::fault::region_not_found(&region.code)),
                None => {
                    changes.push(Change::created(&region.code.to_name(), &region.title));
                    let record = RegionRecord { region, etag: 1, created: write.now() };
                    added.push(record.clone());
                    (record, UpsertOutcome::Created)
                }
                Some(present) => {
                    region::check_etag(present, &given.etag)?;
                    if present.region == region {
                        (present.clone(), UpsertOutcome::Unchanged)
                    } else {
                        changes.extend(region::changes(&present.region, &region));
                        let record = RegionRecord { region, etag: present.etag + 1, created: present.created };
                        put.push(record.clone());
                        (record, UpsertOutcome::Updated)
                    }
                }
            };
            upserted_regions.push(UpsertedRegion { region: Some(answer::region(&record)), outcome: outcome as i32 });
        }
        tables.add_regions(&added, write.now()).await?;
        tables.put_regions(&put, write.now()).await?;
        let response = BatchUpsertRegionsResponse { upserted_regions };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &BatchUpsertRegionsRequest) -> Result<(Vec<Region>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let parent = fields.take("parent", RegionCode::from_name(&message.parent));
    if message.regions.is_empty() {
        fields.refuse("regions", "is required", "必填");
    }
    let (mut regions, mut seen) = (Vec::new(), BTreeSet::new());
    if fields.at_most("regions", message.regions.len(), MOST) {
        for (place, given) in message.regions.iter().enumerate() {
            let path = format!("regions[{place}]");
            let Some(region) = fields.nested(&path, region::parse(given.clone())) else { continue };
            if parent.as_ref().is_some_and(|parent| !parent.covers(&region.code)) {
                fields.refuse(format!("{path}.name"), "is not under the parent by code", "按编码不属于parent");
            } else if !seen.insert(region.code.clone()) {
                fields.refuse(format!("{path}.name"), "occurs before", "重复出现");
            }
            regions.push(region);
        }
    }
    let parsed = fields.finish(|| {
        let request = Request::of_region(caller, &parent?, SERVICE, "BatchUpsertRegions").repeatable(&id?, message);
        Some((regions, request))
    });
    parsed.map_err(Fault::violations)
}
