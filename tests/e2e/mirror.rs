//! Another system mirrors everything by the change streams, and misses nothing.

use jixiao_proto::common::v1::{Change, ChangeEvent};
use jixiao_proto::planning::v1::{GetPlanRequest, Plan, WatchPlansRequest};
use jixiao_proto::results::v1::{ReportActualsRequest, WatchActualsRequest};
use jixiao_tests::{PLAN, REGION, Story, System};
use prost::Message;
use tokio::sync::mpsc;
use tonic::{Code, Request};

use crate::requests::{history, number, report};

#[tokio::test]
async fn a_mirror_on_sqlite_that_is_cut_off_while_the_server_is_killed_misses_nothing() {
    misses_nothing(System::all_on_sqlite()).await;
}

#[tokio::test]
async fn a_mirror_on_postgresql_that_is_cut_off_while_the_server_is_killed_misses_nothing() {
    misses_nothing(System::all_on_postgres()).await;
}

/// How often the server is killed in a burst.
const KILLS: usize = 3;
/// How much the mirror hears before each kill.
const BEFORE_A_KILL: usize = 25;
const WRITERS: usize = 3;

/// What a mirror knows: every value it was told, in order, and where to go on.
#[derive(Default)]
struct Mirror {
    values: Vec<String>,
    sequence: i64,
    token: String,
}

impl Mirror {
    /// Listens until it heard so many messages or the stream ends; says whether it came to a checkpoint.
    async fn listen(&mut self, system: &System, messages: usize) -> bool {
        let request =
            WatchActualsRequest { parent: REGION.to_owned(), resume_token: self.token.clone(), from_now: false };
        let Ok(stream) = system.results().watch_actuals(request).await else { return false };
        let mut stream = stream.into_inner();
        for _ in 0..messages {
            let Ok(Some(told)) = stream.message().await else { return false };
            self.token = told.resume_token;
            match told.change {
                Some(event) => self.take(&event),
                None => return true,
            }
        }
        false
    }

    fn take(&mut self, event: &ChangeEvent) {
        assert!(event.sequence > self.sequence, "{} came after {}", event.sequence, self.sequence);
        self.sequence = event.sequence;
        let is_value =
            |change: &&Change| change.resource.ends_with("/periods/2023-12/indicators/i001") && change.field == "value";
        self.values.extend(event.changes.iter().filter(is_value).filter_map(|change| change.new.clone()));
    }
}

/// Where the mirror is cut off: after so many messages, over and over.
fn cuts() -> impl Iterator<Item = usize> {
    // A linear congruence, so that the points differ and a failure can be repeated.
    std::iter::successors(Some(7_u64), |last| Some((last * 1_103_515_245 + 12_345) % 2_147_483_648))
        .map(|random| usize::try_from(random % 11).unwrap())
}

async fn misses_nothing(mut system: System) {
    Story::new(&system).small_approved().await;
    let (mut mirror, mut cuts) = (Mirror::default(), cuts());
    for kill in 0..KILLS {
        let (done, mut acknowledged) = mpsc::unbounded_channel();
        let burst: Vec<_> =
            (0..WRITERS).map(|writer| tokio::spawn(write(system.caller(), (kill, writer), done.clone()))).collect();
        drop(done);
        let enough = mirror.values.len() + BEFORE_A_KILL;
        while mirror.values.len() < enough {
            // A writer that was refused would leave the mirror to wait for ever.
            assert!(burst.iter().all(|writer| !writer.is_finished()), "a writer was refused");
            mirror.listen(&system, cuts.next().unwrap()).await;
        }
        system.stop_planning("KILL");
        for writer in burst {
            writer.await.unwrap();
        }
        while acknowledged.recv().await.is_some() {}
        system.start_planning();
    }

    while !mirror.listen(&system, cuts.next().unwrap()).await {}

    let recorded: Vec<String> = history(&system)
        .await
        .into_iter()
        .map(|record| match record.actual.unwrap().value.unwrap() {
            jixiao_proto::results::v1::actual::Value::Number(number) => number,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(recorded.len() >= KILLS * BEFORE_A_KILL);
    assert_eq!(mirror.values, recorded);
}

/// Reports another number each time until the server is gone.
async fn write(caller: jixiao_tests::Caller, (kill, writer): (usize, usize), done: mpsc::UnboundedSender<()>) {
    for count in 1.. {
        let value = format!("{kill}{writer}{count:05}").trim_start_matches('0').to_owned();
        let request = ReportActualsRequest { ..report("2023-12", "i001", number(&value)) };
        if caller.call("ReportActuals", Request::new(request.encode_to_vec())).await.is_err() {
            return;
        }
        done.send(()).unwrap();
    }
}

#[tokio::test]
async fn a_stream_of_plans_names_what_changed_and_what_it_names_can_be_read() {
    let system = System::split_on_postgres();
    Story::new(&system).small_approved().await;
    let request = WatchPlansRequest { parent: REGION.to_owned(), ..Default::default() };
    let mut stream = system.planning().watch_plans(request).await.unwrap().into_inner();
    let (mut methods, mut newest) = (Vec::new(), None);
    while let Some(event) = stream.message().await.unwrap().unwrap().change {
        methods.push(event.method);
        let version = event.changes.iter().map(|change| &change.resource).find(|name| name.contains("/versions/"));
        if let Some(name) = version.and_then(|name| name.split("/indicators/").next()) {
            let request = GetPlanRequest { name: name.to_owned(), approved: false };
            newest = system.planning().get_plan(request).await.unwrap().into_inner().plan;
        }
    }

    assert_eq!(
        methods,
        [
            "CreateRegion",
            "CreateDepartment",
            "CreatePlan",
            "AllocateWeights",
            "SubmitPlan",
            "ReviewPlan",
            "ReviewPlan",
            "ApprovePlan"
        ]
    );
    assert_eq!(newest, Some(Story::new(&system).plan().await));
    assert!(newest.is_some_and(|plan: Plan| plan.name.starts_with(PLAN)));
}

#[tokio::test]
async fn a_token_of_another_stream_and_a_region_that_is_none_are_refused() {
    let system = System::all_on_sqlite();
    Story::new(&system).register().await;
    let request = WatchPlansRequest { parent: REGION.to_owned(), ..Default::default() };
    let mut stream = system.planning().watch_plans(request).await.unwrap().into_inner();
    let token = stream.message().await.unwrap().unwrap().resume_token;

    let other = WatchActualsRequest { parent: REGION.to_owned(), resume_token: token, from_now: false };
    let refused = system.results().watch_actuals(other).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidArgument);
    let nowhere = WatchPlansRequest { parent: "regions/1".to_owned(), ..Default::default() };
    assert_eq!(system.planning().watch_plans(nowhere).await.unwrap_err().code(), Code::InvalidArgument);
}
