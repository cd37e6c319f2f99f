//! The catalogue: frames, and the indicator library with what regions put into it.

use jixiao_domain::{Frame, LibraryIndicator as BuiltIn};
use jixiao_proto::EnumField;
use jixiao_proto::audit::v1::{ListAuditEntriesRequest, ListAuditEntriesResponse};
use jixiao_proto::common::v1::{Level1, Level2, Sign};
use jixiao_proto::planning::v1::{
    BatchUpsertLibraryIndicatorsRequest, BatchUpsertLibraryIndicatorsResponse, IndicatorFrame, LibraryIndicator,
    LibraryOutcome, ListIndicatorFramesRequest, ListIndicatorFramesResponse, ListLibraryIndicatorsRequest,
    ListLibraryIndicatorsResponse,
};
use jixiao_tests::{Fault, REGION, System};
use tonic::Code;

use crate::pages::walk;
use crate::schemes::{head, registered};

const COUNTRY: &str = "regions/000000000";
const COUNTY: &str = "regions/120101000";
const OTHER: &str = "regions/130000000";

/// An output indicator of persons.
fn indicator(region: &str, id: &str, title: &str) -> LibraryIndicator {
    LibraryIndicator {
        name: format!("{region}/libraryIndicators/{id}"),
        level1: Level1::Output as i32,
        level2: Level2::Quantity as i32,
        title: title.to_owned(),
        sign: Sign::AtLeast as i32,
        unit: "人".to_owned(),
        keywords: "助残 ABC".to_owned(),
        frames: Vec::new(),
    }
}

/// As the server answers it: an indicator that fits both frames.
fn of_both(indicator: LibraryIndicator) -> LibraryIndicator {
    LibraryIndicator { frames: vec![IndicatorFrame::Cn2015 as i32, IndicatorFrame::Cn2021 as i32], ..indicator }
}

fn batch(parent: &str, indicators: Vec<LibraryIndicator>) -> BatchUpsertLibraryIndicatorsRequest {
    let (parent, request_id) = (parent.to_owned(), String::new());
    BatchUpsertLibraryIndicatorsRequest { parent, library_indicators: indicators, request_id }
}

/// A batch of one that is right.
pub(crate) fn one(region: &str) -> BatchUpsertLibraryIndicatorsRequest {
    batch(region, vec![indicator(region, "own", "人数")])
}

/// Puts indicators and gives what is answered of each.
async fn put(
    system: &System,
    parent: &str,
    indicators: Vec<LibraryIndicator>,
) -> Vec<(LibraryIndicator, LibraryOutcome)> {
    let answer: BatchUpsertLibraryIndicatorsResponse =
        system.answer("BatchUpsertLibraryIndicators", &batch(parent, indicators)).await;
    let upserted = answer.upserted_library_indicators.into_iter();
    upserted.map(|one| (one.library_indicator.clone().unwrap(), one.outcome())).collect()
}

/// All that is found, by every size of page.
async fn found(system: &System, list: ListLibraryIndicatorsRequest) -> Vec<LibraryIndicator> {
    walk!(system, "ListLibraryIndicators", list.clone() => ListLibraryIndicatorsResponse, library_indicators)
}

async fn library(system: &System, parent: &str) -> Vec<LibraryIndicator> {
    found(system, ListLibraryIndicatorsRequest { parent: parent.to_owned(), ..Default::default() }).await
}

fn names(indicators: &[LibraryIndicator]) -> Vec<&str> {
    indicators.iter().map(|indicator| indicator.name.as_str()).collect()
}

/// Names of the built-in ones that are meant, in the order of a list.
fn built_in(is_meant: impl Fn(&BuiltIn) -> bool) -> Vec<String> {
    let meant = BuiltIn::built_in().iter().filter(|indicator| is_meant(indicator));
    let mut ids: Vec<_> = meant.map(|indicator| indicator.id.as_ref()).collect();
    ids.sort_unstable();
    ids.into_iter().map(|id| format!("libraryIndicators/{id}")).collect()
}

/// The fault of a batch that must be refused; asserts that nothing was written.
async fn refused(system: &System, request: &BatchUpsertLibraryIndicatorsRequest) -> Fault {
    let before = (head(system, REGION).await, library(system, REGION).await);
    let fault = system.refused("BatchUpsertLibraryIndicators", request).await;
    assert_eq!((head(system, REGION).await, library(system, REGION).await), before);
    fault
}

#[tokio::test]
async fn the_frames_are_those_of_the_domain_with_their_documents() {
    let system = System::all_on_sqlite();

    let answer: ListIndicatorFramesResponse =
        system.answer("ListIndicatorFrames", &ListIndicatorFramesRequest {}).await;

    let told = answer.frames.iter().map(|frame| (frame.frame, frame.source.as_str())).collect::<Vec<_>>();
    assert_eq!(told, Frame::ALL.map(|frame| (frame.number(), frame.source())));
    for (told, frame) in answer.frames.iter().zip(Frame::ALL) {
        let pairs: Vec<_> = told.pairs.iter().map(|pair| (pair.level1, pair.level2)).collect();
        let expected: Vec<_> = frame.pairs().map(|(one, two)| (one.number(), two.number())).collect();
        assert_eq!(pairs, expected, "{frame:?}");
    }
    let labels = |at: usize| answer.frames[at].pairs.iter().map(|pair| pair.label.as_str()).collect::<Vec<_>>();
    let (of_2015, of_2021) = (labels(0), labels(1));
    assert_eq!((of_2015.len(), of_2021.len()), (9, 10));
    for (label, is_of_2015, is_of_2021) in [
        ("产出指标/数量指标", true, true),
        ("产出指标/成本指标", true, false),
        ("效益指标/可持续影响指标", true, false),
        ("成本指标/经济成本指标", false, true),
        ("满意度指标/服务对象满意度指标", true, true),
    ] {
        assert_eq!((of_2015.contains(&label), of_2021.contains(&label)), (is_of_2015, is_of_2021), "{label}");
    }
}

#[tokio::test]
async fn the_built_in_library_is_that_of_the_domain() {
    let system = System::all_on_sqlite();

    let all = library(&system, "").await;

    assert_eq!(names(&all), built_in(|_| true));
    assert_eq!(library(&system, COUNTY).await, all, "the same for a region that has none, registered or not");
    for told in &all {
        let kept = BuiltIn::built_in().iter().find(|it| told.name == format!("libraryIndicators/{}", it.id)).unwrap();
        let expected = LibraryIndicator {
            name: told.name.clone(),
            level1: kept.level1.number(),
            level2: kept.level2.number(),
            title: kept.name.to_string(),
            sign: kept.sign.map(EnumField::number).unwrap_or_default(),
            unit: kept.unit.as_deref().unwrap_or_default().to_owned(),
            keywords: kept.keywords.to_string(),
            frames: kept.frames().map(EnumField::number).collect(),
        };
        assert_eq!(*told, expected);
        assert!(!told.frames.is_empty());
    }
}

#[tokio::test]
async fn every_filter_is_kept_and_all_that_are_given_must_hold() {
    let system = System::all_on_sqlite();
    let all = ListLibraryIndicatorsRequest::default;

    for frame in Frame::ALL {
        let filter = ListLibraryIndicatorsRequest { frame: frame.number(), ..all() };
        let expected = built_in(|it| frame.has(it.level1, it.level2));
        assert_eq!(names(&found(&system, filter).await), expected, "{frame:?}");
    }
    for level1 in [Level1::Output, Level1::Effect, Level1::Satisfaction, Level1::Cost] {
        let filter = ListLibraryIndicatorsRequest { level1: level1 as i32, ..all() };
        let expected = built_in(|it| it.level1.number() == level1 as i32);
        assert!(!expected.is_empty());
        assert_eq!(names(&found(&system, filter).await), expected, "{level1:?}");
    }
    for level2 in jixiao_domain::Level2::ALL {
        let filter = ListLibraryIndicatorsRequest { level2: level2.number(), ..all() };
        let expected = built_in(|it| it.level2 == level2);
        assert!(!expected.is_empty());
        assert_eq!(names(&found(&system, filter).await), expected, "{level2:?}");
    }
    let both = ListLibraryIndicatorsRequest {
        frame: IndicatorFrame::Cn2015 as i32,
        level1: Level1::Output as i32,
        level2: Level2::Quantity as i32,
        words: "培训 人数".to_owned(),
        ..all()
    };
    assert_eq!(names(&found(&system, both.clone()).await), ["libraryIndicators/trained-persons"]);
    for other in [
        ListLibraryIndicatorsRequest { level1: Level1::Effect as i32, ..both.clone() },
        ListLibraryIndicatorsRequest { level2: Level2::Quality as i32, ..both.clone() },
        ListLibraryIndicatorsRequest { words: "培训 里程".to_owned(), ..both.clone() },
        ListLibraryIndicatorsRequest { level2: Level2::EconomicCost as i32, level1: 0, words: String::new(), ..both },
    ] {
        assert_eq!(found(&system, other).await, []);
    }
}

#[tokio::test]
async fn words_are_found_in_title_levels_and_keywords_whatever_their_case_and_width() {
    let system = registered().await;
    put(&system, REGION, vec![indicator(REGION, "own", "康复Training人数")]).await;
    let own = ["regions/120000000/libraryIndicators/own"];
    let named = async |words: &str| {
        let list =
            ListLibraryIndicatorsRequest { parent: COUNTY.to_owned(), words: words.to_owned(), ..Default::default() };
        found(&system, list).await.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };

    for words in
        ["助残", "abc", "ＡＢＣ", "ａｂｃ", "康复training", "ＴＲＡＩＮＩＮＧ　产出指标", " 助残\t数量指标 康复 "]
    {
        assert_eq!(named(words).await, own, "{words}");
    }
    assert_eq!(named("助残 质量指标").await, Vec::<String>::new());
    assert_eq!(named("gdp").await, ["libraryIndicators/investment-attracted"]);
    assert_eq!(named("ＧＤＰ").await, ["libraryIndicators/investment-attracted"]);
    assert_eq!(named("　").await.len(), BuiltIn::built_in().len() + 1);
}

#[tokio::test]
async fn what_regions_put_in_comes_after_what_is_built_in_by_region_and_id() {
    let system = registered().await;
    for (region, id) in
        [(COUNTY, "a"), (REGION, "z"), (REGION, "a-b"), (REGION, "a0"), (COUNTRY, "trained-persons"), (OTHER, "b")]
    {
        put(&system, region, vec![indicator(region, id, "指标")]).await;
    }
    let own = [
        "regions/000000000/libraryIndicators/trained-persons",
        "regions/120000000/libraryIndicators/a-b",
        "regions/120000000/libraryIndicators/a0",
        "regions/120000000/libraryIndicators/z",
        "regions/120101000/libraryIndicators/a",
    ];
    let built_in = built_in(|_| true);
    let with = |own: &[&str]| [built_in.clone(), own.iter().map(|name| (*name).to_owned()).collect()].concat();

    assert_eq!(names(&library(&system, COUNTY).await), with(&own));
    assert_eq!(names(&library(&system, REGION).await), with(&own[..4]));
    assert_eq!(names(&library(&system, COUNTRY).await), with(&own[..1]));
    assert_eq!(names(&library(&system, "").await), built_in);
}

#[tokio::test]
async fn a_page_of_the_library_goes_on_for_its_own_filters_alone() {
    let system = registered().await;
    let list = ListLibraryIndicatorsRequest { parent: REGION.to_owned(), page_size: 2, ..Default::default() };
    let first: ListLibraryIndicatorsResponse = system.answer("ListLibraryIndicators", &list).await;
    let page_token = first.next_page_token;

    for other in [
        ListLibraryIndicatorsRequest { parent: COUNTY.to_owned(), ..list.clone() },
        ListLibraryIndicatorsRequest { frame: IndicatorFrame::Cn2015 as i32, ..list.clone() },
        ListLibraryIndicatorsRequest { level1: Level1::Output as i32, ..list.clone() },
        ListLibraryIndicatorsRequest { level2: Level2::Quantity as i32, ..list.clone() },
        ListLibraryIndicatorsRequest { words: "人".to_owned(), ..list.clone() },
    ] {
        let other = ListLibraryIndicatorsRequest { page_token: page_token.clone(), ..other };
        system.fault("ListLibraryIndicators", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
    }
    let rest = ListLibraryIndicatorsRequest { page_token, page_size: 1000, ..list };
    let rest: ListLibraryIndicatorsResponse = system.answer("ListLibraryIndicators", &rest).await;

    assert_eq!(names(&rest.library_indicators), built_in(|_| true)[2..]);
}

#[tokio::test]
async fn filters_that_are_none_are_named_at_once() {
    let system = System::all_on_sqlite();

    for number in [99, -1, i32::MAX, i32::MIN] {
        let list = ListLibraryIndicatorsRequest {
            parent: "regions/12".to_owned(),
            frame: number,
            level1: number,
            level2: number,
            words: "长".repeat(201),
            ..Default::default()
        };
        let fault = system.fault("ListLibraryIndicators", &list).await;
        fault.is_of_fields(&["parent", "frame", "level1", "level2", "words"]);
    }
    let longest = ListLibraryIndicatorsRequest { words: "长".repeat(200), ..Default::default() };
    assert_eq!(found(&system, longest).await, []);
}

#[tokio::test]
async fn a_batch_says_of_each_indicator_what_became_of_it() {
    let system = registered().await;
    let [one, two, three] = ["one", "two", "three"].map(|id| indicator(REGION, id, "人数"));
    let judged = LibraryIndicator { sign: 0, unit: String::new(), keywords: String::new(), ..two.clone() };
    let first = put(&system, REGION, vec![two.clone(), one.clone()]).await;
    let before = head(&system, REGION).await.head.unwrap().sequence;

    let second = put(&system, REGION, vec![three.clone(), judged.clone(), one.clone()]).await;

    let created = LibraryOutcome::Created;
    assert_eq!(first, [(of_both(two), created), (of_both(one.clone()), created)]);
    let expected = [
        (of_both(three.clone()), created),
        (of_both(judged.clone()), LibraryOutcome::Updated),
        (of_both(one.clone()), LibraryOutcome::Unchanged),
    ];
    assert_eq!(second, expected);
    let own = library(&system, REGION).await.split_off(BuiltIn::built_in().len());
    assert_eq!(own, [one, three.clone(), judged.clone()].map(of_both));
    // The audit has what changed, and once for the whole batch.
    let list = ListAuditEntriesRequest { parent: REGION.to_owned(), ..Default::default() };
    let mut audit: ListAuditEntriesResponse = system.answer("ListAuditEntries", &list).await;
    let entry = audit.audit_entries.pop().unwrap().entry.unwrap();
    assert_eq!((entry.sequence, entry.method.as_str()), (before + 1, "BatchUpsertLibraryIndicators"));
    let changes: Vec<_> = entry.changes.iter().map(|change| (change.resource.as_str(), change.old.is_some())).collect();
    assert_eq!(changes, [(three.name.as_str(), false), (judged.name.as_str(), true)]);
}

#[tokio::test]
async fn frames_are_told_by_the_server_whatever_the_caller_says() {
    let system = registered().await;
    let of_2021 = LibraryIndicator {
        level1: Level1::Cost as i32,
        level2: Level2::EconomicCost as i32,
        frames: vec![IndicatorFrame::Cn2015 as i32, 99],
        ..indicator(REGION, "cost", "人均成本")
    };

    let upserted = put(&system, REGION, vec![of_2021.clone()]).await;

    let (stored, _) = upserted.into_iter().next().unwrap();
    assert_eq!(stored, LibraryIndicator { frames: vec![IndicatorFrame::Cn2021 as i32], ..of_2021 });
}

#[tokio::test]
async fn of_a_batch_with_one_bad_indicator_nothing_is_stored_and_every_bad_field_is_named() {
    let system = registered().await;
    put(&system, REGION, vec![indicator(REGION, "there", "前")]).await;
    let good = || indicator(REGION, "good", "人数");
    let bad = vec![
        indicator(REGION, "there", "后"),
        good(),
        good(),
        indicator(OTHER, "own", "人数"),
        LibraryIndicator { name: "libraryIndicators/trained-persons".to_owned(), ..good() },
        LibraryIndicator { level2: Level2::SocialEffect as i32, ..indicator(REGION, "pair", "人数") },
        LibraryIndicator { level1: 0, level2: 99, sign: -1, ..indicator(REGION, "enums", "人数") },
        LibraryIndicator { sign: 0, ..indicator(REGION, "unit", "人数") },
        LibraryIndicator { unit: "长".repeat(51), keywords: "长".repeat(501), ..indicator(REGION, "long", "") },
        LibraryIndicator { title: "长".repeat(501), ..indicator(REGION, "A", "") },
    ];

    let fault = refused(&system, &batch(REGION, bad)).await;

    fault.is_of_fields(&[
        "library_indicators[2].name",
        "library_indicators[3].name",
        "library_indicators[4].name",
        "library_indicators[5].level2",
        "library_indicators[6].level1",
        "library_indicators[6].level2",
        "library_indicators[6].sign",
        "library_indicators[7].unit",
        "library_indicators[8].title",
        "library_indicators[8].unit",
        "library_indicators[8].keywords",
        "library_indicators[9].name",
        "library_indicators[9].title",
    ]);
    refused(&system, &batch(REGION, Vec::new())).await.is_of_fields(&["library_indicators"]);
    let (absent, own) = ("regions/140000000", indicator("regions/140000000", "own", "人数"));
    refused(&system, &batch(absent, vec![own])).await.is_not_found("region", absent);
}

#[tokio::test]
async fn a_batch_has_at_most_500_indicators_and_a_region_5000() {
    let system = registered().await;
    let many = |from: usize, to: usize| (from..to).map(|nth| indicator(REGION, &format!("i{nth}"), "人数")).collect();
    let with = |from, to| batch(REGION, many(from, to));
    refused(&system, &with(0, 501)).await.is_of_fields(&["library_indicators"]);
    for from in (0..5000).step_by(500) {
        assert_eq!(put(&system, REGION, many(from, from + 500)).await.len(), 500);
    }
    let before = head(&system, REGION).await;

    let fault = system.fault("BatchUpsertLibraryIndicators", &with(4999, 5001)).await;

    fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "5000"), ("value", "5001")]);
    assert_eq!(head(&system, REGION).await, before);
    let last = put(&system, REGION, vec![indicator(REGION, "i4999", "新")]).await;
    assert_eq!(last[0].1, LibraryOutcome::Updated, "those that are there may still change");
    assert_eq!(put(&system, COUNTY, vec![indicator(COUNTY, "own", "人数")]).await[0].1, LibraryOutcome::Created);
}
