//! What a page shows above the form.

use jixiao_domain::scorecard::Row;
use jixiao_domain::scoring::{ENGINE_VERSION, Outcome};
use jixiao_domain::{Family, Points, Signal, SignalCounts, indicator_light};

use super::detail;
use crate::Evaluation;
use crate::document::{Bar, Block, Figure};
use crate::figures::{execution_rate, filled};
use crate::lights;
use crate::words;

pub(super) fn summary(evaluation: &Evaluation<'_>) -> Vec<Block> {
    let lights = evaluation.scorecard.goals.iter().map(|goal| {
        let signals = goal.rows.iter().map(|row| signal(evaluation, row));
        (goal.goal.number, SignalCounts::of(signals))
    });
    vec![
        Block::Figures(figures(evaluation)),
        Block::Bars { title: "得分构成", bars: bars(evaluation) },
        Block::Facts { title: "计分情况", facts: counts(evaluation) },
        lights::by_goal(lights),
        Block::Facts { title: "依据", facts: pins(evaluation) },
    ]
}

/// What the scores were made from.
pub(super) fn pins(evaluation: &Evaluation<'_>) -> Vec<(&'static str, String)> {
    let profile = evaluation.profile;
    vec![
        ("绩效目标版本", evaluation.version.name.to_string()),
        ("内容校验值（SHA-256）", evaluation.version.content_sha256.clone()),
        ("计分规则", format!("{} 第{}版（{}）", profile.id, profile.version, profile.source)),
        ("计分截至", evaluation.period.to_string()),
        ("填报修订号", evaluation.actuals_revision.to_string()),
        ("评判修订号", evaluation.judgements_revision.to_string()),
        ("计分程序版本", ENGINE_VERSION.to_string()),
    ]
}

fn figures(evaluation: &Evaluation<'_>) -> Vec<Figure> {
    let totals = &evaluation.scorecard.totals;
    let mut figures = match totals.total {
        Some(total) => vec![
            Figure { name: "总分", value: total.to_string(), remark: "满分100分".to_owned() },
            Figure {
                name: "等级",
                value: totals.grade.map_or("", |grade| grade.label()).to_owned(),
                remark: grades(evaluation),
            },
        ],
        None => vec![
            Figure {
                name: "已得分",
                value: totals.points.to_string(),
                remark: format!("覆盖分值{}", totals.weight_covered),
            },
            Figure {
                name: "可能总分区间",
                value: format!("{}–{}", totals.lowest, totals.highest),
                remark: "等级：未定".to_owned(),
            },
        ],
    };
    let amounts = evaluation.scorecard.execution.record.as_ref().map(|record| *record.report.total());
    let rate = amounts.and_then(|a| execution_rate(a.executed, a.budget()));
    figures.push(Figure {
        name: "预算执行率",
        value: rate.unwrap_or_else(|| "—".to_owned()),
        remark: words::outcome(evaluation.scorecard.execution.score.outcome).to_owned(),
    });
    figures
}

/// `优≥90 良≥80 中≥60`.
fn grades(evaluation: &Evaluation<'_>) -> String {
    let bound = |(grade, lowest): &(jixiao_domain::Grade, Points)| {
        format!("{}≥{}", grade.label(), crate::figures::short(*lowest))
    };
    evaluation.profile.grades.iter().map(bound).collect::<Vec<_>>().join(" ")
}

fn bars(evaluation: &Evaluation<'_>) -> Vec<Bar> {
    let execution = &evaluation.scorecard.execution;
    let of_execution = (execution.score.outcome, execution.weight, execution.score.score);
    let families = [Family::Output, Family::Effect, Family::Satisfaction, Family::Cost];
    let of_families = families.into_iter().filter_map(|family| {
        let rows = evaluation.scorecard.rows().filter(|row| row.indicator.family() == family);
        let rows: Vec<_> = rows.map(|row| (row.score.outcome, row.weight, row.score.score)).collect();
        (!rows.is_empty()).then(|| bar(words::family(family), &rows))
    });
    std::iter::once(bar("预算执行", &[of_execution])).chain(of_families).collect()
}

/// Points of the weight that applies; what has no points yet is said.
fn bar(name: &'static str, rows: &[(Outcome, Points, Option<Points>)]) -> Bar {
    let applying = || rows.iter().filter(|(outcome, ..)| *outcome != Outcome::NotApplicable);
    let weight: Points = applying().map(|(_, weight, _)| *weight).sum();
    let points: Points = applying().filter_map(|(.., score)| *score).sum();
    let open: Points = applying().filter(|(.., score)| score.is_none()).map(|(_, weight, _)| *weight).sum();
    let open = if open == Points::ZERO { String::new() } else { format!("，未定{open}") };
    Bar { name, value: format!("{points}／{weight}分{open}"), filled: filled(points, weight) }
}

fn counts(evaluation: &Evaluation<'_>) -> Vec<(&'static str, String)> {
    let counts = &evaluation.scorecard.totals.counts;
    counts
        .iter()
        .map(|count| (words::outcome(count.outcome), format!("{}项，分值{}", count.rows, count.weight)))
        .collect()
}

/// In the month of the scorecard, under the judgement that gave the score.
fn signal(evaluation: &Evaluation<'_>, row: &Row) -> Signal {
    let target = &row.indicator.target;
    let kind = row.indicator.accumulation_kind();
    let value = row.actual.as_ref().map(|record| &record.actual.value);
    let tier = detail::judgement(row).and_then(|judgement| judgement.ruling.tier());
    indicator_light(&evaluation.profile.lights, kind, target, value, tier, evaluation.period.month())
}
