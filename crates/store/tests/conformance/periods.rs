//! Periods: open until they are closed, and closed means closed.

use jixiao_domain::{
    CivilDate, FiscalYear, PeriodEvent, PeriodEventKind, PeriodName, PeriodState, PlanName, PrincipalId,
    ReportingPeriod,
};
use jixiao_store::results::{NotRecorded, Report, Results, StoredPeriod};
use jixiao_store::{Store, Write};

use crate::database::{Database, begin};
use crate::sample::{actual, by, period, plan_name, text};

on_every_engine![
    a_period_that_nobody_touched_is_open,
    a_report_alone_does_not_touch_its_period,
    steps_are_kept_in_order_and_the_last_one_counts,
    events_come_in_pages_of_any_size,
    a_closed_period_takes_nothing_and_its_neighbours_do,
    nothing_is_recorded_once_a_closing_among_writers_is_done,
];

fn july(plan: &PlanName) -> PeriodName {
    PeriodName { region: plan.owner.region.clone(), period: period(plan, 7) }
}

fn due() -> Option<CivilDate> {
    CivilDate::new(2023, 8, 10)
}

pub(crate) async fn step_within(write: &Write, name: &PeriodName, kind: PeriodEventKind) -> StoredPeriod {
    let before = Results::within(write).lock_period(name).await.unwrap();
    let state = if kind == PeriodEventKind::Closed { PeriodState::Closed } else { PeriodState::Open };
    let reason = (kind == PeriodEventKind::Reopened).then(|| text("补报"));
    let (principal, number) = (PrincipalId::local(), before.period.etag + 1);
    let done = PeriodEvent { number, kind, principal, reason, due: due(), time: write.now() };
    let after = ReportingPeriod { state, due: due(), ..before.period.clone() };
    Results::within(write).put_period(&before, after, done).await.unwrap()
}

pub(crate) async fn step(store: &Store, name: &PeriodName, kind: PeriodEventKind) -> StoredPeriod {
    let plan = plan_name();
    let write = begin(store, &plan).await;
    let stored = step_within(&write, name, kind).await;
    write.commit(&(), Vec::new()).await.unwrap();
    stored
}

async fn report(store: &Store, plan: &PlanName, month: u8, number: i64) -> Result<i64, NotRecorded> {
    let write = begin(store, plan).await;
    let report = Report::of_actuals(period(plan, month), vec![actual("i001", number)], by());
    let recorded = Results::within(&write).report(plan, report, write.now()).await?;
    write.commit(&(), Vec::new()).await?;
    Ok(recorded.revision)
}

async fn a_period_that_nobody_touched_is_open(database: Database) {
    let name = july(&plan_name());
    let results = Results::of(&database.store);
    let before = database.dump().await;

    let stored = results.period(&name).await.unwrap();
    let year = results.periods(&name.region, FiscalYear::new(2023).unwrap()).await.unwrap();

    assert_eq!((stored.period.state, stored.period.due, stored.period.etag), (PeriodState::Open, None, 0));
    assert_eq!((stored.updated, stored.name()), (None, name.clone()));
    assert_eq!(year.iter().map(|it| it.period.period.month()).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    assert_eq!(year[6], stored);
    assert_eq!(results.period_events(&name, 0, 10).await.unwrap(), []);
    assert_eq!(database.dump().await, before);
}

async fn a_report_alone_does_not_touch_its_period(database: Database) {
    let plan = plan_name();
    let results = Results::of(&database.store);
    let before = results.period(&july(&plan)).await.unwrap();

    report(&database.store, &plan, 7, 1).await.unwrap();

    assert_eq!(results.period(&july(&plan)).await.unwrap(), before);
}

async fn steps_are_kept_in_order_and_the_last_one_counts(database: Database) {
    let name = july(&plan_name());
    let kinds = [PeriodEventKind::Opened, PeriodEventKind::Closed, PeriodEventKind::Reopened, PeriodEventKind::Closed];
    let states = [PeriodState::Open, PeriodState::Closed, PeriodState::Open, PeriodState::Closed];
    let results = Results::of(&database.store);

    for ((kind, state), etag) in kinds.into_iter().zip(states).zip(1..) {
        let put = step(&database.store, &name, kind).await;
        assert_eq!((put.period.state, put.period.due, put.period.etag), (state, due(), etag));
        assert_eq!(results.period(&name).await.unwrap(), put);
        assert_eq!(put.reopen_reason.is_some(), etag >= 3, "a reason stays after a later closing");
    }

    let events = results.period_events(&name, 0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.kind).collect::<Vec<_>>(), kinds);
    assert_eq!(events.iter().map(|event| event.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(events.iter().map(|event| event.reason.is_some()).collect::<Vec<_>>(), [false, false, true, false]);
}

async fn events_come_in_pages_of_any_size(database: Database) {
    let name = july(&plan_name());
    for _ in 0..5 {
        step(&database.store, &name, PeriodEventKind::Opened).await;
    }
    let results = Results::of(&database.store);

    for limit in 1..=6 {
        let mut walked: Vec<i64> = Vec::new();
        loop {
            let page = results.period_events(&name, walked.last().copied().unwrap_or(0), limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            walked.extend(page.into_iter().map(|event| event.number));
        }
        assert_eq!(walked, [1, 2, 3, 4, 5], "by {limit}");
    }
}

async fn a_closed_period_takes_nothing_and_its_neighbours_do(database: Database) {
    let plan = plan_name();
    report(&database.store, &plan, 7, 1).await.unwrap();
    step(&database.store, &july(&plan), PeriodEventKind::Closed).await;
    let before = database.dump().await;

    for number in [1, 2] {
        let refused = report(&database.store, &plan, 7, number).await;
        assert!(matches!(refused, Err(NotRecorded::PeriodClosed(_))), "{refused:?}");
    }

    assert_eq!(database.dump().await, before);
    assert_eq!(report(&database.store, &plan, 6, 1).await.unwrap(), 2);
    step(&database.store, &july(&plan), PeriodEventKind::Reopened).await;
    assert_eq!(report(&database.store, &plan, 7, 2).await.unwrap(), 3);
}

async fn nothing_is_recorded_once_a_closing_among_writers_is_done(database: Database) {
    let plans: Vec<PlanName> = (0..4).map(|_| plan_name()).collect();
    let writers: Vec<_> = plans
        .iter()
        .cloned()
        .map(|plan| {
            let store = database.store.clone();
            tokio::spawn(async move {
                let mut recorded = 0;
                while let Ok(revision) = report(&store, &plan, 7, recorded).await {
                    recorded = revision;
                }
                recorded
            })
        })
        .collect();

    step(&database.store, &july(&plans[0]), PeriodEventKind::Closed).await;
    let results = Results::of(&database.store);
    let mut at_closing = Vec::new();
    for plan in &plans {
        at_closing.push(results.actuals(plan).await.unwrap().revision);
    }

    let mut at_the_end = Vec::new();
    for writer in writers {
        at_the_end.push(writer.await.unwrap());
    }
    assert_eq!(at_the_end, at_closing);
}
