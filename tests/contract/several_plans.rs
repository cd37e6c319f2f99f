//! Files with the plans of several departments.

use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::planning::v1::{
    CreateDepartmentRequest, CreateDepartmentResponse, Department, ImportPlanRequest, ImportPlanResponse,
    ImportPlansRequest, ImportPlansResponse, ListPlansRequest, ListPlansResponse, PlanImport,
};
use jixiao_tests::{DEPARTMENT, REGION, Story, System};
use tonic::Code;

/// The table of a department with one task, goal and indicator.
fn table(title: &str, year: &str) -> String {
    format!(
        "整体支出绩效目标表\n（{year}）\n部门名称\t{title}\t预算资金（万元）\n\t\t总额\t财政拨款\t\t其他资金\n\
         序号\t主要工作任务\t\t基本支出\t项目支出\n合计\t100\t\t90\t10\n1\t任务\t100\t\t90\t10\n\
         序号\t年度绩效目标\t对应工作任务\n1\t目标\t任务1\n\
         绩效目标\t一级指标\t二级指标\t三级指标\t符号\t值\t单位\n目标1\t产出指标\t数量指标\t培训人数\t≥\t20\t人\n\n"
    )
}

const OTHER: &str = "regions/120000000/departments/jiaoyu";

/// A region with two departments.
async fn registered() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    let department =
        Department { name: OTHER.to_owned(), title: "天津市教育委员会".to_owned(), ..Default::default() };
    let create = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;
    system
}

fn import(content: String) -> ImportPlansRequest {
    ImportPlansRequest { parent: REGION.to_owned(), content: content.into_bytes(), ..ImportPlansRequest::default() }
}

/// What became of each plan: its name, or the reason it failed.
fn results(imports: &[PlanImport]) -> Vec<Result<&str, ErrorReason>> {
    imports.iter().map(result).collect()
}

fn result(import: &PlanImport) -> Result<&str, ErrorReason> {
    match (&import.error, &import.plan) {
        (Some(error), _) => Err(error.reason()),
        (None, plan) => Ok(plan.as_ref().map_or("", |plan| plan.name.trim_end_matches("/versions/1"))),
    }
}

async fn plans(system: &System, parent: &str) -> usize {
    let request = ListPlansRequest { parent: parent.to_owned(), ..ListPlansRequest::default() };
    let listed: ListPlansResponse = system.answer("ListPlans", &request).await;
    listed.plans.len()
}

#[tokio::test]
async fn each_plan_of_a_file_has_its_own_result_and_a_bad_one_stops_no_other() {
    let system = registered().await;
    let file = [
        table("天津市残疾人联合会", "2023年度"),
        table("天津市气象局", "2023年度"),
        table("天津市教育委员会", "2023年度"),
        table("天津市残疾人联合会", "2024年度"),
    ];

    let answer: ImportPlansResponse = system.answer("ImportPlans", &import(file.concat())).await;

    let (own, next) = (format!("{DEPARTMENT}/plans/2023"), format!("{DEPARTMENT}/plans/2024"));
    let other = format!("{OTHER}/plans/2023");
    let expected = [Ok(own.as_str()), Err(ErrorReason::ResourceNotFound), Ok(other.as_str()), Ok(next.as_str())];
    assert_eq!(results(&answer.plan_imports), expected);
    let titles: Vec<_> = answer.plan_imports.iter().map(|i| (i.department_title.as_str(), i.fiscal_year)).collect();
    assert_eq!(titles[1], ("天津市气象局", 2023));
    assert_eq!((plans(&system, DEPARTMENT).await, plans(&system, OTHER).await), (2, 1));
}

#[tokio::test]
async fn plans_that_are_there_are_replaced_only_where_that_is_asked_for() {
    let system = registered().await;
    let file = || table("天津市残疾人联合会", "2023年度") + &table("天津市教育委员会", "2023年度");
    let first: ImportPlansResponse = system.answer("ImportPlans", &import(file())).await;

    let refused: ImportPlansResponse = system.answer("ImportPlans", &import(file())).await;
    let other = file().replace("20\t人", "30\t人");
    let preview = ImportPlansRequest { validate_only: true, ..import(file()) };
    let previewed: ImportPlansResponse = system.answer("ImportPlans", &preview).await;
    let replace = ImportPlansRequest { replace_drafts: true, ..import(other) };
    let replaced: ImportPlansResponse = system.answer("ImportPlans", &replace).await;

    let exists = Err(ErrorReason::ResourceExists);
    assert_eq!(results(&refused.plan_imports), [exists, exists]);
    assert_eq!(results(&previewed.plan_imports), [exists, exists]);
    assert_eq!(results(&replaced.plan_imports), results(&first.plan_imports));
    let etag = |answer: &ImportPlansResponse| answer.plan_imports[0].plan.as_ref().unwrap().etag.clone();
    assert_ne!(etag(&first), etag(&replaced));
    assert_eq!(value(&system).await, "30");
}

/// The value of the first indicator of the plan of 2023.
async fn value(system: &System) -> String {
    let plan = Story::new(system).plan().await.content.unwrap();
    match plan.indicators.first().unwrap().target.clone().unwrap().kind.unwrap() {
        Kind::Numeric(target) => target.value,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_approved_plan_is_not_replaced_by_a_file() {
    let system = System::all_on_sqlite();
    Story::new(&system).small_approved().await;
    let file = || table("天津市残疾人联合会", "2023年度");

    for validate_only in [true, false] {
        let replace = ImportPlansRequest { replace_drafts: true, validate_only, ..import(file()) };
        let answer: ImportPlansResponse = system.answer("ImportPlans", &replace).await;
        assert_eq!(results(&answer.plan_imports), [Err(ErrorReason::PlanState)]);
    }
}

#[tokio::test]
async fn a_title_that_two_departments_have_is_no_address() {
    let system = registered().await;
    let department = Department {
        name: format!("{REGION}/departments/second"),
        title: "天津市教育委员会".to_owned(),
        ..Default::default()
    };
    let create = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;

    let file = table("天津市教育委员会", "2023年度");
    let answer: ImportPlansResponse = system.answer("ImportPlans", &import(file)).await;

    let error = answer.plan_imports[0].error.as_ref().unwrap();
    assert_eq!((error.reason(), error.finding.as_str()), (ErrorReason::FormUnreadable, "SEVERAL_DEPARTMENTS"));
    assert!(error.message.contains(OTHER) && error.message_zh.contains(OTHER), "{error:?}");
}

#[tokio::test]
async fn a_repeat_goes_on_where_a_plan_failed_before() {
    let system = registered().await;
    let file = table("天津市残疾人联合会", "2023年度") + &table("天津市气象局", "2023年度");
    let request = ImportPlansRequest { request_id: "file".to_owned(), ..import(file) };
    let first: ImportPlansResponse = system.answer("ImportPlans", &request).await;
    let department = Department {
        name: format!("{REGION}/departments/qixiang"),
        title: "天津市气象局".to_owned(),
        ..Default::default()
    };
    let create = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;

    let second: ImportPlansResponse = system.answer("ImportPlans", &request).await;

    assert_eq!(first.plan_imports[0], second.plan_imports[0]);
    assert_eq!(results(&first.plan_imports)[1], Err(ErrorReason::ResourceNotFound));
    assert!(results(&second.plan_imports)[1].is_ok());
}

#[tokio::test]
async fn more_plans_than_a_file_may_have_are_refused_before_any_is_stored() {
    let system = registered().await;
    let year = |n: usize| table(&format!("部门{n}"), "2023年度");
    let file: String = (0..201).map(year).collect();

    let fault = system.refused("ImportPlans", &import(file.clone())).await;
    let own = ImportPlanRequest { parent: DEPARTMENT.to_owned(), content: file.into(), ..Default::default() };
    let ambiguous = system.refused("ImportPlan", &own).await;

    fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "200"), ("value", "201")]);
    ambiguous.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", "SEVERAL_PLANS")]);
}

#[tokio::test]
async fn a_repeat_of_a_file_writes_nothing_and_another_file_under_its_id_is_refused() {
    let system = registered().await;
    let file = || table("天津市残疾人联合会", "2023年度") + &table("天津市教育委员会", "2023年度");
    let request = ImportPlansRequest { request_id: "file".to_owned(), ..import(file()) };

    let first: ImportPlansResponse = system.answer("ImportPlans", &request).await;
    let before = system.facts().await;
    let second: ImportPlansResponse = system.answer("ImportPlans", &request).await;
    let other = ImportPlansRequest { request_id: "file".to_owned(), ..import(file().replace("20\t人", "30\t人")) };
    let reused: ImportPlansResponse = system.answer("ImportPlans", &other).await;

    assert_eq!(first, second);
    let reused_id = Err(ErrorReason::RequestIdReused);
    assert_eq!(results(&reused.plan_imports), [reused_id, reused_id]);
    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_plan_that_is_twice_in_a_file_is_taken_once() {
    let system = registered().await;
    let (own, other) = (table("天津市残疾人联合会", "2023年度"), table("天津市教育委员会", "2023年度"));
    let file = own.clone() + &other + &own.replace("20\t人", "30\t人");

    let answer: ImportPlansResponse = system.answer("ImportPlans", &import(file)).await;

    let found = results(&answer.plan_imports);
    assert!(found[0].is_ok() && found[1].is_ok(), "{found:?}");
    assert_eq!(found[2], Err(ErrorReason::FormUnreadable));
    assert_eq!(answer.plan_imports[2].error.as_ref().unwrap().finding, "PLAN_TWICE");
    assert_eq!(value(&system).await, "20");
}

#[tokio::test]
async fn a_file_that_only_validates_stores_nothing() {
    let system = registered().await;
    let before = system.facts().await;
    let check =
        ImportPlansRequest { validate_only: true, ..import(table("天津市残疾人联合会", "2023年度")) };

    let answer: ImportPlansResponse = system.answer("ImportPlans", &check).await;

    assert_eq!(results(&answer.plan_imports), [Ok(format!("{DEPARTMENT}/plans/2023").as_str())]);
    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn the_import_of_one_department_takes_its_own_plan_of_a_file() {
    let system = registered().await;
    let file = || table("天津市教育委员会", "2023年度") + &table("天津市残疾人联合会", "2023年度");
    let own = ImportPlanRequest { parent: DEPARTMENT.to_owned(), content: file().into(), ..Default::default() };
    let twice = (file() + &table("天津市残疾人联合会", "2024年度")).into_bytes();
    let ambiguous = ImportPlanRequest { content: twice, ..own.clone() };

    let fault = system.fault("ImportPlan", &ambiguous).await;
    let imported: ImportPlanResponse = system.answer("ImportPlan", &own).await;

    fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", "SEVERAL_PLANS")]);
    assert_eq!(imported.plan.unwrap().content.unwrap().department_title, "天津市残疾人联合会");
}
