use jixiao_domain::{Period, PlanRef};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ExportTemplateRequest, ExportTemplateResponse};
use jixiao_reports::{Progress, actuals_template};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;

use super::period;
use crate::Results;

impl Results {
    pub(crate) async fn export_template(
        &self,
        context: Context,
        message: ExportTemplateRequest,
    ) -> Result<ExportTemplateResponse, Fault> {
        let mut fields = Fields::new();
        let plan: Option<PlanRef> = fields.take("plan", message.plan.parse());
        let name = plan.as_ref().map(|plan| &plan.plan);
        let period = match message.period.as_str() {
            "" => name.map(|name| Period::december(name.year)),
            text => period::in_year(&mut fields, "period", text, name),
        };
        let format = forms::format(&mut fields, message.format);
        let (plan, period, format) = fields.finish(|| Some((plan?, period?, format?))).map_err(Fault::violations)?;

        let version = self.plans.approved(&context, &plan).await?;
        let actuals = self.as_of(&plan.plan, period).await?;
        let write = move || actuals_template(&Progress { version: &version, period, actuals: &actuals }, format);
        Ok(ExportTemplateResponse { file: Some(forms::written(write).await?) })
    }
}
