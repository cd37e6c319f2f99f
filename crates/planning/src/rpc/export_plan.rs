use jixiao_domain::PlanRef;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ExportPlanRequest, ExportPlanResponse};
use jixiao_reports::target_table;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, fault};

impl Planning {
    pub(crate) async fn export_plan(
        &self,
        _: Context,
        message: ExportPlanRequest,
    ) -> Result<ExportPlanResponse, Fault> {
        let mut fields = Fields::new();
        let plan: Option<PlanRef> = fields.take("name", message.name.parse());
        let format = forms::format(&mut fields, message.format);
        let (plan, format) = fields.finish(|| Some((plan?, format?))).map_err(Fault::violations)?;
        let stored = Tables::of(&self.store).plan(&plan).await?;
        let version = stored.ok_or_else(|| fault::plan_not_found(&plan))?.version()?;
        let file = forms::written(move || target_table(&version, format)).await?;
        Ok(ExportPlanResponse { file: Some(file) })
    }
}
