//! A form against what was reported since it was handed out.

use jixiao_domain::{Actual, ActualsAsOf, IndicatorId};

use super::Matched;
use crate::{Code, Finding};

impl Matched {
    /// Leaves out what is reported already, word for word, so that a form that comes back with one answer changed
    /// is a report of that answer, and judgements of the others stay. `revision` is that of the actuals when the
    /// form was handed out, where it says so: an answer that another one has replaced since is an error. What
    /// forms have no place for stays as it was.
    #[must_use]
    pub fn since(mut self, revision: Option<i64>, current: &ActualsAsOf) -> Self {
        let before = self.actuals.len() + usize::from(self.execution.is_some());
        let recorded = |actual: &Actual| current.records.get(&actual.indicator).map(|record| &record.actual);
        self.actuals.retain(|actual| recorded(actual).is_none_or(|before| before.on_a_form() != *actual));
        let complete = |actual: Actual| match recorded(&actual) {
            Some(before) => actual.completed_from(before),
            None => actual,
        };
        self.actuals = self.actuals.into_iter().map(complete).collect();
        self.execution =
            self.execution.take().filter(|report| current.execution.as_ref().is_none_or(|it| it.report != *report));
        let unchanged = before - self.actuals.len() - usize::from(self.execution.is_some());
        let is_newer = |at: i64| revision.is_some_and(|revision| at > revision);
        let stale: Vec<Finding> = self
            .actuals
            .iter()
            .filter_map(|actual| current.records.get(&actual.indicator))
            .filter(|record| is_newer(record.reported.revision))
            .map(|record| changed_since(Some(&record.actual.indicator), record.reported.revision))
            .collect();
        let execution =
            current.execution.as_ref().filter(|it| self.execution.is_some() && is_newer(it.reported.revision));
        self.findings.extend(stale);
        self.findings.extend(execution.map(|it| changed_since(None, it.reported.revision)));
        if before == 0 {
            self.findings.push(Finding::new(Code::NothingReported, "the form reports nothing", "表中没有填报任何内容"));
        } else if unchanged > 0 {
            let en = format!("{unchanged} answers are reported already as they stand; they were left out");
            let zh = format!("{unchanged}项内容与已填报的一致，未重复记录");
            self.findings.push(Finding::new(Code::ActualUnchanged, en, zh));
        }
        self
    }
}

fn changed_since(indicator: Option<&IndicatorId>, revision: i64) -> Finding {
    let (en, zh) = match indicator {
        Some(id) => (format!("indicator {id}"), format!("指标{id}")),
        None => ("the execution".to_owned(), "预算执行".to_owned()),
    };
    let en = format!("{en} was reported anew (revision {revision}) after the form was handed out");
    Finding::new(
        Code::ActualChangedSince,
        en,
        format!("{zh}在该表导出之后已有新的填报（版次{revision}），请重新导出后填写"),
    )
}
