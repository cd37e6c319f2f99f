//! The rows of a scorecard.

use crate::scoring::{ExecutionScore, IndicatorScore, Outcome};
use crate::{ActualRecord, ExecutionRecord, Goal, Indicator, Judgement, Method, Points};

/// The row of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The indicator.
    pub indicator: Indicator,
    /// 分值, with what was moved to it.
    pub weight: Points,
    /// Weight of rows that do not apply, which was moved to it.
    pub moved: Points,
    /// 实际完成值, where reported.
    pub actual: Option<ActualRecord>,
    /// The reviewer's judgement of that actual, where there is one.
    pub judgement: Option<Judgement>,
    /// The unit's own judgement of that actual, where there is one.
    pub unit_judgement: Option<Judgement>,
    /// The override that holds, where there is one.
    pub overridden: Option<Judgement>,
    /// How it is scored.
    pub method: Method,
    /// What became of it.
    pub score: IndicatorScore,
}

/// The rows of a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalRows {
    /// The goal.
    pub goal: Goal,
    /// In plan order.
    pub rows: Vec<Row>,
}

/// The execution row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionRow {
    /// Its weight.
    pub weight: Points,
    /// What was reported.
    pub record: Option<ExecutionRecord>,
    /// What became of it.
    pub score: ExecutionScore,
}

impl GoalRows {
    /// Points of the rows that have some.
    pub fn points(&self) -> Points {
        self.rows.iter().filter_map(|r| r.score.score).sum()
    }

    /// Weight of the rows that have points.
    pub fn weight_covered(&self) -> Points {
        self.rows.iter().filter(|r| r.score.score.is_some()).map(|r| r.weight).sum()
    }

    /// Weight of the rows that apply.
    pub fn weight(&self) -> Points {
        self.rows.iter().filter(|r| r.score.outcome != Outcome::NotApplicable).map(|r| r.weight).sum()
    }
}
