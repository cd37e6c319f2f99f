//! A layout as text, a line for each cell, for golden files.

use crate::layout::{Cell, Content, Input, Layout, Placed};

pub(super) fn dump(layout: &Layout) -> String {
    let Layout { title, widths, landscape, repeated, filtered, protected, .. } = layout;
    let head = format!(
        "{title}: widths {widths:?}, landscape {landscape}, repeated {repeated:?}, filtered {filtered:?}, protected {protected}\n"
    );
    layout.placed().iter().fold(head, |text, placed| text + &line(placed))
}

fn line(Placed { row, column, cell }: &Placed<'_>) -> String {
    let Cell { content, columns, rows, style, input, detail } = cell;
    let span = if (*columns, *rows) == (1, 1) { String::new() } else { format!(" {columns}x{rows}") };
    let content = match content {
        Content::Blank => "blank".to_owned(),
        Content::Text(text) => format!("{text:?}"),
        Content::Number(number) => number.clone(),
        Content::Money(amount) => format!("money {amount}"),
    };
    let input = match input {
        None => String::new(),
        Some(Input::Choice(items)) => format!(" [{}]", items.join("|")),
        Some(input) => format!(" [{input:?}]"),
    };
    let detail = detail.as_ref().map(|detail| format!(" ({detail:?})")).unwrap_or_default();
    format!("{row},{column}{span} {style:?}: {content}{input}{detail}\n")
}
