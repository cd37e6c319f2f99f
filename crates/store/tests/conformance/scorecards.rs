//! Finalized scorecards.

use jixiao_domain::{Grade, Judgements, PlanName, Points, PrincipalId};
use jixiao_store::StoreError;
use jixiao_store::scoring::{NewScorecard, Pins, Scoring, StoredScorecard};
use proptest::collection::vec;
use sha2::{Digest, Sha256};

use crate::database::{Database, begin};
use crate::judgements::new_judgement;
use crate::random;
use crate::random::for_all;
use crate::sample::{in_year, instant, period, plan_name, text};

on_every_engine![
    scorecards_are_read_back_as_they_were_finalized,
    the_hash_is_that_of_the_document,
    a_scorecard_stays_as_it_was_whatever_follows,
    scorecards_come_in_pages_of_any_size_without_their_documents,
    a_plan_without_scorecards_has_none_and_another_has_its_own_numbers,
    a_scorecard_that_was_taken_back_is_not_there_and_its_number_is_given_again,
    a_scorecard_that_could_not_be_read_back_is_not_finalized,
    finalizing_changes_no_judgement,
    many_at_once_get_numbers_without_gap_or_duplicate,
    finalizing_and_judging_at_once_happen_in_one_order,
    a_changed_document_comes_with_the_hash_that_it_had,
    a_change_behind_the_stores_back_is_corrupt,
    nothing_is_finalized_on_top_of_corrupt_judgements,
];

fn new_scorecard(plan: &PlanName, document: &[u8]) -> NewScorecard {
    NewScorecard {
        pins: Pins {
            plan_version: 1,
            content_sha256: "ab".repeat(32),
            as_of_period: period(plan, 12),
            actuals_revision: 3,
            judgements_revision: 0,
            profile: "profiles/cn-2020/versions/1".parse().unwrap(),
            engine_version: 1,
        },
        total: Points::from_hundredths(9050),
        grade: Grade::Excellent,
        unit_total: None,
        document: document.to_vec(),
        finalizer: text("负责人"),
        principal: PrincipalId::local(),
    }
}

async fn finalize(database: &Database, plan: &PlanName, document: &[u8]) -> StoredScorecard {
    let write = database.begin(plan).await;
    let scorecard = new_scorecard(plan, document);
    let stored = Scoring::within(&write).finalize(plan, scorecard, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    stored
}

/// As a list has it once another is the newest.
fn listed(scorecard: &StoredScorecard, is_newest: bool) -> StoredScorecard {
    StoredScorecard { is_newest, document: Vec::new(), ..scorecard.clone() }
}

async fn scorecards_are_read_back_as_they_were_finalized(database: Database) {
    for_all(24, vec((random::scorecard(), random::instant()), 1..5), async |scorecards: Vec<_>| {
        let plan = plan_name();
        let scoring = Scoring::of(&database.store);
        let mut all: Vec<StoredScorecard> = Vec::new();

        for ((new, time), number) in scorecards.into_iter().zip(1..) {
            let write = database.begin(&plan).await;
            let given = Scoring::within(&write).finalize(&plan, new.clone(), time).await.unwrap();
            write.commit(&(), Vec::new()).await.unwrap();

            let hash = Sha256::digest(&new.document).iter().map(|byte| format!("{byte:02x}")).collect();
            let NewScorecard { pins, total, grade, unit_total, document, finalizer, principal } = new;
            let expected = StoredScorecard {
                number,
                is_newest: true,
                pins,
                total,
                grade,
                unit_total,
                sha256: hash,
                document,
                finalizer,
                principal,
                time,
            };
            assert_eq!(given, expected);
            assert_eq!(scoring.scorecard(&plan, None).await.unwrap().as_ref(), Some(&expected));
            all.iter_mut().for_each(|older| older.is_newest = false);
            all.push(expected);
            for scorecard in &all {
                let found = scoring.scorecard(&plan, Some(scorecard.number)).await.unwrap();
                assert_eq!(found.as_ref(), Some(scorecard));
            }
        }

        let expected: Vec<_> = all.iter().map(|scorecard| listed(scorecard, scorecard.is_newest)).collect();
        assert_eq!(scoring.scorecards(&plan, 0, 100).await.unwrap(), expected);
    });
}

async fn the_hash_is_that_of_the_document(database: Database) {
    let plan = plan_name();

    let stored = finalize(&database, &plan, b"abc").await;

    // FIPS 180-2, appendix B.1.
    assert_eq!(stored.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

async fn a_scorecard_stays_as_it_was_whatever_follows(database: Database) {
    let plan = plan_name();
    let first = finalize(&database, &plan, b"1").await;
    let before = database.dump().await["scorecards"].clone();
    assert_eq!(before.len(), 1);

    finalize(&database, &plan, b"2").await;
    let write = database.begin(&plan).await;
    Scoring::within(&write).judge(&plan, new_judgement(&plan, 1), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let after = &database.dump().await["scorecards"];
    assert_eq!(after.len(), 2);
    assert!(after.contains(&before[0]), "{before:?} {after:?}");
    let found = Scoring::of(&database.store).scorecard(&plan, Some(1)).await.unwrap();
    assert_eq!(found, Some(StoredScorecard { is_newest: false, ..first }));
}

async fn scorecards_come_in_pages_of_any_size_without_their_documents(database: Database) {
    let plan = plan_name();
    let mut all = Vec::new();
    for number in 1..=7 {
        all.push(listed(&finalize(&database, &plan, &[number]).await, number == 7));
    }

    for limit in 1..=8 {
        let mut walked: Vec<StoredScorecard> = Vec::new();
        loop {
            let after = walked.last().map_or(0, |scorecard| scorecard.number);
            let page = Scoring::of(&database.store).scorecards(&plan, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        assert_eq!(walked, all, "by {limit}");
    }
}

async fn a_plan_without_scorecards_has_none_and_another_has_its_own_numbers(database: Database) {
    let plan = plan_name();
    let next_year = in_year(&plan, 2024);
    finalize(&database, &plan, b"1").await;
    let second = finalize(&database, &plan, b"2").await;
    let scoring = Scoring::of(&database.store);
    assert_eq!(scoring.scorecard(&next_year, None).await.unwrap(), None);
    assert_eq!(scoring.scorecard(&next_year, Some(1)).await.unwrap(), None);
    assert_eq!(scoring.scorecards(&next_year, 0, 10).await.unwrap(), []);

    let other = finalize(&database, &next_year, b"3").await;

    assert_eq!((second.number, other.number), (2, 1));
    assert_eq!(scoring.scorecard(&next_year, None).await.unwrap(), Some(other));
    assert_eq!(scoring.scorecard(&plan, None).await.unwrap(), Some(second));
    for number in [i32::MIN, -1, 0, 3, i32::MAX] {
        assert_eq!(scoring.scorecard(&plan, Some(number)).await.unwrap(), None, "{number}");
    }
}

async fn a_scorecard_that_was_taken_back_is_not_there_and_its_number_is_given_again(database: Database) {
    let plan = plan_name();
    let first = finalize(&database, &plan, b"1").await;
    let before = database.dump().await;

    let write = database.begin(&plan).await;
    let dropped = Scoring::within(&write).finalize(&plan, new_scorecard(&plan, b"2"), write.now()).await.unwrap();
    drop(write);

    assert_eq!(dropped.number, 2);
    assert_eq!(database.dump().await, before);
    assert_eq!(Scoring::of(&database.store).scorecard(&plan, None).await.unwrap(), Some(first));
    assert_eq!(finalize(&database, &plan, b"3").await.number, 2);
}

async fn a_scorecard_that_could_not_be_read_back_is_not_finalized(database: Database) {
    let plan = plan_name();
    finalize(&database, &plan, b"1").await;
    let before = database.dump_but_audit().await;
    let mut new = new_scorecard(&plan, b"2");
    new.pins.as_of_period = period(&in_year(&plan, 2024), 12);

    let write = database.begin(&plan).await;
    let refused = Scoring::within(&write).finalize(&plan, new, write.now()).await;
    write.commit(&(), Vec::new()).await.unwrap();

    assert!(matches!(refused, Err(StoreError::Corrupt("scorecard"))), "{refused:?}");
    assert_eq!(database.dump_but_audit().await, before);
}

async fn finalizing_changes_no_judgement(database: Database) {
    let (judged, unjudged) = (plan_name(), plan_name());
    let write = database.begin(&judged).await;
    Scoring::within(&write).judge(&judged, new_judgement(&judged, 1), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    let scoring = Scoring::of(&database.store);
    let before = scoring.judgements(&judged).await.unwrap();

    for plan in [&judged, &unjudged] {
        finalize(&database, plan, b"1").await;
    }

    assert_eq!(scoring.judgements(&judged).await.unwrap(), before);
    assert_eq!(scoring.judgements(&unjudged).await.unwrap(), Judgements::default());
    for plan in [&judged, &unjudged] {
        assert!(scoring.verify_judgements(plan).await.unwrap());
    }
}

async fn many_at_once_get_numbers_without_gap_or_duplicate(database: Database) {
    let plan = plan_name();
    let callers = (0..8).map(|caller| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            let mut given = Vec::new();
            for round in 0..5 {
                let write = begin(&store, &plan).await;
                let new = new_scorecard(&plan, &[caller, round]);
                given.push(Scoring::within(&write).finalize(&plan, new, write.now()).await.unwrap());
                write.commit(&(), Vec::new()).await.unwrap();
            }
            given
        })
    });

    let mut given = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        given.extend(caller.await.unwrap());
    }

    given.sort_by_key(|scorecard| scorecard.number);
    let numbers: Vec<i32> = given.iter().map(|scorecard| scorecard.number).collect();
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
    let expected: Vec<_> = given.iter().map(|scorecard| listed(scorecard, scorecard.number == 40)).collect();
    assert_eq!(Scoring::of(&database.store).scorecards(&plan, 0, 100).await.unwrap(), expected);
}

async fn finalizing_and_judging_at_once_happen_in_one_order(database: Database) {
    let plan = plan_name();
    let judges = (0..4).map(|judge| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            for _ in 0..5 {
                let write = begin(&store, &plan).await;
                let new = new_judgement(&plan, judge);
                Scoring::within(&write).judge(&plan, new, write.now()).await.unwrap();
                write.commit(&(), Vec::new()).await.unwrap();
            }
        })
    });
    let finalizers = (0..4).map(|_| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            for _ in 0..5 {
                let write = begin(&store, &plan).await;
                let scoring = Scoring::within(&write);
                let mut new = new_scorecard(&plan, b"1");
                let first = scoring.finalize(&plan, new.clone(), instant(0)).await.unwrap();
                new.pins.judgements_revision = scoring.judgements(&plan).await.unwrap().revision;
                let second = scoring.finalize(&plan, new, instant(0)).await.unwrap();
                write.commit(&(), Vec::new()).await.unwrap();
                assert_eq!(second.number, first.number + 1);
            }
        })
    });
    let callers: Vec<_> = judges.chain(finalizers).collect();

    for caller in callers {
        caller.await.unwrap();
    }

    let scoring = Scoring::of(&database.store);
    let scorecards = scoring.scorecards(&plan, 0, 100).await.unwrap();
    assert_eq!((scoring.judgements(&plan).await.unwrap().revision, scorecards.len()), (20, 40));
    let seen: Vec<i64> = scorecards.chunks(2).map(|two| two[1].pins.judgements_revision).collect();
    assert!(seen.is_sorted(), "{seen:?}");
}

async fn a_changed_document_comes_with_the_hash_that_it_had(database: Database) {
    let plan = plan_name();
    let stored = finalize(&database, &plan, b"abc").await;

    database.tamper("UPDATE scorecards SET document = substr(document, 2)").await;

    let found = Scoring::of(&database.store).scorecard(&plan, None).await.unwrap();
    assert_eq!(found, Some(StoredScorecard { document: b"bc".to_vec(), ..stored }));
}

async fn a_change_behind_the_stores_back_is_corrupt(database: Database) {
    for change in [
        "as_of_month = 13",
        "as_of_month = -1",
        "total = -1",
        "unit_total = -1",
        "grade = 0",
        "grade = 9",
        "profile = 'cn-2020'",
        "finalizer = ''",
        "principal = ''",
        "sha256 = substr(sha256, 2)",
    ] {
        let (plan, other) = (plan_name(), plan_name());
        finalize(&database, &plan, b"1").await;
        let untouched = finalize(&database, &other, b"2").await;
        let of_plan = format!("WHERE department = '{}'", plan.owner.department);
        database.tamper(&format!("UPDATE scorecards SET {change} {of_plan}")).await;
        let scoring = Scoring::of(&database.store);

        let (read, listed) = (scoring.scorecard(&plan, None).await, scoring.scorecards(&plan, 0, 10).await);

        assert!(matches!(read, Err(StoreError::Corrupt("scorecard"))), "{change}: {read:?}");
        assert!(matches!(listed, Err(StoreError::Corrupt("scorecard"))), "{change}: {listed:?}");
        assert_eq!(scoring.scorecard(&other, None).await.unwrap(), Some(untouched));
    }
}

async fn nothing_is_finalized_on_top_of_corrupt_judgements(database: Database) {
    let plan = plan_name();
    let write = database.begin(&plan).await;
    Scoring::within(&write).judge(&plan, new_judgement(&plan, 1), write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    database.tamper("UPDATE judgement_heads SET document = substr(document, 2)").await;
    let before = database.dump().await;

    let write = database.begin(&plan).await;
    let refused = Scoring::within(&write).finalize(&plan, new_scorecard(&plan, b"1"), write.now()).await;
    drop(write);

    assert!(matches!(refused, Err(StoreError::Corrupt("judgements document"))), "{refused:?}");
    assert_eq!(database.dump().await, before);
}
