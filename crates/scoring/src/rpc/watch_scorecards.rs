use std::collections::BTreeSet;
use std::sync::Arc;

use jixiao_domain::{Period, PlanName, PlanRef, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::common::v1::ChangeEvent;
use jixiao_proto::scoring::v1::watch_scorecards_response::Result as Scored;
use jixiao_proto::scoring::v1::{ScorecardView, WatchScorecardsRequest, WatchScorecardsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::stream::{End, Outlet, Stream, stream};
use jixiao_service::watch::{Changes, Told, Watched, changes};
use tokio_stream::StreamExt;

use super::score_plans::view;
use crate::choice::Choice;
use crate::join::Question;
use crate::{Scoring, refusal, wire};

/// Requests that may change a score.
const METHODS: [&str; 6] =
    ["ApprovePlan", "ReportActuals", "ReportExecution", "ImportActuals", "JudgeIndicator", "OverrideScore"];

/// What a stream tells.
struct Telling {
    scoring: Scoring,
    context: Context,
    as_of: Period,
    profile: Choice,
    view: ScorecardView,
    changes: Changes<Told>,
}

impl Scoring {
    pub(crate) async fn watch_scorecards(
        &self,
        context: Context,
        message: WatchScorecardsRequest,
    ) -> Result<Stream<WatchScorecardsResponse>, Fault> {
        let mut fields = Fields::new();
        let region = fields.take("parent", RegionCode::from_name(&message.parent));
        let as_of = fields.take("as_of_period", message.as_of_period.parse());
        let profile = Choice::take(&mut fields, &message.profile);
        let view = view(&mut fields, message.view);
        let parsed = fields.finish(|| Some((region?, as_of?, profile?, view?))).map_err(Fault::violations)?;
        let (region, as_of, profile, view) = parsed;
        self.check_named(&profile).await?;
        let permit = self.watchers.admit()?;
        let WatchScorecardsRequest { resume_token, from_now, .. } = message;
        let watched = Watched { region, method: "WatchScorecards", resume_token, from_now };
        // One stream is one watcher: the changes that it hears cost no permit of their own.
        let changes = changes(context.clone(), (), self.log.clone(), &watched, |told| told).await?;
        let context = context.of_a_stream();
        let telling = Telling { scoring: self.clone(), context: context.clone(), as_of, profile, view, changes };
        Ok(stream(context, permit, |outlet| telling.tell(outlet)))
    }
}

impl Telling {
    async fn tell(mut self, outlet: Arc<Outlet<WatchScorecardsResponse>>) -> Result<(), End> {
        let mut before = std::mem::take(&mut self.changes.resume_token);
        while let Some(told) = self.changes.stream.next().await {
            let Told { change, resume_token: after } = told.map_err(Fault::relayed)?;
            let plans = change.as_ref().map(|change| plans(change, self.as_of)).unwrap_or_default();
            if change.is_none() {
                outlet.give(WatchScorecardsResponse { result: None, resume_token: after.clone() }).await?;
            }
            for (plan, resume_token) in with_tokens(plans, &before, &after) {
                let result = Some(self.score(plan).await?);
                outlet.give(WatchScorecardsResponse { result, resume_token: resume_token.to_owned() }).await?;
            }
            before = after;
        }
        Ok(())
    }

    async fn score(&self, plan: PlanName) -> Result<Scored, Fault> {
        let of = PlanRef { plan: plan.clone(), version: None };
        let question = Question { plan: of, as_of: self.as_of, profile: self.profile.clone() };
        Ok(match self.scoring.join(&self.context, &question).await {
            Ok(joined) => Scored::Scorecard(wire::viewed(&joined, self.view)?),
            Err(fault) => Scored::Refusal(refusal::of_plan(&self.context, &plan, fault)?),
        })
    }
}

/// The plans of one change with the token of each. Only the last leads behind the change: whoever is cut off before
/// it hears of all of them again.
fn with_tokens<'a>(
    plans: BTreeSet<PlanName>,
    before: &'a str,
    after: &'a str,
) -> impl Iterator<Item = (PlanName, &'a str)> {
    let last = plans.len();
    let token = move |nth: usize| if nth == last { after } else { before };
    (1..).zip(plans).map(move |(nth, plan)| (plan, token(nth)))
}

/// The plans of the year whose score a change may have moved.
fn plans(change: &ChangeEvent, as_of: Period) -> BTreeSet<PlanName> {
    if !METHODS.contains(&change.method.as_str()) {
        return BTreeSet::new();
    }
    let named = change.changes.iter().filter_map(|change| plan_of(&change.resource));
    named.filter(|plan| plan.year == as_of.year()).collect()
}

/// The plan that a resource belongs to.
fn plan_of(resource: &str) -> Option<PlanName> {
    resource.splitn(7, '/').take(6).collect::<Vec<_>>().join("/").parse().ok()
}

#[cfg(test)]
mod tests {
    use jixiao_domain::FiscalYear;
    use jixiao_proto::common::v1::Change;

    use super::*;

    fn change(method: &str, resources: &[&str]) -> ChangeEvent {
        let of = |resource: &&str| Change { resource: (*resource).to_owned(), ..Change::default() };
        let (method, changes) = (method.to_owned(), resources.iter().map(of).collect());
        ChangeEvent { method, changes, ..ChangeEvent::default() }
    }

    fn named(change: &ChangeEvent) -> Vec<String> {
        plans(change, Period::december(FiscalYear::new(2023).unwrap())).iter().map(ToString::to_string).collect()
    }

    const PLAN: &str = "regions/120000000/departments/canlian/plans/2023";

    #[test]
    fn only_the_last_of_the_plans_that_a_change_moves_leads_behind_it() {
        let plan = |department: &str| PLAN.replace("canlian", department).parse::<PlanName>().unwrap();
        let three = || ["a", "b", "c"].map(plan);
        let told: Vec<_> = with_tokens(three().into(), "before", "after").collect();
        assert_eq!(told, three().into_iter().zip(["before", "before", "after"]).collect::<Vec<_>>());
        assert_eq!(with_tokens([plan("a")].into(), "before", "after").next(), Some((plan("a"), "after")));
        assert_eq!(with_tokens(BTreeSet::new(), "before", "after").next(), None);
    }

    #[test]
    fn a_change_names_the_plans_of_the_year_that_its_resources_belong_to() {
        let parts = ["", "/versions/1", "/indicators/i001", "/periods/2023-07/indicators/i001"];
        for part in parts {
            assert_eq!(named(&change("ReportActuals", &[&format!("{PLAN}{part}")])), [PLAN], "{part}");
        }
        let other = PLAN.replace("canlian", "jiaowei");
        assert_eq!(named(&change("ReportActuals", &[&other, PLAN, PLAN])), [PLAN, &other]);
        let another_year = PLAN.replace("2023", "2024");
        let nothing = [&*another_year, "regions/120000000", "regions/120000000/departments/canlian", "", "x/y"];
        assert_eq!(named(&change("ReportActuals", &nothing)), [""; 0]);
    }

    #[test]
    fn what_moves_no_score_names_no_plan() {
        for method in METHODS {
            assert_eq!(named(&change(method, &[PLAN])), [PLAN], "{method}");
        }
        for method in ["SubmitPlan", "AdjustPlan", "UpdatePlan", "PublishPlan", "FinalizeScorecard", ""] {
            assert_eq!(named(&change(method, &[PLAN])), [""; 0], "{method}");
        }
    }
}
