//! Weight schemes of regions.

use jixiao_proto::audit::v1::{
    GetAuditHeadRequest, GetAuditHeadResponse, ListAuditEntriesRequest, ListAuditEntriesResponse,
};
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, AllocateWeightsResponse, CreateDepartmentRequest, CreateDepartmentResponse,
    CreatePlanRequest, CreatePlanResponse, CreateRegionRequest, CreateRegionResponse, CreateWeightSchemeRequest,
    CreateWeightSchemeResponse, Department, GetWeightSchemeRequest, GetWeightSchemeResponse, IndicatorWeight,
    ListLibraryIndicatorsRequest, ListWeightSchemesRequest, ListWeightSchemesResponse, PlanContent, Region,
    SetWeightsRequest, SetWeightsResponse, WeightScheme, WeightSchemeDetail,
};
use jixiao_tests::{Fault, REGION, System, small_plan};
use prost::Message;
use tonic::{Code, Request};

use crate::pages::walk;

const COUNTRY: &str = "regions/000000000";
const COUNTY: &str = "regions/120101000";
const OTHER: &str = "regions/130000000";
const PLAN: &str = "regions/120101000/departments/canlian/plans/2023";

/// The country, two provinces and a county with a department.
pub(crate) async fn registered() -> System {
    let system = System::all_on_sqlite();
    register(&system).await;
    system
}

async fn register(system: &System) {
    for name in [COUNTRY, REGION, OTHER, COUNTY] {
        let region = Region { name: name.to_owned(), title: "区划".to_owned(), ..Default::default() };
        let create = CreateRegionRequest { region: Some(region), request_id: String::new() };
        let _: CreateRegionResponse = system.answer("CreateRegion", &create).await;
    }
    for region in [COUNTY, OTHER] {
        let name = format!("{region}/departments/canlian");
        let department = Department { name, title: "残联".to_owned(), ..Default::default() };
        let create = CreateDepartmentRequest { department: Some(department), request_id: String::new() };
        let _: CreateDepartmentResponse = system.answer("CreateDepartment", &create).await;
    }
}

/// A scheme of ones own: 25 for the execution, 40 output, 20 effect, 10 satisfaction, 5 cost.
fn detail(id: &str) -> WeightSchemeDetail {
    shared(id, ["25", "40", "20", "10", "5"])
}

fn shared(id: &str, [execution, output, effect, satisfaction, cost]: [&str; 5]) -> WeightSchemeDetail {
    WeightSchemeDetail {
        weight_scheme: Some(WeightScheme { id: id.to_owned(), execution_weight: execution.to_owned() }),
        source: "津财绩效〔2023〕1号".to_owned(),
        output: output.to_owned(),
        effect: effect.to_owned(),
        satisfaction: satisfaction.to_owned(),
        cost: cost.to_owned(),
        name: String::new(),
    }
}

fn creating(parent: &str, detail: WeightSchemeDetail) -> CreateWeightSchemeRequest {
    CreateWeightSchemeRequest { parent: parent.to_owned(), weight_scheme: Some(detail), request_id: String::new() }
}

/// Asks for one that is right.
pub(crate) fn own(region: &str) -> CreateWeightSchemeRequest {
    creating(region, detail("own"))
}

async fn create(system: &System, parent: &str, detail: WeightSchemeDetail) -> WeightSchemeDetail {
    let created: CreateWeightSchemeResponse = system.answer("CreateWeightScheme", &creating(parent, detail)).await;
    created.weight_scheme.unwrap()
}

async fn get(system: &System, name: &str) -> WeightSchemeDetail {
    let get = GetWeightSchemeRequest { name: name.to_owned() };
    let got: GetWeightSchemeResponse = system.answer("GetWeightScheme", &get).await;
    got.weight_scheme.unwrap()
}

/// The schemes of a region, by every size of page.
async fn listed(system: &System, parent: &str) -> Vec<WeightSchemeDetail> {
    let list = || ListWeightSchemesRequest { parent: parent.to_owned(), ..Default::default() };
    walk!(system, "ListWeightSchemes", list() => ListWeightSchemesResponse, weight_schemes)
}

fn names(details: &[WeightSchemeDetail]) -> Vec<&str> {
    details.iter().map(|detail| detail.name.as_str()).collect()
}

/// The end of the region's audit: every write moves it.
pub(crate) async fn head(system: &System, region: &str) -> GetAuditHeadResponse {
    system.answer("GetAuditHead", &GetAuditHeadRequest { name: region.to_owned() }).await
}

/// The fault of a scheme that must be refused in the region of the stories; asserts that nothing was written.
async fn refused(system: &System, request: &CreateWeightSchemeRequest) -> Fault {
    let before = (head(system, REGION).await, listed(system, REGION).await);
    let fault = system.refused("CreateWeightScheme", request).await;
    assert_eq!((head(system, REGION).await, listed(system, REGION).await), before);
    fault
}

#[tokio::test]
async fn a_created_scheme_is_read_back_with_canonical_shares() {
    let system = registered().await;
    let name = "regions/120000000/weightSchemes/own";

    let created = create(&system, REGION, shared("own", ["25.0", "40", "20.50", "9.5", "5"])).await;
    let lean = create(&system, REGION, shared("lean", ["0", "99.99", "0.01", "", ""])).await;

    let expected =
        WeightSchemeDetail { name: name.to_owned(), ..shared("own", ["25.00", "40.00", "20.50", "9.50", "5.00"]) };
    assert_eq!(created, expected);
    assert_eq!(get(&system, name).await, created);
    let shares = [&lean.output, &lean.effect, &lean.satisfaction, &lean.cost];
    assert_eq!(shares, ["99.99", "0.01", "", ""]);
    assert_eq!(lean.weight_scheme.as_ref().unwrap().execution_weight, "0.00");
    assert_eq!(get(&system, "regions/120000000/weightSchemes/lean").await, lean);
}

#[tokio::test]
async fn schemes_come_built_in_first_then_by_region_and_id() {
    let system = registered().await;
    let built_in = ["weightSchemes/cn-2020", "weightSchemes/cn-2021-cost", "weightSchemes/hubei"];
    for (region, id) in [(COUNTY, "a"), (REGION, "z"), (REGION, "a-b"), (REGION, "a0"), (COUNTRY, "z"), (OTHER, "b")] {
        create(&system, region, detail(id)).await;
    }
    let own = [
        "regions/000000000/weightSchemes/z",
        "regions/120000000/weightSchemes/a-b",
        "regions/120000000/weightSchemes/a0",
        "regions/120000000/weightSchemes/z",
        "regions/120101000/weightSchemes/a",
    ];

    let of_county = listed(&system, COUNTY).await;

    assert_eq!(names(&of_county), [&built_in[..], &own[..]].concat());
    assert_eq!(names(&listed(&system, REGION).await), [&built_in[..], &own[..4]].concat());
    assert_eq!(names(&listed(&system, COUNTRY).await), [&built_in[..], &own[..1]].concat());
    assert_eq!(names(&listed(&system, "").await), built_in);
    for detail in &of_county {
        assert_eq!(get(&system, &detail.name).await, *detail);
    }
}

#[tokio::test]
async fn a_page_of_schemes_goes_on_for_its_own_parent_alone() {
    let system = registered().await;
    create(&system, REGION, detail("own")).await;
    let list = |parent: &str, page_token: &str| ListWeightSchemesRequest {
        parent: parent.to_owned(),
        page_size: 3,
        page_token: page_token.to_owned(),
    };
    let first: ListWeightSchemesResponse = system.answer("ListWeightSchemes", &list(REGION, "")).await;
    let token = first.next_page_token;

    for parent in [COUNTY, ""] {
        let fault = system.fault("ListWeightSchemes", &list(parent, &token)).await;
        fault.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    let (parent, page_token) = (REGION.to_owned(), token.clone());
    let library = ListLibraryIndicatorsRequest { parent, page_token, ..Default::default() };
    system.fault("ListLibraryIndicators", &library).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    // What is added behind the page that was read is met.
    create(&system, COUNTRY, detail("a")).await;
    create(&system, REGION, detail("zz")).await;
    let rest: ListWeightSchemesResponse = system.answer("ListWeightSchemes", &list(REGION, &token)).await;

    let expected = ["regions/000000000/weightSchemes/a", "regions/120000000/weightSchemes/own"];
    assert_eq!(names(&rest.weight_schemes)[..2], expected);
    assert_eq!(names(&rest.weight_schemes)[2..], ["regions/120000000/weightSchemes/zz"]);
    assert_eq!(rest.next_page_token, "");
}

#[tokio::test]
async fn shares_that_do_not_sum_or_are_nought_are_refused() {
    let system = registered().await;

    for (shares, path) in [
        (["25", "40", "20", "10", "4.99"], "output"),
        (["25", "40", "20", "10", "5.01"], "output"),
        (["25", "40", "20", "10", ""], "output"),
        (["100", "40", "20", "10", "5"], "output"),
        (["25", "0", "60", "10", "5"], "output"),
        (["25", "60", "0.00", "10", "5"], "effect"),
        (["25", "45", "20", "0", "10"], "satisfaction"),
        (["25", "45", "20", "10", "0"], "cost"),
    ] {
        let fault = refused(&system, &creating(REGION, shared("own", shares))).await;
        fault.is_of_fields(&[&format!("weight_scheme.{path}")]);
    }
}

#[tokio::test]
async fn every_bad_field_of_a_scheme_is_named_at_once() {
    let system = registered().await;

    for bad in ["x", "-1", "1.234", "1e1", "１", " 1", "100.01", "4294967296", "42949672.96"] {
        let mut detail = shared("own", [bad, bad, bad, bad, bad]);
        detail.source = "长".repeat(201);
        let fault = refused(&system, &creating("x", detail)).await;
        fault.is_of_fields(&[
            "parent",
            "weight_scheme.source",
            "weight_scheme.weight_scheme.execution_weight",
            "weight_scheme.output",
            "weight_scheme.effect",
            "weight_scheme.satisfaction",
            "weight_scheme.cost",
        ]);
    }
    for id in ["", "A", "a_b", "-a", "方案", "a/b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        let mut detail = detail(id);
        detail.source.clear();
        let fault = refused(&system, &creating(REGION, detail)).await;
        fault.is_of_fields(&["weight_scheme.weight_scheme.id", "weight_scheme.source"]);
    }
}

#[tokio::test]
async fn a_scheme_that_is_there_or_built_in_is_not_created_again() {
    let system = registered().await;
    let first = create(&system, REGION, detail("own")).await;

    let twice = refused(&system, &creating(REGION, shared("own", ["10", "50", "40", "", ""]))).await;
    let built_in = refused(&system, &creating(REGION, detail("cn-2020"))).await;

    for (fault, name) in [(twice, first.name.as_str()), (built_in, "weightSchemes/cn-2020")] {
        fault.is(Code::AlreadyExists, "RESOURCE_EXISTS");
        assert_eq!(fault.resource, Some(("weight scheme".to_owned(), name.to_owned())));
    }
    assert_eq!(get(&system, &first.name).await, first);
    create(&system, COUNTY, detail("own")).await;
}

#[tokio::test]
async fn a_scheme_needs_a_region_and_its_name_is_one_of_a_scheme() {
    let system = registered().await;
    create(&system, REGION, detail("own")).await;

    let fault = refused(&system, &creating("regions/140000000", detail("own"))).await;

    fault.is_not_found("region", "regions/140000000");
    for name in ["weightSchemes/own", "regions/130000000/weightSchemes/own", "regions/120101000/weightSchemes/own"] {
        let get = GetWeightSchemeRequest { name: name.to_owned() };
        system.fault("GetWeightScheme", &get).await.is_not_found("weight scheme", name);
    }
    for name in ["own", "cn-2020", "regions/12/weightSchemes/own", "weightSchemes/", "libraryIndicators/own"] {
        let get = GetWeightSchemeRequest { name: name.to_owned() };
        system.fault("GetWeightScheme", &get).await.is_of_fields(&["name"]);
    }
    for parent in ["x", "regions/12", "weightSchemes/cn-2020", "regions/120000000/departments/canlian"] {
        let list = ListWeightSchemesRequest { parent: parent.to_owned(), ..Default::default() };
        system.fault("ListWeightSchemes", &list).await.is_of_fields(&["parent"]);
    }
}

#[tokio::test]
async fn the_audit_has_who_made_a_scheme_and_of_what() {
    let system = registered().await;
    let created = create(&system, REGION, detail("own")).await;
    create(&system, REGION, detail("other")).await;
    let list =
        ListAuditEntriesRequest { parent: REGION.to_owned(), resource: created.name.clone(), ..Default::default() };

    let found: ListAuditEntriesResponse = system.answer("ListAuditEntries", &list).await;

    let [entry] = found.audit_entries.as_slice() else { panic!("{found:?}") };
    let entry = entry.entry.as_ref().unwrap();
    assert_eq!(entry.method, "CreateWeightScheme");
    let [change] = entry.changes.as_slice() else { panic!("{entry:?}") };
    assert_eq!((change.resource.as_str(), change.old.as_deref()), (created.name.as_str(), None));
    let new = change.new.as_deref().unwrap();
    for part in ["execution 25.00", "output 40.00", "effect 20.00", "satisfaction 10.00", "cost 5.00", "津财绩效"] {
        assert!(new.contains(part), "{new}");
    }
}

#[tokio::test]
async fn of_many_that_create_a_scheme_at_once_one_does() {
    let system = System::all_on_postgres();
    register(&system).await;
    let call = |execution: u32| {
        let output = (80 - execution).to_string();
        let shares = shared("own", [&execution.to_string(), &output, "20", "", ""]);
        let (caller, message) = (system.caller(), creating(REGION, shares).encode_to_vec());
        tokio::spawn(async move { caller.call("CreateWeightScheme", Request::new(message)).await })
    };
    let calls: Vec<_> = (1..=8).map(call).collect();

    let mut created = Vec::new();
    for call in calls {
        match call.await.unwrap() {
            Ok(answer) => created.push(CreateWeightSchemeResponse::decode(answer.as_slice()).unwrap()),
            Err(status) => {
                Fault::of(&status).is(Code::AlreadyExists, "RESOURCE_EXISTS");
            }
        }
    }

    let [created] = created.as_slice() else { panic!("{} were created", created.len()) };
    assert_eq!(created.weight_scheme.as_ref(), Some(&get(&system, "regions/120000000/weightSchemes/own").await));
}

/// A plan of the county by the scheme with that id and execution weight, with weights that a person chose.
fn planned(id: &str, execution_weight: &str, weights: [&str; 5]) -> CreatePlanRequest {
    let mut content = small_plan();
    let (id, execution_weight) = (id.to_owned(), execution_weight.to_owned());
    content.weight_scheme = Some(WeightScheme { id, execution_weight });
    for (indicator, weight) in content.indicators.iter_mut().zip(weights) {
        indicator.weight = weight.to_owned();
    }
    CreatePlanRequest { name: PLAN.to_owned(), content: Some(content), request_id: String::new() }
}

fn draft() -> CreatePlanRequest {
    CreatePlanRequest { name: PLAN.to_owned(), content: Some(small_plan()), request_id: String::new() }
}

fn weights(content: &PlanContent) -> Vec<&str> {
    content.indicators.iter().map(|indicator| indicator.weight.as_str()).collect()
}

/// Id and execution weight of a content's scheme.
fn scheme(content: &PlanContent) -> (&str, &str) {
    let scheme = content.weight_scheme.as_ref().unwrap();
    (&scheme.id, &scheme.execution_weight)
}

async fn allocated(system: &System, weight_scheme: &str) -> PlanContent {
    let weight_scheme = weight_scheme.to_owned();
    let weigh = AllocateWeightsRequest { name: PLAN.to_owned(), weight_scheme, ..Default::default() };
    let answer: AllocateWeightsResponse = system.answer("AllocateWeights", &weigh).await;
    answer.plan.unwrap().content.unwrap()
}

#[tokio::test]
async fn a_plan_of_a_county_is_weighed_by_the_scheme_of_its_province_until_the_county_has_one() {
    let system = registered().await;
    create(&system, COUNTRY, shared("own", ["1", "9", "90", "", ""])).await;
    create(&system, REGION, detail("own")).await;
    let _: CreatePlanResponse = system.answer("CreatePlan", &draft()).await;

    let by_province = allocated(&system, "own").await;
    create(&system, COUNTY, shared("own", ["10", "60", "30", "", ""])).await;
    let by_county = allocated(&system, "own").await;

    assert_eq!(scheme(&by_province), ("own", "25.00"));
    assert_eq!(weights(&by_province), ["20.00", "20.00", "5.00", "20.00", "10.00"]);
    assert_eq!(scheme(&by_county), ("own", "10.00"));
    assert_eq!(weights(&by_county), ["20.00", "20.00", "20.00", "15.00", "15.00"]);
}

#[tokio::test]
async fn weights_by_hand_follow_the_scheme_of_the_province() {
    let system = registered().await;
    create(&system, REGION, detail("own")).await;
    let created: CreatePlanResponse = system.answer("CreatePlan", &draft()).await;
    let etag = created.plan.unwrap().etag;
    let set = |weights: [&str; 5]| {
        let weight = |(place, weight): (usize, &str)| IndicatorWeight {
            indicator: format!("i{:03}", place + 1),
            weight: weight.to_owned(),
        };
        SetWeightsRequest {
            name: PLAN.to_owned(),
            weight_scheme: "own".to_owned(),
            weights: weights.into_iter().enumerate().map(weight).collect(),
            etag: etag.clone(),
            ..Default::default()
        }
    };
    let before = head(&system, COUNTY).await;

    let fault = system.fault("SetWeights", &set(["18", "18", "18", "18", "18"])).await;
    assert_eq!(head(&system, COUNTY).await, before);
    let answer: SetWeightsResponse = system.answer("SetWeights", &set(["15", "15", "15", "15", "15"])).await;

    fault.is(Code::InvalidArgument, "WEIGHTS_DO_NOT_SUM").has(&[("sum", "90.00"), ("expected", "75.00")]);
    let content = answer.plan.unwrap().content.unwrap();
    assert_eq!(scheme(&content), ("own", "25.00"));
    assert_eq!(weights(&content), ["15.00"; 5]);
}

#[tokio::test]
async fn a_plan_is_created_by_the_scheme_of_the_province_with_its_execution_weight() {
    let system = registered().await;
    create(&system, REGION, detail("own")).await;
    let before = head(&system, COUNTY).await;

    let other_weight = system.fault("CreatePlan", &planned("own", "10", ["18"; 5])).await;
    let other_name = system.fault("CreatePlan", &planned("others", "25", ["15"; 5])).await;
    assert_eq!(head(&system, COUNTY).await, before);
    let created: CreatePlanResponse = system.answer("CreatePlan", &planned("own", "25", ["15"; 5])).await;

    for fault in [other_weight, other_name] {
        fault.is_of_fields(&["content.weight_scheme"]);
    }
    let content = created.plan.unwrap().content.unwrap();
    assert_eq!(scheme(&content), ("own", "25.00"));
    assert_eq!(weights(&content), ["15.00"; 5]);
}

#[tokio::test]
async fn a_scheme_of_another_province_is_unknown_to_plans() {
    let system = registered().await;
    create(&system, OTHER, detail("hebei")).await;
    let fault = system.fault("CreatePlan", &planned("hebei", "25", ["15"; 5])).await;
    fault.is_of_fields(&["content.weight_scheme"]);
    let created: CreatePlanResponse = system.answer("CreatePlan", &draft()).await;
    let before = head(&system, COUNTY).await;

    let (name, weight_scheme) = (PLAN.to_owned(), "hebei".to_owned());
    let weigh =
        AllocateWeightsRequest { name: name.clone(), weight_scheme: weight_scheme.clone(), ..Default::default() };
    let allocated = system.fault("AllocateWeights", &weigh).await;
    let weights = vec![IndicatorWeight { indicator: "i001".to_owned(), weight: "75".to_owned() }];
    let etag = created.plan.unwrap().etag;
    let set = SetWeightsRequest { name, weight_scheme, weights, etag, ..Default::default() };
    let set = system.fault("SetWeights", &set).await;

    allocated.is_not_found("weight scheme", "hebei");
    set.is_not_found("weight scheme", "hebei");
    assert_eq!(head(&system, COUNTY).await, before);
}
