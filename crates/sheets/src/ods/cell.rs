//! A cell of a table.

use super::paragraphs;
use crate::book::Builder;
use crate::number::Decimal;
use crate::xml::{Element, Xml};
use crate::{RemarkKind, Unopenable};

/// A cell: what a person reads in it, and what is to be known about it.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) remarks: Vec<RemarkKind>,
}

/// Reads a cell to its end.
pub(super) fn read(xml: &mut Xml<'_>, element: &Element<'_>, builder: &mut Builder) -> Result<Cell, Unopenable> {
    let shown = paragraphs::read(xml, builder)?;
    let office = |name| element.attribute("office", name);
    let kind = office("value-type").unwrap_or_default();
    let value = match kind.as_str() {
        "float" | "currency" => office("value").and_then(|value| plain(&value)),
        "percentage" => office("value").and_then(|value| percent(&value)),
        "date" => office("date-value").map(|value| date(&value)),
        "boolean" => office("boolean-value").map(|value| value.to_uppercase()),
        "time" => office("time-value"),
        _ => office("string-value"),
    };
    let exact = matches!(kind.as_str(), "float" | "currency" | "percentage" | "date");
    let text = match value {
        Some(value) if shown.trim().is_empty() || (exact && !has_words(&shown, &kind)) => value,
        _ => shown,
    };
    let mut remarks = Vec::new();
    if let Some(formula) = element.attribute("table", "formula") {
        let valueless = text.is_empty() && kind != "string";
        remarks.push(if valueless { RemarkKind::FormulaWithoutValue } else { RemarkKind::Formula });
        if formula.contains("'#") || formula.contains("DDE(") {
            remarks.push(RemarkKind::ExternalReference);
        }
    }
    if element.attribute("calcext", "value-type").as_deref() == Some("error") {
        remarks.push(RemarkKind::ErrorValue);
    }
    Ok(Cell { text, remarks })
}

fn plain(value: &str) -> Option<String> {
    Decimal::parse(value.trim()).map(|number| number.to_string())
}

/// A share as a percentage: `0.9` is `90%`.
fn percent(value: &str) -> Option<String> {
    Decimal::parse(value.trim()).map(|share| format!("{}%", share.shifted(2)))
}

/// Whether the format of a number adds what the value does not have, such as `≥` or `人`. A date has words of its
/// own, and none beyond its value.
fn has_words(shown: &str, kind: &str) -> bool {
    let plain = |character: char| {
        character.is_ascii_digit()
            || character.is_whitespace()
            || "+-−.,'’()Ee¥￥$€£#*".contains(character)
            || (character == '%' && kind == "percentage")
    };
    kind != "date" && !shown.chars().all(plain)
}

/// The day of `2023-12-31T00:00:00`; with the time if there is one.
fn date(value: &str) -> String {
    match value.split_once('T') {
        Some((day, time)) if time.chars().all(|character| "0:.Z".contains(character)) => day.to_owned(),
        Some((day, time)) => format!("{day} {time}"),
        None => value.to_owned(),
    }
}
