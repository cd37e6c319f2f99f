use jixiao_domain::{
    BudgetCode, Caller, CivilDate, CreditCode, Department, DepartmentId, DepartmentName, Effective, Invalid, Text,
};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{UpdateDepartmentRequest, UpdateDepartmentResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::{SERVICE, department, region};
use crate::{Planning, answer, fault};

/// More paths than there are fields name some of them twice.
const MASK_PATHS: usize = 10;

const FIELDS: [&str; 6] = ["title", "code", "parent", "credit_code", "effective_from", "effective_to"];

impl Planning {
    pub(crate) async fn update_department(
        &self,
        context: Context,
        message: UpdateDepartmentRequest,
    ) -> Result<UpdateDepartmentResponse, Fault> {
        let (name, edit, request) = parse(&context.caller, &message)?;
        let etag = message.department.unwrap_or_default().etag;
        let write = begin!(self.store, request);
        let roll = department::lock(&write, &name.region).await?;
        let present = roll.get(&name.department).ok_or_else(|| fault::department_not_found(&name))?;
        department::check_etag(present, &etag)?;
        let changed = edit.of(&present.department)?;
        let changes = department::changes(&present.department, &changed);
        let put = department::put(&write, &roll, &name.region, vec![changed], |_| "department".to_owned()).await?;
        let response = UpdateDepartmentResponse { department: put.first().map(answer::department) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

/// The fields that the mask names.
struct Edit {
    title: Option<Text<100>>,
    code: Option<Option<BudgetCode>>,
    parent: Option<Option<DepartmentId>>,
    credit_code: Option<Option<CreditCode>>,
    effective_from: Option<Option<CivilDate>>,
    effective_to: Option<Option<CivilDate>>,
}

impl Edit {
    /// The department with these fields. The days must fit also those that stay.
    fn of(self, present: &Department) -> Result<Department, Fault> {
        let from = self.effective_from.unwrap_or(present.effective.from());
        let to = self.effective_to.unwrap_or(present.effective.to());
        let effective = Fields::one("department.effective_to", Effective::new(from, to)).map_err(Fault::violations)?;
        let present = present.clone();
        Ok(Department {
            name: present.name,
            title: self.title.unwrap_or(present.title),
            code: self.code.unwrap_or(present.code),
            parent: self.parent.unwrap_or(present.parent),
            credit_code: self.credit_code.unwrap_or(present.credit_code),
            effective,
        })
    }
}

fn parse(caller: &Caller, message: &UpdateDepartmentRequest) -> Result<(DepartmentName, Edit, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let given = message.department.clone().unwrap_or_default();
    let name: Option<DepartmentName> = fields.take("department.name", given.name.parse());
    if given.etag.is_empty() {
        fields.refuse("department.etag", "is required", "必填");
    }
    let mask = message.update_mask.clone().unwrap_or_default().paths;
    if mask.is_empty() {
        fields.refuse("update_mask", "is required", "必填");
    }
    fields.at_most("update_mask.paths", mask.len(), MASK_PATHS);
    for (place, path) in mask.iter().take(MASK_PATHS).enumerate() {
        if !FIELDS.contains(&path.as_str()) {
            fields.refuse(format!("update_mask.paths[{place}]"), "is no field to change", "不是可修改的字段");
        }
    }
    // Without a name its region is not known; the name is refused then.
    let parent = name.as_ref().map_or(Ok(None), |name| department::of_region(&name.region, &given.parent));
    let title = masked(&mut fields, &mask, "title", Text::parse(given.title));
    let code = masked(&mut fields, &mask, "code", department::optional(&given.code));
    let parent = masked(&mut fields, &mask, "parent", parent);
    let credit_code = masked(&mut fields, &mask, "credit_code", department::optional(&given.credit_code));
    let effective_from = masked(&mut fields, &mask, "effective_from", region::day(&given.effective_from));
    let effective_to = masked(&mut fields, &mask, "effective_to", region::day(&given.effective_to));
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_department(caller, &name, SERVICE, "UpdateDepartment").repeatable(&id?, message);
        Some((name, Edit { title, code, parent, credit_code, effective_from, effective_to }, request))
    });
    parsed.map_err(Fault::violations)
}

/// A value that the mask names; one that it does not name may be anything.
fn masked<T>(fields: &mut Fields, mask: &[String], field: &str, value: Result<T, Invalid>) -> Option<T> {
    let is_named = mask.iter().any(|path| path == field);
    if is_named { fields.take(format!("department.{field}"), value) } else { None }
}
