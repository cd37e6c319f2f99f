//! A plan's way to approval, and what a person mends on it.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{DeadlineTarget, Finding, NumericTarget, Severity, Sign, Target};
use jixiao_proto::planning::v1::{
    CheckPlanRequest, CheckPlanResponse, ImportPlanRequest, ImportPlanResponse, Indicator, ListPlanStepsRequest,
    ListPlanStepsResponse, Opinion, Plan, PlanContent, PlanState, PlanStep, ReturnPlanRequest, SubmitPlanRequest,
    UpdatePlanRequest, UpdatePlanResponse,
};
use jixiao_proto::scoring::v1::Outcome;
use jixiao_tests::{DEPARTMENT, PLAN, Story, System, TABLE};
use prost_types::FieldMask;
use tonic::Code;

use crate::requests::{date, judge, reported, row};

#[tokio::test]
async fn a_plan_is_returned_mended_and_resubmitted_and_its_steps_tell_what_was_said() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.import().await;
    story.weigh("").await;
    story.review().await;
    let opinion = |indicator: &str, text: &str| Opinion { indicator: indicator.to_owned(), text: text.to_owned() };
    let opinions = vec![opinion("", "总体可行"), opinion("i018", "指标值偏低\n请核实")];
    let back = ReturnPlanRequest {
        name: PLAN.to_owned(),
        opinions: opinions.clone(),
        reviewer: "财政部门".to_owned(),
        ..Default::default()
    };

    system.call("ReturnPlan", &back).await.unwrap();
    let mended = update(&system, "i018", |indicator| numeric(indicator).value = "7000".to_owned()).await.plan.unwrap();
    assert_eq!(mended.state(), PlanState::Returned);
    story.approve().await;

    let approved = story.plan().await;
    assert_eq!((approved.version, approved.state()), (1, PlanState::Approved));
    assert_eq!(approved.content, mended.content);
    let steps = steps(&system).await;
    assert_eq!(steps.iter().map(|step| step.number).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
    assert_eq!(
        steps.iter().map(PlanStep::state).collect::<Vec<_>>(),
        [
            PlanState::Submitted,
            PlanState::DepartmentReviewed,
            PlanState::FinanceReviewed,
            PlanState::Returned,
            PlanState::Submitted,
            PlanState::DepartmentReviewed,
            PlanState::FinanceReviewed,
            PlanState::Approved,
        ]
    );
    assert_eq!((&steps[3].opinions, steps[3].actor.as_str()), (&opinions, "财政部门"));
    assert!(steps.iter().enumerate().all(|(at, step)| at == 3 || step.opinions.is_empty()));
    assert!(steps.is_sorted_by_key(|step| step.time.map(|time| (time.seconds, time.nanos))));
}

#[tokio::test]
async fn a_date_that_a_person_made_a_deadline_is_scored_on_time_and_judged_late() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.import().await;
    assert!(found(&check(&system).await, "DATE_AS_QUALITATIVE", &story.plan().await, "i008"));
    let deadline = DeadlineTarget { text: "2023年9月底前".to_owned(), date: "2023-09-30".to_owned() };
    let target = Target { kind: Some(Kind::Deadline(deadline)) };

    update(&system, "i008", |indicator| indicator.target = Some(target)).await;
    assert!(!found(&check(&system).await, "DATE_AS_QUALITATIVE", &story.plan().await, "i008"));
    story.weigh("").await;
    story.approve().await;

    for on_time in ["2023-09-16", "2023-09-30"] {
        reported(&system, "2023-10", "i008", date(on_time)).await;
        let row = row(&story.score().await, "i008");
        assert_eq!((row.outcome(), &row.score, row.met), (Outcome::Scored, &row.weight, Some(true)), "{on_time}");
        assert_eq!(row.trace.unwrap().rule, "deadline");
    }
    reported(&system, "2023-11", "i008", date("2023-10-01")).await;
    let late = row(&story.score().await, "i008");
    assert_eq!((late.outcome(), late.score.as_str(), late.met), (Outcome::Unjudged, "", Some(false)));
    system.call("JudgeIndicator", &judge("i008", Tier::PartlyAchieved, "0.70")).await.unwrap();
    let judged = row(&story.score().await, "i008");
    assert_eq!((judged.outcome(), judged.score.as_str(), judged.met), (Outcome::Judged, "0.70", Some(false)));
}

#[tokio::test]
async fn the_unit_that_the_table_lost_is_given_by_a_person_and_no_longer_missed() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    let imported = story.import().await;
    let lost = imported.content.unwrap().indicators.into_iter().find(|i| i.line == 114).unwrap().id;
    let missed = |findings: &[Finding]| {
        let of_unit: Vec<_> = findings.iter().filter(|f| f.code == "UNIT_MISSING").collect();
        of_unit.iter().map(|f| (f.line, f.cell)).collect::<Vec<_>>()
    };
    assert_eq!(missed(&check(&system).await), [(114, 8)]);

    let updated = update(&system, &lost, |indicator| numeric(indicator).unit = "人次".to_owned()).await;

    assert_eq!(missed(&updated.findings), []);
    assert_eq!(updated.findings, check(&system).await);
}

#[tokio::test]
async fn a_value_that_cannot_be_read_blocks_submission_until_a_person_gives_it() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let content = std::str::from_utf8(TABLE).unwrap().replace("6700", "若干").into_bytes();
    let import = ImportPlanRequest { parent: DEPARTMENT.to_owned(), content, ..Default::default() };
    let imported: ImportPlanResponse = system.answer("ImportPlan", &import).await;
    let errors = |findings: &[Finding]| {
        findings.iter().filter(|f| f.severity() == Severity::Error).map(|f| f.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(errors(&imported.findings), ["VALUE_UNREADABLE"]);
    story.weigh("").await;
    let submit = SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() };

    let fault = system.refused("SubmitPlan", &submit).await;
    fault.is(Code::FailedPrecondition, "PLAN_HAS_ERRORS").has(&[("codes", "VALUE_UNREADABLE")]);
    let target = NumericTarget { sign: Sign::AtLeast as i32, value: "6700".to_owned(), unit: "人".to_owned() };
    let target = Target { kind: Some(Kind::Numeric(target)) };
    let updated = update(&system, "i018", |indicator| indicator.target = Some(target)).await;

    assert_eq!(errors(&updated.findings), Vec::<String>::new());
    story.approve().await;
}

#[tokio::test]
async fn a_row_that_the_import_left_out_blocks_submission_until_a_person_says_it_is_settled() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.register().await;
    let content = std::str::from_utf8(TABLE).unwrap().replace("残疾人职业技能培训人数", &"长".repeat(501));
    let import =
        ImportPlanRequest { parent: DEPARTMENT.to_owned(), content: content.into_bytes(), ..Default::default() };
    let imported: ImportPlanResponse = system.answer("ImportPlan", &import).await;
    assert_eq!(imported.plan.unwrap().content.unwrap().indicators.len(), 78);
    let weighed = story.weigh("").await;
    let submit = SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() };
    let blocks = [("codes", "TEXT_TOO_LONG")];
    system.refused("SubmitPlan", &submit).await.is(Code::FailedPrecondition, "PLAN_HAS_ERRORS").has(&blocks);

    let edit = |etag, import_settled| UpdatePlanRequest {
        name: PLAN.to_owned(),
        content: weighed.content.clone(),
        update_mask: Some(FieldMask { paths: vec!["department_title".to_owned(), "goals".to_owned()] }),
        etag,
        import_settled,
        request_id: String::new(),
    };
    let edited: UpdatePlanResponse = system.answer("UpdatePlan", &edit(weighed.etag.clone(), false)).await;
    system.refused("SubmitPlan", &submit).await.is(Code::FailedPrecondition, "PLAN_HAS_ERRORS").has(&blocks);
    let settled: UpdatePlanResponse = system.answer("UpdatePlan", &edit(edited.plan.unwrap().etag, true)).await;

    let found: Vec<_> = settled.findings.iter().filter(|f| f.code == "TEXT_TOO_LONG").map(Finding::severity).collect();
    assert_eq!(found, [Severity::Warning]);
    assert_eq!(settled.findings, check(&system).await);
    story.approve().await;
}

#[tokio::test]
async fn the_id_of_a_dropped_indicator_is_never_given_again() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    let imported = story.import().await;

    let mut content = imported.content.unwrap();
    let last = content.indicators.pop().unwrap();
    let edit = |content: &PlanContent, etag| UpdatePlanRequest {
        name: PLAN.to_owned(),
        content: Some(content.clone()),
        update_mask: Some(FieldMask { paths: vec!["indicators".to_owned()] }),
        etag,
        ..Default::default()
    };
    let dropped: UpdatePlanResponse = system.answer("UpdatePlan", &edit(&content, imported.etag)).await;
    content.indicators.push(Indicator { id: String::new(), ..last.clone() });
    let added: UpdatePlanResponse = system.answer("UpdatePlan", &edit(&content, dropped.plan.unwrap().etag)).await;

    let ids: Vec<String> = added.plan.unwrap().content.unwrap().indicators.into_iter().map(|i| i.id).collect();
    assert_eq!((last.id.as_str(), ids.last().unwrap().as_str()), ("i079", "i080"));
}

/// Replaces one indicator of the draft.
async fn update(system: &System, id: &str, change: impl FnOnce(&mut Indicator)) -> UpdatePlanResponse {
    let plan = Story::new(system).plan().await;
    let mut content = plan.content.unwrap();
    change(content.indicators.iter_mut().find(|i| i.id == id).unwrap());
    let request = UpdatePlanRequest {
        name: PLAN.to_owned(),
        content: Some(content),
        update_mask: Some(FieldMask { paths: vec!["indicators".to_owned()] }),
        etag: plan.etag,
        ..Default::default()
    };
    system.answer("UpdatePlan", &request).await
}

fn numeric(indicator: &mut Indicator) -> &mut NumericTarget {
    match indicator.target.as_mut().unwrap().kind.as_mut().unwrap() {
        Kind::Numeric(target) => target,
        other => panic!("{other:?} is no number"),
    }
}

async fn check(system: &System) -> Vec<Finding> {
    let answer: CheckPlanResponse = system.answer("CheckPlan", &CheckPlanRequest { name: PLAN.to_owned() }).await;
    answer.findings
}

/// Whether there is a finding of that code on the line of that indicator.
fn found(findings: &[Finding], code: &str, plan: &Plan, indicator: &str) -> bool {
    let indicators = &plan.content.as_ref().unwrap().indicators;
    let line = indicators.iter().find(|i| i.id == indicator).unwrap().line;
    findings.iter().any(|f| f.code == code && f.line == line)
}

async fn steps(system: &System) -> Vec<PlanStep> {
    let list = ListPlanStepsRequest { parent: PLAN.to_owned(), ..Default::default() };
    let page: ListPlanStepsResponse = system.answer("ListPlanSteps", &list).await;
    page.plan_steps
}
