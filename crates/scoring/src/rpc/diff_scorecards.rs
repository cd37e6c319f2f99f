use std::collections::BTreeMap;

use jixiao_domain::ScorecardName;
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::judgement::Ruling;
use jixiao_proto::scoring::v1::{
    DiffScorecardsRequest, DiffScorecardsResponse, ExecutionRow, IndicatorRow, Judgement, RowDifference, ScoreCause,
    Scorecard, Trace,
};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::signed::{hundredths, signed};
use crate::{Scoring, stored};

impl Scoring {
    pub(crate) async fn diff_scorecards(
        &self,
        _: Context,
        message: DiffScorecardsRequest,
    ) -> Result<DiffScorecardsResponse, Fault> {
        let mut fields = Fields::new();
        let name: Option<ScorecardName> = fields.take("name", message.name.parse());
        if message.base < 1 {
            fields.refuse("base", "is below 1", "小于1");
        }
        let name = fields.finish(|| name).map_err(Fault::violations)?;
        let now = self.stored(&name).await?;
        let base = ScorecardName { plan: name.plan.clone(), number: Some(message.base) };
        let before = self.stored(&base).await?;
        let rows = differences(&stored::scorecard(&before)?, &stored::scorecard(&now)?);
        let of_points = rows.iter().map(|row| hundredths(&row.difference)).sum();
        Ok(DiffScorecardsResponse {
            difference: signed(i64::from(now.total.hundredths()) - i64::from(before.total.hundredths())),
            points_difference: signed(of_points),
            before: Some(stored::message(&name.plan, &before)),
            now: Some(stored::message(&name.plan, &now)),
            rows,
        })
    }
}

fn differences(before: &Scorecard, now: &Scorecard) -> Vec<RowDifference> {
    let is_other_rules = before.pins.as_ref().map(|it| &it.profile) != now.pins.as_ref().map(|it| &it.profile)
        || before.pins.as_ref().map(|it| it.engine_version) != now.pins.as_ref().map(|it| it.engine_version);
    let mut old: BTreeMap<&str, &IndicatorRow> = rows(before).map(|row| (row.indicator.as_str(), row)).collect();
    let mut all: Vec<RowDifference> = rows(now)
        .filter_map(|row| match old.remove(row.indicator.as_str()) {
            None => Some(difference(None, Some(row), vec![ScoreCause::Added])),
            Some(before) => {
                let causes = causes(before, row, is_other_rules);
                (!causes.is_empty()).then(|| difference(Some(before), Some(row), causes))
            }
        })
        .collect();
    let removed = rows(before).filter(|row| old.contains_key(row.indicator.as_str()));
    all.extend(removed.map(|row| difference(Some(row), None, vec![ScoreCause::Removed])));
    all.extend(of_execution(before.execution.as_ref(), now.execution.as_ref(), is_other_rules));
    all
}

fn rows(card: &Scorecard) -> impl Iterator<Item = &IndicatorRow> {
    card.goals.iter().flat_map(|goal| &goal.rows)
}

/// What a row rests on that is another. Where nothing is and the points differ, the rules do.
fn causes(before: &IndicatorRow, now: &IndicatorRow, is_other_rules: bool) -> Vec<ScoreCause> {
    let value = |row: &IndicatorRow| row.actual.as_ref().and_then(|record| record.actual.clone()).map(|it| it.value);
    // Under the same profile only the plan can have named another method.
    let is_planned_otherwise = before.target != now.target || (!is_other_rules && before.method != now.method);
    let differs = [
        (ScoreCause::Weight, before.weight != now.weight),
        (ScoreCause::Target, is_planned_otherwise),
        (ScoreCause::Actual, value(before) != value(now)),
        (ScoreCause::Judgement, decided(before.judgement.as_ref()) != decided(now.judgement.as_ref())),
        (ScoreCause::Override, decided(before.overridden_by.as_ref()) != decided(now.overridden_by.as_ref())),
    ];
    let mut causes: Vec<_> = differs.into_iter().filter(|(_, differs)| *differs).map(|(cause, _)| cause).collect();
    let is_scored_otherwise = before.method != now.method
        || before.trace.as_ref().map(|it| &it.rule) != now.trace.as_ref().map(|it| &it.rule);
    if before.score != now.score && ((is_other_rules && is_scored_otherwise) || causes.is_empty()) {
        causes.push(ScoreCause::Profile);
    }
    causes
}

/// What was decided, why and by whom: what an unchanged answer is judged by anew, with equal points, is another.
fn decided(judgement: Option<&Judgement>) -> Option<(Option<&Ruling>, &str, &str)> {
    judgement.map(|it| (it.ruling.as_ref(), it.grounds.as_str(), it.judge.as_str()))
}

fn of_execution(
    before: Option<&ExecutionRow>,
    now: Option<&ExecutionRow>,
    is_other_rules: bool,
) -> Option<RowDifference> {
    let (before, now) = (before?, now?);
    let amounts = |row: &ExecutionRow| row.record.as_ref().and_then(|record| record.total);
    let differs = [
        (ScoreCause::Weight, before.weight != now.weight),
        (ScoreCause::Actual, amounts(before) != amounts(now)),
        (ScoreCause::Profile, is_other_rules && before.score != now.score && amounts(before) == amounts(now)),
    ];
    let causes: Vec<_> = differs.into_iter().filter(|(_, differs)| *differs).map(|(cause, _)| cause as i32).collect();
    (!causes.is_empty()).then(|| RowDifference {
        indicator: "execution".to_owned(),
        indicator_name: String::new(),
        difference: signed(hundredths(&now.score) - hundredths(&before.score)),
        score_before: before.score.clone(),
        score_now: now.score.clone(),
        causes,
        trace_before: before.trace.clone(),
        trace_now: now.trace.clone(),
    })
}

fn difference(before: Option<&IndicatorRow>, now: Option<&IndicatorRow>, causes: Vec<ScoreCause>) -> RowDifference {
    let row = now.or(before);
    let score = |row: Option<&IndicatorRow>| row.map(|row| row.score.clone()).unwrap_or_default();
    let trace = |row: Option<&IndicatorRow>| -> Option<Trace> { row.and_then(|row| row.trace.clone()) };
    let (score_before, score_now) = (score(before), score(now));
    RowDifference {
        indicator: row.map(|row| row.indicator.clone()).unwrap_or_default(),
        indicator_name: row.map(|row| row.name.clone()).unwrap_or_default(),
        difference: signed(hundredths(&score_now) - hundredths(&score_before)),
        score_before,
        score_now,
        causes: causes.into_iter().map(|cause| cause as i32).collect(),
        trace_before: trace(before),
        trace_now: trace(now),
    }
}
