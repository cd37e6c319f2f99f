//! Which profile a request means.

use jixiao_domain::{CivilDate, Period, PlanVersion, Profile, ProfileRef, RegionCode, SchemeId};
use jixiao_proto::Fields;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::Scoring as Tables;

use crate::{Scoring, fault};

/// The `profile` of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The one with the id of the plan's weight scheme, else the default.
    OfPlan,
    /// The built-in one with that id, else that of the nearest region.
    Id(SchemeId),
    /// The one with that name, perhaps one version of it.
    Named(ProfileRef),
}

impl Choice {
    /// Takes the field.
    pub(crate) fn take(fields: &mut Fields, text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::OfPlan),
            name if name.contains('/') => fields.take("profile", name.parse()).map(Self::Named),
            id => fields.take("profile", id.parse()).map(Self::Id),
        }
    }
}

impl Choice {
    /// Whether what it means for a plan changes with the plan alone, or never: a built-in profile, or a version of one.
    pub(crate) fn is_fixed_by(&self, plan: &PlanVersion) -> bool {
        let is_built_in = |id: &SchemeId| Profile::find(id).is_some();
        match self {
            Self::OfPlan => plan.content.scheme().is_none_or(|scheme| is_built_in(&scheme.id)),
            Self::Id(id) => is_built_in(id),
            Self::Named(profile) => profile.version.is_some() || profile.name.region.is_none(),
        }
    }
}

impl Scoring {
    /// The rules that a plan is scored by: of those without a version, what is in force at the end of its fiscal year.
    pub(crate) async fn profile(&self, choice: &Choice, plan: &PlanVersion) -> Result<Profile, Fault> {
        let (region, year) = (&plan.name.plan.owner.region, plan.name.plan.year);
        let at = Period::december(year).last_day();
        match choice {
            Choice::OfPlan => {
                let scheme = plan.content.scheme().map(|scheme| &scheme.id);
                let own = match scheme {
                    Some(id) => self.profile_of(region, id, at).await?,
                    None => None,
                };
                Ok(own.unwrap_or_else(|| Profile::default_rules().clone()))
            }
            Choice::Id(id) => self.profile_of(region, id, at).await?.ok_or_else(|| fault::profile_not_found(id)),
            Choice::Named(name) => self.named_profile(region, name, at).await,
        }
    }

    /// The profile that plans of a region mean by an id.
    pub(crate) async fn profile_of(
        &self,
        region: &RegionCode,
        id: &SchemeId,
        at: CivilDate,
    ) -> Result<Option<Profile>, Fault> {
        if let Some(built_in) = Profile::find(id) {
            return Ok(Some(built_in.clone()));
        }
        Ok(Tables::of(&self.store).profile_of(region, id, at).await?)
    }

    /// A profile by its name; one of a region is there for plans of it and of those under it alone.
    pub(crate) async fn named_profile(
        &self,
        region: &RegionCode,
        name: &ProfileRef,
        at: CivilDate,
    ) -> Result<Profile, Fault> {
        let found = match (&name.name.region, name.version) {
            (Some(owner), _) if !owner.covers(region) => None,
            (Some(owner), None) => {
                let found = Tables::of(&self.store).profile_of(owner, &name.name.id, at).await?;
                found.filter(|found| found.region.as_ref() == Some(owner))
            }
            (_, _) => self.stored_profile(name).await?,
        };
        found.ok_or_else(|| fault::profile_not_found(name))
    }

    /// A profile as it is stored or built in; without a version the newest, in force or not.
    pub(crate) async fn stored_profile(&self, name: &ProfileRef) -> Result<Option<Profile>, Fault> {
        let ProfileRef { name, version } = name;
        match &name.region {
            Some(region) => Ok(Tables::of(&self.store).profile(region, &name.id, *version).await?),
            None => {
                let fits = |profile: &&Profile| version.is_none_or(|version| version == profile.version);
                Ok(Profile::find(&name.id).filter(fits).cloned())
            }
        }
    }

    /// Refuses a profile that is named and is not there, before many plans are scored by it.
    pub(crate) async fn check_named(&self, choice: &Choice) -> Result<(), Fault> {
        match choice {
            Choice::Named(name) if self.stored_profile(name).await?.is_none() => Err(fault::profile_not_found(name)),
            Choice::Named(_) | Choice::Id(_) | Choice::OfPlan => Ok(()),
        }
    }
}
