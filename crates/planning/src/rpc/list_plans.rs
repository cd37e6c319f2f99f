use jixiao_domain::{DepartmentId, DepartmentName, FiscalYear, Invalid, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListPlansRequest, ListPlansResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::{Planning as Tables, PlansOf};

use crate::{Planning, answer, fault};

impl Planning {
    /// The newest versions of plans, as the rpc gives them; other services of the process ask so too.
    pub async fn list_plans(&self, _: Context, message: ListPlansRequest) -> Result<ListPlansResponse, Fault> {
        let of = parse(&message)?;
        let (year, approved) = (message.fiscal_year.to_string(), message.approved.to_string());
        let query = ["ListPlans", &message.parent, &year, &approved];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = page.key_pair::<DepartmentId, FiscalYear>()?;
        let tables = Tables::of(&self.store);
        match &of.department {
            Some(department) => {
                let owner = DepartmentName { region: of.region.clone(), department: department.clone() };
                tables.department(&owner).await?.ok_or_else(|| fault::department_not_found(&owner))?;
            }
            None => {
                tables.region(&of.region).await?.ok_or_else(|| fault::region_not_found(&of.region))?;
            }
        }
        let after = after.as_ref().map(|(department, year)| (department, *year));
        let rows = tables.plans(&of, after, page.limit()).await?;
        let rows = rows.iter().map(|header| {
            let plan = &header.name.plan;
            (vec![plan.owner.department.to_string(), plan.year.to_string()], answer::header(header))
        });
        let (plans, next_page_token) = page.cut(rows, &query);
        Ok(ListPlansResponse { plans, next_page_token })
    }
}

fn parse(message: &ListPlansRequest) -> Result<PlansOf, Fault> {
    const NOT_A_YEAR: Invalid =
        Invalid { en: "is not a fiscal year from 2000 to 2099", zh: "不是2000至2099的预算年度" };
    let mut fields = Fields::new();
    let owner = match message.parent.strip_suffix("/departments/-") {
        Some(region) => fields.take("parent", RegionCode::from_name(region)).map(|region| (region, None)),
        None => {
            let owner = fields.take("parent", message.parent.parse());
            owner.map(|DepartmentName { region, department }| (region, Some(department)))
        }
    };
    let year = match message.fiscal_year {
        0 => Some(None),
        year => fields.take("fiscal_year", FiscalYear::new(year).ok_or(NOT_A_YEAR)).map(Some),
    };
    let parsed = fields.finish(|| {
        let (region, department) = owner?;
        Some(PlansOf { region, department, year: year?, approved: message.approved })
    });
    parsed.map_err(Fault::violations)
}
