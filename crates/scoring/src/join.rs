//! The join: what ScorePlan shows, JudgeIndicator judges and FinalizeScorecard stores.

use jixiao_domain::scorecard::{Input, Scorecard};
use jixiao_domain::{ActualsAsOf, Judgements, Period, PlanName, PlanRef, PlanVersion, Profile};
use jixiao_proto::Fields;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{Pins, Scoring as Tables};

use crate::choice::Choice;
use crate::{Scoring, fault};

/// What is to be scored.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) plan: PlanRef,
    pub(crate) as_of: Period,
    pub(crate) profile: Choice,
}

/// A scorecard with all it rests on.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) plan: PlanVersion,
    pub(crate) as_of: Period,
    pub(crate) profile: Profile,
    pub(crate) actuals: ActualsAsOf,
    pub(crate) judgements: Judgements,
    pub(crate) card: Scorecard,
}

impl Question {
    /// Takes the fields that ask it; an empty period means the usual one.
    pub(crate) fn take(
        fields: &mut Fields,
        plan: Option<PlanRef>,
        (path, as_of): (&str, &str),
        usual: impl FnOnce(&PlanRef) -> Option<Period>,
        profile: &str,
    ) -> Option<Self> {
        let as_of = period(fields, plan.as_ref(), (path, as_of), usual);
        let profile = Choice::take(fields, profile);
        Some(Self { plan: plan?, as_of: as_of?, profile: profile? })
    }

    /// The same of a year's December, which is what a score is of.
    pub(crate) fn of_the_year(fields: &mut Fields, plan: Option<PlanRef>, as_of: &str, profile: &str) -> Option<Self> {
        Self::take(fields, plan, ("as_of_period", as_of), |plan| Some(Period::december(plan.plan.year)), profile)
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
        let Question { plan, as_of, profile } = question;
        if let Choice::Named(name) = profile
            && self.stored_profile(name).await?.is_none()
        {
            return Err(fault::profile_not_found(name));
        }
        let plan = self.plans.approved(context, plan).await?;
        let profile = self.profile(profile, &plan).await?;
        let name = question.plan_name();
        let actuals = self.actuals.as_of(context, name, *as_of).await?;
        let judgements = Tables::of(&self.store).judgements(name).await?;
        Joined::of(plan, *as_of, profile, actuals, judgements)
    }

    /// The same join as it was when those were the versions.
    pub(crate) async fn join_at(&self, context: &Context, plan: &PlanName, pins: &Pins) -> Result<Joined, Fault> {
        let as_of = pins.as_of_period;
        let version = PlanRef { plan: plan.clone(), version: Some(pins.plan_version) };
        let version = self.plans.approved(context, &version).await?;
        let profile = self.stored_profile(&pins.profile).await?;
        let profile = profile.ok_or_else(|| fault::profile_not_found(&pins.profile))?;
        let actuals = match pins.actuals_revision {
            0 => ActualsAsOf::default(),
            revision => self.actuals.as_of_revision(context, plan, as_of, revision).await?,
        };
        let judgements = Tables::of(&self.store).judgements_at(plan, pins.judgements_revision).await?;
        Joined::of(version, as_of, profile, actuals, judgements)
    }
}

impl Joined {
    fn of(
        plan: PlanVersion,
        as_of: Period,
        profile: Profile,
        actuals: ActualsAsOf,
        judgements: Judgements,
    ) -> Result<Self, Fault> {
        let input = Input { plan: &plan.content, actuals: &actuals, judgements: &judgements, profile: &profile };
        let card = Scorecard::compute(&input).map_err(|refused| fault::unscorable(&plan.name, refused))?;
        Ok(Self { plan, as_of, profile, actuals, judgements, card })
    }
}
