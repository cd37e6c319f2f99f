//! A row for each part of the region.

use jixiao_proto::scoring::v1::{RowFate, ScoreSummary};

use super::{Part, What, rows_of};
use crate::grid::Grid;
use crate::words;

const HEAD: [&str; 12] = [
    "region 区划",
    "plans 部门",
    "complete 完整",
    "incomplete 缺项",
    "refused 未评",
    "average 平均分",
    "lowest 最低",
    "highest 最高",
    "grades 等级",
    "met 已完成",
    "missed 未完成",
    "not reported 未填报",
];
const NUMBERS: [usize; 10] = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11];

pub(super) fn grid(parts: &[Part<'_>], whole: &str) -> Grid {
    Grid::new(&HEAD, &NUMBERS).with(parts.iter().map(|part| row(called(part, whole), part.summary)))
}

/// The code alone, so that the name of a region has room.
fn called(part: &Part<'_>, whole: &str) -> String {
    let code = part.region.trim_start_matches("regions/");
    match part.what {
        What::All => format!("{code} 合计"),
        What::Region if part.region == whole => format!("{code} 本级"),
        What::Region => code.to_owned(),
        What::YearBefore => format!("{code} 上年"),
    }
}

fn row(name: String, summary: &ScoreSummary) -> [String; 12] {
    let grades = summary.grades.iter().map(|it| format!("{} {}", words::grade(it.grade), it.departments));
    let rows = |fate| rows_of(fate, &summary.fates).to_string();
    [
        name,
        summary.departments.to_string(),
        summary.complete.to_string(),
        summary.incomplete.to_string(),
        summary.refused.to_string(),
        summary.average_total.clone(),
        summary.lowest_total.clone(),
        summary.highest_total.clone(),
        grades.collect::<Vec<_>>().join(" · "),
        rows(RowFate::Met),
        rows(RowFate::Missed),
        rows(RowFate::NotReported),
    ]
}
