use jixiao_domain::PlanName;
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ListExecutionRevisionsRequest, ListExecutionRevisionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::results::Results as Tables;

use crate::Results;

impl Results {
    pub(crate) async fn list_execution_revisions(
        &self,
        _: Context,
        message: ListExecutionRevisionsRequest,
    ) -> Result<ListExecutionRevisionsResponse, Fault> {
        let plan: PlanName = Fields::one("plan", message.plan.parse()).map_err(Fault::violations)?;
        let query = ["ListExecutionRevisions", &message.plan];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?.unwrap_or(0);
        let rows = Tables::of(&self.store).execution_revisions(&plan, after, page.limit()).await?;
        let rows = rows.iter().map(|record| (vec![record.reported.revision.to_string()], record.into()));
        let (execution_revisions, next_page_token) = page.cut(rows, &query);
        Ok(ListExecutionRevisionsResponse { execution_revisions, next_page_token })
    }
}
