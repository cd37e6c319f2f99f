use jixiao_domain::{DepartmentId, DepartmentName, RegionCode, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ListDepartmentsRequest, ListDepartmentsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::planning::{DepartmentFilter, Planning as Tables};

use super::{department, region};
use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn list_departments(
        &self,
        _: Context,
        message: ListDepartmentsRequest,
    ) -> Result<ListDepartmentsResponse, Fault> {
        let (region, under, filter) = parse(&message)?;
        let direct = if message.direct { "direct" } else { "" };
        let ListDepartmentsRequest { parent, under: above, code_prefix, title, credit_code, effective_on, .. } =
            &message;
        let query = ["ListDepartments", parent, above, direct, code_prefix, title, credit_code, effective_on];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after: Option<DepartmentId> = page.key()?;
        let tables = Tables::of(&self.store);
        tables.region(&region).await?.ok_or_else(|| fault::region_not_found(&region))?;
        if let Some(under) = under {
            tables.department(&under).await?.ok_or_else(|| fault::department_not_found(&under))?;
        }
        let rows = tables.departments(&region, &filter, after.as_ref(), page.limit()).await?;
        let key = |name: &DepartmentName| vec![name.department.to_string()];
        let rows = rows.iter().map(|record| (key(&record.department.name), answer::department(record)));
        let (departments, next_page_token) = page.cut(rows, &query);
        Ok(ListDepartmentsResponse { departments, next_page_token })
    }
}

/// The region, the department under which they are wanted, and the filter.
fn parse(message: &ListDepartmentsRequest) -> Result<(RegionCode, Option<DepartmentName>, DepartmentFilter), Fault> {
    let mut fields = Fields::new();
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    // Without a region there is none to be in; the parent is refused then.
    let under = region.as_ref().map_or(Ok(None), |region| department::of_region(region, &message.under));
    let under = fields.take("under", under);
    let code_prefix = fields.take("code_prefix", department::optional(&message.code_prefix));
    let title = fields.take("title", Text::parse_optional(message.title.as_str()));
    let credit_code = fields.take("credit_code", department::optional(&message.credit_code));
    let effective_on = fields.take("effective_on", region::day(&message.effective_on));
    let parsed = fields.finish(|| {
        let (region, above) = (region?, under?);
        let name = above.clone().map(|department| DepartmentName { region: region.clone(), department });
        let (under, directly_under) = if message.direct { (None, Some(above)) } else { (above, None) };
        let (code_prefix, title, credit_code) = (code_prefix?, title?, credit_code?);
        let effective_on = effective_on?;
        let filter = DepartmentFilter { under, directly_under, code_prefix, title, credit_code, effective_on };
        Some((region, name, filter))
    });
    parsed.map_err(Fault::violations)
}
