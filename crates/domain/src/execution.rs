//! Budget execution (预算执行).

use std::fmt;

use crate::{Fen, Reported};

/// Money of an execution. None of it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionAmounts {
    /// 年初预算数.
    pub initial: Fen,
    /// 全年预算数; `None` means as the initial one.
    pub adjusted: Option<Fen>,
    /// 全年执行数.
    pub executed: Fen,
}

impl ExecutionAmounts {
    /// The budget the execution is measured against.
    pub fn budget(&self) -> Fen {
        self.adjusted.unwrap_or(self.initial)
    }
}

/// Where the money comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FundSource {
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
    /// 其他资金.
    Other,
}

impl FundSource {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Project, Self::Other];
}

/// The part of a task and fund source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionPart {
    /// Number of the task.
    pub task: i32,
    /// Where the money comes from.
    pub source: FundSource,
    /// Its money.
    pub amounts: ExecutionAmounts,
}

/// The execution of a plan: the whole and, where given, parts that add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionReport {
    total: ExecutionAmounts,
    parts: Vec<ExecutionPart>,
}

/// An execution as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionRecord {
    /// What was reported.
    pub report: ExecutionReport,
    /// By whom, when, as which revision.
    pub reported: Reported,
}

/// A column of the execution table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 年初预算数.
    Initial,
    /// 全年预算数.
    Adjusted,
    /// 全年执行数.
    Executed,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Initial, Self::Adjusted, Self::Executed];

    fn of(self, amounts: &ExecutionAmounts) -> Fen {
        match self {
            Self::Initial => amounts.initial,
            Self::Adjusted => amounts.budget(),
            Self::Executed => amounts.executed,
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Initial => "initial",
            Self::Adjusted => "adjusted",
            Self::Executed => "executed",
        })
    }
}

/// Parts whose sum is not the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {column} parts add up to {parts:?}, the total is {total}")]
pub struct PartsDoNotAddUp {
    /// Where.
    pub column: Column,
    /// Their sum; `None` where it is past any amount.
    pub parts: Option<Fen>,
    /// The total.
    pub total: Fen,
}

impl ExecutionReport {
    /// Puts a report together; without parts there is nothing to add up.
    pub fn new(total: ExecutionAmounts, mut parts: Vec<ExecutionPart>) -> Result<Self, PartsDoNotAddUp> {
        for column in Column::ALL {
            let sum = Fen::sum(parts.iter().map(|p| column.of(&p.amounts)));
            if !parts.is_empty() && sum != Some(column.of(&total)) {
                return Err(PartsDoNotAddUp { column, parts: sum, total: column.of(&total) });
            }
        }
        parts.sort_by_key(|p| (p.task, p.source));
        Ok(Self { total, parts })
    }

    /// The whole.
    pub fn total(&self) -> &ExecutionAmounts {
        &self.total
    }

    /// By task and fund source.
    pub fn parts(&self) -> &[ExecutionPart] {
        &self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(initial: i64, adjusted: Option<i64>, executed: i64) -> ExecutionAmounts {
        ExecutionAmounts { initial: Fen::new(initial), adjusted: adjusted.map(Fen::new), executed: Fen::new(executed) }
    }

    fn part(task: i32, amounts: ExecutionAmounts) -> ExecutionPart {
        ExecutionPart { task, source: FundSource::Project, amounts }
    }

    #[test]
    fn parts_add_up_to_the_total_in_each_column() {
        let parts = vec![part(2, amounts(60, None, 10)), part(1, amounts(40, Some(50), 20))];
        let report = ExecutionReport::new(amounts(100, Some(110), 30), parts.clone()).unwrap();
        assert_eq!(report.parts().iter().map(|p| p.task).collect::<Vec<_>>(), [1, 2]);

        let columns = [
            (amounts(101, Some(110), 30), Column::Initial),
            (amounts(100, None, 30), Column::Adjusted),
            (amounts(100, Some(110), 31), Column::Executed),
        ];
        for (total, column) in columns {
            assert_eq!(ExecutionReport::new(total, parts.clone()).unwrap_err().column, column);
        }
    }

    #[test]
    fn a_sum_past_any_amount_is_no_sum() {
        let parts = vec![part(1, amounts(i64::MAX, None, 0)), part(2, amounts(1, None, 0))];
        assert_eq!(ExecutionReport::new(amounts(0, None, 0), parts).unwrap_err().parts, None);
    }
}
