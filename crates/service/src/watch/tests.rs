use std::sync::Mutex;

use proptest::prelude::*;
use tokio_stream::StreamExt as _;

use super::*;
use crate::stream::{SLOW, WAITING};

/// A log of two services: `true` is the one that is watched.
#[derive(Debug, Default)]
struct Log(Mutex<Vec<(RegionCode, i64, bool)>>);

#[async_trait]
impl ChangeLog for Log {
    async fn heads(&self, region: &RegionCode) -> Result<Vec<(RegionCode, i64)>, Fault> {
        let prefix = region.as_str().trim_end_matches('0');
        let mut heads = Heads::new();
        for (of, sequence, _) in self.0.lock().unwrap().iter().filter(|(of, ..)| of.as_str().starts_with(prefix)) {
            heads.insert(of.clone(), *sequence);
        }
        Ok(heads.into_iter().collect())
    }

    async fn after(&self, region: &RegionCode, after: i64, limit: u64) -> Result<Vec<ChangeEvent>, Fault> {
        let log = self.0.lock().unwrap();
        let is_asked = |(of, at, ours): &&(RegionCode, i64, bool)| of == region && *at > after && *ours;
        let event = |(of, at, _): &(RegionCode, i64, bool)| event(of, *at);
        Ok(log.iter().filter(is_asked).map(event).take(limit as usize).collect())
    }
}

impl Log {
    fn write(&self, of: &str, ours: bool) -> ChangeEvent {
        let mut log = self.0.lock().unwrap();
        let of = region(of);
        let sequence = 1 + log.iter().filter(|(other, ..)| *other == of).count() as i64;
        log.push((of.clone(), sequence, ours));
        event(&of, sequence)
    }
}

fn region(code: &str) -> RegionCode {
    code.parse().unwrap()
}

fn event(of: &RegionCode, sequence: i64) -> ChangeEvent {
    ChangeEvent { region: of.to_name(), sequence, ..Default::default() }
}

fn watched(resume_token: &str) -> Watched {
    let (region, resume_token) = (region("120000000"), resume_token.to_owned());
    Watched { region, method: "WatchPlans", resume_token, from_now: false }
}

async fn begin(log: &Arc<Log>, watched: &Watched) -> Result<Stream<Told>, Fault> {
    Watchers::new(1).watch(Context::background(), Arc::clone(log) as Arc<dyn ChangeLog>, watched, |told| told).await
}

/// What a new stream tells up to its first checkpoint, and the token of that.
async fn told(log: &Arc<Log>, watched: &Watched) -> (Vec<ChangeEvent>, String) {
    let (mut changes, mut stream) = (Vec::new(), begin(log, watched).await.unwrap());
    while let Some(told) = stream.next().await {
        let told = told.unwrap();
        match told.change {
            Some(change) => changes.push(change),
            None => return (changes, told.resume_token),
        }
    }
    panic!("the stream ended");
}

#[tokio::test(start_paused = true)]
async fn a_stream_tells_the_changes_of_its_service_in_the_region_and_under_it() {
    let log = Arc::new(Log::default());
    let of_city = log.write("120000000", true);
    log.write("120000000", false);
    let of_county = log.write("120101000", true);
    log.write("130000000", true);

    assert_eq!(told(&log, &watched("")).await.0, [of_city, of_county]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_goes_on_while_changes_come_and_passes_over_those_of_others() {
    let log = Arc::new(Log::default());
    let mut stream = begin(&log, &watched("")).await.unwrap();
    let idle = stream.next().await.unwrap().unwrap();
    log.write("120000000", false);
    let passed = stream.next().await.unwrap().unwrap();
    let change = log.write("120000000", true);
    let told = stream.next().await.unwrap().unwrap();

    assert_eq!((idle.change, passed.change.as_ref()), (None, None));
    assert_ne!(idle.resume_token, passed.resume_token);
    assert_eq!(told.change, Some(change));
}

#[tokio::test(start_paused = true)]
async fn a_stream_from_now_tells_only_what_comes() {
    let log = Arc::new(Log::default());
    log.write("120000000", true);
    let mut stream = begin(&log, &Watched { from_now: true, ..watched("") }).await.unwrap();
    let later = log.write("120000000", true);

    assert_eq!(stream.next().await.unwrap().unwrap().change, Some(later));
}

#[tokio::test(start_paused = true)]
async fn a_token_of_another_query_or_of_another_log_is_refused() {
    let log = Arc::new(Log::default());
    log.write("120000000", true);
    let (_, token) = told(&log, &watched("")).await;
    let reason = async |log: &Arc<Log>, watched: &Watched| begin(log, watched).await.unwrap_err().reason();

    assert_eq!(
        reason(&log, &Watched { method: "WatchActuals", ..watched(&token) }).await,
        ErrorReason::ResumeTokenInvalid
    );
    assert_eq!(reason(&log, &watched("AAAA")).await, ErrorReason::ResumeTokenInvalid);
    assert_eq!(reason(&Arc::default(), &watched(&token)).await, ErrorReason::ResumeTokenExpired);
}

#[tokio::test(start_paused = true)]
async fn a_watcher_over_the_limit_is_refused_until_another_goes() {
    let (log, watchers) = (Arc::new(Log::default()), Watchers::new(1));
    let watch =
        async || watchers.watch(Context::background(), log.clone() as Arc<dyn ChangeLog>, &watched(""), |t| t).await;
    let first = watch().await.unwrap();

    assert_eq!(watch().await.unwrap_err().reason(), ErrorReason::Overloaded);
    drop(first);
    let freed = async {
        while watch().await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(CHECKPOINT, freed).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_after_its_time_and_its_last_token_goes_on() {
    let log = Arc::new(Log::default());
    let mut stream = begin(&log, &watched("")).await.unwrap();
    let (begun, mut token) = (Instant::now(), String::new());
    while let Some(told) = stream.next().await {
        token = told.unwrap().resume_token;
    }
    let change = log.write("120000000", true);

    assert!(begun.elapsed() >= LIFETIME && begun.elapsed() < LIFETIME + CHECKPOINT);
    assert_eq!(told(&log, &watched(&token)).await.0, [change]);
}

#[tokio::test(start_paused = true)]
async fn a_watcher_that_takes_nothing_is_let_go_and_can_resume() {
    let log = Arc::new(Log::default());
    let written: Vec<ChangeEvent> = (0..WAITING + 2).map(|_| log.write("120000000", true)).collect();
    let mut stream = begin(&log, &watched("")).await.unwrap();
    tokio::time::sleep(SLOW * 2).await;

    let (mut changes, mut token) = (Vec::new(), String::new());
    let refused = loop {
        match stream.next().await.unwrap() {
            Ok(told) => (token, ()) = (told.resume_token, changes.extend(told.change)),
            Err(status) => break status,
        }
    };
    assert_eq!(refused.code(), tonic::Code::ResourceExhausted);
    assert_eq!(stream.next().await.map(|told| told.is_ok()), None);
    assert!(changes.len() < written.len());
    changes.extend(told(&log, &watched(&token)).await.0);
    assert_eq!(changes, written);
}

proptest! {
    #[test]
    fn however_often_it_is_cut_off_a_mirror_misses_nothing_and_hears_nothing_twice(
        writes in proptest::collection::vec((0..3_usize, any::<bool>()), 1..300),
        cuts in proptest::collection::vec(0..20_usize, 0..12),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let log = Arc::new(Log::default());
            let mut expected: BTreeMap<String, Vec<ChangeEvent>> = BTreeMap::new();
            let (mut heard, mut token) = (Vec::new(), String::new());
            let regions = ["120000000", "120101000", "129900000"];
            let parts = writes.chunks(writes.len().div_ceil(cuts.len() + 1));
            for (part, cut) in parts.zip(cuts.iter().map(Some).chain(std::iter::repeat(None))) {
                for (of, ours) in part {
                    let event = log.write(regions[*of], *ours);
                    if *ours {
                        expected.entry(event.region.clone()).or_default().push(event);
                    }
                }
                let mut stream = begin(&log, &watched(&token)).await.unwrap();
                for _ in 0..cut.copied().unwrap_or_default() {
                    let Some(Ok(told)) = stream.next().await else { break };
                    let is_checkpoint = told.change.is_none();
                    heard.extend(told.change);
                    token = told.resume_token;
                    if is_checkpoint {
                        break;
                    }
                }
            }
            heard.extend(told(&log, &watched(&token)).await.0);
            let mut by_region: BTreeMap<String, Vec<ChangeEvent>> = BTreeMap::new();
            for event in heard {
                by_region.entry(event.region.clone()).or_default().push(event);
            }
            prop_assert_eq!(by_region, expected);
            Ok(())
        })?;
    }
}
