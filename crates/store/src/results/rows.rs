//! Records as rows, and back.

use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Decimal, ExecutionAmounts, ExecutionPart, ExecutionRecord, ExecutionReport, Fen,
    FiscalYear, Forecast, Instant, Invalid, Period, Ratio, Reported, Text,
};
use jixiao_proto::EnumField;

use super::beside::{Beside, forecast};
use super::entity::{actual, execution, part};
use crate::StoreError;
use crate::rows::OrCorrupt;
use crate::shard::Shard;

/// Kinds of values: the number of the field in `jixiao.results.v1.Actual`.
const NUMBER: i32 = 2;
const DATE: i32 = 3;
const TEXT: i32 = 4;
const NOT_APPLICABLE: i32 = 5;
const TIERED: i32 = 9;

const MISSING: Invalid = Invalid { en: "is missing", zh: "缺失" };

pub(super) fn actual_row(shard: &Shard, record: &ActualRecord) -> actual::Model {
    let Shard { region, department, fiscal_year } = shard.clone();
    let Actual { value, ratio, forecast, .. } = &record.actual;
    let (value_kind, number_millionths, date, text) = match value {
        ActualValue::Number(number) => (NUMBER, Some(number.millionths()), None, None),
        ActualValue::Date(date) => (DATE, None, Some(date.to_string()), None),
        ActualValue::Text(text) => (TEXT, None, None, Some(text.to_string())),
        ActualValue::Tiered { text, .. } => (TIERED, None, None, Some(text.to_string())),
        ActualValue::NotApplicable(reason) => (NOT_APPLICABLE, None, None, Some(reason.to_string())),
    };
    let tier = match value {
        ActualValue::Tiered { tier, .. } => Some(tier.number()),
        _ => None,
    };
    actual::Model {
        region,
        department,
        fiscal_year,
        revision: record.reported.revision,
        indicator: record.actual.indicator.to_string(),
        month: record.reported.period.month().into(),
        value_kind,
        plan_version: record.reported.plan_version,
        reporter: record.reported.reporter.to_string(),
        principal: record.reported.principal.to_string(),
        reported_at_us: record.reported.time.micros(),
        number_millionths,
        numerator_millionths: ratio.map(|ratio| ratio.numerator().millionths()),
        denominator_millionths: ratio.map(|ratio| ratio.denominator().millionths()),
        tier,
        likelihood: forecast.as_ref().map(|forecast| forecast.likelihood().number()),
        date,
        text,
        deviation_reason: record.actual.deviation_reason.as_ref().map(ToString::to_string),
        measure: record.actual.measure.as_ref().map(ToString::to_string),
        source: record.actual.source.as_ref().map(ToString::to_string),
        estimate: forecast.as_ref().and_then(Forecast::estimate).map(ToString::to_string),
        correction_reason: record.reported.correction_reason.as_ref().map(ToString::to_string),
    }
}

pub(super) fn actual_record(row: actual::Model, beside: &mut Beside) -> Result<ActualRecord, StoreError> {
    parse_actual(row, beside).or_corrupt("actual")
}

fn parse_actual(row: actual::Model, beside: &mut Beside) -> Result<ActualRecord, Invalid> {
    let key = (row.revision, row.indicator.clone());
    let evidence = beside.evidence.remove(&key).unwrap_or_default();
    let reasons = beside.reasons.remove(&key).unwrap_or_default();
    let forecast = forecast(row.likelihood, row.estimate, reasons)?;
    let part = |millionths: Option<i64>| millionths.map(|it| Decimal::from_millionths(it).ok_or(MISSING)).transpose();
    let ratio = match (part(row.numerator_millionths)?, part(row.denominator_millionths)?) {
        (Some(numerator), Some(denominator)) => Some(Ratio::new(numerator, denominator).ok_or(MISSING)?),
        (None, None) => None,
        _ => return Err(MISSING),
    };
    let text = row.text.map(Text::parse).transpose()?;
    let value = match row.value_kind {
        NUMBER => ActualValue::Number(row.number_millionths.and_then(Decimal::from_millionths).ok_or(MISSING)?),
        DATE => ActualValue::Date(row.date.ok_or(MISSING)?.parse()?),
        TEXT => ActualValue::Text(text.ok_or(MISSING)?),
        TIERED => ActualValue::Tiered { tier: EnumField::parse(row.tier.ok_or(MISSING)?)?, text: text.ok_or(MISSING)? },
        NOT_APPLICABLE => ActualValue::NotApplicable(text.ok_or(MISSING)?),
        _ => return Err(Invalid { en: "is of an unknown kind", zh: "未知的完成值类型" }),
    };
    let reported = ReportedColumns {
        fiscal_year: row.fiscal_year,
        month: row.month,
        revision: row.revision,
        reporter: row.reporter,
        reported_at_us: row.reported_at_us,
        plan_version: row.plan_version,
        principal: row.principal,
        correction_reason: row.correction_reason,
    };
    let actual = Actual {
        indicator: row.indicator.parse()?,
        value,
        deviation_reason: row.deviation_reason.map(Text::parse).transpose()?,
        measure: row.measure.map(Text::parse).transpose()?,
        source: row.source.map(Text::parse).transpose()?,
        ratio,
        evidence,
        forecast,
    };
    Ok(ActualRecord { actual, reported: reported.reported()? })
}

/// The columns that say who recorded what when.
struct ReportedColumns {
    fiscal_year: i32,
    month: i32,
    revision: i64,
    reporter: String,
    reported_at_us: i64,
    plan_version: i32,
    principal: String,
    correction_reason: Option<String>,
}

impl ReportedColumns {
    fn reported(self) -> Result<Reported, Invalid> {
        let period = FiscalYear::new(self.fiscal_year).zip(u8::try_from(self.month).ok());
        Ok(Reported {
            period: period.and_then(|(year, month)| Period::new(year, month)).ok_or(MISSING)?,
            revision: self.revision,
            reporter: Text::parse(self.reporter)?,
            time: Instant::from_micros(self.reported_at_us),
            plan_version: self.plan_version,
            principal: self.principal.parse()?,
            correction_reason: self.correction_reason.map(Text::parse).transpose()?,
        })
    }
}

pub(super) fn execution_rows(shard: &Shard, record: &ExecutionRecord) -> (execution::Model, Vec<part::Model>) {
    let revision = record.reported.revision;
    let total = record.report.total();
    let Shard { region, department, fiscal_year } = shard.clone();
    let row = execution::Model {
        region,
        department,
        fiscal_year,
        revision,
        month: record.reported.period.month().into(),
        plan_version: record.reported.plan_version,
        initial_fen: total.initial.get(),
        executed_fen: total.executed.get(),
        reporter: record.reported.reporter.to_string(),
        principal: record.reported.principal.to_string(),
        reported_at_us: record.reported.time.micros(),
        adjusted_fen: total.adjusted.map(Fen::get),
        correction_reason: record.reported.correction_reason.as_ref().map(ToString::to_string),
    };
    let parts = record.report.parts().iter().map(|part| {
        let Shard { region, department, fiscal_year } = shard.clone();
        part::Model {
            region,
            department,
            fiscal_year,
            revision,
            task: part.task,
            source: part.source.number(),
            initial_fen: part.amounts.initial.get(),
            executed_fen: part.amounts.executed.get(),
            adjusted_fen: part.amounts.adjusted.map(Fen::get),
        }
    });
    (row, parts.collect())
}

pub(super) fn execution_record(row: execution::Model, parts: &[part::Model]) -> Result<ExecutionRecord, StoreError> {
    const WHAT: &str = "execution";
    let amounts = |initial, adjusted: Option<i64>, executed| ExecutionAmounts {
        initial: Fen::new(initial),
        adjusted: adjusted.map(Fen::new),
        executed: Fen::new(executed),
    };
    let parts = parts.iter().filter(|p| p.revision == row.revision).map(|p| {
        let amounts = amounts(p.initial_fen, p.adjusted_fen, p.executed_fen);
        Ok(ExecutionPart { task: p.task, source: EnumField::parse(p.source)?, amounts })
    });
    let parts = parts.collect::<Result<_, _>>().or_corrupt(WHAT)?;
    let total = amounts(row.initial_fen, row.adjusted_fen, row.executed_fen);
    let report = ExecutionReport::new(total, parts).map_err(|_| StoreError::Corrupt(WHAT))?;
    let reported = ReportedColumns {
        fiscal_year: row.fiscal_year,
        month: row.month,
        revision: row.revision,
        reporter: row.reporter,
        reported_at_us: row.reported_at_us,
        plan_version: row.plan_version,
        principal: row.principal,
        correction_reason: row.correction_reason,
    };
    Ok(ExecutionRecord { report, reported: reported.reported().or_corrupt(WHAT)? })
}
