use std::collections::BTreeMap;

use jixiao_domain::rollup::{Aggregates, QualitativeMean, Summary};
use jixiao_domain::scoring::{Numbers, score_number};
use jixiao_domain::{Decimal, Method, Points, Profile, RegionCode, Sign};
use jixiao_proto::scoring::v1::{
    PlanRefusal, RegionSummary, ScoreSummary, SummarizeScoresRequest, SummarizeScoresResponse,
};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::region::Scope;
use crate::signed::signed;
use crate::{Scoring, facts, refusal, summary};

/// The roll-up of a region in the making.
#[derive(Default)]
struct RollUp {
    all: Group,
    regions: BTreeMap<RegionCode, Group>,
    aggregates: Aggregates,
    refusals: Vec<PlanRefusal>,
}

/// Plans that are summed up together.
#[derive(Default)]
struct Group {
    summary: Summary,
    judged: QualitativeMean,
}

impl Scoring {
    pub(crate) async fn summarize_scores(
        &self,
        context: Context,
        message: SummarizeScoresRequest,
    ) -> Result<SummarizeScoresResponse, Fault> {
        let SummarizeScoresRequest { parent, fiscal_year, as_of_period, profile, .. } = &message;
        let scope = Scope::of_scores(parent, *fiscal_year, as_of_period, profile)?;
        let now = self.roll_up(&context, &scope).await?;
        let before = match scope.year_before().filter(|_| message.year_before) {
            Some(before) => Some(self.roll_up(&context, &before).await?),
            None => None,
        };
        let averages =
            now.all.summary.average_total().zip(before.as_ref().and_then(|it| it.all.summary.average_total()));
        let difference =
            |(now, before): (Points, Points)| signed(i64::from(now.hundredths()) - i64::from(before.hundredths()));
        let score = |sign, target, actual, weight| score_of_sum(sign, target, actual, weight);
        Ok(SummarizeScoresResponse {
            regions: now.regions.iter().map(|(region, group)| of_region(region, group)).collect(),
            aggregates: now.aggregates.finish(&score).iter().map(summary::aggregate).collect(),
            average_difference: averages.map(difference).unwrap_or_default(),
            all_year_before: before.map(|before| before.all.message()),
            all: Some(now.all.message()),
            refusals: now.refusals,
        })
    }

    async fn roll_up(&self, context: &Context, scope: &Scope) -> Result<RollUp, Fault> {
        let mut rolled = RollUp::default();
        let mut walk = self.walk(context, scope, None).await?;
        while let Some((plan, joined)) = walk.next().await? {
            let child = walk.child(&plan.plan.owner.region).clone();
            let group = rolled.regions.entry(child).or_default();
            match joined {
                Ok(joined) => {
                    for group in [group, &mut rolled.all] {
                        facts::take(&mut group.summary, &joined);
                        group.judged.take(&facts::judged(&joined));
                    }
                    rolled.aggregates.take(&facts::aggregates(&joined));
                }
                Err(fault) => {
                    let refusal = refusal::of_plan(context, &plan, fault)?;
                    for group in [group, &mut rolled.all] {
                        group.summary.take_refused();
                    }
                    if rolled.refusals.len() < refusal::MOST {
                        rolled.refusals.push(refusal);
                    }
                }
            }
        }
        Ok(rolled)
    }
}

impl Group {
    fn message(&self) -> ScoreSummary {
        summary::message(&self.summary, &self.judged)
    }
}

fn of_region(region: &RegionCode, group: &Group) -> RegionSummary {
    RegionSummary { region: region.to_name(), summary: Some(group.message()) }
}

/// Sums of plans of several profiles are scored by the default rules.
fn score_of_sum(sign: Sign, target: Decimal, actual: Decimal, weight: Points) -> Option<Points> {
    let numbers = Numbers { sign, target, actual, weight };
    score_number(Profile::default_rules(), &Method::Proportional, numbers).score
}
