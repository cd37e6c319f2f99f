//! Periods of requests.

use jixiao_domain::{Period, PlanName};
use jixiao_proto::Fields;

/// A month that must be one of the plan's fiscal year.
pub(super) fn in_year(fields: &mut Fields, path: &str, text: &str, plan: Option<&PlanName>) -> Option<Period> {
    let period: Period = fields.take(path, text.parse())?;
    if plan.is_some_and(|plan| plan.year != period.year()) {
        fields.refuse(path, "is not a month of the plan's fiscal year", "不在计划的预算年度内");
    }
    Some(period)
}
