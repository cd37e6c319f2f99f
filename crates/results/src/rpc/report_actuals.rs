use std::collections::{HashMap, HashSet};

use jixiao_domain::{
    Actual, ActualValue, Actuals, Caller, IndicatorId, NumericTarget, Period, PlanContent, PlanLimits, PlanName,
    PlanRef, Target,
};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{ReportActualsRequest, ReportActualsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::results::{By, Report, Results as Tables};
use jixiao_store::{Request, begin, repeated};

use super::{SERVICE, by, period};
use crate::{Results, changes, fault, notices};

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
        check_percents(&message, &batch, &plan.content)?;
        let by = By { plan_version: plan.name.version, ..batch.by.clone() };
        let report = Report::of_actuals(batch.period, batch.actuals.clone(), by.clone());
        let findings = |before: &Actuals| {
            let found = notices::of(&plan.content, before, &batch.actuals, (batch.period, &by));
            found.iter().map(forms::finding).collect()
        };
        if message.validate_only {
            let tables = Tables::of(&self.store);
            let before = tables.actuals(&batch.plan).await?;
            let period = tables.period(&report.period_name(&batch.plan)).await?;
            report.check(&period, &before).map_err(fault::not_recorded)?;
            return Ok(ReportActualsResponse { revision: before.revision, findings: findings(&before) });
        }
        let write = begin!(self.store, batch.request);
        let recorded =
            Tables::within(&write).report(&batch.plan, report, write.now()).await.map_err(fault::not_recorded)?;
        let response = ReportActualsResponse { revision: recorded.revision, findings: findings(&recorded.before) };
        let changes = changes::of_actuals(&batch.plan, batch.period, &recorded.before, &batch.actuals);
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

struct Batch {
    plan: PlanName,
    period: Period,
    actuals: Vec<Actual>,
    /// The version is filled in once it is known.
    by: By,
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
    let by = by::take(&mut fields, caller, &message.reporter, &message.correction_reason);
    if count == 0 {
        fields.refuse("actuals", "is required", "必填");
    }
    let actuals: Vec<Actual> = fields.each("actuals", message.actuals.clone(), PlanLimits::INDICATORS);
    refuse_repeated(&mut fields, message);
    let parsed = fields.finish(|| {
        let plan = plan?;
        let request = Request::of_plan(caller, &plan, SERVICE, "ReportActuals").repeatable(&id?, message);
        let request = request.because(message.correction_reason.as_str());
        Some(Batch { plan, period: period?, actuals, by: by?, request })
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

/// A rate in percent must be what its numerator and denominator make, rounded to the places it was typed with.
fn check_percents(message: &ReportActualsRequest, batch: &Batch, plan: &PlanContent) -> Result<(), Fault> {
    let percent = |target: &Target| match target {
        Target::Numeric(NumericTarget { unit: Some(unit), .. }) => matches!(unit.as_str().trim(), "%" | "％" | "﹪"),
        _ => false,
    };
    let percents: HashSet<&IndicatorId> =
        plan.indicators().iter().filter(|it| percent(&it.target)).map(|it| &it.id).collect();
    let mut fields = Fields::new();
    for (place, (typed, actual)) in message.actuals.iter().zip(&batch.actuals).enumerate() {
        let (ActualValue::Number(number), Some(ratio), Some(Value::Number(text))) =
            (&actual.value, actual.ratio, &typed.value)
        else {
            continue;
        };
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        let places = u32::try_from(places).unwrap_or(u32::MAX);
        if percents.contains(&actual.indicator) && !ratio.is_percent(*number, places) {
            let path = format!("actuals[{place}].number");
            fields.refuse(path, "is not 100 × numerator ÷ denominator", "不等于分子除以分母的百分比");
        }
    }
    fields.finish(|| Some(())).map_err(Fault::violations)
}
