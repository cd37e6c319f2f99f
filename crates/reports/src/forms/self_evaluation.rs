//! 部门整体支出绩效自评表: the scorecard.

mod detail;
mod head;
mod indicators;
mod process;
mod summary;

use super::title;
use crate::Evaluation;
use crate::document::Document;
use crate::layout::{Layout, Style};

const TITLE: &str = "部门整体支出绩效自评表";

/// Columns: goal, levels 1 to 3, sign, value, actual, unit, weight, the unit's own score, score, reason and
/// measure.
const WIDTHS: [u16; 12] = [11, 13, 20, 28, 7, 18, 18, 10, 9, 10, 11, 34];

pub(crate) fn self_evaluation(evaluation: &Evaluation<'_>) -> Document {
    let mut layout = Layout {
        title: "绩效自评表",
        widths: WIDTHS.to_vec(),
        rows: Vec::new(),
        landscape: true,
        repeated: None,
        filtered: None,
        protected: false,
    };
    layout.across(Style::Title, TITLE);
    layout.across(Style::Subtitle, format!("({}年度)", evaluation.version.name.plan.year));
    head::add_head(&mut layout, evaluation);
    head::add_funds(&mut layout, evaluation);
    head::add_goals(&mut layout, evaluation);
    indicators::add_indicators(&mut layout, evaluation);
    indicators::add_total(&mut layout, evaluation);
    for (name, value) in summary::pins(evaluation) {
        layout.across(Style::Remark, format!("{name}：{value}"));
    }
    Document {
        title: title(evaluation.version, TITLE, Some(evaluation.period)),
        form: layout,
        further: vec![process::process(evaluation)],
        summary: summary::summary(evaluation),
    }
}
