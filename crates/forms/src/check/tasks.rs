//! Money of tasks, and tasks of goals.

use std::collections::HashSet;

use jixiao_domain::{Fen, Goal, Task};

use super::{Found, Subject};
use crate::{Code, Finding};

/// Tasks whose fund sources, where any is given, do not add up to the total.
pub(super) fn sums(tasks: &[Task]) -> Found {
    tasks.iter().filter_map(|task| Some((Subject::Task(task.number), sum(task)?))).collect()
}

fn sum(task: &Task) -> Option<Finding> {
    let parts: Vec<Fen> = [task.basic, task.project, task.other].into_iter().flatten().collect();
    let sum = Fen::sum(parts.iter().copied());
    if parts.is_empty() || sum == Some(task.total) {
        return None;
    }
    let sum = sum.map_or_else(|| "?".to_owned(), Fen::grouped);
    let (number, total) = (task.number, task.total.grouped());
    Some(Finding::new(
        Code::TaskSumDiffers,
        format!("the fund sources of task {number} add up to {sum} yuan, its total is {total} yuan"),
        format!("任务{number}的基本支出、项目支出、其他资金合计{sum}元，与总额{total}元不符"),
    ))
}

/// Goals that name no task although there are tasks, or tasks that are not there.
pub(super) fn unknown(tasks: &[Task], goals: &[Goal]) -> Found {
    let known: HashSet<i32> = tasks.iter().map(|task| task.number).collect();
    let unknown = |goal: &Goal| {
        let missing: Vec<String> = goal.tasks.iter().filter(|task| !known.contains(task)).map(i32::to_string).collect();
        let number = goal.number;
        if !missing.is_empty() {
            let (en, zh) = (missing.join(", "), missing.join("、"));
            return Some((
                format!("goal {number} names task {en}, which is not in the table"),
                format!("目标{number}对应的任务{zh}不在表中"),
            ));
        }
        (goal.tasks.is_empty() && !known.is_empty()).then(|| {
            (format!("goal {number} names no task that can be read"), format!("目标{number}没有可识别的对应工作任务"))
        })
    };
    let finding = |goal: &Goal| {
        let (en, zh) = unknown(goal)?;
        Some((Subject::Goal(goal.number), Finding::new(Code::TaskUnknown, en, zh)))
    };
    goals.iter().filter_map(finding).collect()
}
