//! Values and pure rules of budget performance (预算绩效).
//!
//! Nothing here knows a clock, a socket or a database. Amounts are exact: money is whole fen
//! ([`Fen`]), reported values are decimals ([`Decimal`]), points have two decimals ([`Points`]).
//! The documents that rules follow are cited by their numbers.

mod actual;
mod caller;
mod catalogue;
mod catalogue_name;
mod credit_code;
mod date;
mod decimal;
mod department_tree;
mod diff;
mod effective;
mod evidence;
mod execution;
mod forecast;
mod fraction;
mod judgement;
mod library;
mod light;
mod method;
mod money;
mod monitor;
mod name;
mod opinion;
mod order;
mod owed;
mod period;
mod period_event;
mod period_name;
mod period_state;
mod plan;
mod plan_item;
mod points;
mod profile;
mod ratio;
mod rebase;
mod region_tree;
mod registry;
mod scorecard_name;
mod target;
mod text;
mod version;
mod violation;
mod weights;

pub mod access;
pub mod kernel;
pub mod packed;
pub mod rollup;
pub mod scorecard;
pub mod scoring;
pub mod workflow;

pub use actual::{Actual, ActualRecord, ActualValue, Actuals, ActualsAsOf, Reported};
pub use caller::{Caller, Change};
pub use catalogue::{Family, Frame, Level1, Level2, is_in_a_frame};
pub use catalogue_name::{LibraryName, ProfileName, ProfileRef, SchemeName};
pub use credit_code::CreditCode;
pub use date::{CivilDate, Instant};
pub use decimal::Decimal;
pub use department_tree::{DepartmentTree, Misplaced, NotATree};
pub use diff::{changes, created};
pub use effective::Effective;
pub use evidence::{Digest256, Evidence};
pub use execution::{
    Column, ExecutionAmounts, ExecutionPart, ExecutionRecord, ExecutionReport, FundSource, PartsDoNotAddUp,
};
pub use forecast::{Forecast, Likelihood, ReasonKind};
pub use fraction::{Fraction, Rounding};
pub use judgement::{Band, Judged, Judgement, Judgements, Ruling, Side, Slot, Tier};
pub use library::LibraryIndicator;
pub use light::{AccumulationKind, Light, LightBounds, Pace, Signal, budget_light, indicator_light, is_rate};
pub use method::{Checklist, ChecklistItem, Method, Step, Steps};
pub use money::Fen;
pub use monitor::{Monitor, MonitorBudget, MonitorGoal, MonitorInput, MonitorRow, Severity, SignalCounts};
pub use name::{
    BudgetCode, DepartmentId, DepartmentName, FiscalYear, IndicatorId, PlanName, PlanRef, PrincipalId, RegionCode,
    RequestId, SchemeId, VersionName,
};
pub use opinion::{OpinionAnswer, OpinionKey, OpinionName, OpinionSaid, OpinionStatus};
pub use owed::{Owed, What, owed};
pub use period::Period;
pub use period_event::{PeriodEvent, PeriodEventKind};
pub use period_name::PeriodName;
pub use period_state::{PeriodState, ReportingPeriod};
pub use plan::{Goal, Indicator, IndicatorEdit, PlanContent, PlanLimits, Task, WeightsDoNotSum};
pub use points::Points;
pub use profile::{
    CapRule, EqualRule, Grade, MethodRule, NotApplicableRule, OverAchievement, Overrider, Profile, Selector, TargetKind,
};
pub use ratio::Ratio;
pub use rebase::{Conflict, Rebased, rebase};
pub use region_tree::RegionLevel;
pub use registry::{Department, Region};
pub use scorecard_name::ScorecardName;
pub use target::{NumericTarget, Sign, Target};
pub use text::{Text, is_invisible};
pub use version::PlanVersion;
pub use violation::{Invalid, Violation};
pub use weights::{BadShares, NothingToWeigh, SchemeRef, Shares, WeightScheme};

#[cfg(test)]
mod tests;
