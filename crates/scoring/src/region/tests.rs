use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jixiao_domain::{ActualsAsOf, PlanName, PlanVersion};
use jixiao_proto::common::v1::ChangeEvent;
use jixiao_service::peers::{ActualsSource, Plans};
use jixiao_service::settings::Limits;
use jixiao_service::watch::ChangeLog;
use jixiao_store::Store;
use tempfile::TempDir;

use super::*;

#[test]
fn the_regions_directly_under_one_are_those_that_no_other_covers() {
    let of = |codes: &[&str]| {
        let codes: Vec<RegionCode> = codes.iter().map(|code| region(code)).collect();
        topmost(&codes).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let all = ["120101000", "120101001", "120101002", "120102000", "120103001"];
    assert_eq!(of(&all), ["120101000", "120102000", "120103001"], "a town whose county is not registered");
    assert_eq!(of(&["120100000", "120101000", "120101001"]), ["120100000"]);
    assert_eq!(of(&[]), [""; 0]);
}

fn region(code: &str) -> RegionCode {
    code.parse().unwrap()
}

/// Departments with a plan, by region; a region that is not here is not registered.
const DEPARTMENTS: [(&str, &[&str]); 4] =
    [("120101000", &["a", "b", "c", "d", "e"]), ("120101001", &[]), ("120102000", &["a"]), ("120103000", &["x", "y"])];

/// Hands out names two by two, and no plan.
#[derive(Debug, Default)]
struct Names {
    asked: Mutex<usize>,
}

#[async_trait]
impl Plans for Names {
    async fn approved(&self, _: &Context, plan: &PlanRef) -> Result<PlanVersion, Fault> {
        Err(Fault::not_found("plan", plan.to_string()))
    }

    async fn regions_under(&self, _: &Context, _: &RegionCode) -> Result<Vec<RegionCode>, Fault> {
        Ok(DEPARTMENTS.iter().map(|(code, _)| region(code)).collect())
    }

    async fn approved_plans(&self, _: &Context, of: &ApprovedPlans, page_token: &str) -> Result<PlansPage, Fault> {
        *self.asked.lock().unwrap() += 1;
        let of_region = DEPARTMENTS.iter().find(|(code, _)| *code == of.region.as_str());
        let (code, all) = of_region.ok_or_else(|| Fault::not_found("region", of.region.to_name()))?;
        let from: usize = if page_token.is_empty() { 0 } else { page_token.parse().unwrap() };
        let name = |id: &&str| version(&format!("{code}/{id}"));
        let next = Some(from + 2).filter(|next| *next < all.len());
        Ok(PlansPage {
            plans: all.iter().skip(from).take(2).map(name).collect(),
            next_page_token: next.map(|next| next.to_string()).unwrap_or_default(),
        })
    }
}

fn version(path: &str) -> VersionName {
    let (code, id) = path.split_once('/').unwrap();
    let plan: PlanName = format!("regions/{code}/departments/{id}/plans/2023").parse().unwrap();
    VersionName { plan, version: 1 }
}

/// What a walk over plans that nobody has does not ask.
#[derive(Debug)]
struct Nothing;

#[async_trait]
impl ActualsSource for Nothing {
    async fn as_of(&self, _: &Context, plan: &PlanName, _: Period) -> Result<ActualsAsOf, Fault> {
        Err(Fault::not_found("plan", plan.to_string()))
    }

    async fn as_of_revision(&self, _: &Context, plan: &PlanName, _: Period, _: i64) -> Result<ActualsAsOf, Fault> {
        Err(Fault::not_found("plan", plan.to_string()))
    }
}

#[async_trait]
impl ChangeLog for Nothing {
    async fn heads(&self, _: &RegionCode) -> Result<Vec<(RegionCode, i64)>, Fault> {
        Ok(Vec::new())
    }

    async fn after(&self, _: &RegionCode, _: i64, _: u64) -> Result<Vec<ChangeEvent>, Fault> {
        Ok(Vec::new())
    }
}

/// Over those names, with the folder of its empty store.
async fn scoring(names: &Arc<Names>) -> (Scoring, TempDir) {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("jixiao.db").display());
    let store = Store::connect(&url, 1).await.unwrap();
    let names: Arc<dyn Plans> = names.clone();
    (Scoring::new(store, names, Arc::new(Nothing), Arc::new(Nothing), &Limits::default()), folder)
}

/// Of a province that is not registered itself.
fn scope() -> Scope {
    let as_of = Period::december(FiscalYear::new(2023).unwrap());
    Scope { region: region("120000000"), as_of, profile: Choice::OfPlan }
}

async fn rest(walk: &mut Walk<'_>) -> Vec<VersionName> {
    let mut rest = Vec::new();
    while let Some((plan, joined)) = walk.next().await.unwrap() {
        assert_eq!(joined.unwrap_err().reason(), ErrorReason::ResourceNotFound);
        rest.push(plan);
    }
    rest
}

#[tokio::test]
async fn a_page_of_names_is_asked_for_once_the_one_before_was_taken_to_its_end() {
    let names = Arc::new(Names::default());
    let (scoring, _folder) = scoring(&names).await;
    let (context, scope) = (Context::background(), scope());
    let asked = || *names.asked.lock().unwrap();
    let mut walk = scoring.walk(&context, &scope, None).await.unwrap();
    assert_eq!(asked(), 0);

    let mut pages = Vec::new();
    while walk.next().await.unwrap().is_some() {
        assert!(walk.plans.len() < 2, "more than a page is kept");
        pages.push(asked());
    }

    // The province, three pages of the first county, its town, a page of each of the others.
    assert_eq!(pages, [2, 2, 3, 3, 4, 6, 7, 7]);
    assert_eq!(asked(), 7);
}

#[tokio::test]
async fn every_plan_comes_once_in_order_and_behind_each_the_rest() {
    let names = Arc::new(Names::default());
    let (scoring, _folder) = scoring(&names).await;
    let (context, scope) = (Context::background(), scope());
    let all = rest(&mut scoring.walk(&context, &scope, None).await.unwrap()).await;

    let expected =
        DEPARTMENTS.iter().flat_map(|(code, ids)| ids.iter().map(move |id| version(&format!("{code}/{id}"))));
    assert_eq!(all, expected.collect::<Vec<_>>());
    for (nth, plan) in (1..).zip(&all) {
        let after = Some(plan.plan.owner.clone());
        let mut walk = scoring.walk(&context, &scope, after).await.unwrap();
        assert_eq!(rest(&mut walk).await, all[nth..], "{plan}");
    }
}

#[tokio::test]
async fn a_plan_counts_in_the_region_directly_under_the_one_that_is_walked() {
    let names = Arc::new(Names::default());
    let (scoring, _folder) = scoring(&names).await;
    let (context, scope) = (Context::background(), scope());
    let walk = scoring.walk(&context, &scope, None).await.unwrap();

    for (of, child) in [
        ("120101001", "120101000"),
        ("120101000", "120101000"),
        ("120102000", "120102000"),
        ("120000000", "120000000"),
        ("120199000", "120000000"),
    ] {
        assert_eq!(walk.child(&region(of)).as_str(), child);
    }
}
