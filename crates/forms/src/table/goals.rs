//! Goals (年度绩效目标) and their tasks.

use std::collections::HashMap;

use jixiao_domain::Goal;

use super::ledger::Ledger;
use super::printed::printed;
use super::references::references;
use super::{Places, unplaced};
use crate::check::Subject;
use crate::source::Cell;
use crate::text::{excerpt, key};
use crate::{Code, Fate, Finding, label, number};

/// Goals read so far.
#[derive(Debug, Default)]
pub(super) struct Goals {
    goals: Vec<Goal>,
    /// Where the tasks of a goal stand or should stand.
    places: HashMap<i32, (i32, i32)>,
    /// Where the text of a goal stands.
    texts: HashMap<i32, (i32, i32)>,
}

impl Goals {
    /// Takes a row: number, text, tasks.
    pub(super) fn take(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        let [number, text, tasks @ ..] = row else { return };
        let Some(number) = number::numbering(number.text).or_else(|| label::goal_number(&key(number.text))) else {
            ledger.lose_row(
                line,
                row,
                unplaced(row, ("of goals does not begin with a number", "位于绩效目标部分但不以序号开头")),
            );
            return;
        };
        if self.places.contains_key(&number) {
            ledger.lose_row(
                line,
                row,
                unplaced(row, ("repeats the number of another goal", "与另一项绩效目标序号重复")),
            );
            return;
        }
        let Some(printed_text) = printed(line, *text, ledger) else { return ledger.rest(line, row, Fate::Finding) };
        let mut numbers: Vec<i32> = Vec::new();
        for cell in tasks {
            match references(cell.text) {
                Some(more) => more.into_iter().for_each(|number| {
                    if !numbers.contains(&number) {
                        numbers.push(number);
                    }
                }),
                None => ledger.lose(line, cell.at, not_tasks(number, cell.text)),
            }
        }
        let place = tasks.first().map_or(text.at.saturating_add(1), |cell| cell.at);
        ledger.rest(line, row, Fate::Plan);
        self.places.insert(number, (line, place));
        self.texts.insert(number, (line, text.at));
        self.goals.push(Goal { number, text: printed_text, tasks: numbers });
    }

    /// The goals in the order of their numbers.
    pub(super) fn finish(mut self, places: &mut Places) -> Vec<Goal> {
        places.extend(self.places.into_iter().map(|(number, place)| (Subject::Goal(number), place)));
        places.extend(self.texts.into_iter().map(|(number, place)| (Subject::GoalText(number), place)));
        self.goals.sort_by_key(|goal| goal.number);
        self.goals
    }
}

fn not_tasks(number: i32, cell: &str) -> Finding {
    let text = excerpt(cell);
    let en = format!("\"{text}\" does not name tasks of goal {number}");
    Finding::new(Code::CellUnplaced, en, format!("“{text}”不是目标{number}对应的工作任务"))
}
