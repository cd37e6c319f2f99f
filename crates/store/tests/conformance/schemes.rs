//! Weight schemes of regions.

use jixiao_domain::{PlanContent, Points, RegionCode, SchemeId, SchemeName, SchemeRef, Shares, Text, WeightScheme};
use jixiao_store::Store;
use jixiao_store::planning::Planning;
use proptest::prelude::*;

use crate::database::Database;
use crate::random;
use crate::random::for_all;
use crate::registry::{begin, region_code};
use crate::sample::{content, text};

on_every_engine![
    a_scheme_is_read_back_with_every_share,
    a_scheme_that_is_there_is_not_added_again_and_stays_as_it_was,
    a_scheme_that_was_taken_back_is_not_there,
    the_nearest_region_wins_and_what_is_beside_or_below_counts_for_nothing,
    a_built_in_scheme_comes_before_any_of_a_region,
    schemes_are_listed_from_the_top_down_and_by_id,
    a_content_is_known_by_scheme_and_execution_weight,
    of_many_that_add_the_same_scheme_one_does,
];

fn code(code: &str) -> RegionCode {
    code.parse().unwrap()
}

fn id(id: &str) -> SchemeId {
    id.parse().unwrap()
}

/// Of hundredths: one share for each family, or where it is nought, none.
fn scheme(
    id: &SchemeId,
    source: &Text<200>,
    [execution, output, effect, satisfaction, cost]: [u32; 5],
) -> WeightScheme {
    let share = |hundredths: u32| (hundredths > 0).then(|| Points::from_hundredths(hundredths));
    let [execution, output, effect] = [execution, output, effect].map(Points::from_hundredths);
    let shares = Shares { execution, output, effect, satisfaction: share(satisfaction), cost: share(cost) };
    WeightScheme::new(id, source, shares).unwrap()
}

/// One that leaves so many points to the execution.
fn own(named: &str, execution: u32) -> WeightScheme {
    scheme(&id(named), &text("文件"), [execution * 100, 5000, 5000 - execution * 100, 0, 0])
}

/// Adds a scheme; false where it is there.
async fn add(store: &Store, region: &RegionCode, scheme: &WeightScheme) -> bool {
    let write = begin(store, region).await;
    let is_added = Planning::within(&write).add_weight_scheme(region, scheme, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    is_added
}

/// A scheme whose shares are any that sum to 100.
fn any_scheme() -> impl Strategy<Value = WeightScheme> {
    let cuts = prop::collection::btree_set(1..10_000_u32, 4);
    (random::text::<200>(), cuts, any::<(bool, bool, bool)>()).prop_map(|(source, cuts, (pays, pleases, costs))| {
        let bounds: Vec<u32> = [0].into_iter().chain(cuts).chain([10_000]).collect();
        let mut parts: Vec<u32> = bounds.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for (place, is_there) in [(0, pays), (3, pleases), (4, costs)] {
            if !is_there {
                parts[1] += std::mem::take(&mut parts[place]);
            }
        }
        scheme(&id("own"), &source, parts.try_into().unwrap())
    })
}

async fn a_scheme_is_read_back_with_every_share(database: Database) {
    for_all(32, any_scheme(), async |scheme: WeightScheme| {
        let region = region_code();

        assert!(add(&database.store, &region, &scheme).await);

        let tables = Planning::of(&database.store);
        assert_eq!(tables.weight_scheme(&region, &id("own")).await.unwrap().as_ref(), Some(&scheme));
        assert_eq!(tables.scheme_of(&region, &id("own")).await.unwrap(), Some(scheme));
    });
}

async fn a_scheme_that_is_there_is_not_added_again_and_stays_as_it_was(database: Database) {
    let (region, other) = (code("120000000"), code("130000000"));
    assert!(add(&database.store, &region, &own("own", 10)).await);
    let before = database.dump_but_audit().await;

    let is_added = add(&database.store, &region, &own("own", 20)).await;

    assert!(!is_added);
    assert_eq!(database.dump_but_audit().await, before);
    assert!(add(&database.store, &other, &own("own", 20)).await, "another region has its own");
    assert!(add(&database.store, &region, &own("own-2", 20)).await, "the region may have more");
}

async fn a_scheme_that_was_taken_back_is_not_there(database: Database) {
    let region = code("120000000");
    let before = database.dump().await;

    let write = begin(&database.store, &region).await;
    let is_added = Planning::within(&write).add_weight_scheme(&region, &own("own", 10), write.now()).await.unwrap();
    drop(write);

    assert!(is_added);
    assert_eq!(database.dump().await, before);
    let tables = Planning::of(&database.store);
    assert_eq!(tables.weight_scheme(&region, &id("own")).await.unwrap(), None);
    assert_eq!(tables.scheme_of(&region, &id("own")).await.unwrap(), None);
    assert_eq!(tables.weight_schemes(&region).await.unwrap(), []);
}

async fn the_nearest_region_wins_and_what_is_beside_or_below_counts_for_nothing(database: Database) {
    for (region, named, execution) in [
        ("000000000", "common", 1),
        ("000000000", "own", 2),
        ("120000000", "own", 3),
        ("120101000", "own", 4),
        ("120101001", "street", 5),
        ("120102000", "beside", 6),
        ("130000000", "own", 7),
    ] {
        assert!(add(&database.store, &code(region), &own(named, execution)).await);
    }
    let tables = Planning::of(&database.store);
    let means = async |region: &str, named: &str| {
        let found = tables.scheme_of(&code(region), &id(named)).await.unwrap();
        found.map(|scheme| scheme.execution.hundredths() / 100)
    };

    for (region, execution) in [
        ("120101001", 4),
        ("120101000", 4),
        ("120100000", 3),
        ("120102000", 3),
        ("120000000", 3),
        ("130000000", 7),
        ("110000000", 2),
        ("000000000", 2),
    ] {
        assert_eq!(means(region, "own").await, Some(execution), "own of {region}");
        assert_eq!(means(region, "common").await, Some(1), "common of {region}");
    }
    for (region, named) in [("120101000", "street"), ("120101000", "beside"), ("130000000", "beside")] {
        assert_eq!(means(region, named).await, None, "{named} of {region}");
    }
    assert_eq!(tables.weight_scheme(&code("120100000"), &id("own")).await.unwrap(), None, "it has none of its own");
}

async fn a_built_in_scheme_comes_before_any_of_a_region(database: Database) {
    let region = code("120000000");
    assert!(add(&database.store, &region, &own(WeightScheme::DEFAULT, 40)).await);
    let tables = Planning::of(&database.store);

    for built_in in WeightScheme::built_in() {
        let found = tables.scheme_of(&region, &id(&built_in.id)).await.unwrap();
        assert_eq!(found.as_ref(), Some(built_in));
    }
}

async fn schemes_are_listed_from_the_top_down_and_by_id(database: Database) {
    let there = [
        ("000000000", "z"),
        ("120000000", "a"),
        ("120000000", "a-b"),
        ("120000000", "a10"),
        ("120000000", "a2"),
        ("120101000", "0"),
    ];
    for (region, named) in there.into_iter().rev().chain([("120101001", "below"), ("120102000", "beside")]) {
        assert!(add(&database.store, &code(region), &own(named, 10)).await);
    }
    let tables = Planning::of(&database.store);

    let listed = tables.weight_schemes(&code("120101000")).await.unwrap();

    let expected = there.map(|(region, named)| {
        let name = SchemeName { region: Some(code(region)), id: id(named) };
        (name, own(named, 10))
    });
    assert_eq!(listed, expected);
    assert_eq!(tables.weight_schemes(&code("120000000")).await.unwrap(), expected[..5]);
    assert_eq!(tables.weight_schemes(&code("130000000")).await.unwrap(), expected[..1]);
}

async fn a_content_is_known_by_scheme_and_execution_weight(database: Database) {
    assert!(add(&database.store, &code("120000000"), &own("own", 25)).await);
    let tables = Planning::of(&database.store);
    let knows = async |region: &str, named: &str, execution: u32| {
        let execution_weight = Points::from_hundredths(execution);
        let content = weighed(SchemeRef { id: id(named), execution_weight });
        tables.knows_scheme_of(&code(region), &content).await.unwrap()
    };

    assert!(tables.knows_scheme_of(&code("130000000"), &content("部门")).await.unwrap(), "there is nothing to know");
    assert!(knows("120000000", "own", 2500).await);
    assert!(knows("120101000", "own", 2500).await);
    assert!(!knows("120000000", "own", 2501).await);
    assert!(!knows("000000000", "own", 2500).await);
    assert!(!knows("130000000", "own", 2500).await);
    assert!(knows("130000000", "cn-2020", 1000).await);
    assert!(!knows("120000000", "cn-2020", 2500).await);
}

fn weighed(scheme: SchemeRef) -> PlanContent {
    content("部门").with_weights(scheme, [Points::ZERO; 4])
}

async fn of_many_that_add_the_same_scheme_one_does(database: Database) {
    let callers = (1..=8).map(|execution| {
        let store = database.store.clone();
        tokio::spawn(async move {
            let scheme = own("own", execution);
            add(&store, &code("120000000"), &scheme).await.then_some(scheme)
        })
    });

    let mut added = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        added.extend(caller.await.unwrap());
    }

    let stored = Planning::of(&database.store).weight_scheme(&code("120000000"), &id("own")).await.unwrap();
    assert_eq!(added, Vec::from_iter(stored));
    assert_eq!(added.len(), 1);
}
