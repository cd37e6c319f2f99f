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
use jixiao_service::watch::{Told, Watched};
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
    changes: Stream<Told>,
    /// Of what was told before the present change.
    resume_token: String,
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
        let WatchScorecardsRequest { resume_token, from_now, .. } = message;
        let watched = Watched { region, method: "WatchScorecards", resume_token: resume_token.clone(), from_now };
        // The stream of changes is the one that counts; it ends with this one.
        let changes = self.watchers.watch(context.clone(), self.log.clone(), &watched, |told| told).await?;
        let context = context.of_a_stream();
        let scoring = self.clone();
        let telling = Telling { scoring, context: context.clone(), as_of, profile, view, changes, resume_token };
        Ok(stream(context, (), |outlet| telling.tell(outlet)))
    }
}

impl Telling {
    async fn tell(mut self, outlet: Arc<Outlet<WatchScorecardsResponse>>) -> Result<(), End> {
        while let Some(told) = self.changes.next().await {
            let Told { change, resume_token } = told.map_err(Fault::relayed)?;
            let Some(change) = change else {
                self.resume_token.clone_from(&resume_token);
                outlet.give(WatchScorecardsResponse { result: None, resume_token }).await?;
                continue;
            };
            let mut plans = plans(&change, self.as_of);
            while let Some(plan) = plans.pop_first() {
                let result = Some(self.score(plan).await?);
                // Whoever is cut off before the last plan of a change hears of all of them again.
                let token = if plans.is_empty() { &resume_token } else { &self.resume_token };
                outlet.give(WatchScorecardsResponse { result, resume_token: token.clone() }).await?;
            }
            self.resume_token = resume_token;
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
