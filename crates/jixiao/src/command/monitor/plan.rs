//! The lights of one plan.

use jixiao_proto::scoring::v1::{MonitorPlanRequest, MonitorPlanResponse, PlausibilityResult, Signal, SignalCount};

use crate::cli::MonitorArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{client, json, output, words};

const HEAD: [&str; 8] = [
    "goal 目标",
    "",
    "indicator 绩效指标",
    "light 灯",
    "pace 进度",
    "target 指标值",
    "actual 完成值",
    "projection 全年推算",
];
const NUMBERS: [usize; 2] = [4, 7];

const NAMES: [&str; 8] = ["goal", "indicator", "name", "signal", "pace", "target", "actual", "projected_year_end"];

pub(super) async fn monitor(arguments: &MonitorArguments) -> Result<(), Error> {
    let request = MonitorPlanRequest {
        plan: arguments.name.clone(),
        period: arguments.period.clone(),
        profile: arguments.profile.clone(),
    };
    let answer = client::scoring(&arguments.endpoint)?.monitor_plan(request).await;
    let monitored = client::answer("MonitorPlan", answer)?;
    if arguments.print.json {
        return json::print("jixiao.scoring.v1.MonitorPlanResponse", &monitored);
    }
    if arguments.print.csv {
        return grid(&monitored).print_csv();
    }
    let pins = monitored.pins.clone().unwrap_or_default();
    output::line(format!("{} 绩效运行监控 · as of {}", monitored.department_title, pins.as_of_period))?;
    output::line(format!("light 总灯 {} · {}", light(monitored.light()), counts(&monitored.counts)))?;
    for goal in &monitored.goals {
        output::line(format!("  目标{} {} · {}", goal.number, light(goal.light()), counts(&goal.counts)))?;
    }
    grid(&monitored).print()?;
    output::line(plausible(&monitored))?;
    output::line("A projection is no report: the year if it goes on as it did up to the month of the report.")?;
    Ok(output::line(format!(
        "rests on {}, actuals revision {}, judgements revision {}, {}",
        pins.plan_version, pins.actuals_revision, pins.judgements_revision, pins.profile
    ))?)
}

/// The budget, then the indicators in plan order.
fn grid(monitored: &MonitorPlanResponse) -> Grid {
    let mut grid = Grid::new(&HEAD, &NUMBERS).named(&NAMES);
    if let Some(budget) = &monitored.budget {
        let labels = [String::new(), "execution".to_owned(), "预算执行 (yuan)".to_owned()];
        grid.add(labels.into_iter().chain(super::of_budget(budget)));
    }
    for goal in &monitored.goals {
        for row in &goal.rows {
            let labels = [goal.number.to_string(), row.indicator.clone(), row.name.clone()];
            grid.add(labels.into_iter().chain(super::of_indicator(row)));
        }
    }
    grid
}

/// Where no row has a light the whole has none.
const fn light(signal: Signal) -> &'static str {
    match signal {
        Signal::Unspecified => "none 无灯",
        signal => words::signal(signal),
    }
}

fn counts(counts: &[SignalCount]) -> String {
    counts.iter().map(|it| format!("{} {}", words::signal(it.signal()), it.rows)).collect::<Vec<_>>().join(" · ")
}

fn plausible(monitored: &MonitorPlanResponse) -> String {
    let found = monitored.plausibility.clone().unwrap_or_default();
    let says = match found.result() {
        PlausibilityResult::NotTested | PlausibilityResult::Unspecified => "not tested",
        PlausibilityResult::Plausible => "plausible",
        PlausibilityResult::Implausible => "NOT PLAUSIBLE",
    };
    let or_none = |rate: String| if rate.is_empty() { "none".to_owned() } else { format!("{rate} %") };
    let (points, money) = (or_none(found.indicator_rate), or_none(found.execution_rate));
    format!("points beside money 得分与执行率: {says} (points {points}, execution {money})")
}
