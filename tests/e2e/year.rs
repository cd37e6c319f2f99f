//! A full year of the real table, by gRPC alone, each call by whose it is; `docs/year.md` is its transcript.

mod cast;

use jixiao_proto::audit::v1::{ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{NumericTarget, Sign, Target};
use jixiao_proto::planning::v1::{
    AdjustPlanRequest, AdjustPlanResponse, AllocateWeightsRequest, AllocateWeightsResponse, AnswerOpinionRequest,
    ApprovePlanRequest, ApprovePlanResponse, CreateDepartmentRequest, CreateRegionRequest, Department,
    DiffPlanVersionsRequest, DiffPlanVersionsResponse, GetPlanRequest, GetPlanResponse, ImportPlanRequest,
    ImportPlanResponse, Indicator, ListOpinionsRequest, ListOpinionsResponse, Opinion, Plan, PublishPlanRequest,
    Region, ReturnPlanRequest, ReviewPlanRequest, ReviewStage, SubmitPlanRequest, UpdateIndicatorRequest,
    UpdateIndicatorResponse,
};
use jixiao_proto::results::v1::{
    ClosePeriodRequest, Forecast, ForecastReason, Likelihood, ListOutstandingRequest, ListOutstandingResponse,
    OpenPeriodRequest, OutstandingKind, ReasonKind, ReopenPeriodRequest, ReportActualsRequest, ReportActualsResponse,
    actual::Value,
};
use jixiao_proto::scoring::v1::{ScorePlanRequest, ScorePlanResponse};
use jixiao_tests::{DEPARTMENT, PLAN, REGION, TABLE};
use prost_types::FieldMask;

use crate::replay;
use cast::Cast;

#[tokio::test]
async fn a_year_of_the_real_table_goes_from_its_draft_to_its_grade() {
    let mut year = Cast::on_stage();
    january(&mut year).await;
    let approved = february(&mut year).await;
    spring(&mut year).await;
    june(&mut year, &approved).await;
    july(&mut year).await;
    december(&mut year).await;
    audit(&mut year).await;
    year.is_transcript("docs/year.md");
}

async fn january(year: &mut Cast) {
    year.chapter("January: the registry and the draft");
    let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
    year.does("system", "CreateRegion", &CreateRegionRequest { region: Some(region), ..Default::default() }).await;
    year.says("天津市, 120000000.");
    let department = Department {
        name: DEPARTMENT.to_owned(),
        title: "天津市残疾人联合会".to_owned(),
        code: "335".to_owned(),
        ..Default::default()
    };
    let request = CreateDepartmentRequest { department: Some(department), ..Default::default() };
    year.does("system", "CreateDepartment", &request).await;
    year.says("天津市残疾人联合会, code 335.");
    let request = ImportPlanRequest { parent: DEPARTMENT.to_owned(), content: TABLE.to_vec(), ..Default::default() };
    let imported: ImportPlanResponse = year.answer("unit", "ImportPlan", &request).await;
    let content = imported.plan.unwrap().content.unwrap();
    year.says(format!(
        "The published table: {} tasks, {} goals, {} indicators, {} findings.",
        content.tasks.len(),
        content.goals.len(),
        content.indicators.len(),
        imported.findings.len()
    ));
    let request = AllocateWeightsRequest { name: PLAN.to_owned(), ..Default::default() };
    let weighed: AllocateWeightsResponse = year.answer("unit", "AllocateWeights", &request).await;
    let first = weighed.plan.unwrap().content.unwrap().indicators[0].clone();
    year.says(format!("By `cn-2020`; the first, {} {}, weighs {}.", first.id, first.name, first.weight));
}

/// Gives the approved version.
async fn february(year: &mut Cast) -> Plan {
    year.chapter("February: review, return, approval");
    let submit = SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() };
    year.does("unit", "SubmitPlan", &submit).await;
    year.is_refused("unit", "ApprovePlan", &approve(), "PERMISSION_DENIED").await;
    year.does("department", "ReviewPlan", &review(ReviewStage::Department)).await;
    let opinion = Opinion { indicator: "i018".to_owned(), text: "指标值偏低，请核实".to_owned() };
    let request = ReturnPlanRequest {
        name: PLAN.to_owned(),
        opinions: vec![opinion],
        reviewer: "财政审核人".to_owned(),
        ..Default::default()
    };
    year.does("finance", "ReturnPlan", &request).await;
    year.says("i018: 指标值偏低，请核实.");
    let request = ListOpinionsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let opinions: ListOpinionsResponse = year.answer("unit", "ListOpinions", &request).await;
    let request = AnswerOpinionRequest {
        name: opinions.opinions[0].name.clone(),
        accepted: true,
        answered_by: "填报人".to_owned(),
        ..Default::default()
    };
    year.does("unit", "AnswerOpinion", &request).await;
    year.says("Accepted.");
    year.target("i018", "6800").await;
    year.does("unit", "SubmitPlan", &submit).await;
    year.does("department", "ReviewPlan", &review(ReviewStage::Department)).await;
    year.does("finance", "ReviewPlan", &review(ReviewStage::Finance)).await;
    let approved: ApprovePlanResponse = year.answer("finance", "ApprovePlan", &approve()).await;
    let plan = approved.plan.unwrap();
    year.says(format!("Version {}, SM3 `{}…`: it never changes again.", plan.version, &plan.content_sm3[..16]));
    let publisher = "公开经办人".to_owned();
    let request = PublishPlanRequest { name: PLAN.to_owned(), publisher, ..Default::default() };
    year.does("finance", "PublishPlan", &request).await;
    let request = GetPlanRequest { name: PLAN.to_owned(), approved: true };
    let read: GetPlanResponse = year.answer("reader", "GetPlan", &request).await;
    read.plan.unwrap()
}

async fn spring(year: &mut Cast) {
    year.chapter("March to May: monthly figures, year to date");
    for (month, number) in [("2023-03", "1500"), ("2023-04", "2100"), ("2023-05", "2700")] {
        let due_date = format!("{month}-28");
        let name = period(month);
        year.does("finance", "OpenPeriod", &OpenPeriodRequest { name: name.clone(), due_date, ..Default::default() })
            .await;
        let report = report(month, "i018", number);
        let reported: ReportActualsResponse = year.answer("unit", "ReportActuals", &report).await;
        year.says(format!("{month}, i018: {number}; revision {}.", reported.revision));
        year.does("finance", "ClosePeriod", &ClosePeriodRequest { name, ..Default::default() }).await;
    }
    year.is_refused("unit", "ReportActuals", &report("2023-05", "i018", "2800"), "PERIOD_CLOSED").await;
    let request = ReopenPeriodRequest {
        name: period("2023-05"),
        reason: "漏报一个检查点".to_owned(),
        due_date: "2023-06-10".to_owned(),
        ..Default::default()
    };
    year.does("finance", "ReopenPeriod", &request).await;
    year.is_refused("unit", "ReportActuals", &report("2023-05", "i018", "2800"), "FIELD_INVALID").await;
    year.says("A correction needs a reason.");
    let corrected = ReportActualsRequest {
        correction_reason: "补报漏报的检查点".to_owned(),
        ..report("2023-05", "i018", "2800")
    };
    let reported: ReportActualsResponse = year.answer("unit", "ReportActuals", &corrected).await;
    year.says(format!("2800, revision {}; 2700 stays readable.", reported.revision));
}

async fn june(year: &mut Cast, approved: &Plan) {
    year.chapter("June: an adjustment");
    let reason = "年中预算调减".to_owned();
    let request = AdjustPlanRequest { name: PLAN.to_owned(), reason, ..Default::default() };
    let adjusted: AdjustPlanResponse = year.answer("unit", "AdjustPlan", &request).await;
    year.says(format!("The draft of version {}; version 1 stays in force.", adjusted.plan.unwrap().version));
    year.target("i018", "6000").await;
    year.does("unit", "SubmitPlan", &SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() }).await;
    year.does("department", "ReviewPlan", &review(ReviewStage::Department)).await;
    year.does("finance", "ReviewPlan", &review(ReviewStage::Finance)).await;
    year.does("finance", "ApprovePlan", &approve()).await;
    let request = DiffPlanVersionsRequest { name: PLAN.to_owned(), ..Default::default() };
    let diff: DiffPlanVersionsResponse = year.answer("reader", "DiffPlanVersions", &request).await;
    for change in &diff.changes {
        let resource = change.resource.rsplit('/').next().unwrap_or_default();
        year.says(format!("{resource} {}: {} → {}", change.field, change.old(), change.new()));
    }
    assert_eq!(diff.changes.len(), 1);
    let request = GetPlanRequest { name: approved.name.clone(), approved: true };
    let read: GetPlanResponse = year.answer("reader", "GetPlan", &request).await;
    assert_eq!(read.plan.as_ref(), Some(approved));
    year.says("Version 1 reads as it was approved.");
}

async fn july(year: &mut Cast) {
    year.chapter("July: the mid-year entry");
    let forecast = |estimate: &str, reasons| Forecast {
        likelihood: Likelihood::Possible.into(),
        estimate: estimate.to_owned(),
        reasons,
    };
    let expected = |forecast| {
        let mut report = report("2023-07", "i018", "3300");
        report.actuals[0].forecast = Some(forecast);
        report
    };
    year.is_refused("unit", "ReportActuals", &expected(forecast("", Vec::new())), "FIELD_INVALID").await;
    year.says("What is only possible needs an estimate and a reason.");
    let reason = ForecastReason { kind: ReasonKind::Hardware.into(), text: "检查点场地改造".to_owned() };
    year.does("unit", "ReportActuals", &expected(forecast("5500", vec![reason]))).await;
    year.says("i018: 3300, 有可能, 5500 by December, 硬件条件保障.");
    let owed = year.owed("2023-07").await;
    year.says(format!(
        "For July {} answers are owed, {} forecasts among them.",
        owed.len(),
        count(&owed, OutstandingKind::Forecast)
    ));
    assert_eq!(count(&owed, OutstandingKind::Execution), 1);
}

async fn december(year: &mut Cast) {
    year.chapter("December: year-end and the grade");
    let request = GetPlanRequest { name: PLAN.to_owned(), approved: true };
    let plan: GetPlanResponse = year.answer("unit", "GetPlan", &request).await;
    let tasks = plan.plan.unwrap().content.unwrap().tasks;
    for reports in replay::reports(&tasks) {
        let (period, count) = (reports.actuals.period.clone(), reports.actuals.actuals.len());
        year.does("unit", "ReportExecution", &reports.execution).await;
        year.does("unit", "ReportActuals", &reports.actuals).await;
        year.says(format!("{period}: {count} figures."));
        for judgement in &reports.judgements {
            year.acts("department", "JudgeIndicator", judgement).await;
        }
        year.says(format!("`JudgeIndicator` by **department**: {} texts judged.", reports.judgements.len()));
    }
    year.does("finance", "ClosePeriod", &ClosePeriodRequest { name: period("2023-12"), ..Default::default() }).await;
    let request = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };
    let scored: ScorePlanResponse = year.answer("finance", "ScorePlan", &request).await;
    let totals = scored.scorecard.unwrap().totals.unwrap();
    year.says(format!("Total {}, grade {:?}, against version 2.", totals.total, totals.grade()));
    assert!(totals.missing.is_empty(), "{:?}", totals.missing);
}

async fn audit(year: &mut Cast) {
    year.chapter("The audit");
    let request = ListAuditEntriesRequest { parent: REGION.to_owned(), page_size: 1000, ..Default::default() };
    let listed: ListAuditEntriesResponse = year.answer("audit", "ListAuditEntries", &request).await;
    let entries = listed.audit_entries.len();
    assert_eq!(entries, year.writes(), "one entry for each write that was done");
    let principals = listed.audit_entries.iter().map(|chained| &chained.entry.as_ref().unwrap().principal);
    let units = principals.filter(|principal| *principal == "unit").count();
    year.says(format!(
        "{entries} entries, one for each write above; {units} of them by the unit, none for what was refused."
    ));
    year.verifies();
}

fn count(owed: &[OutstandingKind], kind: OutstandingKind) -> usize {
    owed.iter().filter(|what| **what == kind).count()
}

fn period(month: &str) -> String {
    format!("{REGION}/periods/{month}")
}

fn report(period: &str, indicator: &str, number: &str) -> ReportActualsRequest {
    let report = crate::requests::report(period, indicator, Value::Number(number.to_owned()));
    ReportActualsRequest { correction_reason: String::new(), ..report }
}

fn review(stage: ReviewStage) -> ReviewPlanRequest {
    let reviewer = "审核人".to_owned();
    ReviewPlanRequest { name: PLAN.to_owned(), stage: stage.into(), reviewer, ..Default::default() }
}

fn approve() -> ApprovePlanRequest {
    ApprovePlanRequest { name: PLAN.to_owned(), approver: "批复人".to_owned(), ..Default::default() }
}

impl Cast {
    /// Gives an indicator of the draft another target.
    async fn target(&mut self, id: &str, value: &str) {
        let request = GetPlanRequest { name: PLAN.to_owned(), approved: false };
        let read: GetPlanResponse = self.answer_silently("unit", "GetPlan", &request).await;
        let numeric = NumericTarget { sign: Sign::AtLeast.into(), value: value.to_owned(), unit: "人次".to_owned() };
        let target = Target { kind: Some(Kind::Numeric(numeric)) };
        let request = UpdateIndicatorRequest {
            name: PLAN.to_owned(),
            indicator: Some(Indicator { id: id.to_owned(), target: Some(target), ..Default::default() }),
            update_mask: Some(FieldMask { paths: vec!["target".to_owned()] }),
            etag: read.plan.unwrap().etag,
            ..Default::default()
        };
        let updated: UpdateIndicatorResponse = self.answer("unit", "UpdateIndicator", &request).await;
        assert!(updated.plan.is_some());
        self.says(format!("{id} ≥ {value}."));
    }

    /// What is still owed for a month.
    async fn owed(&mut self, month: &str) -> Vec<OutstandingKind> {
        let request = ListOutstandingRequest {
            parent: PLAN.to_owned(),
            period: month.to_owned(),
            page_size: 1000,
            ..Default::default()
        };
        let listed: ListOutstandingResponse = self.answer("finance", "ListOutstanding", &request).await;
        assert_eq!(listed.next_page_token, "");
        listed.outstanding.iter().map(|item| item.what()).collect()
    }
}
