use std::collections::HashSet;

use jixiao_domain::{
    Caller, ExecutionAmounts, ExecutionPart, ExecutionReport, Period, PlanContent, PlanLimits, PlanName, PlanRef,
};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ReportExecutionRequest, ReportExecutionResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::{By, Report, Results as Tables};
use jixiao_store::{Request, begin, repeated};

use super::{SERVICE, by, period};
use crate::{Results, changes, fault};

impl Results {
    pub(crate) async fn report_execution(
        &self,
        context: Context,
        message: ReportExecutionRequest,
    ) -> Result<ReportExecutionResponse, Fault> {
        let parsed = parse(&context.caller, &message)?;
        repeated!(self.store, &parsed.request);
        let newest = PlanRef { plan: parsed.plan.clone(), version: None };
        let plan = self.plans.approved(&context, &newest).await?;
        check_tasks(&parsed.parts, &plan.content)?;
        let report = ExecutionReport::new(parsed.total, parsed.parts);
        let report = report.map_err(|refused| fault::parts_do_not_add_up(&refused))?;

        let write = begin!(self.store, parsed.request);
        let by = By { plan_version: plan.name.version, ..parsed.by };
        let recorded = Tables::within(&write)
            .report(&parsed.plan, Report::of_execution(parsed.period, report.clone(), by), write.now())
            .await
            .map_err(fault::not_recorded)?;
        let response = ReportExecutionResponse { revision: recorded.revision };
        let changes = changes::of_execution(&parsed.plan, parsed.period, &recorded.before, &report);
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

struct Parsed {
    plan: PlanName,
    period: Period,
    total: ExecutionAmounts,
    parts: Vec<ExecutionPart>,
    /// The version is filled in once it is known.
    by: By,
    request: Request,
}

fn parse(caller: &Caller, message: &ReportExecutionRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let period = period::in_year(&mut fields, "period", &message.period, plan.as_ref());
    let total = fields.required("total", message.total);
    let parts: Vec<ExecutionPart> = fields.each("parts", message.parts.clone(), PlanLimits::EXECUTION_PARTS);
    let mut seen = HashSet::new();
    for (place, part) in message.parts.iter().enumerate() {
        if !seen.insert((part.task, part.source)) {
            fields.refuse(format!("parts[{place}]"), "repeats a task and fund source", "任务和资金来源重复");
        }
    }
    let by = by::take(&mut fields, caller, &message.reporter, &message.correction_reason);
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "ReportExecution").repeatable(&id?, message);
        let request = request.because(message.correction_reason.as_str());
        Some(Parsed { plan, period: period?, total: total?, parts, by: by?, request })
    });
    parsed.map_err(Fault::violations)
}

fn check_tasks(parts: &[ExecutionPart], plan: &PlanContent) -> Result<(), Fault> {
    let numbers: HashSet<i32> = plan.tasks().iter().map(|t| t.number).collect();
    let mut fields = Fields::new();
    for (place, part) in parts.iter().enumerate() {
        if !numbers.contains(&part.task) {
            fields.refuse(format!("parts[{place}].task"), "names no task of the plan", "不是本计划的任务");
        }
    }
    fields.finish(|| Some(())).map_err(Fault::violations)
}
