use jixiao_proto::planning::v1::{
    BatchUpsertRegionsRequest, BatchUpsertRegionsResponse, ListRegionsRequest, ListRegionsResponse, Region,
    UpdateRegionRequest, UpdateRegionResponse, UpsertOutcome,
};
use jixiao_tests::{REGION, Story, System};
use prost_types::FieldMask;
use tonic::Code;

#[tokio::test]
async fn an_update_changes_what_its_mask_names_and_needs_the_present_etag() {
    let system = registered().await;
    let present = regions(&system, ListRegionsRequest::default()).await.remove(0);
    let given = Region { title: "新名".to_owned(), effective_to: "2030-12-31".to_owned(), ..present.clone() };

    let updated: UpdateRegionResponse = system.answer("UpdateRegion", &update(&given, &["effective_to"])).await;

    let updated = updated.region.unwrap();
    assert_eq!((updated.title.as_str(), updated.effective_to.as_str()), ("天津市", "2030-12-31"));
    assert_eq!((updated.parent.as_str(), present.parent.as_str()), ("regions/000000000", "regions/000000000"));
    assert_ne!(updated.etag, present.etag);
    let stale = system.refused("UpdateRegion", &update(&given, &["title"])).await;
    stale.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &updated.etag)]);
    let late = Region { effective_from: "2031-01-01".to_owned(), ..updated.clone() };
    let fault = system.refused("UpdateRegion", &update(&late, &["effective_from"])).await;
    fault.is_of_fields(&["region.effective_to"]);
    let fault = system.refused("UpdateRegion", &update(&updated, &["title", "parent", "*"])).await;
    fault.is_of_fields(&["update_mask.paths[1]", "update_mask.paths[2]"]);
    let absent = Region { name: "regions/990000000".to_owned(), ..updated };
    system.refused("UpdateRegion", &update(&absent, &["title"])).await.is_not_found("region", "regions/990000000");
}

#[tokio::test]
async fn a_batch_says_of_each_region_what_became_of_it() {
    let system = registered().await;
    let given = [region("120101000", "和平区"), region("120000000", "天津"), region("120100000", "市辖区")];
    let batch: BatchUpsertRegionsResponse = system.answer("BatchUpsertRegions", &upsert(REGION, &given)).await;
    assert_eq!(outcomes(&batch), [UpsertOutcome::Created, UpsertOutcome::Updated, UpsertOutcome::Created]);
    let stored = regions(&system, ListRegionsRequest::default()).await;

    let again: BatchUpsertRegionsResponse = system.answer("BatchUpsertRegions", &upsert(REGION, &given)).await;

    assert_eq!(outcomes(&again), [UpsertOutcome::Unchanged; 3]);
    assert_eq!(regions(&system, ListRegionsRequest::default()).await, stored);
}

#[tokio::test]
async fn of_a_batch_with_one_bad_region_nothing_is_stored() {
    let system = registered().await;
    let good = || region("120100000", "市辖区");
    let stale = Region { etag: "x".to_owned(), ..region("120000000", "天津") };
    let reversed = Region {
        effective_from: "2023-01-02".to_owned(),
        effective_to: "2023-01-01".to_owned(),
        ..region("120101000", "和平区")
    };

    let fault = system.refused("BatchUpsertRegions", &upsert(REGION, &[good(), stale])).await;
    fault.is(Code::Aborted, "ETAG_MISMATCH");
    let bad = [good(), region("130000000", "河北省"), good(), reversed, region("12", "")];
    let fault = system.refused("BatchUpsertRegions", &upsert(REGION, &bad)).await;
    fault.is_of_fields(&[
        "regions[1].name",
        "regions[2].name",
        "regions[3].effective_to",
        "regions[4].name",
        "regions[4].title",
    ]);
    let many = vec![good(); 1001];
    system.refused("BatchUpsertRegions", &upsert(REGION, &many)).await.is_of_fields(&["regions"]);
}

#[tokio::test]
async fn a_page_token_is_good_for_its_filters_alone_and_bad_filters_are_named() {
    let system = registered().await;
    let given = [region("120100000", "市辖区"), region("120101000", "和平区"), region("120102000", "河东区")];
    let _: BatchUpsertRegionsResponse = system.answer("BatchUpsertRegions", &upsert(REGION, &given)).await;
    let under = ListRegionsRequest { parent: REGION.to_owned(), page_size: 2, ..Default::default() };
    let first: ListRegionsResponse = system.answer("ListRegions", &under).await;
    let token = first.next_page_token;

    let second = regions(&system, ListRegionsRequest { page_token: token.clone(), ..under.clone() }).await;

    assert_eq!(names(&first.regions), ["regions/120100000", "regions/120101000"]);
    assert_eq!(names(&second), ["regions/120102000"]);
    for other in [
        ListRegionsRequest { direct: true, ..under.clone() },
        ListRegionsRequest { title: "区".to_owned(), ..under.clone() },
        ListRegionsRequest { code_prefix: "12".to_owned(), ..under.clone() },
        ListRegionsRequest { effective_on: "2023-01-01".to_owned(), ..under },
    ] {
        let other = ListRegionsRequest { page_token: token.clone(), ..other };
        system.fault("ListRegions", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    let bad = ListRegionsRequest {
        direct: true,
        code_prefix: "1234567890".to_owned(),
        title: "长".repeat(101),
        effective_on: "2023-02-29".to_owned(),
        ..Default::default()
    };
    system.fault("ListRegions", &bad).await.is_of_fields(&["direct", "code_prefix", "title", "effective_on"]);
}

async fn registered() -> System {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    system
}

fn region(code: &str, title: &str) -> Region {
    Region { name: format!("regions/{code}"), title: title.to_owned(), ..Default::default() }
}

fn update(region: &Region, paths: &[&str]) -> UpdateRegionRequest {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let (region, request_id) = (Some(region.clone()), String::new());
    UpdateRegionRequest { region, update_mask: Some(FieldMask { paths }), request_id }
}

fn upsert(parent: &str, regions: &[Region]) -> BatchUpsertRegionsRequest {
    BatchUpsertRegionsRequest { parent: parent.to_owned(), regions: regions.to_vec(), request_id: String::new() }
}

fn outcomes(batch: &BatchUpsertRegionsResponse) -> Vec<UpsertOutcome> {
    batch.upserted_regions.iter().map(|upserted| upserted.outcome()).collect()
}

fn names(regions: &[Region]) -> Vec<&str> {
    regions.iter().map(|region| region.name.as_str()).collect()
}

async fn regions(system: &System, list: ListRegionsRequest) -> Vec<Region> {
    let page: ListRegionsResponse = system.answer("ListRegions", &list).await;
    page.regions
}
