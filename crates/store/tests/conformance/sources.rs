//! The files that plans were read from.

use jixiao_domain::VersionName;
use jixiao_proto::planning::v1::SourceLine;
use jixiao_store::planning::{PlanSource, Planning};

use crate::database::Database;
use crate::plans::{first_version, open};
use crate::random;
use crate::random::for_all;
use crate::sample::plan_name;

on_every_engine![
    a_file_is_read_back_as_it_was_kept,
    another_file_takes_the_place_of_the_first,
    a_file_is_settled_alone_and_another_is_not_yet,
    a_large_file_is_kept_whole,
    a_plan_without_a_file_has_none,
];

async fn put(database: &Database, name: &VersionName, source: &PlanSource) {
    let write = database.begin(&name.plan).await;
    Planning::within(&write).put_source(&open(name), source.clone()).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();
}

async fn a_file_is_read_back_as_it_was_kept(database: Database) {
    for_all(12, random::plan_source(), async |source: PlanSource| {
        let name = first_version(&plan_name());

        put(&database, &name, &source).await;

        let read = Planning::of(&database.store).source(&name).await.unwrap();
        assert_eq!(read, Some(source));
    });
}

async fn another_file_takes_the_place_of_the_first(database: Database) {
    for_all(8, (random::plan_source(), random::plan_source()), async |(first, second)| {
        let (name, other) = (first_version(&plan_name()), first_version(&plan_name()));
        put(&database, &name, &first).await;
        put(&database, &other, &first).await;

        put(&database, &name, &second).await;

        let planning = Planning::of(&database.store);
        assert_eq!(planning.source(&name).await.unwrap(), Some(second));
        assert_eq!(planning.source(&other).await.unwrap(), Some(first));
        assert_eq!(database.count("plan_sources", &name.plan).await, 1);
    });
}

async fn a_file_is_settled_alone_and_another_is_not_yet(database: Database) {
    let (name, other) = (first_version(&plan_name()), first_version(&plan_name()));
    let source = PlanSource { file_sha256: vec![7; 32], lines: Vec::new(), findings: Vec::new(), is_settled: false };
    put(&database, &name, &source).await;
    put(&database, &other, &source).await;

    let write = database.begin(&name.plan).await;
    Planning::within(&write).settle_source(&open(&name)).await.unwrap();
    write.commit(&(), Vec::new()).await.unwrap();

    let planning = Planning::of(&database.store);
    assert_eq!(planning.source(&name).await.unwrap(), Some(PlanSource { is_settled: true, ..source.clone() }));
    assert_eq!(planning.source(&other).await.unwrap(), Some(source));
}

async fn a_large_file_is_kept_whole(database: Database) {
    let name = first_version(&plan_name());
    let cells = vec!["残疾人就业".to_owned(); 12];
    let lines = (1..=10_000).map(|line| SourceLine { line, cells: cells.clone(), ..SourceLine::default() }).collect();
    let source = PlanSource { file_sha256: vec![7; 32], lines, findings: Vec::new(), is_settled: false };

    put(&database, &name, &source).await;

    let read = Planning::of(&database.store).source(&name).await.unwrap();
    assert!(read == Some(source));
}

async fn a_plan_without_a_file_has_none(database: Database) {
    let read = Planning::of(&database.store).source(&first_version(&plan_name())).await.unwrap();

    assert_eq!(read, None);
}
