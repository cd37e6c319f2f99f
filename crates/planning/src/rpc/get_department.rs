use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{GetDepartmentRequest, GetDepartmentResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn get_department(
        &self,
        _: Context,
        message: GetDepartmentRequest,
    ) -> Result<GetDepartmentResponse, Fault> {
        let name = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let department = Tables::of(&self.store).department(&name).await?;
        let department = department.ok_or_else(|| fault::department_not_found(&name))?;
        Ok(GetDepartmentResponse { department: Some(answer::department(&department)) })
    }
}
