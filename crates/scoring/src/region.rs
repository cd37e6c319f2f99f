//! All plans of a region, one after the other.

use std::collections::VecDeque;

use jixiao_domain::{DepartmentName, FiscalYear, Invalid, Period, PlanRef, RegionCode, VersionName};
use jixiao_proto::Fields;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::peers::{ApprovedPlans, PlansPage};

use crate::Scoring;
use crate::choice::Choice;
use crate::join::{Joined, Question};

/// The plans of a region and of those under it by code, in one month, each by a profile.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) region: RegionCode,
    pub(crate) as_of: Period,
    pub(crate) profile: Choice,
}

/// What a request says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopeFields<'a> {
    pub(crate) parent: &'a str,
    pub(crate) fiscal_year: i32,
    /// The path and text of the month.
    pub(crate) period: (&'a str, &'a str),
    /// The month where none is given.
    pub(crate) usual_month: u8,
    pub(crate) profile: &'a str,
}

impl Scope {
    pub(crate) const DECEMBER: u8 = 12;

    pub(crate) fn take(fields: &mut Fields, from: ScopeFields<'_>) -> Option<Self> {
        let region = fields.take("parent", RegionCode::from_name(from.parent));
        let year = fields.take("fiscal_year", FiscalYear::new(from.fiscal_year).ok_or(NOT_A_YEAR));
        let (path, text) = from.period;
        let as_of = match text {
            "" => year.and_then(|year| Period::new(year, from.usual_month)),
            text => fields.take(path, text.parse()),
        };
        if year.zip(as_of).is_some_and(|(year, as_of): (FiscalYear, Period)| as_of.year() != year) {
            fields.refuse(path, "is not a month of the fiscal year", "不在该预算年度内");
        }
        let profile = Choice::take(fields, from.profile);
        Some(Self { region: region?, as_of: as_of?, profile: profile? })
    }

    /// Of a message that asks for nothing else, as of December unless it says another month.
    pub(crate) fn of_scores(parent: &str, fiscal_year: i32, as_of_period: &str, profile: &str) -> Result<Self, Fault> {
        let period = ("as_of_period", as_of_period);
        let mut fields = Fields::new();
        let from = ScopeFields { parent, fiscal_year, period, usual_month: Self::DECEMBER, profile };
        let scope = Self::take(&mut fields, from);
        fields.finish(|| scope).map_err(Fault::violations)
    }

    /// The same a year before; none before the first.
    pub(crate) fn year_before(&self) -> Option<Self> {
        let year = FiscalYear::new(self.as_of.year().get() - 1)?;
        Some(Self { as_of: Period::new(year, self.as_of.month())?, ..self.clone() })
    }
}

const NOT_A_YEAR: Invalid = Invalid { en: "is not a year from 2000 to 2099", zh: "不是2000至2099之间的年份" };

/// Goes from plan to plan by region and department. What it keeps is one page of names.
pub(crate) struct Walk<'a> {
    scoring: &'a Scoring,
    context: &'a Context,
    scope: &'a Scope,
    /// Those still to come, the present one first.
    regions: VecDeque<RegionCode>,
    /// For the next page of the present region; none before its first and after its last.
    page_token: Option<String>,
    is_begun: bool,
    plans: VecDeque<VersionName>,
    after: Option<DepartmentName>,
    /// The registered regions directly under the one that is walked.
    children: Vec<RegionCode>,
}

impl Scoring {
    /// Begins behind a department, or with the first.
    pub(crate) async fn walk<'a>(
        &'a self,
        context: &'a Context,
        scope: &'a Scope,
        after: Option<DepartmentName>,
    ) -> Result<Walk<'a>, Fault> {
        self.check_named(&scope.profile).await?;
        let under = self.plans.regions_under(context, &scope.region).await?;
        let children = topmost(&under);
        let regions = std::iter::once(scope.region.clone()).chain(under);
        let regions = regions.filter(|region| after.as_ref().is_none_or(|after| *region >= after.region)).collect();
        let plans = VecDeque::new();
        Ok(Walk { scoring: self, context, scope, regions, page_token: None, is_begun: false, plans, after, children })
    }
}

impl Walk<'_> {
    /// The registered region directly under the one that is walked which another one lies in; else that one itself.
    pub(crate) fn child(&self, region: &RegionCode) -> &RegionCode {
        self.children.iter().find(|child| child.covers(region)).unwrap_or(&self.scope.region)
    }

    /// The next plan with its score, or why it has none; nothing at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<(VersionName, Result<Joined, Fault>)>, Fault> {
        loop {
            if let Some(plan) = self.plans.pop_front() {
                let of = PlanRef { plan: plan.plan.clone(), version: Some(plan.version) };
                let question = Question { plan: of, as_of: self.scope.as_of, profile: self.scope.profile.clone() };
                let joined = self.scoring.join(self.context, &question).await;
                return Ok(Some((plan, joined)));
            }
            if !self.turn_page().await? {
                return Ok(None);
            }
        }
    }

    /// Reads the next page of names; false at the end.
    async fn turn_page(&mut self) -> Result<bool, Fault> {
        let token = match (self.page_token.take(), self.is_begun) {
            (Some(token), _) => token,
            (None, false) => String::new(),
            (None, true) => {
                self.regions.pop_front();
                String::new()
            }
        };
        let Some(region) = self.regions.front().cloned() else { return Ok(false) };
        self.is_begun = true;
        let of = ApprovedPlans { region, department: None, year: self.scope.as_of.year() };
        let page = match self.scoring.plans.approved_plans(self.context, &of, &token).await {
            // A region need not be registered where those under it are.
            Err(fault) if fault.reason() == ErrorReason::ResourceNotFound && self.regions.len() > 1 => {
                PlansPage::default()
            }
            page => page?,
        };
        self.page_token = Some(page.next_page_token).filter(|token| !token.is_empty());
        let is_ahead = |plan: &VersionName| self.after.as_ref().is_none_or(|after| plan.plan.owner > *after);
        self.plans = page.plans.into_iter().filter(is_ahead).collect();
        Ok(true)
    }
}

/// Those that no other one of them covers. Codes come in their order, so that a region comes before those under it.
fn topmost(regions: &[RegionCode]) -> Vec<RegionCode> {
    let mut topmost: Vec<RegionCode> = Vec::new();
    for region in regions {
        if !topmost.iter().any(|above| above.covers(region)) {
            topmost.push(region.clone());
        }
    }
    topmost
}

#[cfg(test)]
mod tests;
