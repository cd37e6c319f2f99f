//! The warnings of a region.

use jixiao_proto::scoring::v1::{ListWarningsRequest, Signal, Warning};

use crate::cli::MonitorArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{client, json, output, words};

const HEAD: [&str; 9] = [
    "department 部门",
    "plan 绩效目标",
    "",
    "indicator 绩效指标",
    "light 灯",
    "pace 进度",
    "target 指标值",
    "actual 完成值",
    "projection 全年推算",
];
const NUMBERS: [usize; 2] = [5, 8];

const NAMES: [&str; 9] = [
    "department_title",
    "plan_version",
    "indicator",
    "name",
    "signal",
    "pace",
    "target",
    "actual",
    "projected_year_end",
];

pub(super) async fn warnings(arguments: &MonitorArguments) -> Result<(), Error> {
    let mut scoring = client::scoring(&arguments.endpoint)?;
    let mut request = ListWarningsRequest {
        parent: arguments.name.clone(),
        fiscal_year: arguments.year.ok_or(Error::NoYear)?,
        period: arguments.period.clone(),
        worst: if arguments.red { Signal::Red as i32 } else { Signal::Unspecified as i32 },
        profile: arguments.profile.clone(),
        page_size: 1000,
        page_token: String::new(),
    };
    let (mut grid, mut count, mut refusals) = (Grid::new(&HEAD, &NUMBERS).named(&NAMES), 0, Vec::new());
    loop {
        let page = client::answer("ListWarnings", scoring.list_warnings(request.clone()).await)?;
        if arguments.print.json {
            json::print_line("jixiao.scoring.v1.ListWarningsResponse", &page)?;
        }
        count += page.warnings.len();
        page.warnings.iter().for_each(|warning| grid.add(row(warning, arguments.print.csv)));
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
        grid.print_csv()?;
        return refusals.iter().try_for_each(|refusal| Ok(output::aside(&words::refusal(refusal))?));
    }
    grid.print()?;
    output::line(format!("warnings, the most severe first: {count}"))?;
    refusals.iter().try_for_each(|refusal| Ok(output::line(words::refusal(refusal))?))
}

/// With the whole name of the plan, or what has room in a table.
fn row(warning: &Warning, whole: bool) -> Vec<String> {
    let plan = if whole { warning.plan_version.clone() } else { words::plan(&warning.plan_version) };
    let (id, name, cells) = match (&warning.indicator, &warning.budget) {
        (Some(row), _) => (row.indicator.clone(), row.name.clone(), super::of_indicator(row)),
        (None, Some(budget)) => ("execution".to_owned(), "预算执行 (yuan)".to_owned(), super::of_budget(budget)),
        (None, None) => Default::default(),
    };
    [warning.department_title.clone(), plan, id, name].into_iter().chain(cells).collect()
}
