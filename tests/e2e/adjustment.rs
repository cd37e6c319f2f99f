//! A plan that is adjusted in June.

use jixiao_proto::planning::v1::{
    AddIndicatorsRequest, AddIndicatorsResponse, AdjustPlanRequest, AdjustPlanResponse, DropIndicatorsRequest,
    DropIndicatorsResponse, GetPlanRequest, GetPlanResponse, Indicator, Plan, PlanState,
};
use jixiao_proto::scoring::v1::{IndicatorRow, Scorecard};
use jixiao_tests::{PLAN, Story, System};

#[tokio::test]
async fn an_adjustment_in_june_keeps_the_ids_and_what_was_reported_against_them() {
    let system = System::all_on_sqlite();
    let mut story = Story::new(&system);
    story.small_approved().await;
    story.report("2023-05", "i001", "3000").await;
    story.report("2023-05", "i005", "92").await;
    let first = get(&system, PLAN).await;

    let reason = "机构改革，职责调整".to_owned();
    let adjust = AdjustPlanRequest { name: PLAN.to_owned(), reason, ..Default::default() };
    let draft: AdjustPlanResponse = system.answer("AdjustPlan", &adjust).await;
    let draft = draft.plan.unwrap();
    story.report("2023-06", "i001", "3500").await;
    assert_eq!(ids(&story.score().await), ["i001", "i002", "i003", "i004", "i005"]);
    let drop = DropIndicatorsRequest {
        name: PLAN.to_owned(),
        indicators: vec!["i003".to_owned()],
        etag: draft.etag,
        ..Default::default()
    };
    let dropped: DropIndicatorsResponse = system.answer("DropIndicators", &drop).await;
    let dropped = dropped.plan.unwrap();
    let like = dropped.content.unwrap().indicators.remove(0);
    let new = Indicator { id: String::new(), name: "康复人数".to_owned(), ..like };
    let add = AddIndicatorsRequest {
        name: PLAN.to_owned(),
        indicators: vec![new],
        after: "i001".to_owned(),
        etag: dropped.etag,
        ..Default::default()
    };
    let _: AddIndicatorsResponse = system.answer("AddIndicators", &add).await;
    story.weigh("").await;
    story.approve().await;
    story.report("2023-07", "i006", "10").await;

    let second = story.plan().await;
    assert_eq!((second.version, second.state(), second.base_version), (2, PlanState::Approved, 1));
    assert_eq!(get(&system, &format!("{PLAN}/versions/1")).await, first);
    let card = story.score().await;
    assert_eq!(card.pins.as_ref().unwrap().plan_version, format!("{PLAN}/versions/2"));
    assert_eq!(ids(&card), ["i001", "i006", "i002", "i004", "i005"]);
    let period =
        |id: &str| rows(&card).find(|row| row.indicator == id).unwrap().actual.as_ref().unwrap().period.clone();
    assert_eq!(
        (period("i001"), period("i006"), period("i005")),
        ("2023-06".into(), "2023-07".into(), "2023-05".into())
    );
}

fn ids(card: &Scorecard) -> Vec<&str> {
    rows(card).map(|row| row.indicator.as_str()).collect()
}

fn rows(card: &Scorecard) -> impl Iterator<Item = &IndicatorRow> {
    card.goals.iter().flat_map(|goal| &goal.rows)
}

async fn get(system: &System, name: &str) -> Plan {
    let get = GetPlanRequest { name: name.to_owned(), approved: true };
    let answer: GetPlanResponse = system.answer("GetPlan", &get).await;
    answer.plan.unwrap()
}
