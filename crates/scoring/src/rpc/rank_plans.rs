use std::collections::HashMap;

use jixiao_domain::PlanName;
use jixiao_domain::rollup::{Ranked, rank};
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::{RankPlansRequest, RankPlansResponse, RankedPlan};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;

use crate::join::Joined;
use crate::region::Scope;
use crate::{Scoring, refusal};

impl Scoring {
    pub(crate) async fn rank_plans(
        &self,
        context: Context,
        message: RankPlansRequest,
    ) -> Result<RankPlansResponse, Fault> {
        let RankPlansRequest { parent, fiscal_year, as_of_period, profile, .. } = &message;
        let scope = Scope::of_scores(parent, *fiscal_year, as_of_period, profile)?;
        let year = message.fiscal_year.to_string();
        let query = ["RankPlans", &message.parent, &year, &message.as_of_period, &message.profile];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let skipped: usize = page.key()?.unwrap_or(0);
        let (mut totals, mut shown, mut refusals) = (Vec::new(), HashMap::new(), Vec::new());
        let mut walk = self.walk(&context, &scope, None).await?;
        while let Some((plan, joined)) = walk.next().await? {
            match joined {
                Ok(joined) => {
                    totals.push((plan.plan.clone(), joined.card.totals.total));
                    shown.insert(plan.plan, ranked(&joined));
                }
                Err(fault) => {
                    let refusal = refusal::of_plan(&context, &plan, fault)?;
                    if skipped == 0 && refusals.len() < refusal::MOST {
                        refusals.push(refusal);
                    }
                }
            }
        }
        let rows = rank(totals).into_iter().enumerate().skip(skipped);
        let rows = rows.filter_map(|(nth, row)| Some((vec![(nth + 1).to_string()], placed(&row, &mut shown)?)));
        let (plans, next_page_token) = page.cut(rows, &query);
        Ok(RankPlansResponse { plans, next_page_token, refusals })
    }
}

fn ranked(joined: &Joined) -> RankedPlan {
    let totals = &joined.card.totals;
    RankedPlan {
        place: 0,
        plan_version: joined.plan.name.to_string(),
        department_title: joined.plan.content.department_title().to_string(),
        total: totals.total.map(|total| total.to_string()).unwrap_or_default(),
        grade: totals.grade.map(EnumField::number).unwrap_or_default(),
        lowest_total: totals.lowest.to_string(),
        highest_total: totals.highest.to_string(),
    }
}

fn placed(row: &Ranked, shown: &mut HashMap<PlanName, RankedPlan>) -> Option<RankedPlan> {
    let place = row.place.map_or(0, |place| i32::try_from(place).unwrap_or(i32::MAX));
    Some(RankedPlan { place, ..shown.remove(&row.plan)? })
}
