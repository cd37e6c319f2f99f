//! The plan of another year.

use crate::{CivilDate, Fen, Goal, Indicator, PlanContent, Target, Task, Violation};

impl PlanContent {
    /// The same so many years later: indicators keep their ids and weights, the days of their targets move, lines
    /// of files are dropped. Without amounts the money of the tasks is: totals are 0, their parts absent.
    ///
    /// Texts stay, even where they name a year: they are for a person to edit. Path: `source`, where a day would
    /// leave the calendar of [`CivilDate`].
    pub fn years_later(&self, years: i32, with_amounts: bool) -> Result<Self, Vec<Violation>> {
        let task = |task: &Task| match with_amounts {
            true => task.clone(),
            false => Task { total: Fen::ZERO, basic: None, project: None, other: None, ..task.clone() },
        };
        let indicator = |indicator: &Indicator| {
            let target = target(&indicator.target, years)?;
            Some(Indicator { target, line: None, ..indicator.clone() })
        };
        let indicators: Option<Vec<_>> = self.indicators.iter().map(indicator).collect();
        let outside =
            || Violation::new("source", "has a day that would leave 1990 to 2199", "有日期将超出1990至2199年");
        let (tasks, goals): (_, Vec<Goal>) = (self.tasks.iter().map(task).collect(), self.goals.clone());
        let indicators = indicators.ok_or_else(|| vec![outside()])?;
        Self::assemble(self.department_title.clone(), self.scheme.clone(), tasks, goals, indicators)
    }
}

fn target(target: &Target, years: i32) -> Option<Target> {
    let later = |date: CivilDate| date.years_later(years);
    Some(match target {
        Target::Deadline { text, date } => Target::Deadline { text: text.clone(), date: later(*date)? },
        Target::Window { text, first, last } => {
            Target::Window { text: text.clone(), first: later(*first)?, last: later(*last)? }
        }
        Target::Numeric(_) | Target::Qualitative { .. } | Target::Unreadable { .. } => target.clone(),
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::any_plan;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_copy_keeps_ids_weights_and_texts_and_drops_lines(content in any_plan::content(), years in -10..10i32) {
            let Ok(copy) = content.years_later(years, true) else { return Ok(()) };
            let told = |c: &PlanContent| {
                c.indicators().iter().map(|i| (i.id.clone(), i.goal, i.name.clone(), i.weight)).collect::<Vec<_>>()
            };
            prop_assert_eq!(told(&copy), told(&content));
            prop_assert_eq!((copy.tasks(), copy.goals(), copy.scheme()), (content.tasks(), content.goals(), content.scheme()));
            prop_assert!(copy.indicators().iter().all(|i| i.line.is_none()));
        }

        #[test]
        fn a_copy_of_the_same_year_differs_by_the_lines_alone(content in any_plan::content()) {
            let mut expected = content.clone();
            expected.indicators.iter_mut().for_each(|i| i.line = None);
            prop_assert_eq!(content.years_later(0, true), Ok(expected));
        }

        #[test]
        fn without_amounts_no_money_is_left_and_nothing_else_changes(content in any_plan::content()) {
            let (with, without) = (content.years_later(0, true).unwrap(), content.years_later(0, false).unwrap());
            for (with, without) in with.tasks().iter().zip(without.tasks()) {
                prop_assert_eq!((without.total, without.basic, without.project, without.other), (Fen::ZERO, None, None, None));
                prop_assert_eq!((&with.name, with.number), (&without.name, without.number));
            }
            prop_assert_eq!((with.goals(), with.indicators()), (without.goals(), without.indicators()));
        }
    }

    #[test]
    fn days_of_targets_move_and_none_leaves_the_calendar() {
        let date = |text: &str| text.parse().unwrap();
        let window = Target::Window { text: None, first: date("2024-02-29"), last: date("2024-12-31") };
        let moved = Target::Window { text: None, first: date("2025-02-28"), last: date("2025-12-31") };
        assert_eq!(target(&window, 1), Some(moved));
        assert_eq!(target(&Target::Deadline { text: None, date: date("2199-06-30") }, 1), None);
    }
}
