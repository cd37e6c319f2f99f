//! Methods of scoring that a profile or an indicator may name instead of the rule of the sign.

use std::fmt;

use crate::{Decimal, Invalid, Points, Sign, Target, TargetKind, Text, Violation};

/// How an indicator is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// By the rule of its sign, as if nothing else were named.
    Proportional,
    /// Nothing below this share of the target, else in proportion to it; made by [`Method::threshold`].
    Threshold(Points),
    /// The whole weight where the target is met, else nothing.
    YesNo,
    /// By the first bound that is reached.
    Steps(Steps),
    /// So many points less for each unit that is missing or too much; of a date, for each day it is late. Made by
    /// [`Method::deduction`].
    Deduction(Decimal),
    /// A person ticks items.
    Checklist(Checklist),
    /// A person gives points, with grounds.
    Manual,
}

/// A step: from which value on it counts, and points out of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Inclusive.
    pub from: Decimal,
    /// Out of ten.
    pub points: Points,
}

/// Steps, the highest first: both bounds and points fall from one to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps(Vec<Step>);

/// An item that is there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    /// What is looked for.
    pub text: Text<200>,
    /// What it counts among the others; not nought.
    pub points: Points,
}

/// Items that a person ticks, numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist(Vec<ChecklistItem>);

/// Points of a step are out of ten.
pub(crate) const TEN: Points = Points::from_hundredths(1000);

impl Steps {
    /// Most steps of a method.
    pub const MOST: usize = 20;

    /// Steps in falling order, or all that is wrong with them; paths are relative to the list `steps`.
    pub fn new(steps: Vec<Step>) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        if steps.is_empty() || steps.len() > Self::MOST {
            found.push(Violation::new("steps", "has not 1 to 20 items", "应有1至20项"));
        }
        for (place, step) in steps.iter().enumerate() {
            if step.points > TEN {
                found.push(Violation::new(format!("steps[{place}].points"), "is above 10", "大于10"));
            }
        }
        for (place, (above, step)) in steps.iter().zip(steps.iter().skip(1)).enumerate() {
            let at = |field| format!("steps[{}].{field}", place + 1);
            if step.from >= above.from {
                found.push(Violation::new(at("from"), "is not below the one before", "应小于上一项"));
            }
            if step.points >= above.points {
                found.push(Violation::new(at("points"), "is not below the one before", "应小于上一项"));
            }
        }
        if found.is_empty() { Ok(Self(steps)) } else { Err(found) }
    }

    /// The highest first.
    pub fn as_slice(&self) -> &[Step] {
        &self.0
    }
}

impl Checklist {
    /// Most items of a list.
    pub const MOST: usize = 50;

    /// Items that all count, or all that is wrong with them; paths are relative to the list `items`.
    pub fn new(items: Vec<ChecklistItem>) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        if items.is_empty() || items.len() > Self::MOST {
            found.push(Violation::new("items", "has not 1 to 50 items", "应有1至50项"));
        }
        for (place, _) in items.iter().enumerate().filter(|(_, item)| item.points == Points::ZERO) {
            found.push(Violation::new(format!("items[{place}].points"), "is nought", "为零"));
        }
        if found.is_empty() { Ok(Self(items)) } else { Err(found) }
    }

    /// In the order of their numbers.
    pub fn as_slice(&self) -> &[ChecklistItem] {
        &self.0
    }

    /// What all of them count.
    pub fn points(&self) -> Points {
        self.0.iter().map(|item| item.points).sum()
    }

    /// What those with these numbers count.
    pub fn points_of(&self, numbers: &[u32]) -> Points {
        let numbered = (1..).zip(&self.0);
        numbered.filter(|(number, _)| numbers.contains(number)).map(|(_, item)| item.points).sum()
    }
}

const NO_SHARE: Invalid = Invalid { en: "is not above 0 and at most 1", zh: "应大于0且不大于1" };
const NOT_ABOVE_ZERO: Invalid = Invalid { en: "is not above 0", zh: "应大于0" };

impl Method {
    /// Nothing below a share of the target that is above nought and at most 1.
    pub fn threshold(share: Points) -> Result<Self, Invalid> {
        const WHOLE: Points = Points::from_hundredths(100);
        if share == Points::ZERO || share > WHOLE { Err(NO_SHARE) } else { Ok(Self::Threshold(share)) }
    }

    /// Points above nought less for each unit or day.
    pub fn deduction(points: Decimal) -> Result<Self, Invalid> {
        if points > Decimal::ZERO { Ok(Self::Deduction(points)) } else { Err(NOT_ABOVE_ZERO) }
    }

    /// How many items a person ticks; 0 for all but checklists.
    pub(crate) fn checklist_items(&self) -> usize {
        match self {
            Self::Checklist(list) => list.0.len(),
            Self::Proportional
            | Self::Threshold(_)
            | Self::YesNo
            | Self::Steps(_)
            | Self::Deduction(_)
            | Self::Manual => 0,
        }
    }

    /// Whether the method can score the target.
    pub fn fits(&self, target: &Target) -> bool {
        let sign = match target {
            Target::Numeric(target) => Some(target.sign),
            Target::Qualitative { .. }
            | Target::Deadline { .. }
            | Target::Window { .. }
            | Target::Unreadable { .. } => None,
        };
        TargetKind::of(target).is_some_and(|kind| self.fits_kind(kind, sign))
    }

    /// Whether the method can score targets of that kind; of a number, with that sign.
    pub(crate) const fn fits_kind(&self, kind: TargetKind, sign: Option<Sign>) -> bool {
        let is_date = matches!(kind, TargetKind::Deadline | TargetKind::Window);
        let is_floor = matches!(sign, Some(Sign::AtLeast | Sign::MoreThan | Sign::Equal));
        match self {
            Self::Proportional => sign.is_some(),
            Self::Threshold(_) | Self::Steps(_) => is_floor,
            Self::YesNo | Self::Deduction(_) => sign.is_some() || is_date,
            Self::Checklist(_) | Self::Manual => true,
        }
    }

    /// Whether a person decides.
    pub const fn is_judged(&self) -> bool {
        matches!(self, Self::Checklist(_) | Self::Manual)
    }

    /// In words of the API.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::Threshold(_) => "threshold",
            Self::YesNo => "yes-no",
            Self::Steps(_) => "steps",
            Self::Deduction(_) => "deduction",
            Self::Checklist(_) => "checklist",
            Self::Manual => "manual",
        }
    }
}

/// In one line, with all it says: `steps 90:10.00 80:8.00`.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())?;
        match self {
            Self::Proportional | Self::YesNo | Self::Manual => Ok(()),
            Self::Threshold(share) => write!(f, " {share}"),
            Self::Deduction(points) => write!(f, " {points}"),
            Self::Steps(steps) => steps.0.iter().try_for_each(|step| write!(f, " {}:{}", step.from, step.points)),
            Self::Checklist(list) => list.0.iter().try_for_each(|item| write!(f, " {}:{}", item.text, item.points)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(steps: &[(&str, &str)]) -> Result<Steps, Vec<String>> {
        let steps =
            steps.iter().map(|(from, points)| Step { from: from.parse().unwrap(), points: points.parse().unwrap() });
        Steps::new(steps.collect()).map_err(|found| found.into_iter().map(|v| v.path).collect())
    }

    #[test]
    fn steps_fall() {
        assert!(steps(&[("90", "10"), ("80", "8"), ("60", "5")]).is_ok());
        assert_eq!(steps(&[]), Err(vec!["steps".to_owned()]));
        let expected = ["steps[0].points", "steps[1].from", "steps[2].points"].map(str::to_owned);
        assert_eq!(steps(&[("80", "10.01"), ("80", "8"), ("60", "8")]), Err(expected.to_vec()));
    }

    #[test]
    fn items_count_something_and_are_numbered_from_one() {
        let item = |points: &str| ChecklistItem {
            text: Text::parse("制度健全").unwrap(),
            points: points.parse().unwrap(),
        };
        let list = Checklist::new(vec![item("2"), item("3"), item("5")]).unwrap();
        assert_eq!(list.points_of(&[1, 3, 3, 4]), "7".parse().unwrap());
        assert_eq!(list.points(), TEN);
        let found = Checklist::new(vec![item("2"), item("0")]).unwrap_err();
        assert_eq!(found.iter().map(|v| v.path.as_str()).collect::<Vec<_>>(), ["items[1].points"]);
        assert_eq!(Checklist::new(Vec::new()).unwrap_err().len(), 1);
    }

    #[test]
    fn a_share_is_above_nought_and_at_most_the_whole_and_a_deduction_takes_something() {
        let threshold = |share: &str| Method::threshold(share.parse().unwrap());
        assert_eq!(["0", "1.01", "100"].map(threshold), [Err(NO_SHARE), Err(NO_SHARE), Err(NO_SHARE)]);
        assert!(["0.01", "0.60", "1"].iter().all(|share| threshold(share).is_ok()));
        let deduction = |points: &str| Method::deduction(points.parse().unwrap());
        assert_eq!(["0", "-0.5"].map(deduction), [Err(NOT_ABOVE_ZERO), Err(NOT_ABOVE_ZERO)]);
        assert!(deduction("0.000001").is_ok());
    }

    #[test]
    fn a_method_fits_only_targets_it_can_score() {
        let numeric = |sign| Target::Numeric(crate::NumericTarget { sign, value: "1".parse().unwrap(), unit: None });
        let text = Target::Qualitative { text: Text::parse("提高").unwrap() };
        let date = Target::Deadline { text: None, date: "2023-06-30".parse().unwrap() };
        let threshold = Method::Threshold("0.60".parse().unwrap());
        let deduction = Method::Deduction("0.5".parse().unwrap());
        assert!(threshold.fits(&numeric(Sign::Equal)) && !threshold.fits(&numeric(Sign::AtMost)));
        assert!(deduction.fits(&date) && deduction.fits(&numeric(Sign::LessThan)) && !deduction.fits(&text));
        assert!(Method::Manual.fits(&text) && Method::YesNo.fits(&date) && !Method::YesNo.fits(&text));
        assert!(!Method::Proportional.fits(&date));
    }
}
