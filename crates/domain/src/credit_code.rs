//! The unified social credit code (统一社会信用代码).

use std::fmt;
use std::str::FromStr;

use crate::Invalid;

/// A unified social credit code of 18 characters whose last one checks the others (GB 32100-2015).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

/// Their places are their values. I, O, S, V and Z could be taken for others.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS: usize = 31;

const MALFORMED: Invalid = Invalid {
    en: "is not a credit code of 18 digits and upper-case letters without I, O, S, V and Z",
    zh: "不是由18位数字和大写字母（不含I、O、S、V、Z）组成的统一社会信用代码",
};
const WRONG_CHECK: Invalid = Invalid {
    en: "is a credit code with a wrong check character",
    zh: "统一社会信用代码的校验码不正确",
};

impl CreditCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CreditCode {
    type Err = Invalid;

    /// Refuses what has not the form, and, for another reason, what has it with a wrong check character.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let values: Option<Vec<usize>> = text.chars().map(|c| ALPHABET.find(c)).collect();
        let values = values.filter(|values| values.len() == 18).ok_or(MALFORMED)?;
        let (check, rest) = values.split_last().ok_or(MALFORMED)?;
        // The weight of a place is 3 to its power, so no two neighbours weigh the same.
        let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % MODULUS));
        let sum: usize = rest.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        if (sum + check).is_multiple_of(MODULUS) { Ok(Self(text.to_owned())) } else { Err(WRONG_CHECK) }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// The example of the standard, and codes that their owners publish.
    const PUBLISHED: [&str; 8] = [
        "91350100M000100Y43",
        "12100000400000624D",
        "91110000802100433B",
        "91110108551385082Q",
        "91310000132260250X",
        "91330100799655058B",
        "914403001922038216",
        "9144030071526726XG",
    ];

    #[test]
    fn published_codes_are_read_as_they_print() {
        for code in PUBLISHED {
            assert_eq!(code.parse::<CreditCode>().map(|c| c.to_string()), Ok(code.to_owned()));
        }
    }

    /// 9·1 + 1·3 + 3·9 + 5·27 + 0·19 + 1·26 + 0·16 + 0·17 + 21 (M)·20 + 0·29 + 0·25 + 0·13 + 1·8 + 0·24 + 0·10 +
    /// 30 (Y)·30 + 4·28 = 1640, which is 28 over 52·31: the check character is 31 - 28 = 3.
    #[test]
    fn the_check_character_is_the_one_computed_by_hand() {
        assert!("91350100M000100Y43".parse::<CreditCode>().is_ok());
        for check in ALPHABET.chars().filter(|c| *c != '3') {
            assert_eq!(format!("91350100M000100Y4{check}").parse::<CreditCode>(), Err(WRONG_CHECK), "{check}");
        }
    }

    #[test]
    fn a_code_that_is_all_noughts_has_check_character_nought() {
        assert!("000000000000000000".parse::<CreditCode>().is_ok());
    }

    #[test]
    fn what_has_not_the_form_is_told_apart_from_a_wrong_check() {
        for text in [
            "",
            "91350100M000100Y4",
            "91350100M000100Y433",
            "91350100m000100Y43",
            " 1350100M000100Y43",
            "９1350100M000100Y43",
            "9135010OM000100Y43",
            "91350100I000100Y43",
            "91350100S000100Y43",
            "91350100V000100Y43",
            "91350100Z000100Y43",
            "91350100M000100Y4三",
        ] {
            assert_eq!(text.parse::<CreditCode>(), Err(MALFORMED), "{text}");
        }
    }

    fn any_code() -> impl Strategy<Value = Vec<char>> {
        let characters: Vec<char> = ALPHABET.chars().collect();
        let some = proptest::collection::vec(select(characters.clone()), 17).prop_map(move |mut code| {
            let is_right =
                |check: &&char| code.iter().chain([*check]).collect::<String>().parse::<CreditCode>().is_ok();
            let check = *characters.iter().find(is_right).unwrap();
            code.push(check);
            code
        });
        prop_oneof![select(PUBLISHED.to_vec()).prop_map(|code| code.chars().collect()), some]
    }

    proptest! {
        #[test]
        fn one_other_character_is_refused(code in any_code(), at in 0..18usize, to in 0..MODULUS) {
            let to = ALPHABET.chars().nth(to).unwrap();
            let mut other = code.clone();
            other[at] = to;
            let is_the_same = code[at] == to;
            prop_assert_eq!(other.iter().collect::<String>().parse::<CreditCode>().is_ok(), is_the_same);
        }

        #[test]
        fn two_neighbours_that_changed_places_are_refused(code in any_code(), at in 0..17usize) {
            let mut other = code.clone();
            other.swap(at, at + 1);
            let is_the_same = code[at] == code[at + 1];
            prop_assert_eq!(other.iter().collect::<String>().parse::<CreditCode>().is_ok(), is_the_same);
        }

        #[test]
        fn any_text_is_read_as_it_prints_or_refused(text in ".*") {
            if let Ok(code) = text.parse::<CreditCode>() {
                prop_assert_eq!(code.as_str(), text);
            }
        }
    }
}
