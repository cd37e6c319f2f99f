//! `jixiao reconcile`.

use jixiao_proto::scoring::v1::{ReconcileResult, ReconcileSheetRequest, ReconcileSheetResponse, ReconciledRow};

use crate::cli::ReconcileArguments;
use crate::error::Error;
use crate::grid::Grid;
use crate::{card, client, finding, json, output};

const HEAD: [&str; 10] = [
    "line",
    "indicator 绩效指标",
    "target 指标值",
    "actual 完成值",
    "weight 分值",
    "printed 得分",
    "rule 按规则",
    "difference 差",
    "result",
    "arithmetic 算式",
];

const NAMES: [&str; 10] = [
    "line",
    "indicator_name",
    "target",
    "actual",
    "weight",
    "printed_score",
    "score",
    "difference",
    "result",
    "arithmetic",
];

/// Recomputes a sheet and prints where it differs.
pub(crate) async fn run(arguments: &ReconcileArguments) -> Result<(), Error> {
    let path = &arguments.file;
    let content = std::fs::read(path).map_err(|source| Error::File { path: path.clone(), source })?;
    let request = ReconcileSheetRequest {
        parent: arguments.region.clone(),
        content,
        profile: arguments.profile.clone(),
        only_differing: !arguments.all,
    };
    let answer = client::scoring(&arguments.endpoint)?.reconcile_sheet(request).await;
    let reconciled = client::answer("ReconcileSheet", answer)?;
    if arguments.print.json {
        return json::print("jixiao.scoring.v1.ReconcileSheetResponse", &reconciled);
    }
    let grid = Grid::new(&HEAD, &[4, 5, 6, 7]).named(&NAMES).with(reconciled.rows.iter().map(row));
    if arguments.print.csv {
        return grid.print_csv();
    }
    output::line(format!("{} · {}", reconciled.department_title, reconciled.profile))?;
    grid.print()?;
    sums(&reconciled)?;
    reconciled.findings.iter().try_for_each(|it| Ok(output::line(finding::line(it))?))
}

fn sums(reconciled: &ReconcileSheetResponse) -> Result<(), Error> {
    let total = if reconciled.printed_total.is_empty() { "none" } else { &reconciled.printed_total };
    output::line(format!("rows that differ: {}", reconciled.differing))?;
    Ok(output::line(format!(
        "printed total {total} · sum of the printed scores {} · with the scores of the rules {}",
        reconciled.sum_of_printed, reconciled.sum_by_rule
    ))?)
}

fn row(row: &ReconciledRow) -> [String; 10] {
    let result = match row.result() {
        ReconcileResult::Unspecified => "",
        ReconcileResult::Same => "same",
        ReconcileResult::Different => "DIFFERENT",
        ReconcileResult::Judged => "judged by a person",
        ReconcileResult::NotComparable => "not comparable",
    };
    let name = if row.indicator_name.is_empty() { "预算执行率" } else { &row.indicator_name };
    [
        [row.sheet.as_str(), &row.line.to_string()].join(" ").trim().to_owned(),
        name.to_owned(),
        row.target.as_ref().map(card::cells::target).unwrap_or_default(),
        row.actual.clone(),
        row.weight.clone(),
        row.printed_score.clone(),
        row.score.clone(),
        row.difference.clone(),
        result.to_owned(),
        row.trace.as_ref().map(|trace| trace.arithmetic.clone()).unwrap_or_default(),
    ]
}
