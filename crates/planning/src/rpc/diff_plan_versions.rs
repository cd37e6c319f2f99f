use jixiao_domain::{Change, PlanName, PlanRef, changes, created};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{DiffPlanVersionsRequest, DiffPlanVersionsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::{Planning as Tables, StoredPlan};

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn diff_plan_versions(
        &self,
        _: Context,
        message: DiffPlanVersionsRequest,
    ) -> Result<DiffPlanVersionsResponse, Fault> {
        let plan = parse(&message)?;
        let version = |number: i32| PlanRef { plan: plan.clone(), version: (number != 0).then_some(number) };
        let to = self.version(&version(message.to_version)).await?;
        let from = match (message.from_version, to.header.name.version) {
            (0, 1) => None,
            (0, newer) => Some(self.version(&version(newer - 1)).await?),
            (number, _) => Some(self.version(&version(number)).await?),
        };
        let from_etag = from.as_ref().map(|from| answer::etag(&from.header)).unwrap_or_default();
        let query = ["DiffPlanVersions", &message.name, &from_etag, &answer::etag(&to.header)];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key::<usize>()?;
        let found = found(from.as_ref(), &to)?.into_iter().enumerate().skip(after.map_or(0, |last| last + 1));
        let rows = found.map(|(place, change)| (vec![place.to_string()], answer::change(change)));
        let (changes, next_page_token) = page.cut(rows, &query);
        Ok(DiffPlanVersionsResponse {
            changes,
            next_page_token,
            from_name: from.map(|from| from.header.name.to_string()).unwrap_or_default(),
            to_name: to.header.name.to_string(),
        })
    }

    async fn version(&self, plan: &PlanRef) -> Result<StoredPlan, Fault> {
        Tables::of(&self.store).plan(plan).await?.ok_or_else(|| fault::plan_not_found(plan))
    }
}

fn parse(message: &DiffPlanVersionsRequest) -> Result<PlanName, Fault> {
    let mut fields = Fields::new();
    let plan = fields.take("name", message.name.parse());
    for (path, number) in [("from_version", message.from_version), ("to_version", message.to_version)] {
        if number < 0 {
            fields.refuse(path, "is negative", "为负");
        }
    }
    fields.finish(|| plan).map_err(Fault::violations)
}

fn found(from: Option<&StoredPlan>, to: &StoredPlan) -> Result<Vec<Change>, Fault> {
    let (name, new) = (to.header.name.to_string(), to.content()?);
    Ok(match from {
        None => created(&new, &name),
        Some(from) => changes(&from.content()?, &new, &name),
    })
}
