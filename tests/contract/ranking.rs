//! The plans of a region by their totals.

use jixiao_proto::common::v1::{Level2, Sign};
use jixiao_proto::scoring::v1::{
    Grade, RankPlansRequest, RankPlansResponse, RankedPlan, ScorePlanRequest, ScorePlanResponse,
};
use jixiao_tests::{Province, System, numbered, plan_of, weighed};
use tonic::Code;

use crate::pages::walk;

/// One rate that is worth all points but those of the execution.
fn rate() -> jixiao_proto::planning::v1::Indicator {
    numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"))
}

/// Totals of 100, 82 twice, 76 under Hubei's scheme, 50, and two that are not there yet; one of another province.
pub(crate) async fn scored() -> System {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let plans = [
        (Province::TOWN, "d", Some("50"), 500),
        (Province::COUNTY, "c", Some("80"), 1000),
        (Province::COUNTY, "b", Some("80"), 1000),
        (Province::CITY, "a", Some("100"), 1000),
        (Province::OTHER_COUNTY, "e", None, 1000),
        (Province::CITY, "z", None, 0),
        (Province::OUTSIDE, "o", Some("99"), 1000),
    ];
    for (region, department, actual, executed) in plans {
        let plan = province.plan(region, department, plan_of(vec![rate()])).await;
        if let Some(actual) = actual {
            province.report(&plan, "2023-12", &[("i001", actual)]).await;
        }
        province.execute(&plan, "2023-12", 1000, executed).await;
    }
    let hubei = weighed(("hubei", "20.00"), &["80.00"], vec![rate()]);
    let plan = province.plan(Province::OTHER_COUNTY, "f", hubei).await;
    province.report(&plan, "2023-12", &[("i001", "70")]).await;
    province.execute(&plan, "2023-12", 1000, 1000).await;
    system
}

fn ask() -> RankPlansRequest {
    RankPlansRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, ..Default::default() }
}

async fn rank(system: &System, request: &RankPlansRequest) -> RankPlansResponse {
    system.answer("RankPlans", request).await
}

fn places(plans: &[RankedPlan]) -> Vec<(i32, &str, &str)> {
    plans.iter().map(|plan| (plan.place, plan.department_title.as_str(), plan.total.as_str())).collect()
}

#[tokio::test]
async fn equal_totals_share_a_place_and_the_next_is_left_out_and_those_without_a_total_come_last() {
    let system = scored().await;

    let answer = rank(&system, &ask()).await;

    let expected = [
        (1, "a", "100.00"),
        (2, "b", "82.00"),
        (2, "c", "82.00"),
        (4, "f", "76.00"),
        (5, "d", "50.00"),
        (0, "z", ""),
        (0, "e", ""),
    ];
    assert_eq!(places(&answer.plans), expected);
    assert_eq!((answer.next_page_token.as_str(), answer.refusals.len()), ("", 0));
    let grades: Vec<_> = answer.plans.iter().map(RankedPlan::grade).collect();
    use Grade::{Excellent, Fair, Good, Poor, Unspecified};
    assert_eq!(grades, [Excellent, Good, Good, Fair, Poor, Unspecified, Unspecified]);
    let bounds: Vec<_> = answer.plans.iter().map(|it| (it.lowest_total.as_str(), it.highest_total.as_str())).collect();
    assert_eq!(bounds[4..], [("50.00", "50.00"), ("0.00", "90.00"), ("10.00", "100.00")]);
    for plan in answer.plans {
        let score = ScorePlanRequest { plan: plan.plan_version, ..Default::default() };
        let scored: ScorePlanResponse = system.answer("ScorePlan", &score).await;
        assert_eq!(scored.scorecard.unwrap().totals.unwrap().total, plan.total);
    }
}

#[tokio::test]
async fn a_county_is_ranked_by_itself_and_an_earlier_month_as_it_was_then() {
    let system = scored().await;

    let county = rank(&system, &RankPlansRequest { parent: Province::COUNTY.to_owned(), ..ask() }).await;
    let november = rank(&system, &RankPlansRequest { as_of_period: "2023-11".to_owned(), ..ask() }).await;
    let next_year = rank(&system, &RankPlansRequest { fiscal_year: 2024, ..ask() }).await;

    assert_eq!(places(&county.plans), [(1, "b", "82.00"), (1, "c", "82.00"), (3, "d", "50.00")]);
    assert_eq!(november.plans.len(), 7);
    assert!(november.plans.iter().all(|plan| plan.place == 0 && plan.total.is_empty()));
    assert!(november.plans.is_sorted_by_key(|plan| plan.plan_version.clone()));
    assert_eq!(next_year, RankPlansResponse::default());
}

#[tokio::test]
async fn pages_of_every_size_list_each_plan_once_over_equal_totals() {
    let system = scored().await;

    let all = walk!(system, "RankPlans", ask() => RankPlansResponse, plans);

    assert_eq!(all, rank(&system, &ask()).await.plans);
}

#[tokio::test]
async fn a_plan_that_cannot_be_scored_has_no_place_and_is_told_on_the_first_page_alone() {
    let system = scored().await;
    let named = RankPlansRequest { profile: "cn-2020".to_owned(), page_size: 3, ..ask() };

    let first = rank(&system, &named).await;
    let page_token = first.next_page_token.clone();
    let second = rank(&system, &RankPlansRequest { page_token, ..named }).await;

    assert_eq!(places(&first.plans), [(1, "a", "100.00"), (2, "b", "82.00"), (2, "c", "82.00")]);
    assert_eq!(places(&second.plans), [(4, "d", "50.00"), (0, "z", ""), (0, "e", "")]);
    let refused: Vec<_> = first.refusals.iter().map(|it| (it.plan_version.as_str(), it.reason.as_str())).collect();
    let plan = format!("{}/departments/f/plans/2023/versions/1", Province::OTHER_COUNTY);
    assert_eq!(refused, [(plan.as_str(), "WEIGHT_SCHEME_MISMATCH")]);
    assert_eq!((second.refusals.len(), second.next_page_token.as_str()), (0, ""));
}

#[tokio::test]
async fn a_token_of_another_query_and_what_is_no_question_are_refused() {
    let system = scored().await;
    let first = rank(&system, &RankPlansRequest { page_size: 2, ..ask() }).await;
    let next = || RankPlansRequest { page_token: first.next_page_token.clone(), ..ask() };

    for other in [
        RankPlansRequest { parent: Province::COUNTY.to_owned(), ..next() },
        RankPlansRequest { fiscal_year: 2024, ..next() },
        RankPlansRequest { as_of_period: "2023-12".to_owned(), ..next() },
        RankPlansRequest { profile: "cn-2020".to_owned(), ..next() },
    ] {
        system.fault("RankPlans", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    system.fault("RankPlans", &RankPlansRequest { page_size: 1001, ..ask() }).await.is_of_fields(&["page_size"]);
    let wrong = RankPlansRequest {
        parent: "x".to_owned(),
        fiscal_year: 2100,
        as_of_period: "2023-00".to_owned(),
        profile: "A".to_owned(),
        ..Default::default()
    };
    let all = ["parent", "fiscal_year", "as_of_period", "profile"];
    system.fault("RankPlans", &wrong).await.is_of_fields(&all);
    let none = RankPlansRequest { profile: "profiles/none".to_owned(), ..ask() };
    system.fault("RankPlans", &none).await.is_not_found("profile", "profiles/none");
    let nowhere = RankPlansRequest { parent: "regions/990000000".to_owned(), ..ask() };
    system.fault("RankPlans", &nowhere).await.is_not_found("region", "regions/990000000");
}
