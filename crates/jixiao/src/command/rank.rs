//! `jixiao rank`.

use jixiao_proto::scoring::v1::{PlanRefusal, RankPlansRequest, RankedPlan};

use crate::cli::RankArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{client, json, output, words};

const HEAD: [&str; 6] =
    ["place 名次", "total 总分", "grade 等级", "possible 可能区间", "department 部门", "plan 绩效目标"];
const NUMBERS: [usize; 2] = [0, 1];
const NAMES: [&str; 8] =
    ["place", "total", "grade", "lowest", "highest", "department_title", "plan_version", "refusal"];

/// Prints the ranking of a region, then the plans that could not be scored.
pub(crate) async fn run(arguments: &RankArguments) -> Result<(), Error> {
    let mut scoring = client::scoring(&arguments.endpoint)?;
    let mut request = RankPlansRequest {
        parent: arguments.region.clone(),
        fiscal_year: arguments.year,
        as_of_period: arguments.period.clone(),
        profile: arguments.profile.clone(),
        page_size: 1000,
        page_token: String::new(),
    };
    let (mut grid, mut plans, mut refusals) = (Grid::new(&HEAD, &NUMBERS).named(&NAMES), 0, Vec::new());
    loop {
        let page = client::answer("RankPlans", scoring.rank_plans(request.clone()).await)?;
        if arguments.print.json {
            json::print_line("jixiao.scoring.v1.RankPlansResponse", &page)?;
        }
        page.plans.iter().for_each(|plan| grid.add(if arguments.print.csv { cells(plan) } else { row(plan) }));
        plans += page.plans.len();
        refusals.extend(page.refusals);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    if arguments.print.json {
        return Ok(());
    }
    if arguments.print.csv {
        return grid.with(refusals.iter().map(refused)).print_csv();
    }
    grid.print()?;
    output::line(format!("plans 绩效目标: {plans}, refused 未评: {}", refusals.len()))?;
    refusals.iter().try_for_each(|refusal| Ok(output::line(words::refusal(refusal))?))
}

fn row(plan: &RankedPlan) -> Vec<String> {
    let possible =
        if plan.place == 0 { format!("{} – {}", plan.lowest_total, plan.highest_total) } else { String::new() };
    vec![
        place(plan),
        plan.total.clone(),
        words::grade(plan.grade).to_owned(),
        possible,
        plan.department_title.clone(),
        plan.plan_version.clone(),
    ]
}

/// Empty while rows are missing.
fn place(plan: &RankedPlan) -> String {
    if plan.place == 0 { String::new() } else { plan.place.to_string() }
}

fn cells(plan: &RankedPlan) -> Vec<String> {
    vec![
        place(plan),
        plan.total.clone(),
        words::grade(plan.grade).to_owned(),
        plan.lowest_total.clone(),
        plan.highest_total.clone(),
        plan.department_title.clone(),
        plan.plan_version.clone(),
        String::new(),
    ]
}

/// A plan without a score is a row too, so that CSV leaves none out.
fn refused(refusal: &PlanRefusal) -> Vec<String> {
    let mut cells = vec![String::new(); NAMES.len() - 2];
    cells.extend([refusal.plan_version.clone(), refusal.reason.clone()]);
    cells
}
