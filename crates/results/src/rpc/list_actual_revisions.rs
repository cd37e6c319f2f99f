use jixiao_domain::{IndicatorId, PlanName};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ListActualRevisionsRequest, ListActualRevisionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::results::Results as Tables;

use crate::Results;

impl Results {
    pub(crate) async fn list_actual_revisions(
        &self,
        _: Context,
        message: ListActualRevisionsRequest,
    ) -> Result<ListActualRevisionsResponse, Fault> {
        let mut fields = Fields::new();
        let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
        let indicator = match message.indicator.as_str() {
            "" => Some(None),
            id => fields.take("indicator", id.parse()).map(Some),
        };
        let (plan, indicator) = fields.finish(|| Some((plan?, indicator?))).map_err(Fault::violations)?;
        let query = ["ListActualRevisions", &message.plan, &message.indicator];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key_pair::<i64, IndicatorId>()?;
        let after = after.as_ref().map(|(revision, indicator)| (*revision, indicator));
        let rows = Tables::of(&self.store).revisions(&plan, indicator.as_ref(), after, page.limit()).await?;
        let rows =
            rows.iter().map(|r| (vec![r.reported.revision.to_string(), r.actual.indicator.to_string()], r.into()));
        let (actual_revisions, next_page_token) = page.cut(rows, &query);
        Ok(ListActualRevisionsResponse { actual_revisions, next_page_token })
    }
}
