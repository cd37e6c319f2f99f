use jixiao_domain::{Caller, Change, Department, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CreateDepartmentRequest, CreateDepartmentResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::SERVICE;
use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn create_department(
        &self,
        context: Context,
        message: CreateDepartmentRequest,
    ) -> Result<CreateDepartmentResponse, Fault> {
        let (department, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        let region = &department.name.region;
        tables.region(region).await?.ok_or_else(|| fault::region_not_found(region))?;
        if !tables.add_department(&department, write.now()).await? {
            return Err(Fault::exists("department", department.name.to_string()));
        }
        let response = CreateDepartmentResponse { department: Some(answer::department(&department)) };
        write.commit(&response, vec![Change::created(&department.name, &department.title)]).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreateDepartmentRequest) -> Result<(Department, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let department = message.department.clone().unwrap_or_default();
    let name = fields.take("department.name", department.name.parse());
    let title = fields.take("department.title", Text::parse(department.title));
    let parsed = fields.finish(|| {
        let department = Department { name: name?, title: title? };
        let request =
            Request::of_department(caller, &department.name, SERVICE, "CreateDepartment").repeatable(&id?, message);
        Some((department, request))
    });
    parsed.map_err(Fault::violations)
}
