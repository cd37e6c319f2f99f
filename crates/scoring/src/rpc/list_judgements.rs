use jixiao_domain::PlanName;
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ListJudgementsRequest, ListJudgementsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::scoring::Scoring as Tables;

use crate::Scoring;

impl Scoring {
    pub(crate) async fn list_judgements(
        &self,
        _: Context,
        message: ListJudgementsRequest,
    ) -> Result<ListJudgementsResponse, Fault> {
        let plan: PlanName = Fields::one("plan", message.plan.parse()).map_err(Fault::violations)?;
        let query = ["ListJudgements", &message.plan];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?.unwrap_or(0);
        let rows = Tables::of(&self.store).revisions(&plan, after, page.limit()).await?;
        let rows = rows.iter().map(|judgement| (vec![judgement.revision.to_string()], judgement.into()));
        let (judgements, next_page_token) = page.cut(rows, &query);
        Ok(ListJudgementsResponse { judgements, next_page_token })
    }
}
