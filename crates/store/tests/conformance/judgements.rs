//! Judgements as append-only revisions.

use jixiao_domain::{IndicatorId, Instant, Judgement, Judgements, PlanName, Points, Tier, Verdict};
use jixiao_store::StoreError;
use jixiao_store::scoring::{NewJudgement, Scoring};
use proptest::collection::vec;

use crate::database::{Database, begin};
use crate::random;
use crate::random::for_all;
use crate::sample::{in_year, period, plan_name, text};

on_every_engine![
    judgements_are_read_back_as_they_were_recorded,
    judges_at_once_get_revisions_without_gap_or_duplicate,
    revisions_come_in_pages_of_any_size,
    judgements_of_another_plan_do_not_come,
    a_plan_without_judgements_has_none,
    a_judgement_is_recorded_at_the_instant_the_write_says,
    a_change_behind_the_stores_back_does_not_verify,
];

pub(crate) fn new_judgement(plan: &PlanName, indicator: usize) -> NewJudgement {
    let verdict = Verdict {
        tier: Tier::Achieved,
        score: Points::from_hundredths(450),
        grounds: text("材料齐全"),
        judge: text("评审人"),
    };
    let indicator = IndicatorId::numbered(indicator);
    NewJudgement { indicator, verdict, actual_period: period(plan, 12), actual_revision: 1 }
}

async fn judge(database: &Database, plan: &PlanName, new: NewJudgement) -> Judgement {
    let write = database.begin(plan).await;
    let judgement = Scoring::within(&write).judge(plan, new, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    judgement
}

async fn judgements_are_read_back_as_they_were_recorded(database: Database) {
    for_all(12, vec(random::judgement(), 1..6), async |judgements: Vec<(NewJudgement, Instant)>| {
        let plan = plan_name();
        let scoring = Scoring::of(&database.store);
        let mut current = Judgements::default();
        let mut all = Vec::new();

        for ((new, time), revision) in judgements.into_iter().zip(1..) {
            let write = database.begin(&plan).await;
            let given = Scoring::within(&write).judge(&plan, new.clone(), time).await.unwrap();
            write.commit(&(), Vec::new()).await.unwrap();

            let NewJudgement { indicator, verdict, actual_period, actual_revision } = new;
            let expected = Judgement { indicator, verdict, actual_period, actual_revision, revision, time };
            current.take(expected.clone());
            assert_eq!(given, expected);
            all.push(expected);
            assert_eq!(scoring.judgements(&plan).await.unwrap(), current);
            assert!(scoring.verify_judgements(&plan).await.unwrap());
        }

        assert_eq!(scoring.revisions(&plan, 0, 100).await.unwrap(), all);
    });
}

async fn judges_at_once_get_revisions_without_gap_or_duplicate(database: Database) {
    let plan = plan_name();
    let judges = (0..8).map(|judge| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            let mut given = Vec::new();
            for _ in 0..10 {
                let write = begin(&store, &plan).await;
                let new = new_judgement(&plan, judge);
                given.push(Scoring::within(&write).judge(&plan, new, write.now()).await.unwrap().revision);
                write.commit(&(), Vec::new()).await.unwrap();
            }
            given
        })
    });

    let mut given = Vec::new();
    for judge in judges.collect::<Vec<_>>() {
        given.extend(judge.await.unwrap());
    }

    given.sort_unstable();
    assert_eq!(given, (1..=80).collect::<Vec<_>>());
    let scoring = Scoring::of(&database.store);
    let current = scoring.judgements(&plan).await.unwrap();
    assert_eq!((current.revision, current.held.len()), (80, 8));
    assert_eq!(scoring.revisions(&plan, 0, 1000).await.unwrap().len(), 80);
    assert!(scoring.verify_judgements(&plan).await.unwrap());
}

async fn revisions_come_in_pages_of_any_size(database: Database) {
    let plan = plan_name();
    let mut all = Vec::new();
    for indicator in 1..=7 {
        all.push(judge(&database, &plan, new_judgement(&plan, indicator)).await);
    }

    for limit in 1..=8 {
        let mut walked: Vec<Judgement> = Vec::new();
        loop {
            let after = walked.last().map_or(0, |judgement| judgement.revision);
            let page = Scoring::of(&database.store).revisions(&plan, after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        assert_eq!(walked, all, "by {limit}");
    }
}

async fn judgements_of_another_plan_do_not_come(database: Database) {
    let plan = plan_name();
    let next_year = in_year(&plan, 2024);
    let (first, other) = (new_judgement(&plan, 1), new_judgement(&next_year, 1));

    let first = judge(&database, &plan, first).await;
    let other = judge(&database, &next_year, other).await;

    let scoring = Scoring::of(&database.store);
    assert_eq!((first.revision, other.revision), (1, 1));
    assert_eq!(scoring.revisions(&plan, 0, 10).await.unwrap(), [first]);
    assert_eq!(scoring.revisions(&next_year, 0, 10).await.unwrap(), [other]);
}

async fn a_plan_without_judgements_has_none(database: Database) {
    let plan = plan_name();
    let scoring = Scoring::of(&database.store);

    assert_eq!(scoring.judgements(&plan).await.unwrap(), Judgements::default());
    assert_eq!(scoring.revisions(&plan, 0, 10).await.unwrap(), []);
    assert!(scoring.verify_judgements(&plan).await.unwrap());
}

async fn a_judgement_is_recorded_at_the_instant_the_write_says(database: Database) {
    let plan = plan_name();
    let write = database.begin(&plan).await;
    let now = write.now();

    let given = Scoring::within(&write).judge(&plan, new_judgement(&plan, 1), now).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let scoring = Scoring::of(&database.store);
    let row = scoring.revisions(&plan, 0, 1).await.unwrap().remove(0);
    let packed = scoring.judgements(&plan).await.unwrap().held.into_values().next().unwrap();
    assert_eq!((given.time, row.time, packed.time), (now, now, now));
}

async fn a_change_behind_the_stores_back_does_not_verify(database: Database) {
    let changes = [
        "UPDATE judgement_revisions SET score = score + 1",
        "UPDATE judgement_revisions SET score = -1",
        "UPDATE judgement_revisions SET tier = 2",
        "UPDATE judgement_revisions SET tier = 9",
        "UPDATE judgement_revisions SET grounds = 'x'",
        "UPDATE judgement_revisions SET judge = 'x'",
        "UPDATE judgement_revisions SET indicator = 'other'",
        "UPDATE judgement_revisions SET actual_month = 11",
        "UPDATE judgement_revisions SET actual_month = 13",
        "UPDATE judgement_revisions SET actual_revision = 2",
        "UPDATE judgement_revisions SET judged_at_us = judged_at_us + 1",
        "UPDATE judgement_revisions SET revision = 2",
        "DELETE FROM judgement_revisions",
        "UPDATE judgement_heads SET revision = revision + 1",
        "DELETE FROM judgement_heads",
    ];
    let untouched = plan_name();
    judge(&database, &untouched, new_judgement(&untouched, 1)).await;

    for change in changes {
        let plan = plan_name();
        judge(&database, &plan, new_judgement(&plan, 1)).await;
        database.tamper(&format!("{change} WHERE department = '{}'", plan.owner.department)).await;

        let verified = Scoring::of(&database.store).verify_judgements(&plan).await;

        assert!(matches!(verified, Ok(false) | Err(StoreError::Corrupt(_))), "{change}: {verified:?}");
    }
    assert!(Scoring::of(&database.store).verify_judgements(&untouched).await.unwrap());
}
