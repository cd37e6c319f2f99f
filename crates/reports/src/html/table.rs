//! Rows of the grid as a table.

use jixiao_domain::{Light, Signal};

use super::escape::escape;
use crate::layout::{Cell, Content, Row, Style};

/// What a digit of the body is wide, in pixels.
const DIGIT: u32 = 6;

pub(super) fn print(widths: &[u16], rows: &[Row]) -> String {
    let whole: u32 = widths.iter().map(|width| u32::from(*width)).sum();
    let head = rows.iter().take_while(|row| row.is_head).count();
    let (head, body) = rows.split_at_checked(head).unwrap_or((&[], rows));
    let mut html = format!("<table style=\"min-width:{}px\">\n<colgroup>", whole * DIGIT);
    for width in widths {
        let share = (u32::from(*width) * 10_000).checked_div(whole).unwrap_or(0);
        html.push_str(&format!("<col style=\"width:{}.{:02}%\">", share / 100, share % 100));
    }
    html.push_str("</colgroup>\n");
    for (tag, rows) in [("thead", head), ("tbody", body)] {
        if !rows.is_empty() {
            html.push_str(&format!("<{tag}>\n"));
            rows.iter().for_each(|row| html.push_str(&print_row(row)));
            html.push_str(&format!("</{tag}>\n"));
        }
    }
    html.push_str("</table>\n");
    html
}

fn print_row(row: &Row) -> String {
    let cells: String = row.cells.iter().map(|cell| print_cell(cell, row.is_head)).collect();
    format!("<tr>{cells}</tr>\n")
}

fn print_cell(cell: &Cell, is_head: bool) -> String {
    let tag = if cell.style == Style::Heading { "th" } else { "td" };
    let scope = match (tag, is_head) {
        ("th", false) => " scope=\"row\"",
        _ => "",
    };
    let columns = if cell.columns > 1 { format!(" colspan=\"{}\"", cell.columns) } else { String::new() };
    let rows = if cell.rows > 1 { format!(" rowspan=\"{}\"", cell.rows) } else { String::new() };
    let input = if cell.input.is_some() { " input" } else { "" };
    let text = match &cell.content {
        Content::Money(amount) => grouped(amount),
        content => text(content).to_owned(),
    };
    let detail = cell.detail.as_deref().map(print_detail).unwrap_or_default();
    let class = match (cell.style, &cell.content) {
        (Style::Sum, Content::Number(_) | Content::Money(_)) => "sum number",
        (style, _) => class(style),
    };
    format!("<{tag} class=\"{class}{input}\"{scope}{columns}{rows}>{}{detail}</{tag}>", escape(&text))
}

fn print_detail(detail: &str) -> String {
    format!("<details data-jixiao-detail><summary>详情</summary><div>{}</div></details>", escape(detail))
}

pub(super) fn text(content: &Content) -> &str {
    match content {
        Content::Blank => "",
        Content::Text(text) | Content::Number(text) | Content::Money(text) => text,
    }
}

/// With thousands set apart: `107,834,000.00`.
fn grouped(amount: &str) -> String {
    let (whole, part) = amount.split_once('.').map_or((amount, None), |(whole, part)| (whole, Some(part)));
    let mut grouped = String::new();
    for (left, c) in (0..whole.len()).rev().zip(whole.chars()) {
        grouped.push(c);
        if c.is_ascii_digit() && left > 0 && left % 3 == 0 {
            grouped.push(',');
        }
    }
    part.map_or(grouped.clone(), |part| format!("{grouped}.{part}"))
}

const fn class(style: Style) -> &'static str {
    match style {
        Style::Title | Style::Subtitle | Style::Section | Style::Remark | Style::Text => "text",
        Style::Heading => "heading",
        Style::Label => "label",
        Style::Number => "number",
        Style::Sum => "sum",
        Style::Key => "key",
        Style::Light(signal) => light(signal),
    }
}

/// The class of a light; the word beside it says the same.
pub(super) const fn light(signal: Signal) -> &'static str {
    match signal {
        Signal::Lit(Light::Red) => "light red",
        Signal::Lit(Light::Yellow) => "light yellow",
        Signal::Lit(Light::Green) => "light green",
        Signal::Lit(Light::Blue) => "light blue",
        Signal::NoData | Signal::NoTarget | Signal::Unjudged | Signal::NotApplicable => "light none",
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        let amounts = ["0.00", "188.40", "1884000.00", "107834000"].map(grouped);
        assert_eq!(amounts, ["0.00", "188.40", "1,884,000.00", "107,834,000"]);
    }
}
