use jixiao_domain::RegionCode;
use jixiao_proto::planning::v1::{ListRegionsRequest, ListRegionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn list_regions(
        &self,
        _: Context,
        message: ListRegionsRequest,
    ) -> Result<ListRegionsResponse, Fault> {
        let query = ["ListRegions"];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after: Option<RegionCode> = page.key()?;
        let rows = Tables::of(&self.store).regions(after.as_ref(), page.limit()).await?;
        let rows = rows.iter().map(|region| (vec![region.code.to_string()], answer::region(region)));
        let (regions, next_page_token) = page.cut(rows, &query);
        Ok(ListRegionsResponse { regions, next_page_token })
    }
}
