//! What a unit expects of the whole year at mid-year.

use std::collections::HashSet;

use crate::{Text, Violation};

/// How likely a target will be reached by the end of the year (完成可能性).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likelihood {
    /// 确定能.
    Certain,
    /// 有可能.
    Possible,
    /// 完全不可能.
    Impossible,
}

/// What keeps a target from being reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// 经费保障.
    Funding,
    /// 制度保障.
    Institution,
    /// 人员保障.
    Personnel,
    /// 硬件条件保障.
    Hardware,
    /// 其他, which a text tells.
    Other,
}

impl Likelihood {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Possible, Self::Impossible];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Certain => "确定能",
            Self::Possible => "有可能",
            Self::Impossible => "完全不可能",
        }
    }
}

impl ReasonKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Funding, Self::Institution, Self::Personnel, Self::Hardware, Self::Other];

    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Funding => "经费保障",
            Self::Institution => "制度保障",
            Self::Personnel => "人员保障",
            Self::Hardware => "硬件条件保障",
            Self::Other => "其他",
        }
    }
}

/// What a unit expects of an indicator for the whole year. What is not certain has an estimate and a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    likelihood: Likelihood,
    estimate: Option<Text<200>>,
    reasons: Vec<(ReasonKind, Option<Text<2000>>)>,
}

impl Forecast {
    /// Puts a forecast together, or says everything that is missing or there twice; paths are relative to the
    /// forecast. The estimate for the whole year stays as typed: a number or words.
    pub fn new(
        likelihood: Likelihood,
        estimate: Option<Text<200>>,
        reasons: Vec<(ReasonKind, Option<Text<2000>>)>,
    ) -> Result<Self, Vec<Violation>> {
        let mut found = Vec::new();
        if likelihood != Likelihood::Certain {
            let mut require = |path, is_there: bool| {
                if !is_there {
                    let en = "is required where it is not certain that the target will be reached";
                    found.push(Violation::new(path, en, "非确定能完成时必填"));
                }
            };
            require("estimate", estimate.is_some());
            require("reasons", !reasons.is_empty());
        }
        let mut seen = HashSet::new();
        for (place, (kind, text)) in reasons.iter().enumerate() {
            if !seen.insert(kind) {
                found.push(Violation::new(format!("reasons[{place}].kind"), "is there twice", "重复"));
            }
            if *kind == ReasonKind::Other && text.is_none() {
                let at = format!("reasons[{place}].text");
                found.push(Violation::new(at, "is required for another reason", "选择其他时必填"));
            }
        }
        if found.is_empty() { Ok(Self { likelihood, estimate, reasons }) } else { Err(found) }
    }

    /// How likely the target will be reached.
    pub fn likelihood(&self) -> Likelihood {
        self.likelihood
    }

    /// What is expected of the whole year, as typed.
    pub fn estimate(&self) -> Option<&Text<200>> {
        self.estimate.as_ref()
    }

    /// What keeps the target from being reached, each kind at most once, as given.
    pub fn reasons(&self) -> &[(ReasonKind, Option<Text<2000>>)] {
        &self.reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<const MAX: usize>(text: &str) -> Option<Text<MAX>> {
        Some(Text::parse(text).unwrap())
    }

    fn paths(forecast: Result<Forecast, Vec<Violation>>) -> Vec<String> {
        forecast.unwrap_err().into_iter().map(|v| v.path).collect()
    }

    #[test]
    fn what_is_certain_needs_nothing_more() {
        let forecast = Forecast::new(Likelihood::Certain, None, vec![]).unwrap();
        assert_eq!(
            (forecast.likelihood(), forecast.estimate(), forecast.reasons()),
            (Likelihood::Certain, None, &[][..])
        );
    }

    #[test]
    fn what_is_not_certain_needs_an_estimate_and_a_reason() {
        for likelihood in [Likelihood::Possible, Likelihood::Impossible] {
            assert_eq!(paths(Forecast::new(likelihood, None, vec![])), ["estimate", "reasons"]);
            let reasons = vec![(ReasonKind::Funding, None)];
            let forecast = Forecast::new(likelihood, text("九成左右"), reasons.clone()).unwrap();
            assert_eq!((forecast.estimate(), forecast.reasons()), (text("九成左右").as_ref(), &reasons[..]));
        }
    }

    #[test]
    fn another_reason_needs_its_text_and_none_is_there_twice() {
        let reasons = vec![
            (ReasonKind::Funding, None),
            (ReasonKind::Other, None),
            (ReasonKind::Funding, text("缓拨")),
            (ReasonKind::Other, text("疫情")),
        ];
        let expected = ["reasons[1].text", "reasons[2].kind", "reasons[3].kind"];
        assert_eq!(paths(Forecast::new(Likelihood::Possible, text("80"), reasons.clone())), expected);
        assert_eq!(paths(Forecast::new(Likelihood::Certain, None, reasons)), expected);
    }
}
