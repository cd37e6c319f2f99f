//! Departments: their tree, their codes, and the years of their plans.

use jixiao_proto::planning::v1::{
    BatchUpsertDepartmentsRequest, BatchUpsertDepartmentsResponse, CopyPlanRequest, CreateDepartmentRequest,
    CreateDepartmentResponse, CreatePlanRequest, Department, GetDepartmentRequest, GetDepartmentResponse,
    ImportPlanRequest, ImportPlansRequest, ImportPlansResponse, ListDepartmentsRequest, ListDepartmentsResponse,
    UpdateDepartmentRequest, UpdateDepartmentResponse, UpsertOutcome,
};
use jixiao_tests::{DEPARTMENT, PLAN, REGION, Story, System, TABLE, small_plan};
use prost_types::FieldMask;
use tonic::Code;

use crate::start::approved;

const CREDIT_CODE: &str = "91350100M000100Y43";

#[tokio::test]
async fn a_department_is_created_with_every_field_and_says_what_it_stands_under() {
    let system = with_chain().await;
    let given = Department {
        code: "101001".to_owned(),
        credit_code: CREDIT_CODE.to_owned(),
        effective_from: "2023-01-01".to_owned(),
        effective_to: "2030-12-31".to_owned(),
        ..department("class", "school")
    };

    let created: CreateDepartmentResponse = system.answer("CreateDepartment", &create(&given)).await;

    let created = created.department.unwrap();
    assert_eq!(created.ancestors, [name("school"), name("bureau")]);
    assert_eq!(Department { etag: String::new(), ancestors: Vec::new(), ..created.clone() }, given);
    assert_eq!(get(&system, "class").await, created);
}

#[tokio::test]
async fn what_is_taken_is_refused_and_who_has_it_is_named() {
    let system = with_chain().await;
    let first = Department { code: "101".to_owned(), credit_code: CREDIT_CODE.to_owned(), ..department("a", "") };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create(&first)).await;

    for (given, field) in [
        (Department { code: "101".to_owned(), ..department("b", "") }, Some("department.code")),
        (Department { credit_code: CREDIT_CODE.to_owned(), ..department("b", "") }, Some("department.credit_code")),
        (department("a", ""), None),
    ] {
        let fault = system.refused("CreateDepartment", &create(&given)).await;
        fault.is(Code::AlreadyExists, "RESOURCE_EXISTS");
        assert_eq!(fault.resource, Some(("department".to_owned(), name("a"))));
        assert_eq!(fault.fields, Vec::from_iter(field));
    }
}

#[tokio::test]
async fn every_bad_field_is_named() {
    let system = with_chain().await;
    let bad = Department {
        title: String::new(),
        code: "a1".to_owned(),
        parent: "regions/130000000/departments/bureau".to_owned(),
        credit_code: "91350100M000100Y44".to_owned(),
        effective_from: "2023-01-02".to_owned(),
        effective_to: "2023-01-01".to_owned(),
        ..department("a", "")
    };
    let paths = ["title", "code", "parent", "credit_code", "effective_to"].map(|field| format!("department.{field}"));

    let fault = system.refused("CreateDepartment", &create(&bad)).await;

    fault.is_of_fields(&paths.each_ref().map(String::as_str));
    let orphan = system.refused("CreateDepartment", &create(&department("a", "absent"))).await;
    orphan.is_not_found("department", &name("absent"));
}

#[tokio::test]
async fn an_update_moves_a_department_with_all_below_and_only_they_change() {
    let system = with_chain().await;
    batch(&system, &[department("class", "school"), department("other", "")]).await;
    let (school, class, bureau) =
        (get(&system, "school").await, get(&system, "class").await, get(&system, "bureau").await);
    let given = Department { parent: name("other"), title: "未列入掩码".to_owned(), ..school.clone() };

    let moved: UpdateDepartmentResponse = system.answer("UpdateDepartment", &update(&given, &["parent"])).await;

    let moved = moved.department.unwrap();
    assert_eq!((moved.title.as_str(), moved.ancestors.as_slice()), ("部门", [name("other")].as_slice()));
    assert_ne!(moved.etag, school.etag);
    let after = get(&system, "class").await;
    assert_eq!(after.ancestors, [name("school"), name("other")]);
    assert_eq!(Department { ancestors: class.ancestors.clone(), ..after }, class);
    assert_eq!(get(&system, "bureau").await, bureau);
    let stale = system.refused("UpdateDepartment", &update(&given, &["parent"])).await;
    stale.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &moved.etag)]);
}

#[tokio::test]
async fn an_update_that_makes_no_tree_or_has_a_bad_mask_is_refused() {
    let system = with_chain().await;
    let bureau = get(&system, "bureau").await;

    for parent in ["bureau", "school"] {
        let under = Department { parent: name(parent), ..bureau.clone() };
        system.refused("UpdateDepartment", &update(&under, &["parent"])).await.is_of_fields(&["department.parent"]);
    }
    let orphan = Department { parent: name("absent"), ..bureau.clone() };
    let fault = system.refused("UpdateDepartment", &update(&orphan, &["parent"])).await;
    fault.is_not_found("department", &name("absent"));
    let fault = system.refused("UpdateDepartment", &update(&bureau, &["title", "ancestors", "*"])).await;
    fault.is_of_fields(&["update_mask.paths[1]", "update_mask.paths[2]"]);
    let absent = Department { name: name("absent"), ..bureau };
    let fault = system.refused("UpdateDepartment", &update(&absent, &["title"])).await;
    fault.is_not_found("department", &name("absent"));
}

#[tokio::test]
async fn a_batch_takes_parents_in_any_order_and_says_what_became_of_each() {
    let system = with_chain().await;
    let changed = Department { title: "新名".to_owned(), ..department("bureau", "") };
    let given = [department("class", "grade"), department("grade", "school"), changed, department("school", "bureau")];

    let first = batch(&system, &given).await;
    let again = batch(&system, &given).await;

    let outcomes = |batch: &BatchUpsertDepartmentsResponse| {
        batch.upserted_departments.iter().map(|upserted| upserted.outcome()).collect::<Vec<_>>()
    };
    let (created, updated, unchanged) = (UpsertOutcome::Created, UpsertOutcome::Updated, UpsertOutcome::Unchanged);
    assert_eq!(outcomes(&first), [created, created, updated, unchanged]);
    assert_eq!(outcomes(&again), [unchanged; 4]);
    let class = first.upserted_departments[0].department.clone().unwrap();
    assert_eq!(class.ancestors, [name("grade"), name("school"), name("bureau")]);
    assert_eq!(get(&system, "class").await, class);
}

#[tokio::test]
async fn of_a_batch_with_one_bad_department_nothing_is_stored() {
    let system = with_chain().await;
    let coded = |id: &str, code: &str| Department { code: code.to_owned(), ..department(id, "") };
    let stale = Department { etag: "x".to_owned(), ..department("bureau", "") };
    let levels: Vec<Department> = (0..10)
        .map(|level| {
            department(&format!("l{level}"), &if level == 0 { "school".to_owned() } else { format!("l{}", level - 1) })
        })
        .collect();

    let refused =
        async |departments: &[Department]| system.refused("BatchUpsertDepartments", &upsert(departments)).await;
    refused(&[coded("a", "1"), stale]).await.is(Code::Aborted, "ETAG_MISMATCH");
    refused(&[coded("a", "1"), coded("b", "1"), coded("a", "2")])
        .await
        .is_of_fields(&["departments[1].code", "departments[2].name"]);
    refused(&[coded("a", "1"), department("bureau", "school")]).await.is_of_fields(&["departments[1].parent"]);
    refused(&levels).await.is_of_fields(&["departments[8].parent", "departments[9].parent"]);
    refused(&[coded("a", "1"), department("b", "absent")]).await.is_not_found("department", &name("absent"));
    let elsewhere = Department { name: "regions/130000000/departments/a".to_owned(), ..department("a", "") };
    refused(&[elsewhere]).await.is_of_fields(&["departments[0].name"]);
    refused(&vec![department("a", ""); 1001]).await.is_of_fields(&["departments"]);
}

#[tokio::test]
async fn a_page_token_is_good_for_its_filters_alone_and_bad_filters_are_named() {
    let system = with_chain().await;
    batch(&system, &[department("a", "school"), department("b", "school")]).await;
    let under =
        ListDepartmentsRequest { parent: REGION.to_owned(), under: name("bureau"), page_size: 2, ..Default::default() };
    let first: ListDepartmentsResponse = system.answer("ListDepartments", &under).await;
    let token = first.next_page_token;

    let second = ListDepartmentsRequest { page_token: token.clone(), ..under.clone() };
    let second: ListDepartmentsResponse = system.answer("ListDepartments", &second).await;

    let names = |page: &[Department]| page.iter().map(|d| d.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first.departments), [name("a"), name("b")]);
    assert_eq!(names(&second.departments), [name("school")]);
    for other in [
        ListDepartmentsRequest { direct: true, ..under.clone() },
        ListDepartmentsRequest { under: String::new(), ..under.clone() },
        ListDepartmentsRequest { title: "部".to_owned(), ..under.clone() },
        ListDepartmentsRequest { code_prefix: "1".to_owned(), ..under.clone() },
        ListDepartmentsRequest { credit_code: CREDIT_CODE.to_owned(), ..under.clone() },
        ListDepartmentsRequest { effective_on: "2023-01-01".to_owned(), ..under.clone() },
    ] {
        let other = ListDepartmentsRequest { page_token: token.clone(), ..other };
        system.fault("ListDepartments", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    let bad = ListDepartmentsRequest {
        under: "regions/130000000/departments/bureau".to_owned(),
        code_prefix: "a".to_owned(),
        title: "长".repeat(101),
        credit_code: "1".to_owned(),
        effective_on: "2023-02-29".to_owned(),
        ..under.clone()
    };
    let fault = system.fault("ListDepartments", &bad).await;
    fault.is_of_fields(&["under", "code_prefix", "title", "credit_code", "effective_on"]);
    let absent = ListDepartmentsRequest { under: name("absent"), ..under };
    system.fault("ListDepartments", &absent).await.is_not_found("department", &name("absent"));
}

#[tokio::test]
async fn a_plan_needs_a_year_in_which_its_department_is_in_being() {
    let system = approved().await;
    let canlian = get(&system, "canlian").await;
    let ended =
        Department { effective_from: "2024-12-31".to_owned(), effective_to: "2025-01-01".to_owned(), ..canlian };
    let mask = ["effective_from", "effective_to"];
    let _: UpdateDepartmentResponse = system.answer("UpdateDepartment", &update(&ended, &mask)).await;
    let plan = |year: i32| CreatePlanRequest {
        name: format!("{DEPARTMENT}/plans/{year}"),
        content: Some(small_plan()),
        ..Default::default()
    };
    let copy = |year: i32| CopyPlanRequest {
        name: format!("{DEPARTMENT}/plans/{year}"),
        source: PLAN.to_owned(),
        ..Default::default()
    };
    let import = |validate_only| ImportPlanRequest {
        parent: DEPARTMENT.to_owned(),
        content: TABLE.to_vec(),
        validate_only,
        ..Default::default()
    };

    for fault in [
        system.refused("CreatePlan", &plan(2023)).await,
        system.refused("CreatePlan", &plan(2026)).await,
        system.refused("CopyPlan", &copy(2026)).await,
        system.refused("ImportPlan", &import(false)).await,
        system.refused("ImportPlan", &import(true)).await,
    ] {
        fault.is(Code::FailedPrecondition, "DEPARTMENT_NOT_EFFECTIVE");
        fault.has(&[("effective_from", "2024-12-31"), ("effective_to", "2025-01-01")]);
    }
    let several = ImportPlansRequest { parent: REGION.to_owned(), content: TABLE.to_vec(), ..Default::default() };
    let several: ImportPlansResponse = system.answer("ImportPlans", &several).await;
    let reasons: Vec<_> =
        several.plan_imports.iter().map(|i| i.error.as_ref().map(|e| e.reason().as_str_name())).collect();
    assert_eq!(reasons, [Some("ERROR_REASON_DEPARTMENT_NOT_EFFECTIVE")]);
    let _: jixiao_proto::planning::v1::CreatePlanResponse = system.answer("CreatePlan", &plan(2024)).await;
    let _: jixiao_proto::planning::v1::CopyPlanResponse = system.answer("CopyPlan", &copy(2025)).await;
}

/// A school under a bureau.
async fn with_chain() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    batch(&system, &[department("bureau", ""), department("school", "bureau")]).await;
    system
}

fn name(id: &str) -> String {
    format!("{REGION}/departments/{id}")
}

fn department(id: &str, parent: &str) -> Department {
    let parent = if parent.is_empty() { String::new() } else { name(parent) };
    Department { name: name(id), title: "部门".to_owned(), parent, ..Default::default() }
}

fn create(department: &Department) -> CreateDepartmentRequest {
    CreateDepartmentRequest { department: Some(department.clone()), request_id: String::new() }
}

fn update(department: &Department, paths: &[&str]) -> UpdateDepartmentRequest {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let (department, request_id) = (Some(department.clone()), String::new());
    UpdateDepartmentRequest { department, update_mask: Some(FieldMask { paths }), request_id }
}

fn upsert(departments: &[Department]) -> BatchUpsertDepartmentsRequest {
    let (parent, departments) = (REGION.to_owned(), departments.to_vec());
    BatchUpsertDepartmentsRequest { parent, departments, request_id: String::new() }
}

async fn batch(system: &System, departments: &[Department]) -> BatchUpsertDepartmentsResponse {
    system.answer("BatchUpsertDepartments", &upsert(departments)).await
}

async fn get(system: &System, id: &str) -> Department {
    let found: GetDepartmentResponse = system.answer("GetDepartment", &GetDepartmentRequest { name: name(id) }).await;
    found.department.unwrap()
}
