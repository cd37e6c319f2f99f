//! Steps that plan versions took.

use jixiao_domain::workflow::{Opinion, PlanState, StepTaken};
use jixiao_domain::{Instant, PlanName, PrincipalId, Text, VersionName};
use jixiao_store::planning::Planning;
use proptest::collection::vec;
use proptest::option;

use crate::database::{Database, begin};
use crate::plans::{add, first_version};
use crate::random;
use crate::random::{for_all, value_of};
use crate::sample::{content, plan_name, text};

on_every_engine![
    steps_are_read_back_as_they_were_taken,
    steps_come_in_pages_of_any_size_with_their_opinions,
    steps_of_another_version_do_not_come,
    takers_that_lock_the_plan_number_their_steps_without_a_gap,
    a_version_without_steps_has_none,
    a_step_is_taken_at_the_instant_the_write_says,
];

type Taken = (PlanState, Option<Text<100>>, Vec<Opinion>, Instant);

async fn take(database: &Database, name: &VersionName, (state, actor, opinions, time): &Taken) {
    let write = database.begin(&name.plan).await;
    Planning::within(&write)
        .add_step(name, *state, actor.as_ref(), &PrincipalId::local(), opinions, *time)
        .await
        .unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
}

async fn take_some(database: &Database, plan: &PlanName, count: usize) -> Vec<StepTaken> {
    for step in 1..=count {
        let opinion = |of: usize| Opinion { indicator: None, text: text(&format!("意见{step}.{of}")) };
        let opinions = (0..step % 3).map(opinion).collect();
        take(database, &first_version(plan), &(PlanState::Submitted, None, opinions, Instant::from_micros(1))).await;
    }
    Planning::of(&database.store).steps(&first_version(plan), 0, 1000).await.unwrap()
}

async fn steps_are_read_back_as_they_were_taken(database: Database) {
    let step = (value_of(7), option::of(random::text()), random::opinions(), random::instant());
    for_all(12, vec(step, 1..5), async |steps: Vec<Taken>| {
        let name = first_version(&plan_name());

        for step in &steps {
            take(&database, &name, step).await;
        }

        let taken = |(number, (state, actor, opinions, time))| StepTaken {
            number,
            state,
            actor,
            principal: PrincipalId::local(),
            opinions,
            time,
        };
        let read = Planning::of(&database.store).steps(&name, 0, 100).await.unwrap();
        assert_eq!(read, (1..).zip(steps).map(taken).collect::<Vec<_>>());
    });
}

async fn steps_come_in_pages_of_any_size_with_their_opinions(database: Database) {
    let plan = plan_name();
    let all = take_some(&database, &plan, 11).await;
    assert_eq!(all.iter().map(|step| step.opinions.len()).sum::<usize>(), 12);

    for limit in 1..=12 {
        let mut walked: Vec<StepTaken> = Vec::new();
        loop {
            let after = walked.last().map_or(0, |step| step.number);
            let page = Planning::of(&database.store).steps(&first_version(&plan), after, limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page);
        }
        assert_eq!(walked, all, "by {limit}");
    }
}

async fn steps_of_another_version_do_not_come(database: Database) {
    let (plan, other) = (plan_name(), plan_name());
    take_some(&database, &other, 2).await;
    let second = VersionName { plan: plan.clone(), version: 2 };
    let step = (PlanState::Submitted, Some(text("甲")), Vec::new(), Instant::from_micros(1));
    take(&database, &second, &step).await;

    take_some(&database, &plan, 3).await;

    let first = Planning::of(&database.store).steps(&first_version(&plan), 0, 100).await.unwrap();
    let second = Planning::of(&database.store).steps(&second, 0, 100).await.unwrap();
    assert_eq!(first.iter().map(|step| step.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(second.iter().map(|step| (step.number, step.opinions.len())).collect::<Vec<_>>(), [(1, 0)]);
}

async fn takers_that_lock_the_plan_number_their_steps_without_a_gap(database: Database) {
    let plan = plan_name();
    add(&database, &plan, &content("部门")).await;
    let takers = (0..8).map(|_| {
        let (store, plan) = (database.store.clone(), plan.clone());
        tokio::spawn(async move {
            for _ in 0..5 {
                let write = begin(&store, &plan).await;
                let planning = Planning::within(&write);
                let locked = planning.lock_plan(&plan).await.unwrap().unwrap();
                let name = &locked.header.name;
                planning
                    .add_step(name, PlanState::Submitted, None, &PrincipalId::local(), &[], write.now())
                    .await
                    .unwrap();
                write.commit(&(), Vec::new()).await.unwrap();
            }
        })
    });

    for taker in takers.collect::<Vec<_>>() {
        taker.await.unwrap();
    }

    let steps = Planning::of(&database.store).steps(&first_version(&plan), 0, 100).await.unwrap();
    assert_eq!(steps.iter().map(|step| step.number).collect::<Vec<_>>(), (1..=40).collect::<Vec<_>>());
}

async fn a_version_without_steps_has_none(database: Database) {
    let steps = Planning::of(&database.store).steps(&first_version(&plan_name()), 0, 100).await.unwrap();

    assert_eq!(steps, []);
}

async fn a_step_is_taken_at_the_instant_the_write_says(database: Database) {
    let name = first_version(&plan_name());
    let write = database.begin(&name.plan).await;
    let now = write.now();

    Planning::within(&write)
        .add_step(&name, PlanState::Submitted, None, &PrincipalId::local(), &[], now)
        .await
        .unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let steps = Planning::of(&database.store).steps(&name, 0, 1).await.unwrap();
    assert_eq!(steps[0].time, now);
}
