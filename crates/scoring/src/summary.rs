//! Roll-ups as messages.

use jixiao_domain::rollup::{Aggregate, FateCount, QualitativeMean, RowFate, Summary, Tally};
use jixiao_domain::{Decimal, Grade, Points};
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1 as wire;

pub(crate) fn message(summary: &Summary, judged: &QualitativeMean) -> wire::ScoreSummary {
    wire::ScoreSummary {
        departments: count(summary.departments()),
        complete: count(summary.complete()),
        incomplete: count(summary.incomplete()),
        refused: count(summary.refused()),
        average_total: or_empty(summary.average_total()),
        lowest_total: or_empty(summary.lowest_total()),
        highest_total: or_empty(summary.highest_total()),
        grades: grades(summary),
        fates: fates(summary.indicators()),
        levels1: summary.level1().map(|(level1, tally)| level(level1.number(), 0, tally)).collect(),
        levels2: summary.level2().map(|(one, two, tally)| level(one.number(), two.number(), tally)).collect(),
        judged_rate_by_money: or_empty(judged.rate()),
    }
}

fn grades(summary: &Summary) -> Vec<wire::GradeCount> {
    let of = |grade: Grade| wire::GradeCount { grade: grade.number(), departments: count(summary.grade(grade)) };
    Grade::ALL.into_iter().map(of).filter(|it| it.departments > 0).collect()
}

fn level(level1: i32, level2: i32, tally: &Tally) -> wire::LevelSummary {
    wire::LevelSummary {
        level1,
        level2,
        points: tally.points().to_string(),
        weight_covered: tally.weight_covered().to_string(),
        weight: tally.weight().to_string(),
        rate: or_empty(tally.average_rate()),
        fates: fates(tally),
    }
}

/// Those there are.
fn fates(tally: &Tally) -> Vec<wire::FateCount> {
    let all = RowFate::ALL.into_iter().map(|fate| (fate, tally.count(fate)));
    let there = all.filter(|(_, count)| count.rows > 0);
    there
        .map(|(fate, FateCount { rows, weight })| wire::FateCount {
            fate: number(fate) as i32,
            rows: count(rows),
            weight: weight.to_string(),
        })
        .collect()
}

const fn number(fate: RowFate) -> wire::RowFate {
    match fate {
        RowFate::Met => wire::RowFate::Met,
        RowFate::Missed => wire::RowFate::Missed,
        RowFate::Scored => wire::RowFate::Scored,
        RowFate::NotReported => wire::RowFate::NotReported,
        RowFate::Unjudged => wire::RowFate::Unjudged,
        RowFate::NotApplicable => wire::RowFate::NotApplicable,
        RowFate::NotScorable => wire::RowFate::NotScorable,
    }
}

pub(crate) fn aggregate(aggregate: &Aggregate) -> wire::IndicatorAggregate {
    let value = |value: Option<Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
    let key = &aggregate.key;
    wire::IndicatorAggregate {
        library: key.library.to_string(),
        unit: key.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        sign: key.sign.number(),
        accumulation: key.kind.number(),
        rows: count(aggregate.rows),
        target: value(aggregate.target),
        actual: value(aggregate.actual),
        weight: aggregate.weight.to_string(),
        score: or_empty(aggregate.score),
        average_score: aggregate.mean_score.to_string(),
        basis: basis(aggregate.basis) as i32,
    }
}

const fn basis(basis: jixiao_domain::rollup::Basis) -> wire::AggregateBasis {
    use jixiao_domain::rollup::Basis;
    match basis {
        Basis::Sum => wire::AggregateBasis::Sum,
        Basis::Ratio => wire::AggregateBasis::Ratio,
        Basis::Money => wire::AggregateBasis::Money,
        Basis::Average => wire::AggregateBasis::Average,
    }
}

fn or_empty(points: Option<Points>) -> String {
    points.map(|points| points.to_string()).unwrap_or_default()
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
