//! Actuals.

use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Actuals, ActualsAsOf, ExecutionRecord, Forecast, PlanLimits, Ratio, Reported,
    Text, Violation,
};

use super::time::instant;
use super::{EnumField, Fields, text_or_empty, timestamp};
use crate::results::v1 as wire;
use wire::actual::Value;

impl TryFrom<wire::Actual> for Actual {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Actual) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let indicator = fields.take("indicator", message.indicator.parse());
        let value = match message.value {
            Some(Value::Number(text)) => fields.take("number", text.parse()).map(ActualValue::Number),
            Some(Value::Date(text)) => fields.take("date", text.parse()).map(ActualValue::Date),
            Some(Value::Text(text)) => fields.take("text", Text::parse(text)).map(ActualValue::Text),
            Some(Value::Tiered(m)) => fields.nested("tiered", tiered(m)),
            Some(Value::NotApplicable(m)) => {
                fields.take("not_applicable.reason", Text::parse(m.reason)).map(ActualValue::NotApplicable)
            }
            None => {
                fields.refuse("value", "is required", "必填");
                None
            }
        };
        let deviation_reason = fields.take("deviation_reason", Text::parse_optional(message.deviation_reason));
        let measure = fields.take("measure", Text::parse_optional(message.measure));
        let source = fields.take("source", Text::parse_optional(message.source));
        let is_number = matches!(value, Some(ActualValue::Number(_)) | None);
        let ratio = ratio(&mut fields, (&message.numerator, &message.denominator), is_number);
        let evidence = fields.each("evidence", message.evidence, Self::EVIDENCE);
        let forecast = match message.forecast {
            None => Some(None),
            Some(forecast) => fields.nested("forecast", Forecast::try_from(forecast)).map(Some),
        };
        fields.finish(|| {
            Some(Self {
                indicator: indicator?,
                value: value?,
                deviation_reason: deviation_reason?,
                measure: measure?,
                source: source?,
                ratio,
                evidence,
                forecast: forecast?,
            })
        })
    }
}

fn tiered(message: wire::TieredActual) -> Result<ActualValue, Vec<Violation>> {
    let mut fields = Fields::new();
    let tier = fields.take("tier", EnumField::parse(message.tier));
    let text = fields.take("text", Text::parse(message.text));
    fields.finish(|| Some(ActualValue::Tiered { tier: tier?, text: text? }))
}

/// What a number was made of: both parts or none.
fn ratio(fields: &mut Fields, (numerator, denominator): (&str, &str), is_number: bool) -> Option<Ratio> {
    if numerator.is_empty() && denominator.is_empty() {
        return None;
    }
    if !is_number {
        fields.refuse("numerator", "goes with a number alone", "仅用于数值");
    }
    let numerator = fields.take("numerator", numerator.parse());
    let denominator = fields.take("denominator", denominator.parse());
    let ratio = Ratio::new(numerator?, denominator?);
    if ratio.is_none() {
        fields.refuse("denominator", "is nought", "为零");
    }
    ratio
}

/// Who recorded what when.
pub(super) struct ReportedFields {
    pub(super) period: String,
    pub(super) revision: i64,
    pub(super) reporter: String,
    pub(super) report_time: Option<prost_types::Timestamp>,
    pub(super) plan_version: i32,
    pub(super) principal: String,
    pub(super) correction_reason: String,
}

impl ReportedFields {
    /// Takes them as fields of the message they stand in.
    pub(super) fn take(self, fields: &mut Fields) -> Option<Reported> {
        let period = fields.take("period", self.period.parse());
        let reporter = fields.take("reporter", Text::parse(self.reporter));
        let time = fields.take("report_time", instant(self.report_time));
        let principal = fields.take("principal", self.principal.parse());
        let correction_reason = fields.take("correction_reason", Text::parse_optional(self.correction_reason));
        Some(Reported {
            period: period?,
            revision: self.revision,
            reporter: reporter?,
            time: time?,
            plan_version: self.plan_version,
            principal: principal?,
            correction_reason: correction_reason?,
        })
    }
}

impl TryFrom<wire::ActualRecord> for ActualRecord {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ActualRecord) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let actual = fields.required("actual", message.actual);
        let reported = ReportedFields {
            period: message.period,
            revision: message.revision,
            reporter: message.reporter,
            report_time: message.report_time,
            plan_version: message.plan_version,
            principal: message.principal,
            correction_reason: message.correction_reason,
        };
        let reported = reported.take(&mut fields);
        fields.finish(|| Some(Self { actual: actual?, reported: reported? }))
    }
}

impl TryFrom<wire::ActualsDocument> for Actuals {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ActualsDocument) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let records: Vec<ActualRecord> = fields.each("actuals", message.actuals, usize::MAX);
        let executions = fields.each("executions", message.executions, usize::MAX);
        fields.finish(|| {
            let mut actuals = Self { revision: message.revision, ..Self::default() };
            actuals.take(message.revision, records, None);
            for execution in executions {
                actuals.take(message.revision, [], Some(execution));
            }
            Some(actuals)
        })
    }
}

impl TryFrom<wire::GetActualsResponse> for ActualsAsOf {
    type Error = Vec<Violation>;

    fn try_from(message: wire::GetActualsResponse) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let records: Vec<ActualRecord> = fields.each("actuals", message.actuals, PlanLimits::INDICATORS);
        let execution = match message.execution {
            None => Some(None),
            Some(execution) => fields.nested("execution", ExecutionRecord::try_from(execution)).map(Some),
        };
        fields.finish(|| {
            let records = records.into_iter().map(|record| (record.actual.indicator.clone(), record)).collect();
            Some(Self { revision: message.revision, records, execution: execution? })
        })
    }
}

impl From<&ActualsAsOf> for wire::GetActualsResponse {
    fn from(actuals: &ActualsAsOf) -> Self {
        Self {
            revision: actuals.revision,
            actuals: actuals.records.values().map(Into::into).collect(),
            execution: actuals.execution.as_ref().map(Into::into),
        }
    }
}

impl From<&Actual> for wire::Actual {
    fn from(actual: &Actual) -> Self {
        let value = match &actual.value {
            ActualValue::Number(number) => Value::Number(number.to_string()),
            ActualValue::Date(date) => Value::Date(date.to_string()),
            ActualValue::Text(text) => Value::Text(text.to_string()),
            ActualValue::Tiered { tier, text } => {
                Value::Tiered(wire::TieredActual { tier: tier.number(), text: text.to_string() })
            }
            ActualValue::NotApplicable(reason) => {
                Value::NotApplicable(wire::NotApplicable { reason: reason.to_string() })
            }
        };
        Self {
            indicator: actual.indicator.to_string(),
            value: Some(value),
            deviation_reason: text_or_empty(actual.deviation_reason.as_ref()),
            measure: text_or_empty(actual.measure.as_ref()),
            source: text_or_empty(actual.source.as_ref()),
            numerator: actual.ratio.map(|ratio| ratio.numerator().to_string()).unwrap_or_default(),
            denominator: actual.ratio.map(|ratio| ratio.denominator().to_string()).unwrap_or_default(),
            evidence: actual.evidence.iter().map(Into::into).collect(),
            forecast: actual.forecast.as_ref().map(Into::into),
        }
    }
}

impl From<&ActualRecord> for wire::ActualRecord {
    fn from(record: &ActualRecord) -> Self {
        Self {
            actual: Some((&record.actual).into()),
            period: record.reported.period.to_string(),
            revision: record.reported.revision,
            reporter: record.reported.reporter.to_string(),
            report_time: Some(timestamp(record.reported.time)),
            plan_version: record.reported.plan_version,
            principal: record.reported.principal.to_string(),
            correction_reason: text_or_empty(record.reported.correction_reason.as_ref()),
        }
    }
}

impl From<&Actuals> for wire::ActualsDocument {
    fn from(actuals: &Actuals) -> Self {
        Self {
            revision: actuals.revision,
            actuals: actuals.records.values().map(Into::into).collect(),
            executions: actuals.executions.values().map(Into::into).collect(),
        }
    }
}
