//! What makes a profile.

use std::collections::HashSet;

use super::Profile;
use crate::{Points, Violation};

/// The whole, as a share.
const ONE: Points = Points::from_hundredths(100);

impl Profile {
    /// Everything that does not fit together but in a rule of its own; paths are relative to the profile. Nothing in
    /// one that can be used.
    pub fn check(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        let mut refuse = |is_bad: bool, path: &str, en: &str, zh: &str| {
            if is_bad {
                found.push(Violation::new(path, en, zh));
            }
        };
        refuse(self.execution_weight == Points::HUNDRED, "execution_weight", "is 100", "为100");
        refuse(self.over_achievement == Points::ZERO, "over_achievement", "is nought", "为零");
        refuse(self.achieved_from > ONE, "achieved_from", "is above 1.00", "大于1.00");
        refuse(self.achieved_from == Points::ZERO, "achieved_from", "is nought", "为零");
        let partly = self.partly_achieved_from;
        refuse(
            partly >= self.achieved_from,
            "partly_achieved_from",
            "is not below achieved_from",
            "应小于achieved_from",
        );
        refuse(partly == Points::ZERO, "partly_achieved_from", "is nought", "为零");
        refuse(self.plausible_excess > ONE, "plausible_excess", "is above 1.00", "大于1.00");
        refuse(!self.lights.is_rising(), "lights", "do not rise", "应依次递增");
        refuse(self.rules.len() > Self::RULES, "rules", "has more than 50 items", "超过50项");
        let [(_, excellent), (_, good), (_, fair)] = self.grades;
        let falls = excellent > good && good > fair && fair > Points::ZERO;
        refuse(!falls, "grades", "do not fall to above nought", "应依次递减且大于零");
        let mut seen = HashSet::new();
        refuse(!self.overriders.iter().all(|it| seen.insert(*it)), "overriders", "has one twice", "重复");
        found
    }
}
