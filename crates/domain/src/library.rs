//! The indicator library (指标库): common indicators that a table can be put together from.

mod table;

use std::borrow::Cow;

use crate::{Frame, Level1, Level2, Sign};

/// A common indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryIndicator {
    /// Its id, such as `trained-persons`.
    pub id: Cow<'static, str>,
    /// 一级指标.
    pub level1: Level1,
    /// 二级指标.
    pub level2: Level2,
    /// 三级指标.
    pub name: Cow<'static, str>,
    /// How an actual is usually compared; `None` for a text that a person judges (定性).
    pub sign: Option<Sign>,
    /// The usual unit, where there is a number.
    pub unit: Option<Cow<'static, str>>,
    /// Other words it is looked for by, with blanks between.
    pub keywords: Cow<'static, str>,
}

impl LibraryIndicator {
    /// The built-in indicators, by level 2.
    pub fn built_in() -> &'static [Self] {
        &table::INDICATORS
    }

    /// The frames it fits, at least one.
    pub fn frames(&self) -> impl Iterator<Item = Frame> {
        let pair = (self.level1, self.level2);
        Frame::ALL.into_iter().filter(move |frame| frame.has(pair.0, pair.1))
    }

    /// Whether each of the words, with blanks between, occurs in its name, level labels or keywords. Neither case
    /// nor full width counts; no words match everything.
    pub fn matches(&self, words: &str) -> bool {
        let places = [&self.name, self.level1.label(), self.level2.label(), &self.keywords].map(folded);
        folded(words).split_whitespace().all(|word| places.iter().any(|place| place.contains(word)))
    }
}

/// In lower case, with the ASCII character for a full-width one.
fn folded(text: &str) -> String {
    const OFFSET: u32 = '！' as u32 - '!' as u32;
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - OFFSET).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;
    use crate::{SchemeId, Text};

    fn found(words: &str) -> Vec<&'static str> {
        LibraryIndicator::built_in().iter().filter(|i| i.matches(words)).map(|i| i.id.as_ref()).collect()
    }

    #[test]
    fn ids_and_names_are_there_once_and_fit_a_plan() {
        let (mut ids, mut names) = (HashSet::new(), HashSet::new());
        for indicator in LibraryIndicator::built_in() {
            assert!(indicator.id.parse::<SchemeId>().is_ok() && ids.insert(&indicator.id), "{}", indicator.id);
            assert!(Text::<500>::parse(indicator.name.as_ref()).is_ok(), "{}", indicator.id);
            assert!(names.insert((indicator.level2, &indicator.name)), "{}", indicator.name);
            assert!(indicator.unit.as_deref().is_none_or(|unit| Text::<50>::parse(unit).is_ok()), "{}", indicator.id);
        }
    }

    #[test]
    fn a_number_has_a_unit_and_a_text_has_none() {
        for indicator in LibraryIndicator::built_in() {
            assert_eq!(indicator.sign.is_some(), indicator.unit.is_some(), "{}", indicator.id);
        }
    }

    #[test]
    fn a_rate_has_a_unit_of_rates_and_a_cost_is_capped() {
        for indicator in LibraryIndicator::built_in() {
            let is_rate = indicator.name.ends_with('率') || indicator.name.ends_with("满意度");
            assert!(
                !is_rate || indicator.unit.as_deref().is_some_and(|unit| ["%", "‰"].contains(&unit)),
                "{}",
                indicator.id
            );
            let is_money = matches!(indicator.level2, Level2::Cost | Level2::EconomicCost);
            assert!(!is_money || indicator.sign.is_none_or(|sign| sign == Sign::AtMost), "{}", indicator.id);
        }
    }

    #[test]
    fn every_pair_of_every_frame_has_an_indicator_and_every_indicator_a_frame() {
        let pairs: BTreeSet<_> = LibraryIndicator::built_in().iter().map(|i| (i.level1, i.level2)).collect();
        for frame in Frame::ALL {
            assert!(frame.pairs().all(|pair| pairs.contains(&pair)), "{frame:?}");
        }
        assert!(LibraryIndicator::built_in().iter().all(|i| i.frames().next().is_some()));
    }

    #[test]
    fn all_words_have_to_occur_wherever_that_is() {
        assert_eq!(found("培训人数"), ["trained-persons"]);
        assert_eq!(found("产出　培训 人数"), ["trained-persons"]);
        assert_eq!(found("培训 满意度指标 人数"), Vec::<&str>::new());
        assert_eq!(found(" \t").len(), LibraryIndicator::built_in().len());
    }

    #[test]
    fn neither_case_nor_width_counts() {
        assert!(!found("gdp").is_empty());
        assert_eq!(found("gdp"), found("ＧＤＰ"));
        assert_eq!(found("co2"), found("ＣＯ２"));
    }
}
