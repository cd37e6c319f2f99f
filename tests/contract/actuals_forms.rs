//! Filled actuals forms.

use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{
    ExecutionPart, ExportTemplateRequest, ExportTemplateResponse, GetActualsRequest, GetActualsResponse,
    ImportActualsRequest, ImportActualsResponse, ReportExecutionRequest, ReportExecutionResponse,
};
use jixiao_tests::{DEPARTMENT, PLAN, Story, System};
use tonic::Code;

use crate::start::{amounts, approved, execution};

/// A form filled by hand: rows in another order than the plan's, one left blank.
const FILLED: &str = "所属时期\t2023-12\n\
    一、预算执行（单位：元）\n\
    编号\t预算执行\t年初预算数\t全年预算数\t全年执行数\n\
    execution\t合计\t1500\t\t1200.50\n\
    二、绩效指标\n\
    编号\t绩效目标\t三级指标\t实际完成值\t偏差原因分析\t改进措施\t数据来源\t不适用原因\n\
    i004\t目标2\t就业能力\t就业能力进一步提升\t\t\t年度总结\t\n\
    i001\t目标1\t体检人数\t6,500\t疫情影响\t增加场次\t台账\t\n\
    i002\t目标1\t完成时间\t2023-09-15\t\t\t\t\n\
    i005\t目标2\t满意度\t\t\t\t\t当年未开展调查\n\
    i003\t目标1\t项目成本\t\t\t\t\t\n";

fn import(content: impl Into<Vec<u8>>) -> ImportActualsRequest {
    ImportActualsRequest {
        plan: PLAN.to_owned(),
        content: content.into(),
        reporter: "填报人".to_owned(),
        correction_reason: "更正".to_owned(),
        ..ImportActualsRequest::default()
    }
}

async fn actuals(system: &System) -> GetActualsResponse {
    let request = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
    system.answer("GetActuals", &request).await
}

#[tokio::test]
async fn a_filled_form_is_one_revision_of_actuals_and_execution() {
    let system = approved().await;

    let imported: ImportActualsResponse = system.answer("ImportActuals", &import(FILLED)).await;

    assert_eq!((imported.revision, imported.period.as_str()), (1, "2023-12"));
    let blank: Vec<_> = imported.findings.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(blank, ["ACTUAL_BLANK"]);
    let now = actuals(&system).await;
    let values: Vec<_> = now.actuals.iter().map(|record| record.actual.clone().unwrap()).collect();
    assert_eq!(values, imported.actuals);
    let of = |id: &str| values.iter().find(|actual| actual.indicator == id).unwrap();
    assert_eq!(of("i001").value, Some(Value::Number("6500".to_owned())));
    assert_eq!((of("i001").deviation_reason.as_str(), of("i001").measure.as_str()), ("疫情影响", "增加场次"));
    assert_eq!(of("i002").value, Some(Value::Date("2023-09-15".to_owned())));
    assert_eq!(of("i004").value, Some(Value::Text("就业能力进一步提升".to_owned())));
    assert_eq!(of("i004").source, "年度总结");
    assert!(matches!(&of("i005").value, Some(Value::NotApplicable(why)) if why.reason == "当年未开展调查"));
    let execution = now.execution.unwrap();
    assert_eq!((execution.revision, execution.total), (1, imported.execution));
    assert_eq!(imported.execution.map(|total| (total.initial_fen, total.executed_fen)), Some((150_000, 120_050)));
}

#[tokio::test]
async fn a_form_that_only_validates_records_nothing_and_a_repeat_records_once() {
    let system = approved().await;
    let before = system.facts().await;
    let check = ImportActualsRequest { validate_only: true, request_id: "form".to_owned(), ..import(FILLED) };

    let checked: ImportActualsResponse = system.answer("ImportActuals", &check).await;
    before.are_still(&system.facts().await);
    let request = ImportActualsRequest { validate_only: false, ..check };
    let first: ImportActualsResponse = system.answer("ImportActuals", &request).await;
    let second: ImportActualsResponse = system.answer("ImportActuals", &request).await;

    assert_eq!(ImportActualsResponse { revision: 1, ..checked }, first);
    assert_eq!(first, second);
    assert_eq!(actuals(&system).await.revision, 1);
}

#[tokio::test]
async fn a_form_with_an_error_is_refused_whole_with_the_place_of_each() {
    let system = approved().await;
    let before = system.facts().await;
    let spoiled = FILLED.replace("i003\t", "i999\t").replace("1200.50", "-1");

    let fault = system.fault("ImportActuals", &import(spoiled.clone())).await;
    let check = ImportActualsRequest { validate_only: true, ..import(spoiled) };
    let checked: ImportActualsResponse = system.answer("ImportActuals", &check).await;

    fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", "AMOUNT_UNREADABLE")]);
    assert_eq!(fault.fields, ["content.lines[4].cells[5]", "content.lines[11].cells[1]"]);
    let errors: Vec<_> = checked.findings.iter().filter(|f| f.severity == 1).map(|f| f.code.as_str()).collect();
    assert_eq!(errors, ["AMOUNT_UNREADABLE", "INDICATOR_UNMATCHED"]);
    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_form_of_another_plan_or_period_is_refused() {
    let system = approved().await;
    let before = system.facts().await;
    let other = format!("绩效目标版本\t{DEPARTMENT}/plans/2024/versions/1\n{FILLED}");
    let asked = ImportActualsRequest { period: "2023-11".to_owned(), ..import(FILLED) };
    let nameless = FILLED.replace("所属时期\t2023-12\n", "");

    system.fault("ImportActuals", &import(other)).await.is_of_fields(&["plan"]);
    system.fault("ImportActuals", &asked).await.is_of_fields(&["period"]);
    system.fault("ImportActuals", &import(nameless)).await.is_of_fields(&["period"]);
    let last_year = FILLED.replace("2023-12", "2022-12");
    system.fault("ImportActuals", &import(last_year)).await.is_of_fields(&["period"]);

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_template_that_nobody_filled_reports_nothing_and_is_refused() {
    let system = approved().await;
    let template = ExportTemplateRequest { plan: PLAN.to_owned(), period: "2023-07".to_owned(), format: 0 };
    let template: ExportTemplateResponse = system.answer("ExportTemplate", &template).await;

    let fault = system.refused("ImportActuals", &import(template.file.unwrap().content)).await;

    fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", "NOTHING_REPORTED")]);
}

/// The template of December in a format, filled with what was reported.
async fn template(system: &System, format: i32) -> Vec<u8> {
    let request = ExportTemplateRequest { plan: PLAN.to_owned(), period: String::new(), format };
    let template: ExportTemplateResponse = system.answer("ExportTemplate", &request).await;
    template.file.unwrap().content
}

/// A template as text, with another value in the row of an indicator.
fn changed(template: &[u8], indicator: &str, value: &str) -> String {
    let lines = jixiao_sheets::open(template).unwrap().sheets.remove(0).lines;
    let column = lines.iter().find_map(|line| line.cells.iter().position(|cell| cell == "实际完成值")).unwrap();
    let row = |cells: &[String]| {
        let mut cells = cells.to_vec();
        if cells.first().is_some_and(|key| key == indicator) {
            value.clone_into(cells.get_mut(column).unwrap());
        }
        cells.join("\t")
    };
    lines.iter().map(|line| row(&line.cells)).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_template_that_comes_back_as_it_was_handed_out_records_nothing() {
    let system = approved().await;
    let _: ImportActualsResponse = system.answer("ImportActuals", &import(FILLED)).await;
    let parts = vec![ExecutionPart { task: 1, source: 1, amounts: Some(amounts(150_000, None, 120_050)) }];
    let execution = ReportExecutionRequest { total: Some(amounts(150_000, None, 120_050)), parts, ..execution() };
    let _: ReportExecutionResponse = system.answer("ReportExecution", &execution).await;
    let before = system.facts().await;

    for format in [1, 2] {
        let request = import(template(&system, format).await);
        let read: ImportActualsResponse = system.answer("ImportActuals", &request).await;
        assert_eq!((read.revision, read.period.as_str()), (2, "2023-12"));
        assert_eq!((read.actuals, read.execution, read.execution_parts), (vec![], None, vec![]));
        assert!(read.findings.iter().any(|found| found.code == "ACTUAL_UNCHANGED"), "{:?}", read.findings);
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn of_a_template_only_the_answers_that_changed_are_reported() {
    let system = approved().await;
    let _: ImportActualsResponse = system.answer("ImportActuals", &import(FILLED)).await;
    let form = changed(&template(&system, 1).await, "i001", "6600");

    let read: ImportActualsResponse = system.answer("ImportActuals", &import(form)).await;

    let changed: Vec<_> = read.actuals.iter().map(|actual| actual.indicator.as_str()).collect();
    assert_eq!((changed, read.execution), (vec!["i001"], None));
    let now = actuals(&system).await;
    let revisions: Vec<_> = now.actuals.iter().map(|record| record.revision).collect();
    assert_eq!(revisions, [2, 1, 1, 1]);
}

#[tokio::test]
async fn a_form_that_is_older_than_the_answer_it_changes_is_refused() {
    let system = approved().await;
    let _: ImportActualsResponse = system.answer("ImportActuals", &import(FILLED)).await;
    let form = changed(&template(&system, 1).await, "i001", "6600");
    Story::new(&system).report("2023-12", "i001", "6700").await;
    let before = system.facts().await;

    let fault = system.fault("ImportActuals", &import(form)).await;

    fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", "ACTUAL_CHANGED_SINCE")]);
    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_form_that_names_another_department_has_a_finding() {
    let system = approved().await;
    let check =
        ImportActualsRequest { validate_only: true, ..import(format!("部门名称\t天津市气象局\n{FILLED}")) };

    let checked: ImportActualsResponse = system.answer("ImportActuals", &check).await;

    assert!(checked.findings.iter().any(|found| found.code == "DEPARTMENT_DIFFERS"), "{:?}", checked.findings);
}
