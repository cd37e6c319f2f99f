//! Indicators of several plans that are the same thing, added together.

use jixiao_domain::Sign;
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::{AggregateBasis, IndicatorAggregate};

use crate::grid::Grid;

const HEAD: [&str; 8] = [
    "library 指标库",
    "rows 行数",
    "put together 汇总方式",
    "target 指标值",
    "actual 完成值",
    "average weight 平均分值",
    "score of the sum 汇总得分",
    "average of the scores 平均得分",
];

pub(super) fn grid(aggregates: &[IndicatorAggregate]) -> Grid {
    Grid::new(&HEAD, &[1, 3, 4, 5, 6, 7]).with(aggregates.iter().map(row))
}

fn row(row: &IndicatorAggregate) -> [String; 8] {
    let basis = match row.basis() {
        AggregateBasis::Unspecified => "",
        AggregateBasis::Sum => "sum 相加",
        AggregateBasis::Ratio => "numerators ÷ denominators 分子分母相加",
        AggregateBasis::Money => "weighted by money 按金额加权",
        AggregateBasis::Average => "average 平均",
    };
    let sign = Sign::parse(row.sign).map_or("", Sign::symbol);
    [
        row.library.clone(),
        row.rows.to_string(),
        basis.to_owned(),
        format!("{sign} {} {}", row.target, row.unit),
        row.actual.clone(),
        row.weight.clone(),
        row.score.clone(),
        row.average_score.clone(),
    ]
}
