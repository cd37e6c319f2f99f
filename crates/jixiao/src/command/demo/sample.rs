//! The illustrative actuals.

use jixiao_domain::{FundSource, Tier};
use serde::Deserialize;

use crate::error::Error;

const TEXT: &str = include_str!("../../../../../tests/fixtures/sample-actuals-2023.toml");

/// What is reported and judged in the demo.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sample {
    pub(super) reporter: String,
    pub(super) judge: String,
    pub(super) reports: Vec<Report>,
}

/// What is reported for one period.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    pub(super) period: String,
    pub(super) executed: Vec<Executed>,
    pub(super) actuals: Vec<SampleActual>,
    pub(super) judgements: Vec<SampleJudgement>,
}

/// Year-to-date expenditure of a task and fund source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Executed {
    pub(super) task: i32,
    pub(super) source: Source,
    pub(super) executed_fen: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleActual {
    pub(super) indicator: String,
    pub(super) number: Option<String>,
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) deviation_reason: String,
    #[serde(default)]
    pub(super) measure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleJudgement {
    pub(super) indicator: String,
    pub(super) tier: SampleTier,
    pub(super) score: String,
    pub(super) grounds: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Source {
    Basic,
    Project,
    Other,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SampleTier {
    Achieved,
    PartlyAchieved,
    NotAchieved,
}

impl Sample {
    /// The sample that is built in.
    pub(super) fn read() -> Result<Self, Error> {
        Ok(toml::from_str(TEXT)?)
    }
}

impl From<Source> for FundSource {
    fn from(source: Source) -> Self {
        match source {
            Source::Basic => Self::Basic,
            Source::Project => Self::Project,
            Source::Other => Self::Other,
        }
    }
}

impl From<SampleTier> for Tier {
    fn from(tier: SampleTier) -> Self {
        match tier {
            SampleTier::Achieved => Self::Achieved,
            SampleTier::PartlyAchieved => Self::PartlyAchieved,
            SampleTier::NotAchieved => Self::NotAchieved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_sample_can_be_read() {
        let sample = Sample::read().unwrap();
        assert_eq!(sample.reports.len(), 2);
    }
}
