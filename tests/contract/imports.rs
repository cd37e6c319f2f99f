use jixiao_proto::planning::v1::{
    CreateDepartmentRequest, CreateDepartmentResponse, Department, GetPlanSourceRequest, GetPlanSourceResponse,
    ImportPlanRequest, ImportPlanResponse, PlanState, SourceLine,
};
use jixiao_tests::{DEPARTMENT, PLAN, Story, System, TABLE};
use tonic::Code;

#[tokio::test]
async fn a_file_that_is_no_table_is_refused_with_what_it_lacks() {
    let system = registered().await;
    let year = std::str::from_utf8(TABLE).unwrap().replace("2023年", "当年").into_bytes();
    let wide = format!("a\n{}b", "\t".repeat(64)).into_bytes();
    let files: [(Vec<u8>, &str); 8] = [
        (b"hello".to_vec(), "NO_TABLE"),
        (b" \t\n\n".to_vec(), "NO_TABLE"),
        (vec![0xB2, 0xBF, 0xC3, 0xC5], "NO_TABLE"),
        (vec![0xB2, 0xBF, 0xC3, 0xFF], "NOT_TEXT"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        ("a\n".repeat(20_001).into_bytes(), "TOO_MANY_LINES"),
        (wide, "TOO_MANY_CELLS"),
        (year, "NO_FISCAL_YEAR"),
    ];

    for (content, finding) in files {
        let fault = system.refused("ImportPlan", &import(content)).await;
        fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", finding)]);
    }
}

#[tokio::test]
async fn a_file_of_more_than_3_mib_is_refused_and_one_of_3_mib_is_read() {
    let system = registered().await;
    let mut content = TABLE.to_vec();
    content.resize(3 * 1024 * 1024, b'\n');

    let mut larger = content.clone();
    larger.push(b'\n');
    let fault = system.refused("ImportPlan", &import(larger)).await;
    let read: ImportPlanResponse = system.answer("ImportPlan", &import(content)).await;

    fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "3145728"), ("value", "3145729")]);
    assert!(read.plan.is_some());
}

#[tokio::test]
async fn a_plan_that_exists_is_replaced_only_by_its_present_etag() {
    let system = System::all_on_sqlite();
    let first = Story::new(&system).import().await;
    let again = ImportPlanRequest { etag: first.etag.clone(), ..import(TABLE.to_vec()) };

    let fault = system.refused("ImportPlan", &import(TABLE.to_vec())).await;
    fault.is(Code::AlreadyExists, "RESOURCE_EXISTS");
    assert_eq!(fault.resource, Some(("plan".to_owned(), PLAN.to_owned())));
    let second: ImportPlanResponse = system.answer("ImportPlan", &again).await;
    let second = second.plan.unwrap();
    assert_eq!((&second.content, &second.content_sha256), (&first.content, &first.content_sha256));
    let fault = system.refused("ImportPlan", &again).await;

    fault.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &second.etag)]);
}

#[tokio::test]
async fn an_approved_plan_is_not_replaced() {
    let system = System::all_on_sqlite();
    Story::new(&system).approved().await;
    let etag = Story::new(&system).plan().await.etag;

    let fault = system.refused("ImportPlan", &ImportPlanRequest { etag, ..import(TABLE.to_vec()) }).await;

    fault.is(Code::FailedPrecondition, "PLAN_STATE").has(&[("state", "approved"), ("allowed", "publish,adjust")]);
}

#[tokio::test]
async fn an_etag_for_a_plan_that_does_not_exist_is_refused() {
    let system = registered().await;
    let request = ImportPlanRequest { etag: "1-1".to_owned(), ..import(TABLE.to_vec()) };

    let fault = system.refused("ImportPlan", &request).await;

    fault.is_not_found("plan", PLAN);
}

#[tokio::test]
async fn the_table_of_another_department_is_imported_with_a_finding() {
    let system = registered().await;
    let parent = "regions/120000000/departments/jiaoyu".to_owned();
    let department =
        Department { name: parent.clone(), title: "天津市教育委员会".to_owned(), ..Default::default() };
    let create = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
    let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;

    let request = ImportPlanRequest { parent, ..import(TABLE.to_vec()) };
    let imported: ImportPlanResponse = system.answer("ImportPlan", &request).await;

    let plan = imported.plan.unwrap();
    assert_eq!(plan.state(), PlanState::Draft);
    let found: Vec<_> = imported.findings.iter().filter(|f| f.code == "DEPARTMENT_DIFFERS").collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message_zh.contains("天津市教育委员会"), "{found:?}");
}

#[tokio::test]
async fn the_cells_of_the_file_stay_with_the_plan_as_they_stood() {
    let system = System::all_on_sqlite();
    Story::new(&system).import().await;

    let read = GetPlanSourceRequest { name: PLAN.to_owned() };
    let source: GetPlanSourceResponse = system.answer("GetPlanSource", &read).await;

    let table = std::str::from_utf8(TABLE).unwrap();
    let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.trim().is_empty());
    // All but blank cells at the end of a line.
    let cells = |text: &str| text.trim_end().split('\t').map(str::to_owned).collect();
    let lines: Vec<_> =
        lines.map(|(line, text)| SourceLine { line, cells: cells(text), sheet: String::new() }).collect();
    assert_eq!(source.lines, lines);
    assert_eq!(source.sha256.len(), 64);
}

async fn registered() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    system
}

fn import(content: Vec<u8>) -> ImportPlanRequest {
    ImportPlanRequest { parent: DEPARTMENT.to_owned(), content, ..ImportPlanRequest::default() }
}

#[tokio::test]
async fn a_table_is_refused_in_words_that_a_client_takes_however_long_its_cells_are() {
    let system = registered().await;
    let table = std::str::from_utf8(TABLE).unwrap().replace("2023年", "当年");
    let long = "若干".repeat(10_000);
    let name = table.lines().find(|line| line.starts_with("部门名称")).unwrap();
    let tables = [
        table.replace("\t20\t人", &format!("\t{long}\t人")),
        table.replace("残疾人职业技能培训人数", &long),
        table.replace(name, &format!("部门名称：{long}")),
        table.replace("1884000", &long),
        table.replacen("目标1\t", &format!("{long}\t"), 1),
        format!("{table}\n{long}\t{long}\t≥\t1\t{long}\n{long}\n"),
    ];

    for content in tables {
        let fault = system.refused("ImportPlan", &import(content.into_bytes())).await;
        fault.is(Code::InvalidArgument, "FORM_UNREADABLE");
    }
}
