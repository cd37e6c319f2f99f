//! The money behind an indicator.

use std::collections::HashMap;

use crate::Fen;

/// The money of each indicator, in their order: the budget of its goal's tasks, split equally over the indicators of
/// the goal to whole fen. What is left over goes to the earlier ones, a fen each, so a goal's money adds up exactly.
///
/// `goals` are numbers of goals with those of their tasks, `tasks` numbers with totals, `indicators` the goal of each
/// indicator in plan order. A task that several goals are tied to counts in each of them; a goal without tasks has no
/// money. `None` where the budget of a goal is past any amount.
pub fn indicator_money(goals: &[(i32, Vec<i32>)], tasks: &[(i32, Fen)], indicators: &[i32]) -> Option<Vec<Fen>> {
    let totals: HashMap<i32, Fen> = tasks.iter().copied().collect();
    let budget = |tasks: &[i32]| Fen::sum(tasks.iter().filter_map(|task| totals.get(task).copied()));
    let mut splits = HashMap::new();
    for (goal, tasks) in goals {
        splits.insert(*goal, Split { money: budget(tasks)?, over: 0, given: 0 });
    }
    for goal in indicators {
        splits.entry(*goal).and_modify(|split| split.over += 1);
    }
    Some(indicators.iter().map(|goal| splits.get_mut(goal).map_or(Fen::ZERO, Split::next)).collect())
}

/// Money that is split over so many, of which some were given their part.
struct Split {
    money: Fen,
    over: i64,
    given: i64,
}

impl Split {
    fn next(&mut self) -> Fen {
        let (money, over) = (self.money.get(), self.over.max(1));
        let part = money.div_euclid(over) + i64::from(self.given < money.rem_euclid(over));
        self.given += 1;
        Fen::new(part)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_budget_of_the_tasks_is_split_and_the_earlier_get_what_is_left_over() {
        let (goals, tasks) = ([(1, vec![1, 2]), (2, vec![2])], [(1, Fen::new(70)), (2, Fen::new(30))]);
        let money = indicator_money(&goals, &tasks, &[1, 2, 1, 1]);
        assert_eq!(money, Some([34, 30, 33, 33].map(Fen::new).to_vec()));
    }

    #[test]
    fn a_goal_without_tasks_has_no_money() {
        let money = indicator_money(&[(1, vec![]), (2, vec![9])], &[(1, Fen::new(70))], &[1, 2, 3]);
        assert_eq!(money, Some(vec![Fen::ZERO; 3]));
    }

    #[test]
    fn a_budget_past_any_amount_is_none() {
        let tasks = [(1, Fen::new(i64::MAX)), (2, Fen::new(1))];
        assert_eq!(indicator_money(&[(1, vec![1, 2])], &tasks, &[1]), None);
        assert_eq!(indicator_money(&[(1, vec![1])], &tasks, &[1]), Some(vec![Fen::new(i64::MAX)]));
    }

    proptest! {
        #[test]
        fn a_goals_money_is_split_exactly_and_fairly(
            totals in prop::collection::vec(0..i64::MAX / 8, 1..6),
            ties in prop::collection::vec(prop::collection::btree_set(1..6i32, 0..6), 1..5),
            picks in prop::collection::vec(1..5i32, 0..40),
        ) {
            let tasks: Vec<(i32, Fen)> = (1..).zip(totals.iter().map(|total| Fen::new(*total))).collect();
            let goals: Vec<(i32, Vec<i32>)> = (1..).zip(ties.into_iter().map(|tied| tied.into_iter().collect())).collect();
            let money = indicator_money(&goals, &tasks, &picks).unwrap();
            prop_assert_eq!(money.len(), picks.len());
            for (goal, tied) in &goals {
                let parts: Vec<Fen> = picks.iter().zip(&money).filter(|(of, _)| *of == goal).map(|(_, part)| *part).collect();
                let Some((first, last)) = parts.first().zip(parts.last()) else { continue };
                let budget = tasks.iter().filter(|(task, _)| tied.contains(task)).map(|(_, total)| *total);
                prop_assert_eq!(Fen::sum(parts.iter().copied()), Fen::sum(budget));
                prop_assert!(parts.is_sorted_by(|a, b| a >= b) && first.get() - last.get() <= 1);
            }
        }
    }
}
