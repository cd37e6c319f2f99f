use jixiao_proto::planning::v1::{
    CreatePlanRequest, CreatePlanResponse, Indicator, PlanContent, UpdatePlanRequest, UpdatePlanResponse, WeightScheme,
};
use jixiao_tests::{DEPARTMENT, PLAN, Story, System, small_plan};
use prost_types::FieldMask;
use tonic::Code;

use crate::start::draft;

const SUMS: [([&str; 5], &str); 4] = [
    (["18.00", "18.00", "18.00", "18.00", "17.99"], "89.99"),
    (["18.00", "18.00", "18.00", "18.00", "18.01"], "90.01"),
    (["0", "0", "0", "0", "0"], "0.00"),
    (["100", "100", "100", "100", "100"], "500.00"),
];

#[tokio::test]
async fn weights_given_by_hand_that_do_not_sum_are_refused() {
    let system = draft().await;
    let etag = Story::new(&system).plan().await.etag;

    for (weights, sum) in SUMS {
        for (rpc, fault) in [
            ("CreatePlan", system.refused("CreatePlan", &create(weighed(weights))).await),
            ("UpdatePlan", system.refused("UpdatePlan", &update(&etag, weighed(weights))).await),
        ] {
            fault.is(Code::InvalidArgument, "WEIGHTS_DO_NOT_SUM");
            assert_eq!(fault.metadata.get("sum").map(String::as_str), Some(sum), "{rpc}");
            fault.has(&[("sum", sum), ("expected", "90.00")]);
        }
    }
}

#[tokio::test]
async fn weights_given_by_hand_that_sum_are_taken_to_the_hundredth() {
    let system = draft().await;
    let etag = Story::new(&system).plan().await.etag;
    let weights = ["89.96", "0.01", "0.01", "0.01", "0.01"];

    let updated: UpdatePlanResponse = system.answer("UpdatePlan", &update(&etag, weighed(weights))).await;
    let created: CreatePlanResponse = system.answer("CreatePlan", &create(weighed(weights))).await;

    for plan in [updated.plan, created.plan] {
        let content = plan.unwrap().content.unwrap();
        assert_eq!(content.indicators.iter().map(|i| i.weight.as_str()).collect::<Vec<_>>(), weights);
    }
}

#[tokio::test]
async fn either_all_indicators_have_a_weight_and_the_plan_a_scheme_or_neither() {
    let system = draft().await;
    let mut some = weighed(SUMS[0].0);
    some.indicators[3].weight = String::new();
    let mut no_scheme = weighed(SUMS[0].0);
    no_scheme.weight_scheme = None;
    let all = ["0", "1", "2", "3", "4"].map(|at| format!("content.indicators[{at}].weight"));

    system.refused("CreatePlan", &create(some)).await.is_of_fields(&["content.indicators[3].weight"]);
    let fault = system.refused("CreatePlan", &create(no_scheme)).await;

    fault.is_of_fields(&all.each_ref().map(String::as_str));
    let mut scheme_only = small_plan();
    scheme_only.weight_scheme = weighed(SUMS[0].0).weight_scheme;
    let fault = system.refused("CreatePlan", &create(scheme_only)).await;
    fault.is_of_fields(&all.each_ref().map(String::as_str));
}

#[tokio::test]
async fn a_scheme_given_by_hand_is_a_known_one_with_its_own_execution_weight() {
    let system = draft().await;

    for (id, execution_weight, weight) in [("cn-2020", "20.00", "16.00"), ("hunan", "10.00", "18.00")] {
        let mut content = weighed([weight; 5]);
        let scheme = WeightScheme { id: id.to_owned(), execution_weight: execution_weight.to_owned() };
        content.weight_scheme = Some(scheme);
        system.refused("CreatePlan", &create(content)).await.is_of_fields(&["content.weight_scheme"]);
    }
    let mut content = weighed(["16.00"; 5]);
    content.weight_scheme = Some(WeightScheme { id: "hubei".to_owned(), execution_weight: "20".to_owned() });
    let created: CreatePlanResponse = system.answer("CreatePlan", &create(content)).await;
    assert_eq!(created.plan.unwrap().content.unwrap().weight_scheme.unwrap().execution_weight, "20.00");
}

#[tokio::test]
async fn an_update_needs_a_mask_of_known_parts_and_an_etag() {
    let system = draft().await;
    let etag = Story::new(&system).plan().await.etag;
    let masked = |paths: &[&str]| {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        UpdatePlanRequest { update_mask: Some(FieldMask { paths }), ..update(&etag, small_plan()) }
    };

    system.refused("UpdatePlan", &masked(&[])).await.is_of_fields(&["update_mask"]);
    let unknown = masked(&["tasks", "department_titles", "*", "indicators.weight"]);
    let paths = [1, 2, 3].map(|at| format!("update_mask.paths[{at}]"));
    system.refused("UpdatePlan", &unknown).await.is_of_fields(&paths.each_ref().map(String::as_str));
    let no_content = UpdatePlanRequest { content: None, ..update(&etag, small_plan()) };
    system.refused("UpdatePlan", &no_content).await.is_of_fields(&["content"]);
    let no_etag = UpdatePlanRequest { etag: String::new(), ..update(&etag, small_plan()) };
    system.refused("UpdatePlan", &no_etag).await.is_of_fields(&["etag"]);
}

#[tokio::test]
async fn a_plan_refers_only_to_what_it_has_and_has_each_once() {
    let system = draft().await;
    let mut content = small_plan();
    content.goals[0].tasks = vec![1, 1];
    content.tasks[1].number = 1;
    content.goals[0].number = 0;
    content.goals[1].tasks = vec![1, 9];
    content.indicators[0].goal = 9;
    content.indicators[1].id = "x".to_owned();
    content.indicators[2].id = "x".to_owned();

    let fault = system.refused("CreatePlan", &create(content)).await;

    fault.is_of_fields(&[
        "content.tasks[1].number",
        "content.goals[0].number",
        "content.goals[0].tasks[1]",
        "content.goals[1].tasks[1]",
        "content.indicators[0].goal",
        "content.indicators[1].goal",
        "content.indicators[2].goal",
        "content.indicators[2].id",
    ]);
}

#[tokio::test]
async fn an_indicator_without_an_id_gets_the_next_free_one() {
    let system = draft().await;
    let plan = Story::new(&system).plan().await;
    let mut content = plan.content.unwrap();
    content.indicators.remove(1);
    let added = Indicator { id: String::new(), name: "新增".to_owned(), ..content.indicators[0].clone() };
    content.indicators.insert(1, added);

    let updated: UpdatePlanResponse = system.answer("UpdatePlan", &update(&plan.etag, content)).await;

    let ids: Vec<_> = updated.plan.unwrap().content.unwrap().indicators.into_iter().map(|i| (i.id, i.name)).collect();
    let kept: Vec<_> = ids.iter().filter(|(_, name)| name != "新增").map(|(id, _)| id.as_str()).collect();
    assert_eq!(kept, ["i001", "i003", "i004", "i005"]);
    let (new, _) = ids.iter().find(|(_, name)| name == "新增").unwrap();
    assert!(!kept.contains(&new.as_str()), "{ids:?}");
}

#[tokio::test]
async fn a_plan_that_exists_is_not_created_again() {
    let system: System = draft().await;

    let fault =
        system.refused("CreatePlan", &CreatePlanRequest { name: PLAN.to_owned(), ..create(small_plan()) }).await;

    fault.is(Code::AlreadyExists, "RESOURCE_EXISTS");
    assert_eq!(fault.resource, Some(("plan".to_owned(), PLAN.to_owned())));
}

fn weighed(weights: [&str; 5]) -> PlanContent {
    let mut content = small_plan();
    content.weight_scheme = Some(WeightScheme { id: "cn-2020".to_owned(), execution_weight: "10.00".to_owned() });
    for (indicator, weight) in content.indicators.iter_mut().zip(weights) {
        indicator.weight = weight.to_owned();
    }
    content
}

fn create(content: PlanContent) -> CreatePlanRequest {
    CreatePlanRequest { name: format!("{DEPARTMENT}/plans/2024"), content: Some(content), request_id: String::new() }
}

fn update(etag: &str, content: PlanContent) -> UpdatePlanRequest {
    let paths = ["indicators", "weight_scheme"].map(str::to_owned).to_vec();
    UpdatePlanRequest {
        name: PLAN.to_owned(),
        content: Some(content),
        update_mask: Some(FieldMask { paths }),
        etag: etag.to_owned(),
        ..Default::default()
    }
}
