//! The audit: one entry for each request, in the order of the commits, chained.

use jixiao_domain::{Caller, Change, PlanName, RegionCode};
use jixiao_proto::audit::v1::AuditEntry;
use jixiao_store::audit::{Audit, AuditFilter, AuditHash, AuditHead};
use jixiao_store::{Begun, Request, Store, StoreError, Write};
use prost::Message;

use crate::database::Database;
use crate::sample::{caller, plan_name};

on_every_engine![
    an_entry_tells_all_of_its_request,
    a_request_that_changed_nothing_makes_an_entry_too,
    a_repeated_request_makes_no_second_entry,
    an_id_of_another_principal_is_refused_and_makes_no_entry,
    a_write_that_is_dropped_makes_no_entry,
    an_entry_is_of_the_one_plan_that_all_it_changed_is_in,
    each_hash_is_of_the_one_before_and_the_stored_document,
    filters_must_all_hold,
    a_resource_finds_what_changed_it_or_what_is_under_it,
    entries_come_in_pages_without_gap_or_repeat,
    two_that_interleave_are_numbered_in_the_order_of_their_commits_and_a_reader_misses_none,
    many_writers_in_one_region_leave_no_gap_and_a_follower_sees_all_in_order,
    many_writers_in_several_regions_number_each_by_itself,
];

/// The region of every plan here.
pub(crate) fn region() -> RegionCode {
    "120000000".parse().unwrap()
}

/// Begins a write to a plan.
pub(crate) async fn begin(store: &Store, request: Request) -> Write {
    match store.begin::<()>(request).await.unwrap() {
        Begun::New(write) => write,
        Begun::Repeated(()) => panic!("it is new"),
    }
}

/// Writes nothing but an entry.
pub(crate) async fn write(store: &Store, request: Request, changes: Vec<Change>) {
    begin(store, request).await.commit(&(), changes).await.unwrap();
}

pub(crate) fn to(plan: &PlanName) -> Request {
    Request::of_plan(&caller(), plan, "planning", "UpdatePlan")
}

pub(crate) fn change(resource: &impl ToString) -> Change {
    Change::of(resource, "target.value", Some("旧".to_owned()), Some("新".to_owned()))
}

async fn entries(database: &Database, filter: &AuditFilter) -> Vec<AuditEntry> {
    let found = Audit::of(&database.store).entries(&region(), filter, 0, 1000).await.unwrap();
    found.into_iter().map(|one| one.entry).collect()
}

fn sequences(entries: &[AuditEntry]) -> Vec<i64> {
    entries.iter().map(|entry| entry.sequence).collect()
}

async fn an_entry_tells_all_of_its_request(database: Database) {
    let plan = plan_name();
    let caller = Caller {
        principal: "canlian-unit".parse().unwrap(),
        via: Some("results".parse().unwrap()),
        address: "192.0.2.7:40000".to_owned(),
    };
    let request = Request::of_plan(&caller, &plan, "results", "ReportActuals")
        .because("更正")
        .repeatable(&"id".parse().unwrap(), &"payload".to_owned());
    let write = begin(&database.store, request).await;
    let now = write.now();
    let indicator = format!("{plan}/indicators/i001");
    let changes =
        vec![change(&indicator), Change::created(&plan, &"一行"), Change::of(&plan, "x", Some(String::new()), None)];

    write.commit(&(), changes.clone()).await.unwrap();

    let found = entries(&database, &AuditFilter::default()).await;
    let [entry] = &found[..] else { panic!("{found:?}") };
    assert_eq!((entry.sequence, entry.region.as_str(), &entry.resource), (1, "120000000", &plan.to_string()));
    assert_eq!((entry.principal.as_str(), entry.via.as_str()), ("canlian-unit", "results"));
    assert_eq!((entry.address.as_str(), entry.reason.as_str()), ("192.0.2.7:40000", "更正"));
    assert_eq!((entry.service.as_str(), entry.method.as_str()), ("results", "ReportActuals"));
    assert_eq!((entry.request_id.as_str(), entry.payload_sha256.len()), ("id", 32));
    assert_eq!(jixiao_proto::instant(entry.request_time).unwrap(), now);
    assert!(jixiao_proto::instant(entry.record_time).unwrap() >= now);
    let told = entry.changes.iter().cloned();
    let told = told.map(|c| Change { resource: c.resource, field: c.field, old: c.old, new: c.new });
    assert_eq!(told.collect::<Vec<_>>(), changes);
}

async fn a_request_that_changed_nothing_makes_an_entry_too(database: Database) {
    let plan = plan_name();

    write(&database.store, to(&plan), Vec::new()).await;

    let found = entries(&database, &AuditFilter::default()).await;
    assert_eq!(found.iter().map(|e| (&e.resource, e.changes.len())).collect::<Vec<_>>(), [(&plan.to_string(), 0)]);
}

async fn a_repeated_request_makes_no_second_entry(database: Database) {
    let request = to(&plan_name()).repeatable(&"id".parse().unwrap(), &"payload".to_owned());
    write(&database.store, request.clone(), Vec::new()).await;
    let before = database.dump().await;

    let repeated = database.store.begin::<()>(request).await.unwrap();

    assert!(matches!(repeated, Begun::Repeated(())));
    assert_eq!(database.dump().await, before);
    assert_eq!(before["audit_entries"].len(), 1);
}

async fn an_id_of_another_principal_is_refused_and_makes_no_entry(database: Database) {
    let plan = plan_name();
    let (id, payload) = ("id".parse().unwrap(), "payload".to_owned());
    write(&database.store, to(&plan).repeatable(&id, &payload), Vec::new()).await;
    let before = database.dump().await;
    let other = Caller { principal: "other".parse().unwrap(), ..caller() };
    let request = Request::of_plan(&other, &plan, "planning", "UpdatePlan").repeatable(&id, &payload);

    let asked = database.store.repeated::<()>(&request).await;
    let begun = database.store.begin::<()>(request).await;

    assert!(matches!(asked, Err(StoreError::RequestReused { .. })), "{asked:?}");
    assert!(matches!(begun, Err(StoreError::RequestReused { .. })), "{begun:?}");
    assert_eq!(database.dump().await, before);
}

async fn a_write_that_is_dropped_makes_no_entry(database: Database) {
    let before = database.dump().await;

    drop(begin(&database.store, to(&plan_name())).await);

    assert_eq!(database.dump().await, before);
    assert_eq!(Audit::of(&database.store).head(&region()).await.unwrap(), AuditHead::default());
}

async fn an_entry_is_of_the_one_plan_that_all_it_changed_is_in(database: Database) {
    let (plan, other) = (plan_name(), plan_name());
    let to_department = || Request::of_department(&caller(), &plan.owner, "planning", "ImportPlan");
    let version = format!("{plan}/versions/1");
    write(&database.store, to_department(), vec![change(&version), change(&plan)]).await;
    write(&database.store, to_department(), vec![change(&version), change(&plan.owner)]).await;
    write(&database.store, to_department(), vec![change(&other)]).await;

    let found = entries(&database, &AuditFilter::default()).await;

    let (plan, owner) = (plan.to_string(), plan.owner.to_string());
    assert_eq!(found.iter().map(|e| &e.resource).collect::<Vec<_>>(), [&plan, &owner, &owner]);
}

async fn each_hash_is_of_the_one_before_and_the_stored_document(database: Database) {
    let plan = plan_name();
    for _ in 0..3 {
        write(&database.store, to(&plan), vec![change(&plan)]).await;
    }

    let found = Audit::of(&database.store).entries(&region(), &AuditFilter::default(), 0, 10).await.unwrap();

    let mut hash = AuditHash::default();
    for chained in &found {
        assert_eq!(chained.previous, hash);
        hash = hash.followed_by(&chained.entry.encode_to_vec());
        assert_eq!(chained.hash, hash);
    }
    let head = AuditHead { sequence: 3, hash };
    let audit = Audit::of(&database.store);
    assert_eq!(audit.head(&region()).await.unwrap(), head);
    assert_eq!(audit.heads().await.unwrap(), [(region(), head)]);
    assert_eq!(audit.regions().await.unwrap(), ["120000000"]);
    let last = audit.entries(&region(), &AuditFilter::default(), 2, 10).await.unwrap();
    assert_eq!(last, found[2..]);
}

async fn filters_must_all_hold(database: Database) {
    let (plan, other) = (plan_name(), Caller { principal: "other".parse().unwrap(), ..caller() });
    for (caller, service, method) in [
        (&caller(), "planning", "UpdatePlan"),
        (&other, "planning", "UpdatePlan"),
        (&other, "planning", "SubmitPlan"),
        (&other, "results", "UpdatePlan"),
    ] {
        write(&database.store, Request::of_plan(caller, &plan, service, method), Vec::new()).await;
    }
    let all = entries(&database, &AuditFilter::default()).await;
    let third = jixiao_proto::instant(all[2].record_time).unwrap();
    let expected = |is_wanted: &dyn Fn(&AuditEntry) -> bool| -> Vec<i64> {
        all.iter().filter(|entry| is_wanted(entry)).map(|entry| entry.sequence).collect()
    };
    let time = |entry: &AuditEntry| jixiao_proto::instant(entry.record_time).unwrap();
    let filter = AuditFilter::default;

    let found = async |filter: AuditFilter| sequences(&entries(&database, &filter).await);

    assert_eq!(found(filter()).await, [1, 2, 3, 4]);
    assert_eq!(found(AuditFilter { principal: Some(other.principal.clone()), ..filter() }).await, [2, 3, 4]);
    assert_eq!(found(AuditFilter { service: Some("planning".to_owned()), ..filter() }).await, [1, 2, 3]);
    assert_eq!(found(AuditFilter { method: Some("SubmitPlan".to_owned()), ..filter() }).await, [3]);
    assert_eq!(found(AuditFilter { from: Some(third), ..filter() }).await, expected(&|e| time(e) >= third));
    assert_eq!(found(AuditFilter { before: Some(third), ..filter() }).await, expected(&|e| time(e) < third));
    let all_at_once = AuditFilter {
        principal: Some(other.principal),
        service: Some("planning".to_owned()),
        method: Some("UpdatePlan".to_owned()),
        ..filter()
    };
    assert_eq!(found(all_at_once).await, [2]);
}

async fn a_resource_finds_what_changed_it_or_what_is_under_it(database: Database) {
    let (plan, other) = (plan_name(), plan_name());
    let indicator = |number: usize| format!("{plan}/versions/1/indicators/i{number:03}");
    write(&database.store, to(&plan), vec![change(&indicator(1))]).await;
    write(&database.store, to(&plan), vec![change(&indicator(10)), change(&indicator(2))]).await;
    write(&database.store, to(&other), vec![change(&other)]).await;
    let whole = Request::of_region(&caller(), &region(), "planning", "CreateRegion");
    write(&database.store, whole, vec![change(&plan), change(&other)]).await;
    let department = Request::of_department(&caller(), &plan.owner, "planning", "CreateDepartment");
    write(&database.store, department, Vec::new()).await;

    let found = async |resource: &dyn ToString| {
        let filter = AuditFilter { resource: Some(resource.to_string()), ..AuditFilter::default() };
        sequences(&entries(&database, &filter).await)
    };

    assert_eq!(found(&"regions/120000000").await, [1, 2, 3, 4, 5]);
    assert_eq!(found(&plan.owner).await, [1, 2, 4, 5]);
    assert_eq!(found(&plan).await, [1, 2, 4]);
    assert_eq!(found(&indicator(1)).await, [1]);
    assert_eq!(found(&indicator(10)).await, [2]);
    assert_eq!(found(&format!("{plan}/versions")).await, [1, 2]);
    assert!(found(&plan_name()).await.is_empty());
}

async fn entries_come_in_pages_without_gap_or_repeat(database: Database) {
    let (plan, other) = (plan_name(), plan_name());
    // More than are read at once.
    for number in 0..230 {
        write(&database.store, to(if number % 2 == 0 { &plan } else { &other }), Vec::new()).await;
    }
    let filter = AuditFilter { resource: Some(plan.to_string()), ..AuditFilter::default() };

    let (mut after, mut found) = (0, Vec::new());
    loop {
        let page = Audit::of(&database.store).entries(&region(), &filter, after, 7).await.unwrap();
        assert!(page.len() <= 7);
        let Some(last) = page.last() else { break };
        after = last.entry.sequence;
        found.extend(page.into_iter().map(|one| one.entry.sequence));
    }

    assert_eq!(found, (1..=230).step_by(2).collect::<Vec<i64>>());
}

/// All that a follower sees who asks after the last one it saw.
async fn follow(store: &Store, seen: &mut Vec<AuditEntry>) {
    let after = seen.last().map_or(0, |entry| entry.sequence);
    seen.extend(Audit::of(store).entries_of(&region(), Some("planning"), after, 5).await.unwrap());
}

async fn two_that_interleave_are_numbered_in_the_order_of_their_commits_and_a_reader_misses_none(database: Database) {
    let (first_plan, second_plan) = (plan_name(), plan_name());
    let mut seen = Vec::new();
    // On SQLite the second begins once the first has ended: there is one writer at a time.
    let (first, second) = match database.store.engine() {
        jixiao_store::Engine::Sqlite => {
            write(&database.store, to(&second_plan), Vec::new()).await;
            (begin(&database.store, to(&first_plan)).await, None)
        }
        jixiao_store::Engine::Postgres => {
            let first = begin(&database.store, to(&first_plan)).await;
            (first, Some(begin(&database.store, to(&second_plan)).await))
        }
    };

    if let Some(second) = second {
        second.commit(&(), Vec::new()).await.unwrap();
    }
    follow(&database.store, &mut seen).await;
    assert_eq!(sequences(&seen), [1]);
    first.commit(&(), Vec::new()).await.unwrap();
    follow(&database.store, &mut seen).await;

    assert_eq!(sequences(&seen), [1, 2]);
    let plans = [second_plan.to_string(), first_plan.to_string()];
    assert_eq!(seen.iter().map(|entry| entry.resource.clone()).collect::<Vec<_>>(), plans);
    let times: Vec<_> = seen.iter().map(|entry| jixiao_proto::instant(entry.record_time).unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
    assert_eq!(database.store.verify_audit("120000000", &[]).await.unwrap().broken, None);
}

async fn many_writers_in_one_region_leave_no_gap_and_a_follower_sees_all_in_order(database: Database) {
    let writer = |store: Store| async move {
        for _ in 0..5 {
            write(&store, to(&plan_name()), Vec::new()).await;
        }
    };
    let writers: Vec<_> = (0..6).map(|_| tokio::spawn(writer(database.store.clone()))).collect();

    let mut seen = Vec::new();
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        follow(&database.store, &mut seen).await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    while seen.len() < 30 {
        let before = seen.len();
        follow(&database.store, &mut seen).await;
        assert!(seen.len() > before, "{} of 30 were seen", seen.len());
    }

    assert_eq!(sequences(&seen), (1..=30).collect::<Vec<i64>>());
    let times: Vec<_> = seen.iter().map(|entry| jixiao_proto::instant(entry.record_time).unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
    let verified = database.store.verify_audit("120000000", &[]).await.unwrap();
    assert_eq!((verified.head.sequence, verified.broken), (30, None));
}

async fn many_writers_in_several_regions_number_each_by_itself(database: Database) {
    let regions = ["120000000", "130000000", "140000000"];
    let writers: Vec<_> = (0..9)
        .map(|number| {
            let (store, code) = (database.store.clone(), regions[number % 3].parse::<RegionCode>().unwrap());
            tokio::spawn(async move {
                for _ in 0..4 {
                    write(&store, Request::of_region(&caller(), &code, "planning", "Write"), Vec::new()).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }

    assert_eq!(Audit::of(&database.store).regions().await.unwrap(), regions);
    for region in regions {
        let verified = database.store.verify_audit(region, &[]).await.unwrap();
        assert_eq!((verified.head.sequence, verified.broken), (12, None), "{region}");
    }
}
