//! The life of a plan version.

use std::fmt;

use crate::{IndicatorId, Instant, PrincipalId, Text};

/// Where a plan version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanState {
    /// May be edited.
    Draft,
    /// Sent by the unit.
    Submitted,
    /// Reviewed by the department.
    DepartmentReviewed,
    /// Reviewed by finance.
    FinanceReviewed,
    /// In force: its content is immutable for ever.
    Approved,
    /// Sent back with opinions; may be edited.
    Returned,
    /// In force, and made public.
    Published,
}

/// What may be done with a plan version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Change its content.
    Edit,
    /// Send it to review.
    Submit,
    /// The department agrees.
    ReviewByDepartment,
    /// Finance agrees.
    ReviewByFinance,
    /// Make it immutable.
    Approve,
    /// Send it back.
    Return,
    /// Answer what was said of it.
    Answer,
    /// Make it public.
    Publish,
    /// Draft the next version from it.
    Adjust,
}

/// A step that the state does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a plan that is {state} does not allow the step {step}")]
pub struct IllegalStep {
    /// The step.
    pub step: Step,
    /// Where the version is.
    pub state: PlanState,
}

/// What was said of a plan or of one of its indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// The indicator; `None` for the whole plan.
    pub indicator: Option<IndicatorId>,
    /// What was said.
    pub text: Text<2000>,
}

/// A step that a plan version took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// From 1.
    pub number: i32,
    /// The state it led to.
    pub state: PlanState,
    /// Who took it, where a person did, as the calling system knows them.
    pub actor: Option<Text<100>>,
    /// For whom the request was made.
    pub principal: PrincipalId,
    /// What was said.
    pub opinions: Vec<Opinion>,
    /// When.
    pub time: Instant,
}

impl PlanState {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::DepartmentReviewed,
        Self::FinanceReviewed,
        Self::Approved,
        Self::Returned,
        Self::Published,
    ];

    /// Whether actuals are reported and scored against it. Its content never changes again.
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Approved | Self::Published)
    }

    /// The state a step leads to; of an adjustment, that of the new version.
    pub fn after(self, step: Step) -> Result<Self, IllegalStep> {
        use PlanState::{Approved, DepartmentReviewed, Draft, FinanceReviewed, Published, Returned, Submitted};
        match (self, step) {
            (Draft | Returned, Step::Edit) => Ok(self),
            (Draft | Returned, Step::Submit) => Ok(Submitted),
            (Submitted, Step::ReviewByDepartment) => Ok(DepartmentReviewed),
            (DepartmentReviewed, Step::ReviewByFinance) => Ok(FinanceReviewed),
            (FinanceReviewed, Step::Approve) => Ok(Approved),
            (Submitted | DepartmentReviewed | FinanceReviewed, Step::Return) => Ok(Returned),
            (Draft | Returned | Submitted | DepartmentReviewed | FinanceReviewed, Step::Answer) => Ok(self),
            (Approved, Step::Publish) => Ok(Published),
            (Approved | Published, Step::Adjust) => Ok(Draft),
            (state, step) => Err(IllegalStep { step, state }),
        }
    }

    /// The steps it allows.
    pub fn allowed(self) -> impl Iterator<Item = Step> {
        Step::ALL.into_iter().filter(move |step| self.after(*step).is_ok())
    }

    /// In words of the API, such as `department_reviewed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::DepartmentReviewed => "department_reviewed",
            Self::FinanceReviewed => "finance_reviewed",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Published => "published",
        }
    }

    /// In Chinese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Submitted => "已提交",
            Self::DepartmentReviewed => "主管部门已审核",
            Self::FinanceReviewed => "财政已审核",
            Self::Approved => "已批复",
            Self::Returned => "已退回",
            Self::Published => "已公开",
        }
    }
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Edit,
        Self::Submit,
        Self::ReviewByDepartment,
        Self::ReviewByFinance,
        Self::Approve,
        Self::Return,
        Self::Answer,
        Self::Publish,
        Self::Adjust,
    ];

    /// In words of the API, such as `review_by_finance`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Submit => "submit",
            Self::ReviewByDepartment => "review_by_department",
            Self::ReviewByFinance => "review_by_finance",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Answer => "answer",
            Self::Publish => "publish",
            Self::Adjust => "adjust",
        }
    }
}

impl fmt::Display for PlanState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_approval_leads_over_both_reviews() {
        let steps = [Step::Submit, Step::ReviewByDepartment, Step::ReviewByFinance, Step::Approve];
        let end = steps.into_iter().try_fold(PlanState::Draft, PlanState::after);
        assert_eq!(end, Ok(PlanState::Approved));
    }

    #[test]
    fn a_version_in_force_is_published_once_and_adjusted_and_nothing_else() {
        assert_eq!(PlanState::Approved.allowed().collect::<Vec<_>>(), [Step::Publish, Step::Adjust]);
        assert_eq!(PlanState::Published.allowed().collect::<Vec<_>>(), [Step::Adjust]);
        assert_eq!(PlanState::Approved.after(Step::Publish), Ok(PlanState::Published));
    }

    #[test]
    fn no_step_leaves_force_but_for_another_version() {
        for (state, step) in PlanState::ALL.into_iter().flat_map(|state| state.allowed().map(move |step| (state, step)))
        {
            let after = state.after(step).unwrap();
            assert!(!state.is_in_force() || after.is_in_force() || step == Step::Adjust, "{state} {step}");
            assert!(!after.is_in_force() || state.is_in_force() || step == Step::Approve, "{state} {step}");
        }
    }

    #[test]
    fn every_other_step_is_refused_with_the_state() {
        let allowed: usize = PlanState::ALL.iter().map(|s| s.allowed().count()).sum();
        assert_eq!(allowed, 18);
        let refused = PlanState::Draft.after(Step::Approve).unwrap_err();
        assert_eq!(refused.to_string(), "a plan that is draft does not allow the step approve");
    }

    #[test]
    fn a_returned_plan_is_edited_and_submitted_again() {
        assert_eq!(PlanState::Returned.allowed().collect::<Vec<_>>(), [Step::Edit, Step::Submit, Step::Answer]);
    }
}
