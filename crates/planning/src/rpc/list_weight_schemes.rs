use jixiao_domain::{SchemeName, WeightScheme};
use jixiao_proto::planning::v1::{ListWeightSchemesRequest, ListWeightSchemesResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use super::catalogue;
use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn list_weight_schemes(
        &self,
        _: Context,
        message: ListWeightSchemesRequest,
    ) -> Result<ListWeightSchemesResponse, Fault> {
        let region = catalogue::region(&message.parent)?;
        let query = ["ListWeightSchemes", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = catalogue::after(&page)?;
        let mut schemes: Vec<(SchemeName, WeightScheme)> = Vec::new();
        for built_in in WeightScheme::built_in() {
            let id = built_in.id.parse().map_err(Fault::internal)?;
            schemes.push((SchemeName { region: None, id }, built_in.clone()));
        }
        if let Some(region) = &region {
            schemes.extend(Tables::of(&self.store).weight_schemes(region).await?);
        }
        let rows = schemes.iter().map(|(name, scheme)| {
            let key = catalogue::key(name.region.as_ref(), name.id.as_str());
            (key, answer::weight_scheme(name, scheme))
        });
        let rows = rows.filter(|(key, _)| after.as_ref().is_none_or(|after| key > after)).take(page.size + 1);
        let (weight_schemes, next_page_token) = page.cut(rows, &query);
        Ok(ListWeightSchemesResponse { weight_schemes, next_page_token })
    }
}
