use jixiao_domain::{Instant, RegionCode};
use jixiao_proto::audit::v1::{ChainedEntry, ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::{Fields, instant};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::audit::{Audit as Tables, AuditFilter, Chained};

use crate::Audit;

impl Audit {
    pub(crate) async fn list_audit_entries(
        &self,
        _: Context,
        message: ListAuditEntriesRequest,
    ) -> Result<ListAuditEntriesResponse, Fault> {
        let (region, filter) = parse(&message)?;
        let [from, before] = [filter.from, filter.before].map(|time| time.map(|time| time.micros().to_string()));
        let query = [
            "ListAuditEntries",
            &message.parent,
            &message.principal,
            &message.service,
            &message.method,
            &message.resource,
            from.as_deref().unwrap_or_default(),
            before.as_deref().unwrap_or_default(),
        ];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?.unwrap_or(0);
        let rows = Tables::of(&self.store).entries(&region, &filter, after, page.size + 1).await?;
        let rows = rows.into_iter().map(|row| (vec![row.entry.sequence.to_string()], answer(row)));
        let (audit_entries, next_page_token) = page.cut(rows, &query);
        Ok(ListAuditEntriesResponse { audit_entries, next_page_token })
    }
}

fn parse(message: &ListAuditEntriesRequest) -> Result<(RegionCode, AuditFilter), Fault> {
    let mut fields = Fields::new();
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let principal = match message.principal.as_str() {
        "" => None,
        principal => fields.take("principal", principal.parse()),
    };
    let is_in_region = |region: &RegionCode| {
        // A batch of regions is recorded in the one that it names, which is above them.
        let under = RegionCode::from_name(&message.resource).is_ok_and(|under| region.covers(&under));
        let rest = message.resource.strip_prefix(&region.to_name());
        under || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if !message.resource.is_empty() && region.as_ref().is_some_and(|region| !is_in_region(region)) {
        fields.refuse("resource", "is not the name of a resource of the region", "不是该区划内资源的名称");
    }
    let mut time =
        |path, given: Option<_>| -> Option<Instant> { given.and_then(|given| fields.take(path, instant(Some(given)))) };
    let from = time("start_time", message.start_time);
    let before = time("end_time", message.end_time);
    let filter = AuditFilter {
        principal,
        service: given(&message.service),
        method: given(&message.method),
        resource: given(&message.resource),
        from,
        before,
    };
    fields.finish(|| Some((region?, filter))).map_err(Fault::violations)
}

fn answer(row: Chained) -> ChainedEntry {
    ChainedEntry { entry: Some(row.entry), hash: row.hash.to_string(), previous_hash: row.previous.to_string() }
}
