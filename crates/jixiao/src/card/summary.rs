//! The head and the foot of a scorecard.

use jixiao_domain::{Fen, Grade as DomainGrade};
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::{ExecutionRow, Pins, Scorecard, Totals};

pub(super) fn title(card: &Scorecard) -> String {
    let pins = card.pins.clone().unwrap_or_default();
    format!("{} 绩效自评表 · as of {}", card.department_title, pins.as_of_period)
}

pub(super) fn lines(card: &Scorecard) -> Vec<String> {
    let mut lines = card.execution.as_ref().map(execution).unwrap_or_default();
    lines.extend(card.totals.as_ref().map(totals).unwrap_or_default());
    lines.extend(card.pins.as_ref().map(pins).unwrap_or_default());
    lines
}

fn execution(row: &ExecutionRow) -> Vec<String> {
    let trace = row.trace.as_ref().map(|t| t.arithmetic.clone()).unwrap_or_default();
    let Some(total) = row.record.as_ref().and_then(|r| r.total) else {
        return vec![format!("预算执行 execution: not reported, weight {}", row.weight)];
    };
    let budget = total.adjusted_fen.unwrap_or(total.initial_fen);
    let money = format!("{} of {} yuan", Fen::new(total.executed_fen).grouped(), Fen::new(budget).grouped());
    vec![format!("预算执行 execution: {money} · weight {} · score {} ({trace})", row.weight, row.score)]
}

fn totals(totals: &Totals) -> Vec<String> {
    let mut lines = vec![
        format!("points so far {} · weight they cover {}", totals.points, totals.weight_covered),
        format!("lowest possible total {} · highest {}", totals.lowest_total, totals.highest_total),
    ];
    match DomainGrade::parse(totals.grade) {
        Ok(grade) => lines.push(format!("总分 TOTAL {} · 等级 GRADE {}", totals.total, grade.label())),
        Err(_) => lines.push(format!("no grade yet; missing: {}", totals.missing.join(", "))),
    }
    lines
}

fn pins(pins: &Pins) -> Vec<String> {
    let hash = pins.content_sha256.get(..12).unwrap_or_default();
    vec![format!(
        "rests on {} (sha256 {hash}…), actuals revision {}, judgements revision {}, {}, engine v{}",
        pins.plan_version, pins.actuals_revision, pins.judgements_revision, pins.profile, pins.engine_version
    )]
}
