//! Levels 1 and 2 of an indicator, carried down from the rows above.

use jixiao_domain::{Level1, Level2};

use crate::label::Label;

/// The levels that hold in a row; merged cells carry them down to the rows below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Levels {
    pub(crate) level1: Option<Level1>,
    pub(crate) level2: Option<Level2>,
}

impl Levels {
    /// The levels of a row with these labels, in the order they are printed.
    ///
    /// A level 1 alone keeps the level 2 above it only where it repeats the level 1 above; a level 2
    /// alone brings its own level 1. A pair printed in one row stays as printed, in a frame or not.
    pub(crate) fn below(self, labels: &[Label]) -> Self {
        let printed = self.printed(labels);
        match (printed.level1, printed.level2) {
            (None, None) => self,
            (Some(_), Some(_)) => printed,
            (Some(level1), None) if self.level1 == Some(level1) => self,
            (Some(level1), None) => Self { level2: only_level2(level1), ..printed },
            (None, Some(level2)) if self.level2 == Some(level2) => self,
            (None, Some(level2)) => Self { level1: Some(level2.level1()), ..printed },
        }
    }

    /// What the labels themselves say; the last of a kind counts.
    pub(crate) fn printed(self, labels: &[Label]) -> Self {
        let mut printed = Self::default();
        let mut rest = labels.iter();
        while let Some(label) = rest.next() {
            match label {
                Label::Goal(_) => {}
                Label::Level1(Level1::Satisfaction) if printed.level1 == Some(Level1::Satisfaction) => {
                    printed.level2 = Some(Level2::Satisfaction);
                }
                Label::Level1(level1) => printed.level1 = Some(*level1),
                Label::Level2(level2) => printed.level2 = Some(*level2),
                Label::Cost if self.is_cost_level1(printed, rest.as_slice()) => printed.level1 = Some(Level1::Cost),
                Label::Cost => printed.level2 = Some(Level2::Cost),
            }
        }
        printed
    }

    /// Whether 成本指标 is a level 1 (frame 2021) here: before a level 2 of its row, or alone where it
    /// repeats the level 1 above. Else it is the level 2 of frame 2015.
    fn is_cost_level1(self, printed: Self, rest: &[Label]) -> bool {
        let before_level2 = rest.iter().any(|label| matches!(label, Label::Level2(_) | Label::Cost));
        printed.level1.is_none() && (before_level2 || self.level1 == Some(Level1::Cost))
    }
}

/// The level 2 of a level 1 that has only one.
fn only_level2(level1: Level1) -> Option<Level2> {
    match level1 {
        Level1::Satisfaction => Some(Level2::Satisfaction),
        Level1::Cost | Level1::Output | Level1::Effect => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(level1: Level1, level2: Level2) -> Levels {
        Levels { level1: Some(level1), level2: Some(level2) }
    }

    #[test]
    fn without_labels_the_levels_above_hold() {
        let above = levels(Level1::Effect, Level2::SocialEffect);
        assert_eq!(above.below(&[]), above);
    }

    #[test]
    fn a_level_2_alone_brings_its_level_1() {
        let above = levels(Level1::Output, Level2::Quantity);
        assert_eq!(above.below(&[Label::Level2(Level2::SocialEffect)]), levels(Level1::Effect, Level2::SocialEffect));
        assert_eq!(above.below(&[Label::Level2(Level2::Quality)]), levels(Level1::Output, Level2::Quality));
    }

    #[test]
    fn a_repeated_label_changes_nothing() {
        let above = levels(Level1::Effect, Level2::Quantity);
        assert_eq!(above.below(&[Label::Level1(Level1::Effect)]), above);
        assert_eq!(above.below(&[Label::Level2(Level2::Quantity)]), above);
    }

    #[test]
    fn a_new_level_1_alone_has_a_level_2_only_where_there_is_one() {
        let above = levels(Level1::Output, Level2::Quantity);
        assert_eq!(
            above.below(&[Label::Level1(Level1::Effect)]),
            Levels { level1: Some(Level1::Effect), level2: None }
        );
        let satisfaction = levels(Level1::Satisfaction, Level2::Satisfaction);
        assert_eq!(above.below(&[Label::Level1(Level1::Satisfaction)]), satisfaction);
        assert_eq!(above.below(&[Label::Level1(Level1::Satisfaction); 2]), satisfaction);
    }

    #[test]
    fn the_cost_label_is_a_level_2_of_output_or_a_level_1_by_what_stands_around_it() {
        let output = Levels { level1: Some(Level1::Output), level2: Some(Level2::Timeliness) };
        assert_eq!(output.below(&[Label::Cost]), levels(Level1::Output, Level2::Cost));
        assert_eq!(output.below(&[Label::Level1(Level1::Output), Label::Cost]), levels(Level1::Output, Level2::Cost));
        let economic = levels(Level1::Cost, Level2::EconomicCost);
        assert_eq!(output.below(&[Label::Cost, Label::Level2(Level2::EconomicCost)]), economic);
        assert_eq!(economic.below(&[Label::Cost]), economic);
        assert_eq!(economic.below(&[Label::Level1(Level1::Output), Label::Cost]), levels(Level1::Output, Level2::Cost));
        assert_eq!(output.below(&[Label::Cost, Label::Cost]), levels(Level1::Cost, Level2::Cost));
        assert_eq!(output.below(&[Label::Level2(Level2::SocialCost)]), levels(Level1::Cost, Level2::SocialCost));
    }

    #[test]
    fn a_pair_printed_in_one_row_stays_as_printed() {
        let pair = [Label::Level1(Level1::Output), Label::Level2(Level2::SocialEffect)];
        assert_eq!(Levels::default().below(&pair), levels(Level1::Output, Level2::SocialEffect));
    }
}
