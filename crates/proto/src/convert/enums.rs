//! Enums: an unknown number and the unspecified one are refused on input.

use jixiao_domain::scorecard::Plausibility;
use jixiao_domain::scoring::{Flag, Outcome};
use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    AccumulationKind, CapRule, EqualRule, Frame, FundSource, Grade, Invalid, Level1, Level2, Likelihood,
    NotApplicableRule, OpinionStatus, OverAchievement, Overrider, PeriodEventKind, PeriodState, ReasonKind, Rounding,
    Side, Sign, TargetKind, Tier,
};

use crate::{common, planning, results, scoring};

/// A domain enum that is a number on the wire.
pub trait EnumField: Sized {
    /// Its number.
    fn number(self) -> i32;
    /// The value of a number; an unknown one is refused.
    fn parse(number: i32) -> Result<Self, Invalid>;
}

macro_rules! enums {
    ($($domain:ty = $wire:path { $($variant:ident),+ $(,)? })+) => {$(
        impl EnumField for $domain {
            fn number(self) -> i32 {
                use $wire as Wire;
                match self {
                    $(Self::$variant => Wire::$variant as i32,)+
                }
            }

            fn parse(number: i32) -> Result<Self, Invalid> {
                use $wire as Wire;
                match Wire::try_from(number) {
                    $(Ok(Wire::$variant) => Ok(Self::$variant),)+
                    Ok(Wire::Unspecified) => Err(Invalid { en: "is required", zh: "必填" }),
                    Err(_) => Err(Invalid { en: "is not a known value", zh: "不是已知的取值" }),
                }
            }
        }
    )+};
}

enums! {
    Frame = planning::v1::IndicatorFrame { Cn2015, Cn2021 }
    Sign = common::v1::Sign { AtLeast, MoreThan, Equal, LessThan, AtMost }
    Level1 = common::v1::Level1 { Cost, Output, Effect, Satisfaction }
    Level2 = common::v1::Level2 {
        Quantity, Quality, Timeliness, Cost, EconomicCost, SocialCost, EcologicalCost,
        EconomicEffect, SocialEffect, EcologicalEffect, Sustainability, Satisfaction,
    }
    PlanState = planning::v1::PlanState {
        Draft, Submitted, DepartmentReviewed, FinanceReviewed, Approved, Returned, Published,
    }
    OpinionStatus = planning::v1::OpinionStatus { Open, Accepted, Rejected }
    AccumulationKind = planning::v1::AccumulationKind { Cumulative, Snapshot, YearlyReset }
    FundSource = results::v1::FundSource { Basic, Project, Other }
    Tier = common::v1::Tier { Achieved, PartlyAchieved, NotAchieved }
    Likelihood = results::v1::Likelihood { Certain, Possible, Impossible }
    ReasonKind = results::v1::ReasonKind { Funding, Institution, Personnel, Hardware, Other }
    PeriodState = results::v1::PeriodState { Open, Closed }
    PeriodEventKind = results::v1::PeriodEventKind { Opened, Closed, Reopened }
    EqualRule = scoring::v1::EqualRule { AtLeast, Exact }
    CapRule = scoring::v1::CapRule { Linear, Ratio }
    NotApplicableRule = scoring::v1::NotApplicableRule { Rescale, Move }
    OverAchievement = scoring::v1::OverAchievementEffect { ReasonOwed, Ignored }
    Rounding = scoring::v1::RoundingRule { HalfUp, HalfEven, Down }
    Overrider = scoring::v1::Overrider { Department, Finance }
    TargetKind = scoring::v1::TargetKind { Numeric, Qualitative, Deadline, Window }
    Side = scoring::v1::JudgementSide { Unit, Reviewer }
    Plausibility = scoring::v1::PlausibilityResult { NotTested, Plausible, Implausible }
    Grade = scoring::v1::Grade { Excellent, Good, Fair, Poor }
    Outcome = scoring::v1::Outcome { Scored, Judged, NotReported, Unjudged, NotApplicable, NotScorable, Overridden }
    Flag = scoring::v1::RowFlag { OverAchieved, NegativeActual, ReasonOwed }
}
