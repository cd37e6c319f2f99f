//! Prints a document as a page: one file without scripts, that fetches nothing.

mod escape;
mod summary;
mod table;

use crate::document::Document;
use crate::layout::{Row, Style};
use escape::escape;

const STYLE: &str = include_str!("html/page.css");

/// Nothing is fetched and nothing runs, whatever a text in the page says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(crate) fn print(document: &Document) -> String {
    let mut page = String::new();
    page.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str(&format!("<title>{}</title>\n<style>\n{STYLE}", escape(&document.title)));
    let side = if document.form.landscape { "landscape" } else { "portrait" };
    page.push_str(&format!("@page {{ size: A4 {side}; margin: 12mm; }}\n</style>\n</head>\n<body>\n<main>\n"));
    let (above, below) = split_titles(&document.form.rows);
    for row in above {
        page.push_str(&outside(row));
    }
    page.push_str(&summary::print(&document.summary));
    for part in below.chunk_by(|above, below| above.outside().is_some() == below.outside().is_some()) {
        match part.first().and_then(Row::outside) {
            Some(_) => part.iter().for_each(|row| page.push_str(&outside(row))),
            None => page.push_str(&tables(&document.form.widths, part)),
        }
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The rows of the title, and the others.
fn split_titles(rows: &[Row]) -> (&[Row], &[Row]) {
    let is_title = |row: &Row| row.outside().is_some_and(|c| matches!(c.style, Style::Title | Style::Subtitle));
    let titles = rows.iter().take_while(|row| is_title(row)).count();
    rows.split_at_checked(titles).unwrap_or((rows, &[]))
}

/// A table begins at each head. They share a box, so that a narrow screen scrolls them and not the page.
fn tables(widths: &[u16], rows: &[Row]) -> String {
    let tables = rows.chunk_by(|above, below| above.is_head || !below.is_head);
    let tables: String = tables.map(|rows| table::print(widths, rows)).collect();
    format!("<div class=\"scroll\" tabindex=\"0\">\n{tables}</div>\n")
}

fn outside(row: &Row) -> String {
    let Some(cell) = row.outside() else { return String::new() };
    let text = escape(table::text(&cell.content));
    match cell.style {
        Style::Title => format!("<h1>{text}</h1>\n"),
        Style::Section => format!("<h2>{text}</h2>\n"),
        Style::Subtitle => format!("<p class=\"subtitle\">{text}</p>\n"),
        _ => format!("<p class=\"remark\">{text}</p>\n"),
    }
}
