//! A row for each level of the indicators.

use jixiao_proto::scoring::v1::{FateCount, LevelSummary, ScoreSummary};

use crate::grid::Grid;
use crate::words;

const HEAD: [&str; 7] = [
    "level 1 一级指标",
    "level 2 二级指标",
    "points 得分",
    "covered 覆盖分值",
    "weight 分值",
    "rate 得分率 %",
    "rows 指标",
];

pub(super) fn grid(summary: &ScoreSummary) -> Grid {
    Grid::new(&HEAD, &[2, 3, 4, 5]).with(of(summary).map(row))
}

/// Level 1 as a whole, then its level 2.
pub(super) fn of(summary: &ScoreSummary) -> impl Iterator<Item = &LevelSummary> {
    let under = |whole: &LevelSummary| {
        let level1 = whole.level1;
        summary.levels2.iter().filter(move |part| part.level1 == level1)
    };
    summary.levels1.iter().flat_map(move |whole| std::iter::once(whole).chain(under(whole)))
}

fn row(level: &LevelSummary) -> [String; 7] {
    let fate = |it: &FateCount| format!("{} {}", words::fate(it.fate()), it.rows);
    [
        words::level1(level.level1).to_owned(),
        if level.level2 == 0 { "合计".to_owned() } else { words::level2(level.level2).to_owned() },
        level.points.clone(),
        level.weight_covered.clone(),
        level.weight.clone(),
        level.rate.clone(),
        level.fates.iter().map(fate).collect::<Vec<_>>().join(" · "),
    ]
}
