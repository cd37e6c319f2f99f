//! What can go wrong in scoring.

use jixiao_domain::scorecard::Unscorable;
use jixiao_domain::{Band, IndicatorId, PlanName, SchemeId, VersionName};
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::fault::Fault;

pub(crate) fn profile_not_found(id: &SchemeId) -> Fault {
    Fault::not_found("profile", id.to_string())
}

pub(crate) fn indicator_unknown(plan: &PlanName, indicator: &IndicatorId) -> Fault {
    let (en, zh) = (format!("{plan} has no indicator {indicator}"), format!("{plan} 没有指标 {indicator}"));
    Fault::new(ErrorReason::IndicatorUnknown, en, zh).with("plan", plan).with("indicators", indicator)
}

pub(crate) fn nothing_to_judge(indicator: &IndicatorId) -> Fault {
    let en = format!("there is nothing to judge for {indicator}: no text was reported, and no date outside the target");
    let zh = format!("指标{indicator}没有可评判的内容：既未填报文字，也没有超出目标的日期");
    Fault::new(ErrorReason::NothingToJudge, en, zh).with("indicator", indicator)
}

pub(crate) fn actual_changed(present: i64) -> Fault {
    let en = "the actual was reported anew since it was read";
    Fault::new(ErrorReason::EtagMismatch, en, "该完成值在读取后已重新填报").with("etag", present)
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
