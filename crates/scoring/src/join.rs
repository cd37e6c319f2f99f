//! The join: what ScorePlan shows and JudgeIndicator judges.

use jixiao_domain::scorecard::{Input, Scorecard};
use jixiao_domain::{Judgements, Period, PlanName, PlanRef, PlanVersion, Profile, SchemeId};
use jixiao_proto::Fields;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::Scoring as Tables;

use crate::{Scoring, fault};

/// What is to be scored.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) plan: PlanRef,
    pub(crate) as_of: Period,
    pub(crate) profile: SchemeId,
}

/// A scorecard with all it rests on.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) plan: PlanVersion,
    pub(crate) profile: &'static Profile,
    pub(crate) actuals_revision: i64,
    pub(crate) judgements: Judgements,
    pub(crate) card: Scorecard,
}

impl Question {
    /// Takes the fields that ask it; an empty period means December, an empty profile the default.
    pub(crate) fn take(fields: &mut Fields, plan: Option<PlanRef>, as_of: &str, profile: &str) -> Option<Self> {
        let december = |plan: &PlanRef| Some(Period::december(plan.plan.year));
        let as_of = period(fields, plan.as_ref(), ("as_of_period", as_of), december);
        let profile = if profile.is_empty() { Profile::DEFAULT } else { profile };
        let profile = fields.take("profile", profile.parse());
        Some(Self { plan: plan?, as_of: as_of?, profile: profile? })
    }

    pub(crate) fn plan_name(&self) -> &PlanName {
        &self.plan.plan
    }
}

/// A month of the plan's fiscal year; an empty one means the usual one.
pub(crate) fn period(
    fields: &mut Fields,
    plan: Option<&PlanRef>,
    (path, text): (&str, &str),
    usual: impl FnOnce(&PlanRef) -> Option<Period>,
) -> Option<Period> {
    let period = if text.is_empty() { plan.and_then(usual) } else { fields.take(path, text.parse()) };
    if plan.zip(period).is_some_and(|(plan, period)| plan.plan.year != period.year()) {
        fields.refuse(path, "is not a month of the plan's fiscal year", "不在计划的预算年度内");
    }
    period
}

impl Scoring {
    /// Asks planning and results, and joins what they answer.
    pub(crate) async fn join(&self, context: &Context, question: &Question) -> Result<Joined, Fault> {
        let profile = Profile::find(&question.profile).ok_or_else(|| fault::profile_not_found(&question.profile))?;
        let name = question.plan_name();
        let plan = self.plans.approved(context, &question.plan).await?;
        let actuals = self.actuals.as_of(context, name, question.as_of).await?;
        let judgements = Tables::of(&self.store).judgements(name).await?;
        let input = Input { plan: &plan.content, actuals: &actuals, judgements: &judgements, profile };
        let card = Scorecard::compute(&input).map_err(|refused| fault::unscorable(&plan.name, refused))?;
        Ok(Joined { plan, profile, actuals_revision: actuals.revision, judgements, card })
    }
}
