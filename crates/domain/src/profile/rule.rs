//! Which indicators a method is for.

use crate::{Indicator, Level1, Level2, Method, NumericTarget, Sign, Target, Text, Violation};

/// The kind of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// A number.
    Numeric,
    /// A text (定性).
    Qualitative,
    /// A day.
    Deadline,
    /// A span of days.
    Window,
}

/// Indicators, by what they must have; what is not given may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// 一级指标.
    pub level1: Option<Level1>,
    /// 二级指标.
    pub level2: Option<Level2>,
    /// The kind of the target.
    pub kind: Option<TargetKind>,
    /// The sign of a number.
    pub sign: Option<Sign>,
    /// The unit of a number, as printed.
    pub unit: Option<Text<50>>,
    /// A part of the name.
    pub name_part: Option<Text<100>>,
}

/// A method and the indicators it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodRule {
    /// The indicators.
    pub selector: Selector,
    /// The method.
    pub method: Method,
}

impl TargetKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Numeric, Self::Qualitative, Self::Deadline, Self::Window];

    /// That of a target; none where it cannot be read.
    pub const fn of(target: &Target) -> Option<Self> {
        match target {
            Target::Numeric(_) => Some(Self::Numeric),
            Target::Qualitative { .. } => Some(Self::Qualitative),
            Target::Deadline { .. } => Some(Self::Deadline),
            Target::Window { .. } => Some(Self::Window),
            Target::Unreadable { .. } => None,
        }
    }
}

impl Selector {
    /// Whether the indicator has all that is given.
    pub fn selects(&self, indicator: &Indicator) -> bool {
        let number = match &indicator.target {
            Target::Numeric(number) => Some(number),
            _ => None,
        };
        let unit = number.and_then(|number: &NumericTarget| number.unit.as_ref());
        self.level1.is_none_or(|it| it == indicator.level1)
            && self.level2.is_none_or(|it| it == indicator.level2)
            && self.kind.is_none_or(|it| Some(it) == TargetKind::of(&indicator.target))
            && self.sign.is_none_or(|it| number.is_some_and(|number| number.sign == it))
            && self.unit.as_ref().is_none_or(|it| unit == Some(it))
            && self.name_part.as_ref().is_none_or(|it| indicator.name.as_str().contains(it.as_str()))
    }
}

impl MethodRule {
    /// Everything that does not fit together, so that the rule could never count; paths are relative to the rule.
    pub fn check(&self) -> Vec<Violation> {
        let Self { selector, method } = self;
        let asks_for_number = selector.sign.is_some() || selector.unit.is_some();
        let kinds = TargetKind::ALL.into_iter().filter(|kind| {
            selector.kind.is_none_or(|it| it == *kind) && (*kind == TargetKind::Numeric || !asks_for_number)
        });
        let kinds: Vec<TargetKind> = kinds.collect();
        let fits = |kind: &TargetKind| match kind {
            TargetKind::Numeric => {
                let mut signs = Sign::ALL.into_iter().filter(|sign| selector.sign.is_none_or(|it| it == *sign));
                signs.any(|sign| method.fits_kind(*kind, Some(sign)))
            }
            TargetKind::Qualitative | TargetKind::Deadline | TargetKind::Window => method.fits_kind(*kind, None),
        };
        if kinds.is_empty() {
            let (en, zh) = ("has no sign and no unit: only a number has", "只有数值指标才有符号和单位");
            return vec![Violation::new("selector.target_kind", en, zh)];
        }
        if kinds.iter().any(fits) {
            return Vec::new();
        }
        vec![Violation::new("method", "fits no target that the selector asks for", "不适用于所选的任何指标")]
    }
}

impl super::Profile {
    /// How an indicator is scored: as it says itself, else as the first rule that is for it and fits its target.
    pub fn method_of<'a>(&'a self, indicator: &'a Indicator) -> &'a Method {
        let rule = || {
            let fits = |rule: &&MethodRule| rule.selector.selects(indicator) && rule.method.fits(&indicator.target);
            self.rules.iter().find(fits).map(|rule| &rule.method)
        };
        indicator.method.as_ref().or_else(rule).unwrap_or(&Method::Proportional)
    }
}
