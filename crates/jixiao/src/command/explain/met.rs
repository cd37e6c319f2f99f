//! Whether the target was reached, and why.

use std::cmp::Ordering;

use jixiao_domain::{Decimal, Tier};
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::IndicatorRow;
use jixiao_proto::scoring::v1::judgement::Ruling;

/// The answer with what decided it.
pub(super) fn explain(met: bool, row: &IndicatorRow) -> String {
    let answer = if met { "yes 已完成" } else { "NO 未完成" };
    match compared(row).or_else(|| judged(row)) {
        Some(why) => format!("{answer}: {why}"),
        None => answer.to_owned(),
    }
}

/// What was reported beside what was to be reached; the score decides nothing.
fn compared(row: &IndicatorRow) -> Option<String> {
    let target = row.target.as_ref()?.kind.as_ref()?;
    let value = row.actual.as_ref()?.actual.as_ref()?.value.as_ref()?;
    let compared = match (target, value) {
        (Kind::Numeric(target), Value::Number(actual)) => {
            let (a, t): (Decimal, Decimal) = (actual.parse().ok()?, target.value.parse().ok()?);
            format!("{actual} {} {}", symbol(a.cmp(&t)), target.value)
        }
        // Days are written so that their texts have their order.
        (Kind::Deadline(target), Value::Date(day)) => {
            format!("{day} {} {}", symbol(day.cmp(&target.date)), target.date)
        }
        (Kind::Window(target), Value::Date(day)) => {
            let is_inside = target.first_date <= *day && *day <= target.last_date;
            let place = if is_inside { "inside" } else { "outside" };
            format!("{day} is {place} {} – {}", target.first_date, target.last_date)
        }
        _ => return None,
    };
    Some(format!("{compared} as reported; the rounded score does not decide 按填报值判断"))
}

fn judged(row: &IndicatorRow) -> Option<String> {
    match row.judgement.as_ref()?.ruling.as_ref()? {
        Ruling::Tier(_) => Some(format!("only the tier {} counts as met", Tier::Achieved.label())),
        Ruling::Checklist(_) => Some("met where all items are there 全部要点具备".to_owned()),
        Ruling::Manual(_) | Ruling::Override(_) => None,
    }
}

const fn symbol(order: Ordering) -> &'static str {
    match order {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    }
}

#[cfg(test)]
mod tests {
    use jixiao_proto::common::v1::{DeadlineTarget, NumericTarget, QualitativeTarget, Target, WindowTarget};
    use jixiao_proto::results::v1::{Actual, ActualRecord};
    use jixiao_proto::scoring::v1::{Judgement, TierRuling};

    use super::*;

    fn row(target: Kind, value: Value) -> IndicatorRow {
        let actual = Actual { value: Some(value), ..Actual::default() };
        let record = ActualRecord { actual: Some(actual), ..ActualRecord::default() };
        IndicatorRow { target: Some(Target { kind: Some(target) }), actual: Some(record), ..IndicatorRow::default() }
    }

    fn number(target: &str, actual: &str) -> IndicatorRow {
        let target = Kind::Numeric(NumericTarget { value: target.to_owned(), ..NumericTarget::default() });
        row(target, Value::Number(actual.to_owned()))
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        for (target, actual, expected) in
            [("90", "89.99", "89.99 < 90"), ("9", "10", "10 > 9"), ("5", "5.0", "5.0 = 5")]
        {
            let told = explain(false, &number(target, actual));
            assert!(told.starts_with(&format!("NO 未完成: {expected} as reported;")), "{told}");
        }
    }

    #[test]
    fn days_are_compared_with_the_days_of_the_target() {
        let deadline = Kind::Deadline(DeadlineTarget { date: "2023-12-31".to_owned(), ..DeadlineTarget::default() });
        let told = explain(true, &row(deadline, Value::Date("2023-11-20".to_owned())));
        assert!(told.starts_with("yes 已完成: 2023-11-20 < 2023-12-31 as reported;"), "{told}");
        let (first_date, last_date) = ("2023-05-01".to_owned(), "2023-09-30".to_owned());
        let window = Kind::Window(WindowTarget { first_date, last_date, ..WindowTarget::default() });
        for (day, place) in [("2023-05-01", "inside"), ("2023-09-30", "inside"), ("2023-10-01", "outside")] {
            let told = explain(place == "inside", &row(window.clone(), Value::Date(day.to_owned())));
            assert!(told.contains(&format!("{day} is {place} 2023-05-01 – 2023-09-30")), "{told}");
        }
    }

    #[test]
    fn a_judged_row_is_met_by_its_tier() {
        let text = Kind::Qualitative(QualitativeTarget { text: "提升".to_owned() });
        let ruling = Some(Ruling::Tier(TierRuling::default()));
        let judgement = Some(Judgement { ruling, ..Judgement::default() });
        let row = IndicatorRow { judgement, ..row(text, Value::Text("提升".to_owned())) };
        assert_eq!(explain(false, &row), "NO 未完成: only the tier 达成 counts as met");
    }
}
