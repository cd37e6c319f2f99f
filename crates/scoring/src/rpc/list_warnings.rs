use std::collections::BinaryHeap;

use jixiao_domain::{Severity, VersionName};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ListWarningsRequest, ListWarningsResponse, Signal, Warning};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;

use super::USUAL_MONTH;
use crate::region::{Scope, ScopeFields};
use crate::{Scoring, monitoring, refusal};

/// A warning by its place in the list; warnings in the same place do not exist.
struct Placed {
    key: (Severity, VersionName, usize),
    warning: Warning,
}

impl Scoring {
    pub(crate) async fn list_warnings(
        &self,
        context: Context,
        message: ListWarningsRequest,
    ) -> Result<ListWarningsResponse, Fault> {
        let (scope, red_alone) = parse(&message)?;
        let (year, worst) = (message.fiscal_year.to_string(), message.worst.to_string());
        let query = ["ListWarnings", &message.parent, &year, &message.period, &worst, &message.profile];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let skipped: usize = page.key()?.unwrap_or(0);
        let most = skipped.saturating_add(page.size).saturating_add(1);
        let (mut worst, mut refusals) = (BinaryHeap::new(), Vec::new());
        let mut walk = self.walk(&context, &scope, None).await?;
        while let Some((plan, joined)) = walk.next().await? {
            match joined {
                Ok(joined) => {
                    for placed in warnings(&plan, &joined, red_alone) {
                        worst.push(placed);
                        if worst.len() > most {
                            worst.pop();
                        }
                    }
                }
                Err(fault) => {
                    let refusal = refusal::of_plan(&context, &plan, fault)?;
                    if skipped == 0 && refusals.len() < refusal::MOST {
                        refusals.push(refusal);
                    }
                }
            }
        }
        let rows = worst.into_sorted_vec().into_iter().enumerate().skip(skipped);
        let rows = rows.map(|(place, placed)| (vec![(place + 1).to_string()], placed.warning));
        let (warnings, next_page_token) = page.cut(rows, &query);
        Ok(ListWarningsResponse { warnings, next_page_token, refusals })
    }
}

fn parse(message: &ListWarningsRequest) -> Result<(Scope, bool), Fault> {
    let mut fields = Fields::new();
    let from = ScopeFields {
        parent: &message.parent,
        fiscal_year: message.fiscal_year,
        period: ("period", &message.period),
        usual_month: USUAL_MONTH,
        profile: &message.profile,
    };
    let scope = Scope::take(&mut fields, from);
    let red_alone = match Signal::try_from(message.worst) {
        Ok(Signal::Red) => true,
        Ok(Signal::Unspecified | Signal::Yellow) => false,
        Ok(_) | Err(_) => {
            fields.refuse("worst", "is neither red nor yellow", "应为红灯或黄灯");
            false
        }
    };
    fields.finish(|| Some((scope?, red_alone))).map_err(Fault::violations)
}

/// The red and yellow lights of a plan, the budget in place 0.
fn warnings(plan: &VersionName, joined: &crate::join::Joined, red_alone: bool) -> Vec<Placed> {
    let monitor = monitoring::monitor(joined);
    let of = Warning {
        plan_version: plan.to_string(),
        department_title: joined.plan.content.department_title().to_string(),
        ..Warning::default()
    };
    let budget = monitor.budget_warning().map(|budget| {
        let warning = Warning { budget: Some(monitoring::budget(budget)), ..of.clone() };
        (budget.severity(), 0, warning)
    });
    let rows = monitor.rows().enumerate().filter(|(_, row)| row.severity().is_warning()).map(|(place, row)| {
        let warning = Warning { indicator: Some(monitoring::row(row)), goal: row.indicator.goal, ..of.clone() };
        (row.severity(), place + 1, warning)
    });
    let told = budget.into_iter().chain(rows).filter(|(severity, ..)| !red_alone || severity.is_red());
    told.map(|(severity, place, warning)| Placed { key: (severity, plan.clone(), place), warning }).collect()
}

impl Ord for Placed {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Placed {}
