use jixiao_proto::planning::v1::{
    CreateDepartmentRequest, CreateDepartmentResponse, CreatePlanRequest, CreatePlanResponse, Department,
    ListPlansRequest, ListPlansResponse,
};
use jixiao_tests::{DEPARTMENT, PLAN, REGION, System, small_plan};
use tonic::Code;

use crate::start::approved;

/// The approved plan, a draft of its department's next year, and a draft of a department before it.
async fn three() -> System {
    let system = approved().await;
    let name = format!("{REGION}/departments/another");
    let create = CreateDepartmentRequest {
        department: Some(Department { name: name.clone(), title: "另一部门".to_owned(), ..Default::default() }),
        ..Default::default()
    };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;
    for name in [format!("{name}/plans/2023"), format!("{DEPARTMENT}/plans/2024")] {
        let create = CreatePlanRequest { name, content: Some(small_plan()), ..Default::default() };
        let _: CreatePlanResponse = system.answer("CreatePlan", &create).await;
    }
    system
}

fn all() -> ListPlansRequest {
    ListPlansRequest { parent: format!("{REGION}/departments/-"), ..Default::default() }
}

async fn names(system: &System, request: &ListPlansRequest) -> Vec<String> {
    let answer: ListPlansResponse = system.answer("ListPlans", request).await;
    assert!(answer.plans.iter().all(|plan| plan.content.is_none()));
    answer.plans.into_iter().map(|plan| plan.name).collect()
}

#[tokio::test]
async fn plans_of_a_region_come_by_department_and_year_and_can_be_filtered() {
    let system = three().await;
    let (another, next) = (format!("{REGION}/departments/another/plans/2023"), format!("{DEPARTMENT}/plans/2024"));
    let versions = |plans: &[&str]| plans.iter().map(|plan| format!("{plan}/versions/1")).collect::<Vec<_>>();

    assert_eq!(names(&system, &all()).await, versions(&[&another, PLAN, &next]));
    let of_year = ListPlansRequest { fiscal_year: 2023, ..all() };
    assert_eq!(names(&system, &of_year).await, versions(&[&another, PLAN]));
    let in_force = ListPlansRequest { approved: true, ..all() };
    assert_eq!(names(&system, &in_force).await, versions(&[PLAN]));
    let of_department = ListPlansRequest { parent: DEPARTMENT.to_owned(), ..of_year };
    assert_eq!(names(&system, &of_department).await, versions(&[PLAN]));
}

#[tokio::test]
async fn pages_list_each_plan_once_and_a_token_is_good_for_its_filter_alone() {
    let system = three().await;
    let whole = names(&system, &all()).await;
    let mut walked = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = ListPlansRequest { page_size: 1, page_token, ..all() };
        let page: ListPlansResponse = system.answer("ListPlans", &request).await;
        walked.extend(page.plans.into_iter().map(|plan| plan.name));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
        let other = ListPlansRequest { page_token: page_token.clone(), approved: true, ..all() };
        system.fault("ListPlans", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    assert_eq!(walked, whole);
}

#[tokio::test]
async fn a_region_that_is_not_there_and_a_year_that_is_none_are_refused() {
    let system = three().await;
    let unknown = ListPlansRequest { parent: "regions/990000000/departments/-".to_owned(), ..Default::default() };
    system.fault("ListPlans", &unknown).await.is(Code::NotFound, "RESOURCE_NOT_FOUND");
    for fiscal_year in [-1, 1999, 2100] {
        let request = ListPlansRequest { fiscal_year, ..all() };
        system.fault("ListPlans", &request).await.is_of_fields(&["fiscal_year"]);
    }
}
