use jixiao_domain::PlanName;
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ListScorecardsRequest, ListScorecardsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::scoring::Scoring as Tables;

use crate::{Scoring, stored};

impl Scoring {
    pub(crate) async fn list_scorecards(
        &self,
        _: Context,
        message: ListScorecardsRequest,
    ) -> Result<ListScorecardsResponse, Fault> {
        let plan: PlanName = Fields::one("parent", message.parent.parse()).map_err(Fault::violations)?;
        let query = ["ListScorecards", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?.unwrap_or(0);
        let rows = Tables::of(&self.store).scorecards(&plan, after, page.limit()).await?;
        let rows = rows.iter().map(|card| (vec![card.number.to_string()], stored::message(&plan, card)));
        let (stored_scorecards, next_page_token) = page.cut(rows, &query);
        Ok(ListScorecardsResponse { stored_scorecards, next_page_token })
    }
}
