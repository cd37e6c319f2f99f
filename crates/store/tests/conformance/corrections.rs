//! A figure that is recorded is not changed without a reason.

use jixiao_domain::{Actual, ActualValue, ExecutionAmounts, ExecutionReport, Fen, PlanName, Ratio};
use jixiao_store::results::{By, NotRecorded, Recorded, Report, Results};

use crate::database::Database;
use crate::sample::{actual, by, period, plan_name, text};

on_every_engine![
    another_value_needs_a_reason_and_the_same_value_none,
    a_reason_is_needed_for_the_very_period_alone,
    another_execution_needs_a_reason_and_the_same_none,
    the_reason_is_kept_with_the_revision,
];

fn silent() -> By {
    By { correction_reason: None, ..by() }
}

async fn try_report(database: &Database, plan: &PlanName, report: Report) -> Result<Recorded, NotRecorded> {
    let write = database.begin(plan).await;
    let recorded = Results::within(&write).report(plan, report, write.now()).await?;
    write.commit(&(), Vec::new()).await?;
    Ok(recorded)
}

async fn another_value_needs_a_reason_and_the_same_value_none(database: Database) {
    let plan = plan_name();
    let of = |actuals: Vec<Actual>| Report::of_actuals(period(&plan, 7), actuals, silent());
    let first = vec![actual("i001", 1), actual("i002", 1)];
    try_report(&database, &plan, of(first.clone())).await.unwrap();
    let before = database.dump().await;

    let ratio = Ratio::new("1".parse().unwrap(), "3".parse().unwrap());
    let none = ActualValue::NotApplicable(text("取消"));
    let others = [actual("i002", 2), Actual { ratio, ..actual("i002", 1) }, Actual::new("i002".parse().unwrap(), none)];
    for other in others {
        let refused = try_report(&database, &plan, of(vec![actual("i001", 1), other.clone(), actual("i003", 1)])).await;
        let Err(NotRecorded::ReasonMissing { indicators, execution }) = refused else { panic!("{refused:?}") };
        assert_eq!((indicators, execution), (vec![other.indicator], false));
        assert_eq!(database.dump().await, before);
    }

    assert_eq!(try_report(&database, &plan, of(first)).await.unwrap().revision, 2);
    let explained = Actual { deviation_reason: Some(text("多报")), ..actual("i002", 1) };
    assert_eq!(try_report(&database, &plan, of(vec![explained])).await.unwrap().revision, 3);
}

async fn a_reason_is_needed_for_the_very_period_alone(database: Database) {
    let plan = plan_name();
    let of = |month, number| Report::of_actuals(period(&plan, month), vec![actual("i001", number)], silent());

    for (month, number) in [(6, 1), (7, 2), (5, 3)] {
        try_report(&database, &plan, of(month, number)).await.unwrap();
    }

    let refused = try_report(&database, &plan, of(6, 2)).await;
    assert!(matches!(refused, Err(NotRecorded::ReasonMissing { .. })), "{refused:?}");
}

async fn another_execution_needs_a_reason_and_the_same_none(database: Database) {
    let plan = plan_name();
    let spent = |fen| {
        let amounts = ExecutionAmounts { initial: Fen::new(100), adjusted: None, executed: Fen::new(fen) };
        ExecutionReport::new(amounts, Vec::new()).unwrap()
    };
    let of = |fen, by| Report::of_execution(period(&plan, 7), spent(fen), by);
    try_report(&database, &plan, of(10, silent())).await.unwrap();
    try_report(&database, &plan, of(10, silent())).await.unwrap();
    let before = database.dump().await;

    let refused = try_report(&database, &plan, of(11, silent())).await;

    let Err(NotRecorded::ReasonMissing { indicators, execution }) = refused else { panic!("{refused:?}") };
    assert_eq!((indicators, execution), (vec![], true));
    assert_eq!(database.dump().await, before);
    assert_eq!(try_report(&database, &plan, of(11, by())).await.unwrap().revision, 3);
}

async fn the_reason_is_kept_with_the_revision(database: Database) {
    let plan = plan_name();
    let of = |number, by| Report::of_actuals(period(&plan, 7), vec![actual("i001", number)], by);
    try_report(&database, &plan, of(1, silent())).await.unwrap();

    let recorded = try_report(&database, &plan, of(2, by())).await.unwrap();

    assert_eq!(recorded.before.revision, 1);
    let records = Results::of(&database.store).revisions(&plan, None, None, 10).await.unwrap();
    let reasons: Vec<_> = records.iter().map(|record| record.reported.correction_reason.as_ref()).collect();
    assert_eq!(reasons, [None, by().correction_reason.as_ref()]);
}
