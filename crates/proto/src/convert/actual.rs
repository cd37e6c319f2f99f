//! Actuals.

use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Actuals, ActualsAsOf, ExecutionRecord, PlanLimits, Reported, Text, Violation,
};

use super::time::instant;
use super::{Fields, text_or_empty, timestamp};
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
        fields.finish(|| {
            Some(Self {
                indicator: indicator?,
                value: value?,
                deviation_reason: deviation_reason?,
                measure: measure?,
                source: source?,
            })
        })
    }
}

impl TryFrom<wire::ActualRecord> for ActualRecord {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ActualRecord) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let actual = fields.required("actual", message.actual);
        let period = fields.take("period", message.period.parse());
        let reporter = fields.take("reporter", Text::parse(message.reporter));
        let time = fields.take("report_time", instant(message.report_time));
        fields.finish(|| {
            let reported = Reported { period: period?, revision: message.revision, reporter: reporter?, time: time? };
            Some(Self { actual: actual?, reported })
        })
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
