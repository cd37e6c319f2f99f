//! Scores that are kept, and the stamps that say whether an answer still counts.

use jixiao_domain::{FiscalYear, Period, PlanName};
use jixiao_store::scoring::{KeptAnswer, KeptAs, NewKept, Scoring};
use jixiao_store::{Stamped, Store};

use crate::audit::{change, to, write};
use crate::database::Database;
use crate::sample::plan_name;

on_every_engine![
    nothing_is_kept_of_a_plan_that_nobody_wrote,
    what_is_kept_counts_until_the_plan_changes,
    what_is_kept_counts_for_its_month_profile_and_program_alone,
    what_is_kept_again_takes_the_place_of_the_old,
    a_stamp_changes_with_every_commit_to_its_plan_and_with_no_other,
    a_stamp_with_regions_changes_with_a_commit_to_a_region_above,
];

const ENGINE: &str = "engine";

fn december(plan: &PlanName) -> Period {
    Period::december(plan.year)
}

fn as_of(plan: &PlanName) -> KeptAs<'static> {
    KeptAs { as_of: december(plan), profile: "", engine: ENGINE }
}

fn kept(plan: &PlanName, sequence: i64, answer: &[u8]) -> NewKept {
    NewKept {
        plan: plan.clone(),
        as_of: december(plan),
        profile: String::new(),
        engine: ENGINE.to_owned(),
        sequence,
        answer: answer.to_vec(),
    }
}

async fn answer(store: &Store, plan: &PlanName, kept: KeptAs<'_>) -> KeptAnswer {
    Scoring::of(store).kept_answer(plan, kept).await.unwrap()
}

async fn nothing_is_kept_of_a_plan_that_nobody_wrote(database: Database) {
    let plan = plan_name();

    assert_eq!(answer(&database.store, &plan, as_of(&plan)).await, KeptAnswer { sequence: 0, answer: None });
}

async fn what_is_kept_counts_until_the_plan_changes(database: Database) {
    let (store, plan) = (&database.store, plan_name());
    write(store, to(&plan), vec![change(&plan)]).await;
    let before = answer(store, &plan, as_of(&plan)).await;
    assert_eq!(before, KeptAnswer { sequence: 1, answer: None });

    Scoring::of(store).keep(vec![kept(&plan, before.sequence, b"one")]).await.unwrap();

    let one = KeptAnswer { sequence: 1, answer: Some(b"one".to_vec()) };
    assert_eq!(answer(store, &plan, as_of(&plan)).await, one);
    let other = PlanName { year: FiscalYear::new(plan.year.get() + 1).unwrap(), ..plan.clone() };
    write(store, to(&other), vec![change(&other)]).await;
    assert_eq!(answer(store, &plan, as_of(&plan)).await, one, "another plan changed");
    write(store, to(&plan), vec![change(&plan)]).await;
    assert_eq!(answer(store, &plan, as_of(&plan)).await, KeptAnswer { sequence: 3, answer: None });
    // What was computed before the change and kept after it never counts.
    Scoring::of(store).keep(vec![kept(&plan, 1, b"late")]).await.unwrap();
    assert_eq!(answer(store, &plan, as_of(&plan)).await.answer, None);
}

async fn what_is_kept_counts_for_its_month_profile_and_program_alone(database: Database) {
    let (store, plan) = (&database.store, plan_name());
    write(store, to(&plan), vec![change(&plan)]).await;
    Scoring::of(store).keep(vec![kept(&plan, 1, b"one")]).await.unwrap();

    let june = Period::new(plan.year, 6).unwrap();
    for other in [
        KeptAs { as_of: june, ..as_of(&plan) },
        KeptAs { profile: "cn-2020", ..as_of(&plan) },
        KeptAs { engine: "another", ..as_of(&plan) },
    ] {
        assert_eq!(answer(store, &plan, other).await.answer, None, "{other:?}");
    }
    assert_eq!(answer(store, &plan, as_of(&plan)).await.answer, Some(b"one".to_vec()));
}

async fn what_is_kept_again_takes_the_place_of_the_old(database: Database) {
    let (store, plan) = (&database.store, plan_name());
    write(store, to(&plan), vec![change(&plan)]).await;

    for text in [b"one", b"two"] {
        Scoring::of(store).keep(vec![kept(&plan, 1, text)]).await.unwrap();
        assert_eq!(answer(store, &plan, as_of(&plan)).await.answer, Some(text.to_vec()));
    }
    Scoring::of(store).keep(Vec::new()).await.unwrap();
}

async fn a_stamp_changes_with_every_commit_to_its_plan_and_with_no_other(database: Database) {
    let plan = plan_name();
    let other = PlanName { year: FiscalYear::new(plan.year.get() + 1).unwrap(), ..plan.clone() };
    for store in [database.store.clone(), database.store.clone().be_sole_writer().unwrap()] {
        let stamp = async || store.stamp(&plan, Stamped::Plan).await.unwrap();
        let first = stamp().await;
        assert_eq!(first, stamp().await);

        write(&store, to(&plan), Vec::new()).await;

        let second = stamp().await;
        assert_ne!(first, second);
        write(&store, to(&other), vec![change(&other)]).await;
        assert_eq!(second, stamp().await);
    }
}

async fn a_stamp_with_regions_changes_with_a_commit_to_a_region_above(database: Database) {
    let plan = plan_name();
    for store in [database.store.clone(), database.store.clone().be_sole_writer().unwrap()] {
        let stamp = async |of| store.stamp(&plan, of).await.unwrap();
        let mut before = (stamp(Stamped::Plan).await, stamp(Stamped::PlanAndRegions).await);

        for region in [plan.owner.region.clone(), "000000000".parse().unwrap()] {
            let to_region =
                jixiao_store::Request::of_region(&crate::sample::caller(), &region, "scoring", "CreateProfile");
            write(&store, to_region, Vec::new()).await;

            let after = (stamp(Stamped::Plan).await, stamp(Stamped::PlanAndRegions).await);
            assert_eq!(before.0, after.0, "{region}");
            assert_ne!(before.1, after.1, "{region}");
            before = after;
        }
    }
}
