//! What can go wrong in scoring.

use jixiao_domain::scorecard::{Totals, Unscorable};
use jixiao_domain::{Band, IndicatorId, Overrider, PlanName, Points, Profile, VersionName};
use jixiao_forms::UnreadableScored;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::fault::Fault;
use jixiao_service::forms::unreadable;

/// A file that is no sheet with scores.
pub(crate) fn sheet_unreadable(refused: &UnreadableScored) -> Fault {
    unreadable(refused.as_str(), refused.to_string(), refused.zh())
}

/// Ids that an error names at most.
const MOST: usize = 100;

pub(crate) fn profile_not_found(id: &impl ToString) -> Fault {
    Fault::not_found("profile", id.to_string())
}

pub(crate) fn indicator_unknown(plan: &PlanName, indicator: &IndicatorId) -> Fault {
    let (en, zh) = (format!("{plan} has no indicator {indicator}"), format!("{plan} 没有指标 {indicator}"));
    Fault::new(ErrorReason::IndicatorUnknown, en, zh).with("plan", plan).with("indicators", indicator)
}

pub(crate) fn nothing_to_judge(indicator: &IndicatorId) -> Fault {
    let en = format!("there is nothing to judge for {indicator}: nothing was reported that a person decides");
    let zh = format!("指标{indicator}没有可评判的内容：没有须由人工评判的填报");
    Fault::new(ErrorReason::NothingToJudge, en, zh).with("indicator", indicator)
}

pub(crate) fn actual_changed(present: i64) -> Fault {
    let en = "the actual was reported anew since it was read";
    Fault::new(ErrorReason::EtagMismatch, en, "该完成值在读取后已重新填报").with("etag", present)
}

pub(crate) fn moved_on(present: i64) -> Fault {
    let en = "there are newer actuals or judgements than those that were read";
    Fault::new(ErrorReason::EtagMismatch, en, "读取后已有新的填报或评判").with("etag", present)
}

pub(crate) fn revision_not_reached(plan: &PlanName, least: i64, newest: i64) -> Fault {
    let en = format!("the newest actuals are revision {newest}, and {least} is asked for");
    let zh = format!("最新填报为第{newest}次修订，尚未达到所要求的第{least}次");
    Fault::new(ErrorReason::RevisionNotReached, en, zh).with("plan", plan).with("newest", newest)
}

pub(crate) fn score_outside_band(band: Option<Band>) -> Fault {
    let Some(Band { lowest, highest }) = band else {
        let en = "the tier leaves no points for an indicator of so little weight";
        return Fault::new(ErrorReason::ScoreOutsideBand, en, "该分值过小，此档次没有可选分数")
            .with("lowest", "")
            .with("highest", "");
    };
    let (en, zh) =
        (format!("the tier takes from {lowest} to {highest} points"), format!("该档次的得分区间为{lowest}至{highest}"));
    Fault::new(ErrorReason::ScoreOutsideBand, en, zh).with("lowest", lowest).with("highest", highest)
}

pub(crate) fn score_above_weight(weight: Points) -> Fault {
    let (en, zh) = (format!("the row takes from 0.00 to {weight} points"), format!("该行的得分区间为0.00至{weight}"));
    Fault::new(ErrorReason::ScoreOutsideBand, en, zh).with("lowest", Points::ZERO).with("highest", weight)
}

pub(crate) fn override_not_allowed(profile: &Profile) -> Fault {
    let name = profile.name().map(|name| name.to_string()).unwrap_or_default();
    let who = |overrider: &Overrider| match overrider {
        Overrider::Department => "department",
        Overrider::Finance => "finance",
    };
    let overriders = profile.overriders.iter().map(who).collect::<Vec<_>>().join(",");
    let (en, zh) = (format!("{name} does not let that side override scores"), format!("{name}不允许该方调整得分"));
    Fault::new(ErrorReason::OverrideNotAllowed, en, zh).with("profile", name).with("overriders", overriders)
}

pub(crate) fn incomplete(totals: &Totals) -> Fault {
    let execution = totals.execution_missing.then(|| "execution".to_owned());
    let missing: Vec<_> = totals.missing.iter().map(ToString::to_string).chain(execution).collect();
    let (en, zh) = match missing.len() {
        0 => ("no row of the scorecard applies".to_owned(), "自评表没有适用的行".to_owned()),
        count => (format!("{count} rows of the scorecard are missing"), format!("自评表有{count}行没有得分")),
    };
    Fault::new(ErrorReason::ScorecardIncomplete, en, zh)
        .with("missing", missing.into_iter().take(MOST).collect::<Vec<_>>().join(","))
}

pub(crate) fn reasons_owed(indicators: &[IndicatorId]) -> Fault {
    let count = indicators.len();
    let ids: Vec<_> = indicators.iter().map(ToString::to_string).take(MOST).collect();
    let (en, zh) = (format!("{count} indicators owe a deviation reason"), format!("{count}项指标未说明偏差原因"));
    Fault::new(ErrorReason::ReasonsOwed, en, zh).with("indicators", ids.join(","))
}

pub(crate) fn unscorable(plan: &VersionName, refused: Unscorable) -> Fault {
    match refused {
        Unscorable::SchemeMismatch { profile, plan } => {
            let zh = format!("评分方案的预算执行率分值为{profile}，计划为{plan}");
            Fault::new(ErrorReason::WeightSchemeMismatch, refused.to_string(), zh)
                .with("profile_weight", profile)
                .with("plan_weight", plan)
        }
        // A plan without weights cannot be approved, so this one came from elsewhere.
        Unscorable::NoWeights => Fault::internal(refused).with("plan", plan),
    }
}
