//! Common indicators of regions.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use jixiao_domain::{
    Indicator, IndicatorEdit, Level1, Level2, LibraryIndicator, LibraryName, PlanContent, Points, RegionCode,
    SchemeRef, Sign, Text,
};
use jixiao_store::Store;
use jixiao_store::planning::{Planning, Unknown};
use proptest::prelude::*;

use crate::database::Database;
use crate::random;
use crate::random::{for_all, value_of};
use crate::registry::{begin, region_code};
use crate::sample::content;

on_every_engine![
    an_indicator_is_read_back_as_it_was_put,
    what_is_put_takes_the_place_of_its_id_and_leaves_the_others,
    a_batch_of_more_than_one_statement_is_put_whole,
    a_batch_that_was_taken_back_leaves_the_library_as_it_was,
    the_library_is_that_of_the_region_and_of_those_above_it,
    the_size_and_the_look_up_are_of_the_region_alone,
    what_a_plan_names_is_known_where_it_is_built_in_or_of_the_region_or_of_one_above,
    what_is_unknown_of_a_content_is_its_scheme_and_its_library_ids,
];

fn code(code: &str) -> RegionCode {
    code.parse().unwrap()
}

fn indicator(id: &str, name: &str) -> LibraryIndicator {
    LibraryIndicator {
        id: Cow::Owned(id.to_owned()),
        level1: Level1::Output,
        level2: Level2::Quantity,
        name: Cow::Owned(name.to_owned()),
        sign: Some(Sign::AtLeast),
        unit: Some(Cow::Borrowed("人")),
        keywords: Cow::Borrowed("参训 学员"),
    }
}

async fn put(store: &Store, region: &RegionCode, indicators: &[LibraryIndicator]) {
    let write = begin(store, region).await;
    Planning::within(&write).put_library(region, indicators).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
}

/// The library with the names as texts.
async fn library(store: &Store, region: &RegionCode) -> Vec<(String, LibraryIndicator)> {
    let library = Planning::of(store).library(region).await.unwrap();
    library.into_iter().map(|(name, indicator)| (name.to_string(), indicator)).collect()
}

/// Ids of the library with the regions they are of.
async fn ids(store: &Store, region: &RegionCode) -> Vec<(String, String)> {
    let library = Planning::of(store).library(region).await.unwrap();
    library.into_iter().map(|(name, _)| (name.region.unwrap().to_string(), name.id.to_string())).collect()
}

fn any_indicator() -> impl Strategy<Value = LibraryIndicator> {
    let number = (value_of::<Sign>(5), prop::option::of(random::text::<50>()));
    let values = (value_of(4), value_of(12), random::text::<500>(), prop::option::of(number), random::text::<500>());
    let own = |text: Text<500>| Cow::Owned(text.to_string());
    values.prop_map(move |(level1, level2, name, number, keywords)| LibraryIndicator {
        level1,
        level2,
        name: own(name),
        sign: number.as_ref().map(|(sign, _)| *sign),
        unit: number.and_then(|(_, unit)| unit).map(|unit| Cow::Owned(unit.to_string())),
        keywords: own(keywords),
        ..indicator("own", "")
    })
}

async fn an_indicator_is_read_back_as_it_was_put(database: Database) {
    for_all(32, any_indicator(), async |given: LibraryIndicator| {
        let region = region_code();

        put(&database.store, &region, std::slice::from_ref(&given)).await;

        let name = LibraryName { region: Some(region.clone()), id: "own".parse().unwrap() };
        let found = Planning::of(&database.store).library_of(&region, &["own"]).await.unwrap();
        assert_eq!(found, [(name, given)]);
    });
}

async fn what_is_put_takes_the_place_of_its_id_and_leaves_the_others(database: Database) {
    let (region, other) = (code("120000000"), code("130000000"));
    put(&database.store, &region, &[indicator("a", "甲"), indicator("b", "乙")]).await;
    put(&database.store, &other, &[indicator("a", "河北")]).await;
    let judged = LibraryIndicator {
        level1: Level1::Effect,
        level2: Level2::SocialEffect,
        sign: None,
        unit: None,
        keywords: Cow::Borrowed(""),
        ..indicator("a", "新")
    };

    put(&database.store, &region, &[indicator("c", "丙"), judged.clone()]).await;

    let own = |id: &str| format!("regions/120000000/libraryIndicators/{id}");
    let expected = [(own("a"), judged), (own("b"), indicator("b", "乙")), (own("c"), indicator("c", "丙"))];
    assert_eq!(library(&database.store, &region).await, expected);
    let kept = [("regions/130000000/libraryIndicators/a".to_owned(), indicator("a", "河北"))];
    assert_eq!(library(&database.store, &other).await, kept);
}

async fn a_batch_of_more_than_one_statement_is_put_whole(database: Database) {
    let region = code("120000000");
    let batch = |name: &str| (0..501).map(|nth| indicator(&format!("i{nth:03}"), name)).collect::<Vec<_>>();
    put(&database.store, &region, &batch("前")).await;

    put(&database.store, &region, &batch("后")).await;

    let stored = library(&database.store, &region).await;
    assert_eq!(stored.into_iter().map(|(_, indicator)| indicator).collect::<Vec<_>>(), batch("后"));
}

async fn a_batch_that_was_taken_back_leaves_the_library_as_it_was(database: Database) {
    let region = code("120000000");
    put(&database.store, &region, &[indicator("a", "甲")]).await;
    let before = database.dump().await;

    let write = begin(&database.store, &region).await;
    let tables = Planning::within(&write);
    tables.put_library(&region, &[indicator("a", "新"), indicator("b", "乙")]).await.unwrap();
    let within = tables.library_size(&region).await.unwrap();
    drop(write);

    assert_eq!(within, 2);
    assert_eq!(database.dump().await, before);
}

async fn the_library_is_that_of_the_region_and_of_those_above_it(database: Database) {
    for (region, batch) in [
        ("120101000", &["own", "a"][..]),
        ("000000000", &["z", "own"]),
        ("120000000", &["a-b", "a10", "a2", "a"]),
        ("120101001", &["below"]),
        ("120102000", &["beside"]),
    ] {
        let batch: Vec<_> = batch.iter().map(|id| indicator(id, "名")).collect();
        put(&database.store, &code(region), &batch).await;
    }
    let all = [
        ("000000000", "own"),
        ("000000000", "z"),
        ("120000000", "a"),
        ("120000000", "a-b"),
        ("120000000", "a10"),
        ("120000000", "a2"),
        ("120101000", "a"),
        ("120101000", "own"),
    ]
    .map(|(region, id)| (region.to_owned(), id.to_owned()));

    assert_eq!(ids(&database.store, &code("120101000")).await, all);
    assert_eq!(ids(&database.store, &code("120100000")).await, all[..6]);
    assert_eq!(ids(&database.store, &code("130000000")).await, all[..2]);
    assert_eq!(ids(&database.store, &code("000000000")).await, all[..2]);
}

async fn the_size_and_the_look_up_are_of_the_region_alone(database: Database) {
    let (province, county, beside) = (code("120000000"), code("120101000"), code("120102000"));
    put(&database.store, &province, &[indicator("a", "省"), indicator("b", "省")]).await;
    put(&database.store, &county, &[indicator("a", "区")]).await;
    let tables = Planning::of(&database.store);
    let named = async |region: &RegionCode, ids: &[&str]| {
        let mut found = tables.library_of(region, ids).await.unwrap();
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        found.into_iter().map(|(name, it)| (name.to_string(), it.name.to_string())).collect::<Vec<_>>()
    };

    for (region, size) in [(&province, 2), (&county, 1), (&beside, 0)] {
        assert_eq!(tables.library_size(region).await.unwrap(), size, "{region}");
    }
    let expected = ("regions/120101000/libraryIndicators/a".to_owned(), "区".to_owned());
    assert_eq!(named(&county, &["b", "a", "none"]).await, [expected]);
    assert_eq!(named(&province, &["b", "a"]).await.len(), 2);
    assert_eq!(named(&beside, &["a"]).await, []);
    assert_eq!(named(&province, &[]).await, []);
}

async fn what_a_plan_names_is_known_where_it_is_built_in_or_of_the_region_or_of_one_above(database: Database) {
    for (region, id) in [("000000000", "of-country"), ("120000000", "of-province"), ("120101000", "of-county")] {
        put(&database.store, &code(region), &[indicator(id, "名")]).await;
    }
    let named = |ids: &[&str]| {
        let of =
            |id: &&str| Indicator { library: Some(id.parse().unwrap()), ..content("部门").indicators()[0].clone() };
        ids.iter().map(of).collect::<Vec<_>>()
    };
    let all = named(&["of-county", "trained-persons", "of-province", "none", "of-country", "none"]);
    let unknown = async |region: &str, indicators: &[Indicator]| {
        let found = Planning::of(&database.store).unknown_library_ids(&code(region), indicators).await.unwrap();
        found.into_iter().map(|id| id.to_string()).collect::<BTreeSet<_>>()
    };

    for (region, expected) in [
        ("120101000", &["none"][..]),
        ("120102000", &["none", "of-county"]),
        ("120000000", &["none", "of-county"]),
        ("130000000", &["none", "of-county", "of-province"]),
        ("000000000", &["none", "of-county", "of-province"]),
    ] {
        assert_eq!(unknown(region, &all).await, expected.iter().map(|id| (*id).to_owned()).collect(), "{region}");
    }
    assert_eq!(unknown("130000000", &named(&["trained-persons"])).await, BTreeSet::new());
    assert_eq!(unknown("130000000", &[]).await, BTreeSet::new());
}

async fn what_is_unknown_of_a_content_is_its_scheme_and_its_library_ids(database: Database) {
    let (region, tables) = (code("120000000"), Planning::of(&database.store));
    let scheme = |id: &str| SchemeRef { id: id.parse().unwrap(), execution_weight: Points::from_hundredths(1000) };
    let weighed = |id: &str| content("部门").with_weights(scheme(id), [Points::ZERO; 4]);
    let of_library = |content: &PlanContent, id: &str| {
        let edit = IndicatorEdit { library: Some(Some(id.parse().unwrap())), ..Default::default() };
        content.with_edited(&content.indicators()[0].id, edit).unwrap()
    };

    let known = tables.unknown_of(&region, &of_library(&weighed("cn-2020"), "trained-persons")).await.unwrap();
    let unknown = tables.unknown_of(&region, &of_library(&weighed("none"), "nobody")).await.unwrap();

    let library = HashSet::from(["nobody".parse().unwrap()]);
    assert_eq!(unknown, Unknown { scheme: true, library });
    assert_eq!(known, Unknown::default());
}
