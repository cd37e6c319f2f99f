use jixiao_domain::{IndicatorId, PlanRef};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListOpinionsRequest, ListOpinionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn list_opinions(
        &self,
        _: Context,
        message: ListOpinionsRequest,
    ) -> Result<ListOpinionsResponse, Fault> {
        let (plan, indicator) = parse(&message)?;
        let query = ["ListOpinions", &message.parent, &message.indicator];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key()?;
        let tables = Tables::of(&self.store);
        let version = tables.plan(&plan).await?.ok_or_else(|| fault::plan_not_found(&plan))?.header.name;
        let rows = tables.opinions(&version, indicator.as_ref(), after, page.limit()).await?;
        let rows = rows.iter().map(|said| (vec![said.name.key.to_string()], answer::opinion(said)));
        let (opinions, next_page_token) = page.cut(rows, &query);
        Ok(ListOpinionsResponse { opinions, next_page_token })
    }
}

fn parse(message: &ListOpinionsRequest) -> Result<(PlanRef, Option<IndicatorId>), Fault> {
    let mut fields = Fields::new();
    let plan = fields.take("parent", message.parent.parse());
    let indicator = match message.indicator.as_str() {
        "" => Some(None),
        id => fields.take("indicator", id.parse()).map(Some),
    };
    fields.finish(|| Some((plan?, indicator?))).map_err(Fault::violations)
}
