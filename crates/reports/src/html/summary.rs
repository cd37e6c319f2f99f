//! What stands above the form.

use super::escape::escape;
use super::table;
use crate::document::{Bar, Block, Figure};

/// Marked, so that a reader of the form's cells can pass over it.
pub(super) fn print(blocks: &[Block]) -> String {
    if blocks.is_empty() {
        return String::new();
    }
    let blocks: String = blocks.iter().map(block).collect();
    format!("<section class=\"summary\" data-jixiao-detail>\n{blocks}</section>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Figures(figures) => {
            let figures: String = figures.iter().map(figure).collect();
            format!("<div class=\"figures\">\n{figures}</div>\n")
        }
        Block::Bars { title, bars } => titled(title, &bars.iter().map(bar).collect::<String>()),
        Block::Lights { title, groups } => {
            let groups: String = groups
                .iter()
                .map(|(name, counts)| {
                    let counts: String = counts
                        .iter()
                        .map(|(signal, rows)| {
                            format!("<span class=\"{}\">{} {rows}</span> ", table::light(*signal), signal.label())
                        })
                        .collect();
                    format!("<div class=\"group\"><span class=\"name\">{}</span> {counts}</div>\n", escape(name))
                })
                .collect();
            titled(title, &groups)
        }
        Block::Facts { title, facts } => {
            let facts: String = facts
                .iter()
                .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(value)))
                .collect();
            titled(title, &format!("<dl>\n{facts}</dl>\n"))
        }
    }
}

fn titled(title: &str, content: &str) -> String {
    format!("<div class=\"block\">\n<h2>{}</h2>\n{content}</div>\n", escape(title))
}

fn figure(figure: &Figure) -> String {
    let Figure { name, value, remark } = figure;
    format!(
        "<div class=\"figure\"><div class=\"name\">{}</div><div class=\"value\">{}</div><div class=\"small\">{}</div></div>\n",
        escape(name),
        escape(value),
        escape(remark)
    )
}

/// The numbers stand beside the bar, so that it is only their picture.
fn bar(bar: &Bar) -> String {
    let (whole, part) = (bar.filled / 100, bar.filled % 100);
    format!(
        "<div class=\"bar\"><span class=\"name\">{}</span><span class=\"track\" aria-hidden=\"true\"><span class=\"fill\" style=\"width:{whole}.{part:02}%\"></span></span><span class=\"amount\">{}</span></div>\n",
        escape(bar.name),
        escape(&bar.value)
    )
}
