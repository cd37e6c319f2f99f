//! Actuals as they were known earlier.

use jixiao_domain::{Actuals, Instant, PlanName};
use jixiao_store::results::{Known, Report, Results};
use proptest::collection::vec;

use crate::database::Database;
use crate::random::{self, for_all};
use crate::sample::plan_name;

on_every_engine![
    as_of_a_revision_is_what_was_current_when_it_was_the_newest,
    as_of_a_time_is_what_was_recorded_by_then,
];

async fn report_all(database: &Database, reports: Vec<(Report, Instant)>) -> (PlanName, Vec<Actuals>) {
    let plan = plan_name();
    let results = Results::of(&database.store);
    let mut states = vec![Actuals::default()];
    for (report, time) in reports {
        let write = database.begin(&plan).await;
        Results::within(&write).report(&plan, report, time).await.unwrap();
        write.commit(&(), Vec::new()).await.unwrap();
        states.push(results.actuals(&plan).await.unwrap());
    }
    (plan, states)
}

async fn as_of_a_revision_is_what_was_current_when_it_was_the_newest(database: Database) {
    for_all(12, vec(random::report(), 1..6), async |reports: Vec<(Report, Instant)>| {
        let (plan, states) = report_all(&database, reports).await;
        let results = Results::of(&database.store);

        for (state, revision) in states.iter().zip(0..) {
            let known = Known { revision: Some(revision), time: None };
            assert_eq!(results.actuals_known(&plan, known).await.unwrap(), *state);
        }
        let later = Known { revision: Some(i64::MAX), time: None };
        assert_eq!(results.actuals_known(&plan, later).await.unwrap(), states[states.len() - 1]);
    });
}

async fn as_of_a_time_is_what_was_recorded_by_then(database: Database) {
    for_all(12, vec(random::report(), 1..6), async |reports: Vec<(Report, Instant)>| {
        // Times that rise by a second, as those of one writer do.
        let reports: Vec<(Report, Instant)> = reports
            .into_iter()
            .zip(1..)
            .map(|((report, _), n)| (report, Instant::from_micros(n * 1_000_000)))
            .collect();
        let (plan, states) = report_all(&database, reports).await;
        let results = Results::of(&database.store);

        for (state, n) in states.iter().zip(0..) {
            for late in [0, 999_999] {
                let time = Some(Instant::from_micros(n * 1_000_000 + late));
                let known = Known { revision: None, time };
                assert_eq!(results.actuals_known(&plan, known).await.unwrap(), *state);
                let both = Known { revision: Some(1), time };
                assert_eq!(results.actuals_known(&plan, both).await.unwrap(), states[usize::from(n > 0)]);
            }
        }
    });
}
