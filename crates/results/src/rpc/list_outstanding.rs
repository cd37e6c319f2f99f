use std::collections::HashMap;

use jixiao_domain::{
    CivilDate, DepartmentId, DepartmentName, Indicator, Period, PeriodName, PlanContent, PlanName, PlanRef, RegionCode,
    VersionName,
};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ListOutstandingRequest, ListOutstandingResponse, Outstanding};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_service::peers::{ApprovedPlans, PlansPage};
use jixiao_store::results::Results as Tables;

use crate::outstanding::{self, Item};
use crate::{Results, answer};

impl Results {
    pub(crate) async fn list_outstanding(
        &self,
        context: Context,
        message: ListOutstandingRequest,
    ) -> Result<ListOutstandingResponse, Fault> {
        let (parent, period) = parse(&message)?;
        let query = ["ListOutstanding", &message.parent, &message.period];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after = After::of(&page)?;
        let name = PeriodName { region: parent.region().clone(), period };
        let due = Tables::of(&self.store).period(&name).await?.period.due;
        let today = jixiao_store::now().civil_date_in_shanghai();

        let plans = self.plans_of(&context, &parent, period, &after.page_token).await?;
        let left = plans.plans.iter().skip_while(|version| after.is_before(&version.plan));
        let mut rows = Vec::new();
        for version in left {
            let department = &version.plan.owner.department;
            for item in self.owed(&context, version, period).await? {
                let place = (item.place, item.kind as i32);
                if after.department.as_ref() == Some(department) && place <= after.place {
                    continue;
                }
                let key = vec![
                    after.page_token.clone(),
                    department.to_string(),
                    item.place.to_string(),
                    (item.kind as i32).to_string(),
                ];
                rows.push((key, row(&version.plan, &item, (due, today))));
            }
            if rows.len() > page.size {
                break;
            }
        }
        let (outstanding, mut next_page_token) = page.cut(rows, &query);
        if next_page_token.is_empty() && !plans.next_page_token.is_empty() {
            let key = [plans.next_page_token.as_str(), "", "0", "0"].map(str::to_owned).to_vec();
            next_page_token = Page::next_token(key, &query);
        }
        Ok(ListOutstandingResponse { outstanding, next_page_token })
    }

    /// The plans that may owe something: those with an approved version.
    async fn plans_of(
        &self,
        context: &Context,
        parent: &Parent,
        period: Period,
        page_token: &str,
    ) -> Result<PlansPage, Fault> {
        let (region, department) = match parent {
            Parent::Plan(plan) => {
                let newest = PlanRef { plan: plan.clone(), version: None };
                let plans = vec![self.plans.approved(context, &newest).await?.name];
                return Ok(PlansPage { plans, next_page_token: String::new() });
            }
            Parent::Department(owner) => (owner.region.clone(), Some(owner.department.clone())),
            Parent::Region(region) => (region.clone(), None),
        };
        let of = ApprovedPlans { region, department, year: period.year() };
        self.plans.approved_plans(context, &of, page_token).await
    }

    async fn owed(&self, context: &Context, name: &VersionName, period: Period) -> Result<Vec<Item>, Fault> {
        let approved = |version| PlanRef { plan: name.plan.clone(), version: Some(version) };
        let version = self.plans.approved(context, &approved(name.version)).await?;
        let actuals = Tables::of(&self.store).actuals(&name.plan).await?;
        let mut older: HashMap<i32, PlanContent> = HashMap::new();
        for number in outstanding::older_versions(&version, &actuals, period) {
            older.insert(number, self.plans.approved(context, &approved(number)).await?.content);
        }
        Ok(outstanding::of(&version, &actuals, period, &older))
    }
}

/// Whose outstanding items are asked for.
enum Parent {
    Region(RegionCode),
    Department(DepartmentName),
    Plan(PlanName),
}

impl Parent {
    fn region(&self) -> &RegionCode {
        match self {
            Self::Region(region) => region,
            Self::Department(owner) => &owner.region,
            Self::Plan(plan) => &plan.owner.region,
        }
    }
}

fn parse(message: &ListOutstandingRequest) -> Result<(Parent, Period), Fault> {
    let mut fields = Fields::new();
    let name = message.parent.as_str();
    let parent = if name.contains("/plans/") {
        fields.take("parent", name.parse()).map(Parent::Plan)
    } else if name.contains("/departments/") {
        fields.take("parent", name.parse()).map(Parent::Department)
    } else {
        fields.take("parent", RegionCode::from_name(name)).map(Parent::Region)
    };
    let plan = match &parent {
        Some(Parent::Plan(plan)) => Some(plan),
        _ => None,
    };
    let period = super::period::in_year(&mut fields, "period", &message.period, plan);
    fields.finish(|| Some((parent?, period?))).map_err(Fault::violations)
}

/// Where the page before ended: in which page of plans, at which department, and with what of its plan.
struct After {
    page_token: String,
    department: Option<DepartmentId>,
    place: (usize, i32),
}

impl After {
    fn of(page: &Page) -> Result<Self, Fault> {
        let Some((page_token, department, place, kind)) = page.key_of_four::<String, String, usize, i32>()? else {
            return Ok(Self { page_token: String::new(), department: None, place: (0, 0) });
        };
        Ok(Self { page_token, department: department.parse().ok(), place: (place, kind) })
    }

    /// Whether the plan was listed whole on the page before.
    fn is_before(&self, plan: &PlanName) -> bool {
        self.department.as_ref().is_some_and(|department| plan.owner.department < *department)
    }
}

fn row(plan: &PlanName, item: &Item, (due, today): (Option<CivilDate>, CivilDate)) -> Outstanding {
    let of = |field: fn(&Indicator) -> String| item.indicator.as_ref().map(field).unwrap_or_default();
    Outstanding {
        plan: plan.to_string(),
        department: plan.owner.to_string(),
        indicator: of(|indicator| indicator.id.to_string()),
        indicator_name: of(|indicator| indicator.name.to_string()),
        what: item.kind as i32,
        due_date: answer::due_date(due),
        days_left: due.map(|due| today.days_until(due)),
    }
}
