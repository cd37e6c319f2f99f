//! Judgements as append-only revisions.

use jixiao_domain::{IndicatorId, Instant, Judgement, Judgements, Overrider, PlanName, Points, Ruling, Side, Tier};
use jixiao_store::StoreError;
use jixiao_store::scoring::{NewJudgement, Scoring};
use proptest::collection::vec;

use crate::database::{Database, begin};
use crate::random;
use crate::random::for_all;
use crate::sample::{in_year, period, plan_name, text};

on_every_engine![
    judgements_are_read_back_as_they_were_recorded,
    judgements_at_a_revision_are_those_that_held_when_it_was_the_newest,
    a_row_stays_as_it_was_whatever_follows,
    a_judgement_that_could_not_be_read_back_is_not_recorded,
    judges_at_once_get_revisions_without_gap_or_duplicate,
    revisions_come_in_pages_of_any_size,
    judgements_of_another_plan_do_not_come,
    a_plan_without_judgements_has_none,
    a_judgement_is_recorded_at_the_instant_the_write_says,
    a_change_behind_the_stores_back_does_not_verify,
    a_ruling_with_columns_of_another_kind_cannot_be_read,
    a_missing_row_does_not_verify_though_another_took_its_place,
    a_corrupt_document_is_named_and_nothing_is_recorded_on_top_of_it,
];

pub(crate) fn new_judgement(plan: &PlanName, indicator: usize) -> NewJudgement {
    let score = Points::from_hundredths(450);
    NewJudgement {
        indicator: IndicatorId::numbered(indicator),
        ruling: Ruling::Tier { side: Side::Reviewer, tier: Tier::Achieved, score },
        grounds: text("材料齐全"),
        judge: text("评审人"),
        profile: "profiles/cn-2020/versions/1".parse().unwrap(),
        actual_period: Some(period(plan, 12)),
        actual_revision: 1,
    }
}

/// One of each kind.
fn rulings() -> [Ruling; 4] {
    let (side, points) = (Side::Unit, Points::from_hundredths(450));
    [
        Ruling::Tier { side, tier: Tier::Achieved, score: points },
        Ruling::Checklist { side, met: vec![1, 3] },
        Ruling::Manual { side, score: points },
        Ruling::Override { overrider: Overrider::Finance, score: Some(points), computed: Some(points) },
    ]
}

pub(crate) async fn judge(database: &Database, plan: &PlanName, new: NewJudgement) -> Judgement {
    let write = database.begin(plan).await;
    let judgement = Scoring::within(&write).judge(plan, new, write.now()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
    judgement
}

/// What is to come of it.
fn recorded(new: NewJudgement, revision: i64, time: Instant) -> Judgement {
    let NewJudgement { indicator, ruling, grounds, judge, profile, actual_period, actual_revision } = new;
    Judgement { indicator, ruling, grounds, judge, profile, actual_period, actual_revision, revision, time }
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

            let expected = recorded(new, revision, time);
            current.take(expected.clone());
            assert_eq!(given, expected);
            all.push(expected);
            assert_eq!(scoring.judgements(&plan).await.unwrap(), current);
            assert!(scoring.verify_judgements(&plan).await.unwrap());
        }

        assert_eq!(scoring.revisions(&plan, 0, 100).await.unwrap(), all);
    });
}

async fn judgements_at_a_revision_are_those_that_held_when_it_was_the_newest(database: Database) {
    for_all(12, vec(random::judgement(), 1..8), async |judgements: Vec<(NewJudgement, Instant)>| {
        let plan = plan_name();
        let scoring = Scoring::of(&database.store);
        let mut held = vec![scoring.judgements(&plan).await.unwrap()];
        for (new, time) in judgements {
            let write = database.begin(&plan).await;
            Scoring::within(&write).judge(&plan, new, time).await.unwrap();
            write.commit(&(), Vec::new()).await.unwrap();
            held.push(scoring.judgements(&plan).await.unwrap());
        }

        for (revision, held) in (0..).zip(&held) {
            assert_eq!(held.revision, revision);
            assert_eq!(scoring.judgements_at(&plan, revision).await.unwrap(), *held, "at {revision}");
        }
        assert_eq!(scoring.judgements_at(&plan, i64::MAX).await.unwrap(), held[held.len() - 1]);
        assert_eq!(scoring.judgements_at(&plan, -1).await.unwrap(), Judgements::default());
        assert_eq!(scoring.judgements_at(&in_year(&plan, 2024), 1).await.unwrap(), Judgements::default());
    });
}

async fn a_row_stays_as_it_was_whatever_follows(database: Database) {
    let plan = plan_name();
    judge(&database, &plan, new_judgement(&plan, 1)).await;
    let before = database.dump().await["judgement_revisions"].clone();
    assert_eq!(before.len(), 1);

    for ruling in rulings() {
        judge(&database, &plan, NewJudgement { ruling, ..new_judgement(&plan, 1) }).await;
    }

    let after = &database.dump().await["judgement_revisions"];
    assert_eq!(after.len(), 5);
    assert!(after.contains(&before[0]), "{before:?} {after:?}");
}

async fn a_judgement_that_could_not_be_read_back_is_not_recorded(database: Database) {
    let plan = plan_name();
    judge(&database, &plan, new_judgement(&plan, 1)).await;
    let before = database.dump().await;
    let checklist = |met: &[u32]| NewJudgement {
        ruling: Ruling::Checklist { side: Side::Unit, met: met.to_vec() },
        ..new_judgement(&plan, 2)
    };
    let of_another_year = Some(period(&in_year(&plan, 2024), 12));

    for new in [
        NewJudgement { actual_period: of_another_year, ..new_judgement(&plan, 2) },
        checklist(&[0]),
        checklist(&[51]),
        checklist(&[2, 1]),
        checklist(&[2, 2]),
    ] {
        let write = database.begin(&plan).await;
        let refused = Scoring::within(&write).judge(&plan, new.clone(), write.now()).await;
        write.commit(&(), Vec::new()).await.unwrap();

        assert!(matches!(refused, Err(StoreError::Corrupt("judgement"))), "{new:?}: {refused:?}");
    }

    let mut after = database.dump().await;
    for table in ["audit_entries", "newest_changes", "region_heads"] {
        after.insert(table.to_owned(), before[table].clone());
    }
    assert_eq!(after, before);
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
        "UPDATE judgement_revisions SET kind = 9",
        "UPDATE judgement_revisions SET grounds = 'x'",
        "UPDATE judgement_revisions SET judge = 'x'",
        "UPDATE judgement_revisions SET profile = 'profiles/cn-2020/versions/2'",
        "UPDATE judgement_revisions SET profile = 'cn-2020'",
        "UPDATE judgement_revisions SET indicator = 'other'",
        "UPDATE judgement_revisions SET actual_month = 11",
        "UPDATE judgement_revisions SET actual_month = 13",
        "UPDATE judgement_revisions SET actual_month = NULL",
        "UPDATE judgement_revisions SET actual_revision = 2",
        "UPDATE judgement_revisions SET judged_at_us = judged_at_us + 1",
        "UPDATE judgement_revisions SET revision = 2",
        "DELETE FROM judgement_revisions",
        "UPDATE judgement_heads SET revision = revision + 1",
        "DELETE FROM judgement_heads",
    ];
    let of_a_kind: [&[&str]; 4] = [
        &["side = 2", "side = 9", "tier = 2", "tier = 9", "score = score + 1", "score = -1"],
        &["side = 2", "side = 9", "met = substr(met, 2)", "met = substr(met, 1, 0)"],
        &["side = 2", "side = 9", "score = score + 1", "score = -1"],
        &["overrider = 1", "overrider = 9", "score = score + 1", "score = NULL", "computed = NULL", "computed = -1"],
    ];
    let untouched = "regions/120000000/departments/untouched/plans/2023".parse().unwrap();
    judge(&database, &untouched, new_judgement(&untouched, 1)).await;

    for (ruling, of_kind) in rulings().into_iter().zip(of_a_kind) {
        let of_kind = of_kind.iter().map(|set| format!("UPDATE judgement_revisions SET {set}"));
        for change in changes.map(str::to_owned).into_iter().chain(of_kind) {
            let plan = plan_name();
            judge(&database, &plan, NewJudgement { ruling: ruling.clone(), ..new_judgement(&plan, 1) }).await;
            assert!(Scoring::of(&database.store).verify_judgements(&plan).await.unwrap());
            database.tamper(&format!("{change} WHERE department = '{}'", plan.owner.department)).await;

            let verified = Scoring::of(&database.store).verify_judgements(&plan).await;

            assert!(
                matches!(verified, Ok(false) | Err(StoreError::Corrupt(_))),
                "{change} of {ruling:?}: {verified:?}"
            );
        }
    }
    assert!(Scoring::of(&database.store).verify_judgements(&untouched).await.unwrap());
}

async fn a_ruling_with_columns_of_another_kind_cannot_be_read(database: Database) {
    const COLUMNS: [(&str, &str); 6] = [
        ("side", "1"),
        ("tier", "1"),
        ("score", "1"),
        ("met", "(SELECT document FROM judgement_heads LIMIT 1)"),
        ("overrider", "1"),
        ("computed", "1"),
    ];
    let own: [&[&str]; 4] =
        [&["side", "tier", "score"], &["side", "met"], &["side", "score"], &["score", "overrider", "computed"]];
    let optional = ["score", "computed"];

    for (ruling, own) in rulings().into_iter().zip(own) {
        for (column, value) in COLUMNS {
            let is_own = own.contains(&column);
            if is_own && matches!(ruling, Ruling::Override { .. }) && optional.contains(&column) {
                continue;
            }
            let plan = plan_name();
            judge(&database, &plan, NewJudgement { ruling: ruling.clone(), ..new_judgement(&plan, 1) }).await;
            let value = if is_own { "NULL" } else { value };
            let department = &plan.owner.department;
            let set = format!("UPDATE judgement_revisions SET {column} = {value} WHERE department = '{department}'");
            database.tamper(&set).await;

            let read = Scoring::of(&database.store).revisions(&plan, 0, 10).await;

            assert!(matches!(read, Err(StoreError::Corrupt("judgement"))), "{ruling:?} with {column}: {read:?}");
        }
    }
}

async fn a_missing_row_does_not_verify_though_another_took_its_place(database: Database) {
    let plan = plan_name();
    let first = judge(&database, &plan, new_judgement(&plan, 1)).await;
    let second = judge(&database, &plan, new_judgement(&plan, 1)).await;
    assert!(Scoring::of(&database.store).verify_judgements(&plan).await.unwrap());

    database.tamper(&format!("DELETE FROM judgement_revisions WHERE revision = {}", first.revision)).await;

    let scoring = Scoring::of(&database.store);
    let held = scoring.judgements(&plan).await.unwrap().held;
    assert_eq!(held.into_values().collect::<Vec<_>>(), [second]);
    assert!(!scoring.verify_judgements(&plan).await.unwrap());
}

async fn a_corrupt_document_is_named_and_nothing_is_recorded_on_top_of_it(database: Database) {
    const WHAT: &str = "judgements document";
    let (plan, other) = (plan_name(), plan_name());
    let recorded = judge(&database, &plan, new_judgement(&plan, 1)).await;
    judge(&database, &other, new_judgement(&other, 1)).await;
    let of_plan = format!("WHERE department = '{}'", plan.owner.department);
    database.tamper(&format!("UPDATE judgement_heads SET document = substr(document, 2) {of_plan}")).await;
    let before = database.dump().await;

    let write = database.begin(&plan).await;
    let judged = Scoring::within(&write).judge(&plan, new_judgement(&plan, 2), write.now()).await;
    let locked = Scoring::within(&write).lock_judgements(&plan).await;
    drop(write);

    let scoring = Scoring::of(&database.store);
    let (read, verified) = (scoring.judgements(&plan).await, scoring.verify_judgements(&plan).await);
    assert!(matches!(judged, Err(StoreError::Corrupt(WHAT))), "{judged:?}");
    assert!(matches!(locked, Err(StoreError::Corrupt(WHAT))), "{locked:?}");
    assert!(matches!(read, Err(StoreError::Corrupt(WHAT))), "{read:?}");
    assert!(matches!(verified, Err(StoreError::Corrupt(WHAT))), "{verified:?}");
    assert_eq!(database.dump().await, before);
    assert_eq!(scoring.revisions(&plan, 0, 10).await.unwrap(), [recorded], "the rows are there");
    assert_eq!(scoring.judgements(&other).await.unwrap().revision, 1);
}
