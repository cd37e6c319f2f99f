//! What was achieved.

use std::collections::BTreeMap;

use crate::{
    CivilDate, Decimal, Evidence, ExecutionRecord, Forecast, IndicatorId, Instant, Period, PrincipalId, Ratio, Target,
    Text, Tier, Violation,
};

/// A reported value (实际完成值).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActualValue {
    /// Against a number. A cumulative quantity is the year-to-date figure, never an increment.
    Number(Decimal),
    /// The day something was done.
    Date(CivilDate),
    /// As printed; a person judges it.
    Text(Text<2000>),
    /// The unit's own view of a qualitative target, with what was achieved; a person still judges it.
    Tiered {
        /// How well the unit sees it reached.
        tier: Tier,
        /// What was achieved.
        text: Text<2000>,
    },
    /// The indicator does not apply, and why.
    NotApplicable(Text<2000>),
}

/// What a unit reports against an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actual {
    /// The indicator.
    pub indicator: IndicatorId,
    /// What was achieved.
    pub value: ActualValue,
    /// 偏差原因分析.
    pub deviation_reason: Option<Text<2000>>,
    /// 改进措施.
    pub measure: Option<Text<2000>>,
    /// Where the figure comes from.
    pub source: Option<Text<500>>,
    /// What a rate was made of, so that rates of several units can be added up.
    pub ratio: Option<Ratio>,
    /// What proves it, in the order given.
    pub evidence: Vec<Evidence>,
    /// What is expected of the whole year.
    pub forecast: Option<Forecast>,
}

impl Actual {
    /// Most pieces of evidence of an actual.
    pub const EVIDENCE: usize = 20;

    /// A value and nothing else.
    pub fn new(indicator: IndicatorId, value: ActualValue) -> Self {
        Self {
            indicator,
            value,
            deviation_reason: None,
            measure: None,
            source: None,
            ratio: None,
            evidence: Vec::new(),
            forecast: None,
        }
    }

    /// Whether both report the same value; the texts and proofs beside it may differ.
    pub fn is_same_value(&self, other: &Self) -> bool {
        self.value == other.value && self.ratio == other.ratio
    }

    /// As a form tells it: forms have no place for a unit's own tier, for what a rate was made of, for evidence
    /// and for a forecast.
    #[must_use]
    pub fn on_a_form(&self) -> Self {
        let value = match &self.value {
            ActualValue::Tiered { text, .. } => ActualValue::Text(text.clone()),
            value => value.clone(),
        };
        Self { value, ratio: None, evidence: Vec::new(), forecast: None, ..self.clone() }
    }

    /// What came back on a form, with what the form has no place for as it was before: all of it where the value
    /// stayed, else the forecast alone, because the rest belongs to the value.
    #[must_use]
    pub fn completed_from(self, before: &Self) -> Self {
        let forecast = before.forecast.clone();
        if self.value == before.on_a_form().value {
            let Self { value, ratio, evidence, .. } = before.clone();
            Self { value, ratio, evidence, forecast, ..self }
        } else {
            Self { forecast, ..self }
        }
    }

    /// Whether a value of this kind answers a target of that kind; the violation's path is relative to the actual.
    pub fn fits(&self, target: &Target) -> Result<(), Violation> {
        match (&self.value, target) {
            (ActualValue::Text(_) | ActualValue::NotApplicable(_), _)
            | (ActualValue::Number(_), Target::Numeric(_) | Target::Unreadable { .. })
            | (ActualValue::Date(_), Target::Deadline { .. } | Target::Window { .. })
            | (ActualValue::Tiered { .. }, Target::Qualitative { .. }) => Ok(()),
            (ActualValue::Tiered { .. }, _) => {
                Err(Violation::new("tiered", "answers a qualitative target alone", "仅用于定性指标"))
            }
            (ActualValue::Number(_), _) => {
                Err(Violation::new("number", "does not answer a target without a number", "该指标没有数值目标"))
            }
            (ActualValue::Date(_), _) => {
                Err(Violation::new("date", "does not answer a target without a date", "该指标没有日期目标"))
            }
        }
    }
}

/// Who recorded what when: a revision of a plan's actuals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The month it is for.
    pub period: Period,
    /// Number of the report in its plan, from 1.
    pub revision: i64,
    /// Who answers for it.
    pub reporter: Text<100>,
    /// When it was recorded.
    pub time: Instant,
    /// The version of the plan that was in force, from 1.
    pub plan_version: i32,
    /// Who sent it, as the server knows them.
    pub principal: PrincipalId,
    /// Why a figure that was recorded before is another one now.
    pub correction_reason: Option<Text<2000>>,
}

/// An actual as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualRecord {
    /// What was reported.
    pub actual: Actual,
    /// By whom, when, as which revision.
    pub reported: Reported,
}

/// The current records of a plan: of each indicator and period, and of each period's execution, the
/// newest revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actuals {
    /// The newest revision; 0 where nothing was reported.
    pub revision: i64,
    /// By indicator and period.
    pub records: BTreeMap<(IndicatorId, Period), ActualRecord>,
    /// By period.
    pub executions: BTreeMap<Period, ExecutionRecord>,
}

/// The records that a scorecard as of some period uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActualsAsOf {
    /// The newest revision of the plan's actuals; 0 where nothing was reported.
    pub revision: i64,
    /// At most one of each indicator.
    pub records: BTreeMap<IndicatorId, ActualRecord>,
    /// Where one was reported.
    pub execution: Option<ExecutionRecord>,
}

impl Actuals {
    /// Takes records in; a newer revision takes the place of an older one.
    pub fn take(
        &mut self,
        revision: i64,
        records: impl IntoIterator<Item = ActualRecord>,
        execution: Option<ExecutionRecord>,
    ) {
        self.revision = self.revision.max(revision);
        for record in records {
            let key = (record.actual.indicator.clone(), record.reported.period);
            let is_newer = self.records.get(&key).is_none_or(|r| r.reported.revision <= record.reported.revision);
            if is_newer {
                self.records.insert(key, record);
            }
        }
        if let Some(execution) = execution {
            let key = execution.reported.period;
            let is_newer = self.executions.get(&key).is_none_or(|e| e.reported.revision <= execution.reported.revision);
            if is_newer {
                self.executions.insert(key, execution);
            }
        }
    }

    /// What a scorecard as of `period` uses: of each indicator, and of the execution, the newest
    /// revision of the latest period not after it.
    #[must_use]
    pub fn as_of(&self, period: Period) -> ActualsAsOf {
        let in_time = self.records.iter().filter(|((_, at), _)| *at <= period);
        // Periods come in ascending order within an indicator, so the latest stays.
        let records = in_time.map(|((indicator, _), record)| (indicator.clone(), record.clone())).collect();
        let execution = self.executions.range(..=period).next_back().map(|(_, record)| record.clone());
        ActualsAsOf { revision: self.revision, records, execution }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::FiscalYear;

    fn period(month: u8) -> Period {
        Period::new(FiscalYear::new(2023).unwrap(), month).unwrap()
    }

    fn record(indicator: usize, month: u8, revision: i64) -> ActualRecord {
        ActualRecord {
            actual: Actual::new(
                IndicatorId::numbered(indicator),
                ActualValue::Number(Decimal::from_millionths(revision).unwrap()),
            ),
            reported: Reported {
                period: period(month),
                revision,
                reporter: Text::parse("填报人").unwrap(),
                time: Instant::from_micros(revision),
                plan_version: 1,
                principal: PrincipalId::local(),
                correction_reason: None,
            },
        }
    }

    proptest! {
        #[test]
        fn as_of_gives_the_newest_revision_of_the_latest_period_not_after(
            reports in proptest::collection::vec((1..4usize, 1..=12u8), 0..40),
            month in 1..=12u8,
        ) {
            let mut actuals = Actuals::default();
            for ((indicator, at), revision) in reports.iter().zip(1..) {
                actuals.take(revision, [record(*indicator, *at, revision)], None);
            }
            let seen = actuals.as_of(period(month));
            prop_assert_eq!(seen.revision, reports.len() as i64);
            for indicator in 1..4 {
                let expected = reports.iter().zip(1i64..)
                    .filter(|((i, at), _)| *i == indicator && *at <= month)
                    .max_by_key(|((_, at), revision)| (*at, *revision))
                    .map(|((_, at), revision)| (period(*at), revision));
                let id = IndicatorId::numbered(indicator);
                let found: Vec<_> = seen.records.values().filter(|r| r.actual.indicator == id)
                    .map(|r| (r.reported.period, r.reported.revision)).collect();
                prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn an_older_revision_never_takes_the_place_of_a_newer_one() {
        let mut actuals = Actuals::default();
        actuals.take(2, [record(1, 3, 2)], None);
        actuals.take(1, [record(1, 3, 1)], None);
        let kept = actuals.records.values().map(|r| r.reported.revision).collect::<Vec<_>>();
        assert_eq!((kept, actuals.revision), (vec![2], 2));
    }
}
