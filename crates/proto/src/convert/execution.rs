//! Budget execution.

use jixiao_domain::{ExecutionAmounts, ExecutionPart, ExecutionRecord, ExecutionReport, Fen, PlanLimits, Violation};

use super::actual::ReportedFields;
use super::plan::not_negative;
use super::{EnumField, Fields, text_or_empty, timestamp};
use crate::results::v1 as wire;

impl TryFrom<wire::ExecutionAmounts> for ExecutionAmounts {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ExecutionAmounts) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let initial = fields.take("initial_fen", not_negative(message.initial_fen));
        let adjusted = match message.adjusted_fen {
            None => Some(None),
            Some(fen) => fields.take("adjusted_fen", not_negative(fen)).map(Some),
        };
        let executed = fields.take("executed_fen", not_negative(message.executed_fen));
        fields.finish(|| Some(Self { initial: initial?, adjusted: adjusted?, executed: executed? }))
    }
}

impl TryFrom<wire::ExecutionPart> for ExecutionPart {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ExecutionPart) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let source = fields.take("source", EnumField::parse(message.source));
        let amounts = fields.required("amounts", message.amounts);
        fields.finish(|| Some(Self { task: message.task, source: source?, amounts: amounts? }))
    }
}

impl TryFrom<wire::ExecutionRecord> for ExecutionRecord {
    type Error = Vec<Violation>;

    fn try_from(message: wire::ExecutionRecord) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let total = fields.required("total", message.total);
        let parts = fields.each("parts", message.parts, PlanLimits::EXECUTION_PARTS);
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
        let (total, reported) = fields.finish(|| Some((total?, reported?)))?;
        let report = ExecutionReport::new(total, parts)
            .map_err(|e| vec![Violation::new("parts", e.to_string(), "分项之和不等于合计")])?;
        Ok(Self { report, reported })
    }
}

impl From<&ExecutionAmounts> for wire::ExecutionAmounts {
    fn from(amounts: &ExecutionAmounts) -> Self {
        Self {
            initial_fen: amounts.initial.get(),
            adjusted_fen: amounts.adjusted.map(Fen::get),
            executed_fen: amounts.executed.get(),
        }
    }
}

impl From<&ExecutionPart> for wire::ExecutionPart {
    fn from(part: &ExecutionPart) -> Self {
        Self { task: part.task, source: part.source.number(), amounts: Some((&part.amounts).into()) }
    }
}

impl From<&ExecutionRecord> for wire::ExecutionRecord {
    fn from(record: &ExecutionRecord) -> Self {
        Self {
            total: Some(record.report.total().into()),
            parts: record.report.parts().iter().map(Into::into).collect(),
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
