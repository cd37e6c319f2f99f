use jixiao_domain::{
    Caller, ExecutionReport, Period, PeriodName, PeriodState, PlanName, PlanRef, PlanVersion, RequestId,
};
use jixiao_forms::{ActualsForm, Matched, Severity};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ImportActualsRequest, ImportActualsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;
use jixiao_store::results::{By, Report, Results as Tables};
use jixiao_store::{Request, StoreError, begin, repeated};

use super::{SERVICE, by, period};
use crate::{Results, changes, fault};

impl Results {
    pub(crate) async fn import_actuals(
        &self,
        context: Context,
        message: ImportActualsRequest,
    ) -> Result<ImportActualsResponse, Fault> {
        let parsed = parse(&context.caller, &message)?;
        let request = Request::of_plan(&context.caller, &parsed.plan, SERVICE, "ImportActuals")
            .repeatable(&parsed.id, &message)
            .because(message.correction_reason.as_str());
        repeated!(self.store, &request);
        let newest = PlanRef { plan: parsed.plan.clone(), version: None };
        let version = self.plans.approved(&context, &newest).await?;
        let by = By { plan_version: version.name.version, ..parsed.by.clone() };
        let (form, matched) = read(message.content, version).await?;
        let period = form_period(&parsed, &form)?;
        let present = self.as_of(&parsed.plan, period).await?;
        let matched = matched.since(form.revision, &present);
        let (actuals, execution) = (matched.actuals.clone(), matched.execution.clone());
        let report = Report { period, actuals, execution, by };
        if message.validate_only {
            self.check_open(&report.period_name(&parsed.plan)).await?;
            return Ok(answer(present.revision, period, matched));
        }
        if matched.findings.iter().any(|found| found.severity == Severity::Error) {
            return Err(forms::refused(&matched.findings));
        }

        let write = begin!(self.store, request);
        let recorded =
            Tables::within(&write).report(&parsed.plan, report, write.now()).await.map_err(fault::not_recorded)?;
        if recorded.before.revision != present.revision {
            // What the form was compared with is no longer what it would change.
            return Err(StoreError::gave_way().into());
        }
        let mut changes = changes::of_actuals(&parsed.plan, period, &recorded.before, &matched.actuals);
        if let Some(execution) = &matched.execution {
            changes.extend(changes::of_execution(&parsed.plan, period, &recorded.before, execution));
        }
        let response = answer(recorded.revision, period, matched);
        write.commit(&response, changes).await?;
        Ok(response)
    }

    /// Whether the period takes reports as things stand.
    async fn check_open(&self, name: &PeriodName) -> Result<(), Fault> {
        match Tables::of(&self.store).period(name).await?.period.state {
            PeriodState::Open => Ok(()),
            PeriodState::Closed => Err(fault::period_closed(name)),
        }
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
    /// The version is filled in once it is known.
    by: By,
    id: RequestId,
}

fn parse(caller: &Caller, message: &ImportActualsRequest) -> Result<Parsed, Fault> {
    forms::limit(&message.content)?;
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let period = match message.period.as_str() {
        "" => None,
        text => period::in_year(&mut fields, "period", text, plan.as_ref()),
    };
    forms::content(&mut fields, &message.content);
    let by = by::take(&mut fields, caller, &message.reporter, &message.correction_reason);
    fields.finish(|| Some(Parsed { plan: plan?, period, by: by?, id: id? })).map_err(Fault::violations)
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
