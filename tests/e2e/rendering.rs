//! A scorecard as a text that can be compared and read.

use std::fmt::Write;

use jixiao_proto::common::v1::Target;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::results::v1::{ActualRecord, actual::Value};
use jixiao_proto::scoring::v1::judgement::Ruling;
use jixiao_proto::scoring::v1::{ExecutionRow, GoalRows, IndicatorRow, Pins, Scorecard, Totals, Trace};

/// The whole card, one row a line, cells between bars.
pub(crate) fn scorecard(card: &Scorecard) -> String {
    let mut text = String::new();
    pins(&mut text, card.pins.as_ref().unwrap());
    line(&mut text, &["department", &card.department_title]);
    line(
        &mut text,
        &["indicator", "target", "actual", "weight", "outcome", "score", "met", "flags", "rule", "exact", "arithmetic"],
    );
    for goal in &card.goals {
        self::goal(&mut text, goal);
    }
    execution(&mut text, card.execution.as_ref().unwrap());
    totals(&mut text, card.totals.as_ref().unwrap());
    text
}

fn line(text: &mut String, cells: &[&str]) {
    writeln!(text, "{}", cells.join(" | ")).unwrap();
}

fn pins(text: &mut String, pins: &Pins) {
    line(text, &["plan", &pins.plan_version, &pins.content_sha256]);
    line(text, &["as of", &pins.as_of_period]);
    let revisions = (pins.actuals_revision.to_string(), pins.judgements_revision.to_string());
    line(text, &["revisions", &revisions.0, &revisions.1]);
    line(text, &["rules", &pins.profile, "engine", &pins.engine_version.to_string()]);
}

fn goal(text: &mut String, goal: &GoalRows) {
    let name = format!("goal {}", goal.number);
    line(text, &[&name, &goal.points, &goal.weight_covered, &goal.weight, &goal.text]);
    goal.rows.iter().for_each(|row| indicator(text, row));
}

fn indicator(text: &mut String, row: &IndicatorRow) {
    let flags: Vec<_> = row.flags().map(|flag| flag.as_str_name()).collect();
    let met = row.met.map_or("", |met| if met { "met" } else { "not met" });
    let outcome = match &row.judgement {
        None => row.outcome().as_str_name().to_owned(),
        Some(judged) => {
            let ruling = match judged.ruling.as_ref().unwrap() {
                Ruling::Tier(ruling) => ruling.tier().as_str_name().to_owned(),
                other => format!("{other:?}"),
            };
            format!("{} {ruling} {}", row.outcome().as_str_name(), judged.grounds)
        }
    };
    let trace = row.trace.as_ref().unwrap();
    line(
        text,
        &[
            &row.indicator,
            &target(row.target.as_ref().unwrap()),
            &row.actual.as_ref().map(actual).unwrap_or_default(),
            &row.weight,
            &outcome,
            &row.score,
            met,
            &flags.join(","),
            &trace.rule,
            &rounded(trace),
            &trace.arithmetic,
        ],
    );
}

fn rounded(trace: &Trace) -> String {
    if trace.rounding.is_empty() { trace.exact.clone() } else { format!("{} ({})", trace.exact, trace.rounding) }
}

fn target(target: &Target) -> String {
    match target.kind.as_ref().unwrap() {
        Kind::Numeric(t) => format!("{} {} {}", t.sign().as_str_name(), t.value, t.unit),
        Kind::Qualitative(t) => t.text.clone(),
        Kind::Deadline(t) => format!("by {} {}", t.date, t.text),
        Kind::Window(t) => format!("{} to {} {}", t.first_date, t.last_date, t.text),
        Kind::Unreadable(t) => format!("{} ? {} {}", t.sign().as_str_name(), t.text, t.unit),
    }
}

fn actual(record: &ActualRecord) -> String {
    let actual = record.actual.as_ref().unwrap();
    let value = match actual.value.as_ref().unwrap() {
        Value::Number(value) | Value::Date(value) | Value::Text(value) => value.clone(),
        Value::Tiered(it) => it.text.clone(),
        Value::NotApplicable(it) => format!("not applicable: {}", it.reason),
    };
    format!("{value} {} r{}", record.period, record.revision)
}

fn execution(text: &mut String, row: &ExecutionRow) {
    let trace = row.trace.as_ref().unwrap();
    let money = row.record.as_ref().map(|record| {
        let total = record.total.as_ref().unwrap();
        let adjusted = total.adjusted_fen.map_or("-".to_owned(), |fen| fen.to_string());
        let parts = record.parts.len();
        let reported = format!("{} r{}", record.period, record.revision);
        format!("{} {adjusted} {} in {parts} parts {reported}", total.initial_fen, total.executed_fen)
    });
    line(
        text,
        &[
            "execution",
            &money.unwrap_or_default(),
            &row.weight,
            row.outcome().as_str_name(),
            &row.score,
            &trace.rule,
            &rounded(trace),
            &trace.arithmetic,
        ],
    );
}

fn totals(text: &mut String, totals: &Totals) {
    line(text, &["points", &totals.points, &totals.weight_covered, &totals.applicable_weight]);
    line(text, &["range", &totals.lowest_total, &totals.highest_total]);
    let trace = totals.trace.as_ref().unwrap();
    line(
        text,
        &["total", &totals.total, totals.grade().as_str_name(), &trace.rule, &rounded(trace), &trace.arithmetic],
    );
    for count in &totals.counts {
        line(text, &[count.outcome().as_str_name(), &count.rows.to_string(), &count.weight]);
    }
    line(text, &["missing", &totals.missing.join(",")]);
}
