use jixiao_domain::{RegionCode, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListRegionsRequest, ListRegionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::{Planning as Tables, RegionFilter};

use super::region;
use crate::{Planning, answer};

impl Planning {
    /// The rpc; the services of the same process call it as well.
    pub async fn list_regions(&self, _: Context, message: ListRegionsRequest) -> Result<ListRegionsResponse, Fault> {
        let filter = parse(&message)?;
        let direct = if message.direct { "direct" } else { "" };
        let ListRegionsRequest { parent, code_prefix, title, effective_on, .. } = &message;
        let query = ["ListRegions", parent, direct, code_prefix, title, effective_on];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after: Option<RegionCode> = page.key()?;
        let rows = Tables::of(&self.store).regions(&filter, after.as_ref(), page.limit()).await?;
        let rows = rows.iter().map(|record| (vec![record.region.code.to_string()], answer::region(record)));
        let (regions, next_page_token) = page.cut(rows, &query);
        Ok(ListRegionsResponse { regions, next_page_token })
    }
}

fn parse(message: &ListRegionsRequest) -> Result<RegionFilter, Fault> {
    let mut fields = Fields::new();
    let parent = match message.parent.as_str() {
        "" => None,
        parent => fields.take("parent", RegionCode::from_name(parent)),
    };
    if message.direct && message.parent.is_empty() {
        fields.refuse("direct", "needs a parent", "须同时给出parent");
    }
    let prefix = message.code_prefix.as_str();
    if prefix.len() > 9 || !prefix.bytes().all(|b| b.is_ascii_digit()) {
        fields.refuse("code_prefix", "is not 1 to 9 digits", "不是1至9位数字");
    }
    let title = fields.take("title", Text::parse_optional(message.title.as_str()));
    let effective_on = fields.take("effective_on", region::day(&message.effective_on));
    let code_prefix = (!prefix.is_empty()).then(|| prefix.to_owned());
    let (under, directly_under) = if message.direct { (None, parent) } else { (parent, None) };
    let parsed = fields.finish(|| {
        Some(RegionFilter { under, directly_under, code_prefix, title: title?, effective_on: effective_on? })
    });
    parsed.map_err(Fault::violations)
}
