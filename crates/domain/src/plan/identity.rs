//! Which indicator of a table that was read anew is which of the version before.

use std::collections::{HashMap, VecDeque};

use crate::{IndicatorId, Level2, PlanContent, Text};

impl PlanContent {
    /// The same with other ids: an indicator with the level 2 and the name of one of `base` has its id, first come
    /// first served in plan order; the others have the numbers after `last`, the highest that was ever given.
    #[must_use]
    pub fn with_identities_of(mut self, base: &Self, last: usize) -> Self {
        let mut known: HashMap<(Level2, &Text<500>), VecDeque<&IndicatorId>> = HashMap::new();
        for indicator in &base.indicators {
            known.entry((indicator.level2, &indicator.name)).or_default().push_back(&indicator.id);
        }
        let mut next = last.max(base.last_number());
        for indicator in &mut self.indicators {
            let same = known.get_mut(&(indicator.level2, &indicator.name)).and_then(VecDeque::pop_front);
            indicator.id = same.cloned().unwrap_or_else(|| {
                next = next.saturating_add(1);
                IndicatorId::numbered(next)
            });
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::tests::any_plan;

    fn ids(content: &PlanContent) -> Vec<&str> {
        content.indicators().iter().map(|i| i.id.as_str()).collect()
    }

    proptest! {
        #[test]
        fn the_same_table_has_the_same_ids(base in any_plan::content(), last in 0..100usize) {
            prop_assert_eq!(base.clone().with_identities_of(&base, last), base);
        }

        #[test]
        fn ids_are_unique_and_new_ones_were_never_given(
            table in any_plan::content(), base in any_plan::content(), last in 0..100usize,
        ) {
            let last = last.max(base.last_number());
            let read = table.with_identities_of(&base, last);
            let all: HashSet<_> = ids(&read).into_iter().collect();
            prop_assert_eq!(all.len(), read.indicators().len());
            for indicator in read.indicators() {
                let of_base = base.indicators().iter().find(|i| i.id == indicator.id);
                match of_base {
                    Some(same) => prop_assert_eq!((same.level2, &same.name), (indicator.level2, &indicator.name)),
                    None => prop_assert!(indicator.id.number() > last),
                }
            }
        }
    }
}
