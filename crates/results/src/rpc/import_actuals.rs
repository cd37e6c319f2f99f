use jixiao_domain::{ExecutionReport, Period, PlanName, PlanRef, PlanVersion, RequestId, Text};
use jixiao_forms::{ActualsForm, Matched, Severity};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ImportActualsRequest, ImportActualsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::results::Report;
use jixiao_store::{Request, begin, repeated};

use super::record::record;
use super::{SERVICE, period};
use crate::Results;

impl Results {
    pub(crate) async fn import_actuals(
        &self,
        context: Context,
        message: ImportActualsRequest,
    ) -> Result<ImportActualsResponse, Fault> {
        let parsed = parse(&message)?;
        let request =
            Request::of_plan(&context.caller, &parsed.plan, SERVICE, "ImportActuals").repeatable(&parsed.id, &message);
        repeated!(self.store, &request);
        let newest = PlanRef { plan: parsed.plan.clone(), version: None };
        let version = self.plans.approved(&context, &newest).await?;
        let (form, matched) = read(message.content, version).await?;
        let period = form_period(&parsed, &form)?;
        let present = self.as_of(&parsed.plan, period).await?;
        let matched = matched.since(form.revision, &present);
        if message.validate_only {
            return Ok(answer(present.revision, period, matched));
        }
        if matched.findings.iter().any(|found| found.severity == Severity::Error) {
            return Err(forms::refused(&matched.findings));
        }

        let write = begin!(self.store, request);
        let (actuals, execution) = (matched.actuals.clone(), matched.execution.clone());
        let report = Report { period, actuals, execution, reporter: parsed.reporter };
        let (revision, changed) = record(&write, &parsed.plan, report).await?;
        let response = answer(revision, period, matched);
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

fn answer(revision: i64, period: Period, matched: Matched) -> ImportActualsResponse {
    let Matched { actuals, execution, findings } = matched;
    ImportActualsResponse {
        revision,
        period: period.to_string(),
        actuals: actuals.iter().map(Into::into).collect(),
        execution: execution.as_ref().map(|report| report.total().into()),
        execution_parts: execution.iter().flat_map(ExecutionReport::parts).map(Into::into).collect(),
        findings: findings.iter().map(forms::finding).collect(),
    }
}

struct Parsed {
    plan: PlanName,
    /// `None` where the form is to say it.
    period: Option<Period>,
    reporter: Text<100>,
    id: RequestId,
}

fn parse(message: &ImportActualsRequest) -> Result<Parsed, Fault> {
    forms::limit(&message.content)?;
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let period = match message.period.as_str() {
        "" => None,
        text => period::in_year(&mut fields, "period", text, plan.as_ref()),
    };
    forms::content(&mut fields, &message.content);
    let reporter = fields.take("reporter", Text::parse(message.reporter.as_str()));
    fields.finish(|| Some(Parsed { plan: plan?, period, reporter: reporter?, id: id? })).map_err(Fault::violations)
}

async fn read(bytes: Vec<u8>, version: PlanVersion) -> Result<(ActualsForm, Matched), Fault> {
    let read = move || {
        let form = jixiao_forms::read_actuals(&bytes)?;
        let matched = form.against(&version.content);
        Ok((form, matched))
    };
    forms::aside(read)
        .await?
        .map_err(|why: jixiao_forms::UnreadableActuals| forms::unreadable(why.as_str(), why.to_string(), why.zh()))
}

/// The period to record: the one asked for, which must not contradict the form, or the form's own.
fn form_period(parsed: &Parsed, form: &ActualsForm) -> Result<Period, Fault> {
    let mut fields = Fields::new();
    if let Some(version) = form.plan.as_ref().filter(|version| version.plan != parsed.plan) {
        let (en, zh) = (format!("is not the plan of the form, {version}"), format!("与表中的计划{version}不一致"));
        fields.refuse("plan", en, zh);
    }
    let period = match (parsed.period, form.period) {
        (Some(asked), Some(printed)) if asked != printed => {
            let (en, zh) =
                (format!("is not the period of the form, {printed}"), format!("与表中的所属时期{printed}不一致"));
            fields.refuse("period", en, zh);
            None
        }
        (None, None) => {
            fields.refuse("period", "is required, because the form names none", "表中没有所属时期，此项必填");
            None
        }
        (None, Some(printed)) => period::in_year(&mut fields, "period", &printed.to_string(), Some(&parsed.plan)),
        (asked, _) => asked,
    };
    fields.finish(|| period).map_err(Fault::violations)
}
