//! What should be looked at in actuals that were taken.

use jixiao_domain::scoring::{Flag, score_indicator};
use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Actuals, Decimal, Indicator, Instant, Judged, Period, PlanContent, Profile,
    Reported,
};
use jixiao_forms::{Code, Finding};
use jixiao_store::results::By;

/// What should be looked at, by actual in the order given. `before` is what was current before.
pub(crate) fn of(plan: &PlanContent, before: &Actuals, now: &[Actual], (period, by): (Period, &By)) -> Vec<Finding> {
    let mut findings = Vec::new();
    for actual in now {
        let Some(indicator) = plan.indicators().iter().find(|it| it.id == actual.indicator) else { continue };
        let told = [
            decreased(indicator, before, actual, period),
            negative(actual),
            reason_missing(indicator, actual, (period, by)),
        ];
        findings.extend(told.into_iter().flatten());
    }
    findings
}

/// Compares with the latest earlier month of the year that has a number.
fn decreased(indicator: &Indicator, before: &Actuals, actual: &Actual, period: Period) -> Option<Finding> {
    let ActualValue::Number(number) = actual.value else { return None };
    if !indicator.accumulation_kind().is_cumulative() {
        return None;
    }
    let earlier = before.records.values().filter(|record| {
        let reported = &record.reported.period;
        record.actual.indicator == actual.indicator && reported.year() == period.year() && *reported < period
    });
    let numbers = earlier.filter_map(|record| match record.actual.value {
        ActualValue::Number(number) => Some((record.reported.period, number)),
        _ => None,
    });
    let (at, most) = numbers.max_by_key(|(_, number)| *number)?;
    (number < most).then(|| {
        let id = &actual.indicator;
        let en = format!("indicator {id}: {number} is below the {most} of {at}, and figures are year-to-date");
        Finding::new(Code::CumulativeDecreased, en, format!("指标{id}：累计数{number}小于{at}的{most}"))
    })
}

fn negative(actual: &Actual) -> Option<Finding> {
    let ActualValue::Number(number) = actual.value else { return None };
    (number < Decimal::ZERO).then(|| {
        let id = &actual.indicator;
        Finding::new(
            Code::Negative,
            format!("indicator {id}: {number} is negative"),
            format!("指标{id}：{number}为负数"),
        )
    })
}

/// As a scorecard flags it; that a target is not met yet says nothing before December.
fn reason_missing(indicator: &Indicator, actual: &Actual, (period, by): (Period, &By)) -> Option<Finding> {
    let profile = Profile::built_in().iter().find(|profile| profile.id == Profile::DEFAULT)?;
    // Neither the revision nor the time, which it does not have yet, touches a score.
    let reported = Reported {
        period,
        revision: 0,
        reporter: by.reporter.clone(),
        time: Instant::from_micros(0),
        plan_version: by.plan_version,
        principal: by.principal.clone(),
        correction_reason: None,
    };
    let record = ActualRecord { actual: actual.clone(), reported };
    let weight = indicator.weight.unwrap_or_default();
    let score = score_indicator(profile, indicator, weight, Some(&record), Judged::default());
    if !score.flags.contains(&Flag::ReasonOwed) {
        return None;
    }
    let id = &actual.indicator;
    if score.flags.contains(&Flag::OverAchieved) {
        let en = format!("indicator {id} is far above its target, and no reason is given");
        return Some(Finding::new(Code::FarOver, en, format!("指标{id}：完成值远超指标值，未填写偏差原因")));
    }
    let in_december = period.month() == 12;
    in_december.then(|| {
        let en = format!("indicator {id} misses its target, and no reason is given");
        Finding::new(Code::TargetNotMet, en, format!("指标{id}：未达到指标值，未填写偏差原因"))
    })
}
