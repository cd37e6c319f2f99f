//! What stands in the cells.

use jixiao_domain::Sign;
use jixiao_proto::EnumField;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{Target, Tier};
use jixiao_proto::results::v1::ActualRecord;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::judgement::Ruling;
use jixiao_proto::scoring::v1::{IndicatorRow, Outcome, RowFlag};

/// Sign, value and unit; what is not a number is a value alone.
pub(crate) fn parts(target: &Target) -> [String; 3] {
    match &target.kind {
        Some(Kind::Numeric(t)) => [sign(t.sign).to_owned(), t.value.clone(), t.unit.clone()],
        _ => [String::new(), self::target(target), String::new()],
    }
}

fn sign(number: i32) -> &'static str {
    Sign::parse(number).map_or("", Sign::symbol)
}

/// `≥ 90 %`, or the text of what is not a number.
pub(crate) fn target(target: &Target) -> String {
    match &target.kind {
        Some(Kind::Numeric(t)) => format!("{} {} {}", sign(t.sign), t.value, t.unit).trim_end().to_owned(),
        Some(Kind::Qualitative(t)) => t.text.clone(),
        Some(Kind::Deadline(t)) => format!("by {}", t.date),
        Some(Kind::Window(t)) => format!("{} to {}", t.first_date, t.last_date),
        Some(Kind::Unreadable(t)) => format!("{} ? {}", sign(t.sign), t.text),
        None => String::new(),
    }
}

/// The reported value.
pub(crate) fn actual(record: &ActualRecord) -> String {
    match record.actual.as_ref().and_then(|a| a.value.as_ref()) {
        Some(Value::Number(text) | Value::Date(text) | Value::Text(text)) => text.clone(),
        Some(Value::Tiered(m)) => m.text.clone(),
        Some(Value::NotApplicable(m)) => format!("not applicable: {}", m.reason),
        None => String::new(),
    }
}

/// The outcome, with the tier and everything a reader should see.
pub(crate) fn outcome(row: &IndicatorRow) -> String {
    let outcome = match row.outcome() {
        Outcome::Scored => "scored",
        Outcome::Judged => "judged",
        Outcome::NotReported => "not reported",
        Outcome::Unjudged => "waits for a judgement",
        Outcome::NotApplicable => "not applicable",
        Outcome::NotScorable => "not scorable",
        Outcome::Overridden => "overridden",
        Outcome::Unspecified => "",
    };
    let tier = row.judgement.as_ref().and_then(|judgement| match &judgement.ruling {
        Some(Ruling::Tier(ruling)) => Some(match ruling.tier() {
            Tier::Achieved => "达成",
            Tier::PartlyAchieved => "部分达成",
            Tier::NotAchieved => "未达成",
            Tier::Unspecified => "",
        }),
        _ => None,
    });
    let flags = row.flags().map(|flag| match flag {
        RowFlag::OverAchieved => "over-achieved",
        RowFlag::NegativeActual => "negative actual",
        RowFlag::ReasonOwed => "reason owed",
        RowFlag::Unspecified => "",
    });
    [outcome].into_iter().chain(tier).chain(flags).collect::<Vec<_>>().join(", ")
}

/// Whether the target was reached, where that can be said.
pub(crate) fn met(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "yes",
        Some(false) => "NO",
        None => "",
    }
}

/// At most that many characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
