use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, PlanName, Text};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{ReviewPlanRequest, ReviewPlanResponse, ReviewStage};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::step::Taken;
use crate::{Planning, answer, parse};

impl Planning {
    pub(crate) async fn review_plan(
        &self,
        context: Context,
        message: ReviewPlanRequest,
    ) -> Result<ReviewPlanResponse, Fault> {
        let (taken, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, to) = taken.lock(&write, &message.etag).await?;
        let header = taken.record(&write, &stored, to).await?;
        let response = ReviewPlanResponse { plan: Some(answer::header(&header)) };
        write.commit(&response, taken.changes(&stored, to)).await?;
        Ok(response)
    }
}

fn parse_request(caller: &Caller, message: &ReviewPlanRequest) -> Result<(Taken, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("name", message.name.parse());
    let actor = fields.take("reviewer", Text::parse(message.reviewer.as_str()));
    let opinions = parse::opinions(&mut fields, message.opinions.clone());
    let step = match ReviewStage::try_from(message.stage) {
        Ok(ReviewStage::Department) => Some(Step::ReviewByDepartment),
        Ok(ReviewStage::Finance) => Some(Step::ReviewByFinance),
        Ok(ReviewStage::Unspecified) => {
            fields.refuse("stage", "is required", "必填");
            None
        }
        Err(_) => {
            fields.refuse("stage", "is not a known value", "不是已知的取值");
            None
        }
    };
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "ReviewPlan").repeatable(&id?, message);
        Some((Taken { plan, step: step?, actor, opinions }, request))
    });
    parsed.map_err(Fault::violations)
}
