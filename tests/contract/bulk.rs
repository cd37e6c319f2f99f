//! The scores of all plans of a region, one after the other.

use jixiao_proto::scoring::v1::score_plans_response::Result as Scored;
use jixiao_proto::scoring::v1::{
    RankPlansRequest, RankPlansResponse, ScorePlanRequest, ScorePlanResponse, ScorePlansRequest, ScorePlansResponse,
    Scorecard, ScorecardView,
};
use jixiao_tests::{Fault, Province, System};
use tonic::Code;

use crate::ranking::scored;

fn ask() -> ScorePlansRequest {
    ScorePlansRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, ..Default::default() }
}

/// All that a stream tells until it ends.
async fn told(system: &System, request: ScorePlansRequest) -> Vec<ScorePlansResponse> {
    let mut stream = system.scoring().score_plans(request).await.unwrap().into_inner();
    let mut all = Vec::new();
    while let Some(message) = stream.message().await.unwrap() {
        all.push(message);
    }
    all
}

/// The fault of a stream that must not begin, or end with one before it tells anything.
async fn refused(system: &System, request: ScorePlansRequest) -> Fault {
    match system.scoring().score_plans(request).await {
        Ok(stream) => Fault::of(&stream.into_inner().message().await.unwrap_err()),
        Err(status) => Fault::of(&status),
    }
}

/// The plan version of a message.
fn name(message: &ScorePlansResponse) -> &str {
    match message.result.as_ref().unwrap() {
        Scored::Scorecard(card) => &card.pins.as_ref().unwrap().plan_version,
        Scored::Refusal(refusal) => &refusal.plan_version,
    }
}

fn card(message: &ScorePlansResponse) -> &Scorecard {
    match message.result.as_ref().unwrap() {
        Scored::Scorecard(card) => card,
        Scored::Refusal(refusal) => panic!("{refusal:?}"),
    }
}

#[tokio::test]
async fn every_plan_comes_once_by_region_and_department_with_the_score_that_it_has() {
    let system = scored().await;

    let full = told(&system, ScorePlansRequest { view: ScorecardView::Full.into(), ..ask() }).await;
    let totals = told(&system, ask()).await;

    let in_order = [
        (Province::CITY, "a"),
        (Province::CITY, "z"),
        (Province::COUNTY, "b"),
        (Province::COUNTY, "c"),
        (Province::TOWN, "d"),
        (Province::OTHER_COUNTY, "e"),
        (Province::OTHER_COUNTY, "f"),
    ];
    let in_order = in_order.map(|(region, id)| format!("{region}/departments/{id}/plans/2023/versions/1"));
    assert_eq!(full.iter().map(name).collect::<Vec<_>>(), in_order);
    for (full, totals) in full.iter().zip(&totals) {
        let score = ScorePlanRequest { plan: name(full).to_owned(), ..Default::default() };
        let scored: ScorePlanResponse = system.answer("ScorePlan", &score).await;
        assert_eq!(scored.scorecard.as_ref(), Some(card(full)));
        assert_eq!(*card(totals), Scorecard { goals: Vec::new(), ..card(full).clone() });
    }
    let named = told(&system, ScorePlansRequest { view: ScorecardView::Totals.into(), ..ask() }).await;
    assert_eq!(named, totals);
    assert_eq!(told(&system, ScorePlansRequest { fiscal_year: 2024, ..ask() }).await, []);
}

#[tokio::test]
async fn whoever_resumes_at_a_token_hears_exactly_the_rest_in_any_view() {
    let system = scored().await;
    let all = told(&system, ask()).await;

    for (nth, message) in (1..).zip(&all) {
        let resume_token = message.resume_token.clone();
        assert_eq!(told(&system, ScorePlansRequest { resume_token, ..ask() }).await, all[nth..]);
    }
    let resume_token = all[2].resume_token.clone();
    let full = ScorePlansRequest { resume_token, view: ScorecardView::Full.into(), ..ask() };
    let rest = told(&system, full).await;
    assert_eq!(rest.iter().map(name).collect::<Vec<_>>(), all[3..].iter().map(name).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_plan_that_cannot_be_scored_does_not_end_the_stream() {
    let system = scored().await;
    let named = || ScorePlansRequest { profile: "cn-2020".to_owned(), ..ask() };

    let all = told(&system, named()).await;

    assert_eq!(all.len(), 7);
    let Some(Scored::Refusal(refusal)) = &all[6].result else { panic!("{:?}", all[6]) };
    assert_eq!(refusal.reason, "WEIGHT_SCHEME_MISMATCH");
    assert!(refusal.plan_version.ends_with("/departments/f/plans/2023/versions/1") && !refusal.message.is_empty());
    assert!(all[..6].iter().all(|message| matches!(message.result, Some(Scored::Scorecard(_)))));
    let hubei = told(&system, ScorePlansRequest { profile: "hubei".to_owned(), ..ask() }).await;
    let refused = hubei.iter().filter(|message| matches!(message.result, Some(Scored::Refusal(_)))).count();
    assert_eq!((hubei.len(), refused), (7, 6));
}

#[tokio::test]
async fn a_token_of_another_query_and_what_is_no_question_are_refused() {
    let system = scored().await;
    let token = told(&system, ask()).await.swap_remove(1).resume_token;
    let resumed = || ScorePlansRequest { resume_token: token.clone(), ..ask() };
    let rank =
        RankPlansRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, page_size: 1, ..Default::default() };
    let page: RankPlansResponse = system.answer("RankPlans", &rank).await;

    for other in [
        ScorePlansRequest { parent: Province::COUNTY.to_owned(), ..resumed() },
        ScorePlansRequest { fiscal_year: 2024, ..resumed() },
        ScorePlansRequest { as_of_period: "2023-12".to_owned(), ..resumed() },
        ScorePlansRequest { profile: "cn-2020".to_owned(), ..resumed() },
        ScorePlansRequest { resume_token: page.next_page_token, ..ask() },
        ScorePlansRequest { resume_token: "AAAA".to_owned(), ..ask() },
    ] {
        refused(&system, other).await.is(Code::InvalidArgument, "RESUME_TOKEN_INVALID");
    }
    let wrong = ScorePlansRequest {
        parent: "x".to_owned(),
        fiscal_year: 0,
        as_of_period: "x".to_owned(),
        profile: "A".to_owned(),
        view: 3,
        ..Default::default()
    };
    let all = ["parent", "fiscal_year", "as_of_period", "profile", "view"];
    refused(&system, wrong).await.is_of_fields(&all);
    let none = ScorePlansRequest { profile: "profiles/none".to_owned(), ..ask() };
    refused(&system, none).await.is_not_found("profile", "profiles/none");
    let nowhere = ScorePlansRequest { parent: "regions/990000000".to_owned(), ..ask() };
    refused(&system, nowhere).await.is_not_found("region", "regions/990000000");
}
