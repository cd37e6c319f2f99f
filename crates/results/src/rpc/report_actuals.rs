use std::collections::{HashMap, HashSet};

use jixiao_domain::{Actual, Caller, IndicatorId, Period, PlanContent, PlanLimits, PlanName, PlanRef, Target, Text};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ReportActualsRequest, ReportActualsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::{Report, Results as Tables};
use jixiao_store::{Request, begin, repeated};

use super::record::record;
use super::{SERVICE, period};
use crate::{Results, fault};

impl Results {
    pub(crate) async fn report_actuals(
        &self,
        context: Context,
        message: ReportActualsRequest,
    ) -> Result<ReportActualsResponse, Fault> {
        let batch = parse(&context.caller, &message)?;
        repeated!(self.store, &batch.request);
        let newest = PlanRef { plan: batch.plan.clone(), version: None };
        let plan = self.plans.approved(&context, &newest).await?;
        check_targets(&batch, &plan.content)?;
        if message.validate_only {
            let revision = Tables::of(&self.store).actuals(&batch.plan).await?.revision;
            return Ok(ReportActualsResponse { revision });
        }
        let write = begin!(self.store, batch.request);
        let report = Report::of_actuals(batch.period, batch.actuals, &batch.reporter);
        let (revision, changed) = record(&write, &batch.plan, report).await?;
        let response = ReportActualsResponse { revision };
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

struct Batch {
    plan: PlanName,
    period: Period,
    actuals: Vec<Actual>,
    reporter: Text<100>,
    request: Request,
}

fn parse(caller: &Caller, message: &ReportActualsRequest) -> Result<Batch, Fault> {
    let count = message.actuals.len();
    if count > PlanLimits::INDICATORS {
        return Err(Fault::limit(PlanLimits::INDICATORS, count));
    }
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let period = period::in_year(&mut fields, "period", &message.period, plan.as_ref());
    let reporter = fields.take("reporter", Text::parse(message.reporter.as_str()));
    if count == 0 {
        fields.refuse("actuals", "is required", "必填");
    }
    let actuals: Vec<Actual> = fields.each("actuals", message.actuals.clone(), PlanLimits::INDICATORS);
    refuse_repeated(&mut fields, message);
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "ReportActuals").repeatable(&id?, message);
        Some(Batch { plan, period: period?, actuals, reporter: reporter?, request })
    });
    parsed.map_err(Fault::violations)
}

fn refuse_repeated(fields: &mut Fields, message: &ReportActualsRequest) {
    let mut seen = HashSet::new();
    for (place, actual) in message.actuals.iter().enumerate() {
        if !seen.insert(&actual.indicator) {
            fields.refuse(format!("actuals[{place}].indicator"), "is there twice", "重复");
        }
    }
}

/// Every indicator must be in the plan, and every value of the kind its target asks for.
fn check_targets(batch: &Batch, plan: &PlanContent) -> Result<(), Fault> {
    let targets: HashMap<&IndicatorId, &Target> = plan.indicators().iter().map(|i| (&i.id, &i.target)).collect();
    let named = batch.actuals.iter().map(|a| &a.indicator);
    let unknown: Vec<&IndicatorId> = named.filter(|id| !targets.contains_key(id)).collect();
    if !unknown.is_empty() {
        return Err(fault::indicators_unknown(&batch.plan, &unknown));
    }
    let mut fields = Fields::new();
    for (place, actual) in batch.actuals.iter().enumerate() {
        let fits = targets.get(&actual.indicator).map_or(Ok(()), |target| actual.fits(target));
        fields.nested(&format!("actuals[{place}]"), fits.map_err(|violation| vec![violation]));
    }
    fields.finish(|| Some(())).map_err(Fault::violations)
}
