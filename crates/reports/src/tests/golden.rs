//! The forms of the sample, as they were looked at in a browser and in a spreadsheet.

use super::dump::dump;
use super::sample::{self, Sample};
use crate::document::Document;
use crate::{Evaluation, File, Format, Monitoring, Progress, forms, print};

/// `UPDATE_GOLDEN=1 cargo test -p jixiao-reports` writes the files anew; read the change before you commit it.
fn assert_golden(name: &str, text: &str) {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{name}");
}

/// The page by its bytes, the workbook by its cells; both must come out equal twice.
fn assert_golden_form(name: &str, form: impl Fn() -> Document) {
    let document = form();
    let sheets: Vec<String> = std::iter::once(&document.form).chain(&document.further).map(dump).collect();
    assert_golden(&format!("{name}.txt"), &sheets.join("\n"));
    let page = print(&document, Format::Html).unwrap();
    assert_golden(&format!("{name}.html"), std::str::from_utf8(&page.bytes).unwrap());
    let workbook = print(&document, Format::Xlsx).unwrap();
    assert!(workbook.bytes.starts_with(b"PK"));
    assert_eq!(print(&form(), Format::Xlsx).unwrap(), workbook);
    assert_eq!(print(&form(), Format::Html).unwrap(), page);
}

fn with_progress<T>(sample: &Sample, period: &str, run: impl Fn(&Progress<'_>) -> T) -> T {
    let period = sample::period(period);
    let actuals = sample.actuals.as_of(period);
    run(&Progress { version: &sample.version, period, actuals: &actuals })
}

fn with_evaluation<T>(sample: &Sample, run: impl Fn(&Evaluation<'_>) -> T) -> T {
    let period = sample::period("2023-12");
    let scorecard = sample.scorecard(period);
    run(&Evaluation {
        version: &sample.version,
        period,
        profile: sample::profile(),
        actuals_revision: sample.actuals.revision,
        judgements_revision: sample.judgements.revision,
        scorecard: &scorecard,
    })
}

#[test]
fn the_target_table_is_the_golden_one() {
    assert_golden_form("target-table", || forms::target_table(&sample::incomplete().version));
}

#[test]
fn the_target_table_without_weights_and_with_a_later_indicator_is_the_golden_one() {
    assert_golden_form("target-table-draft", || forms::target_table(&sample::draft().version));
}

#[test]
fn the_actuals_template_is_the_golden_one() {
    assert_golden_form("actuals-template", || with_progress(&sample::incomplete(), "2023-12", forms::actuals_template));
}

#[test]
fn the_monitoring_table_is_the_golden_one() {
    let sample = sample::incomplete();
    let monitored = |progress: &Progress<'_>| {
        forms::monitoring_table(&Monitoring {
            progress: *progress,
            judgements: &sample.judgements,
            lights: &sample::profile().lights,
        })
    };
    assert_golden_form("monitoring-table", || with_progress(&sample, "2023-07", monitored));
}

#[test]
fn the_self_evaluation_with_missing_rows_is_the_golden_one() {
    assert_golden_form("self-evaluation-incomplete", || with_evaluation(&sample::incomplete(), forms::self_evaluation));
}

#[test]
fn the_self_evaluation_with_a_total_is_the_golden_one() {
    assert_golden_form("self-evaluation", || with_evaluation(&sample::complete(), forms::self_evaluation));
}

#[test]
fn a_file_is_named_after_department_year_and_form() {
    let name = |file: File| (file.name, file.media_type);
    let version = sample::draft().version;
    assert_eq!(
        name(crate::target_table(&version, Format::Html).unwrap()),
        ("天津市残疾人联合会2023年度整体支出绩效目标表.html".to_owned(), "text/html; charset=utf-8")
    );
    assert_eq!(
        crate::target_table(&version, Format::Xlsx).unwrap().name,
        "天津市残疾人联合会2023年度整体支出绩效目标表.xlsx"
    );
    assert_eq!(crate::file_stem("../a/b\\c\n\"d\""), "_a_b_c__d_");
}
