use jixiao_domain::PeriodName;
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ListPeriodEventsRequest, ListPeriodEventsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::results::Results as Tables;

use crate::{Results, answer};

impl Results {
    pub(crate) async fn list_period_events(
        &self,
        _: Context,
        message: ListPeriodEventsRequest,
    ) -> Result<ListPeriodEventsResponse, Fault> {
        let name: PeriodName = Fields::one("parent", message.parent.parse()).map_err(Fault::violations)?;
        let query = ["ListPeriodEvents", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?.unwrap_or(0);
        let rows = Tables::of(&self.store).period_events(&name, after, page.limit()).await?;
        let rows = rows.iter().map(|event| (vec![event.number.to_string()], answer::period_event(event)));
        let (period_events, next_page_token) = page.cut(rows, &query);
        Ok(ListPeriodEventsResponse { period_events, next_page_token })
    }
}
