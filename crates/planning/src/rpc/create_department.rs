use jixiao_domain::{Caller, Department};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CreateDepartmentRequest, CreateDepartmentResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::{SERVICE, department};
use crate::{Planning, answer};

const PATH: &str = "department";

impl Planning {
    pub(crate) async fn create_department(
        &self,
        context: Context,
        message: CreateDepartmentRequest,
    ) -> Result<CreateDepartmentResponse, Fault> {
        let (department, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let name = department.name.clone();
        let roll = department::lock(&write, &name.region).await?;
        if roll.get(&name.department).is_some() {
            return Err(Fault::exists("department", name.to_string()));
        }
        let changes = department::created(&department);
        let put = department::put(&write, &roll, &name.region, vec![department], |_| PATH.to_owned()).await?;
        let response = CreateDepartmentResponse { department: put.first().map(answer::department) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreateDepartmentRequest) -> Result<(Department, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let department = fields.nested(PATH, department::parse(message.department.clone().unwrap_or_default()));
    let parsed = fields.finish(|| {
        let department = department?;
        let request =
            Request::of_department(caller, &department.name, SERVICE, "CreateDepartment").repeatable(&id?, message);
        Some((department, request))
    });
    parsed.map_err(Fault::violations)
}
