//! Streams of scores: a whole region, and what changes.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::score_plans_response::Result as Scored;
use jixiao_proto::scoring::v1::watch_scorecards_response::Result as Watched;
use jixiao_proto::scoring::v1::{
    OverrideScoreRequest, Overrider, ScorePlansRequest, ScorePlansResponse, ScorecardView, WatchScorecardsRequest,
    WatchScorecardsResponse,
};
use jixiao_tests::{Fault, Stories, REGION, Server, System, small_plan};
use tonic::{Code, Streaming};

const DISTRICT: &str = "regions/120101000";

fn plan(region: &str, id: &str) -> String {
    format!("{region}/departments/{id}/plans/2023")
}

/// Four departments in two regions; that of `c` is weighed so that `cn-2020` does not score it.
async fn provincial() -> System {
    let system = System::all_on_sqlite();
    let stories = Stories::of(&system, &[REGION, DISTRICT]).await;
    for (region, id, scheme) in [(REGION, "a", ""), (REGION, "b", ""), (REGION, "c", "hubei"), (DISTRICT, "a", "")] {
        stories.plan(&format!("{region}/departments/{id}"), 2023, &small_plan(), scheme).await;
    }
    stories.complete(&plan(REGION, "a"), "27.00", "90").await;
    system
}

fn scoring() -> ScorePlansRequest {
    let (parent, profile) = (REGION.to_owned(), "cn-2020".to_owned());
    ScorePlansRequest { parent, fiscal_year: 2023, profile, ..Default::default() }
}

async fn scored(system: &System, request: ScorePlansRequest) -> Vec<ScorePlansResponse> {
    let mut stream = system.scoring().score_plans(request).await.unwrap().into_inner();
    let mut told = Vec::new();
    while let Some(message) = stream.message().await.unwrap() {
        told.push(message);
    }
    told
}

/// The plan, and its total or why it has none.
fn told(message: &ScorePlansResponse) -> (String, String) {
    match message.result.clone().unwrap() {
        Scored::Scorecard(card) => (card.pins.unwrap().plan_version, card.totals.unwrap().total),
        Scored::Refusal(refusal) => (refusal.plan_version, refusal.reason),
    }
}

#[tokio::test]
async fn every_plan_of_the_region_comes_once_in_order_and_a_refused_one_ends_nothing() {
    let system = provincial().await;

    let messages = scored(&system, scoring()).await;

    let version = |region: &str, id: &str| format!("{}/versions/1", plan(region, id));
    let expected = [
        (version(REGION, "a"), "97.00"),
        (version(REGION, "b"), ""),
        (version(REGION, "c"), "WEIGHT_SCHEME_MISMATCH"),
        (version(DISTRICT, "a"), ""),
    ];
    let expected = expected.map(|(plan, total)| (plan, total.to_owned()));
    assert_eq!(messages.iter().map(told).collect::<Vec<_>>(), expected);
    let goals = |message: &ScorePlansResponse| match message.result.as_ref().unwrap() {
        Scored::Scorecard(card) => card.goals.len(),
        Scored::Refusal(_) => 0,
    };
    assert_eq!(messages.iter().map(goals).sum::<usize>(), 0, "the totals alone");
    let full = ScorePlansRequest { view: ScorecardView::Full as i32, ..scoring() };
    assert_eq!(scored(&system, full).await.iter().map(goals).collect::<Vec<_>>(), [2, 2, 0, 2]);
    assert!(scored(&system, ScorePlansRequest { fiscal_year: 2022, ..scoring() }).await.is_empty());
}

#[tokio::test]
async fn a_stream_goes_on_behind_any_of_its_tokens() {
    let system = provincial().await;
    let whole = scored(&system, scoring()).await;

    for (place, message) in whole.iter().enumerate() {
        let request = ScorePlansRequest { resume_token: message.resume_token.clone(), ..scoring() };
        assert_eq!(scored(&system, request).await, whole[place + 1..], "{place}");
    }
    let token = whole[0].resume_token.clone();
    let other = ScorePlansRequest { fiscal_year: 2022, resume_token: token, ..scoring() };
    for request in [other, ScorePlansRequest { resume_token: "x".to_owned(), ..scoring() }] {
        let status = system.scoring().score_plans(request).await.unwrap_err();
        Fault::of(&status).is(Code::InvalidArgument, "RESUME_TOKEN_INVALID");
    }
}

#[tokio::test]
async fn wrong_fields_of_a_stream_are_named_before_it_begins() {
    let system = System::all_on_sqlite();
    let request = ScorePlansRequest {
        parent: "regions/1".to_owned(),
        fiscal_year: 1999,
        as_of_period: "2023-13".to_owned(),
        profile: "Own".to_owned(),
        view: 9,
        resume_token: String::new(),
    };

    let status = system.scoring().score_plans(request).await.unwrap_err();

    Fault::of(&status).is_of_fields(&["parent", "fiscal_year", "as_of_period", "profile", "view"]);
}

fn watching(resume_token: &str, from_now: bool) -> WatchScorecardsRequest {
    WatchScorecardsRequest {
        parent: REGION.to_owned(),
        as_of_period: "2023-12".to_owned(),
        resume_token: resume_token.to_owned(),
        from_now,
        ..Default::default()
    }
}

/// The next message that tells of a plan: its name and its points so far, or why it has none, with the token.
async fn next(stream: &mut Streaming<WatchScorecardsResponse>) -> (String, String, String) {
    loop {
        let message = stream.message().await.unwrap().unwrap();
        match message.result {
            Some(Watched::Scorecard(card)) => {
                return (card.pins.unwrap().plan_version, card.totals.unwrap().points, message.resume_token);
            }
            Some(Watched::Refusal(refusal)) => return (refusal.plan_version, refusal.reason, message.resume_token),
            None => {}
        }
    }
}

#[tokio::test]
async fn only_the_plan_that_a_change_is_about_is_scored_anew_and_a_resumed_watcher_misses_none() {
    let system = provincial().await;
    let stories = Stories::of(&system, &[]).await;
    let (a, b, c, district) = (plan(REGION, "a"), plan(REGION, "b"), plan(REGION, "c"), plan(DISTRICT, "a"));
    let number = |text: &str| Value::Number(text.to_owned());
    stories.report(&b, "2023-12", &[("i001", number("6700")), ("i004", Value::Text("提升".to_owned()))]).await;
    stories.spend(&district, "2023-12", 100, 50).await;
    stories.judge(&b, "i004", Tier::Achieved, "30.00").await;
    let other_year = stories.plan(&format!("{REGION}/departments/b"), 2022, &small_plan(), "").await;
    stories.report(&other_year, "2022-12", &[("i001", number("1"))]).await;
    let over = OverrideScoreRequest {
        plan: b.clone(),
        indicator: "i001".to_owned(),
        score: "1".to_owned(),
        overrider: Overrider::Finance as i32,
        grounds: "抽查".to_owned(),
        judge: "财政评审".to_owned(),
        ..Default::default()
    };
    system.call("OverrideScore", &over).await.unwrap();

    let mut stream = system.scoring().watch_scorecards(watching("", false)).await.unwrap().into_inner();

    // Approved, approved, approved, and three reports of `a`; then what was done above but for the other year; then
    // the district. All was written before it is told, so each message has the points of the newest state.
    let version = |plan: &str| format!("{plan}/versions/1");
    let changed = [&a, &b, &c, &a, &a, &a, &b, &b, &b, &district, &district];
    let mut messages = Vec::new();
    for plan in changed {
        let (told, points, token) = next(&mut stream).await;
        let expected = if plan == &a {
            "97.00"
        } else if plan == &b {
            "31.00"
        } else if plan == &c {
            "0.00"
        } else {
            "5.00"
        };
        assert_eq!((told.clone(), &*points), (version(plan), expected));
        messages.push((told, points, token));
    }
    drop(stream);
    for (place, (_, _, token)) in messages.iter().enumerate().take(changed.len() - 1) {
        let mut resumed = system.scoring().watch_scorecards(watching(token, false)).await.unwrap().into_inner();
        for message in &messages[place + 1..] {
            assert_eq!(&next(&mut resumed).await, message, "behind message {place}");
        }
    }
}

#[tokio::test]
async fn a_plan_without_a_score_is_told_with_its_reason() {
    let system = provincial().await;
    let stories = Stories::of(&system, &[]).await;
    let request = WatchScorecardsRequest { profile: "cn-2020".to_owned(), ..watching("", true) };
    let mut stream = system.scoring().watch_scorecards(request).await.unwrap().into_inner();

    stories.spend(&plan(REGION, "c"), "2023-12", 100, 50).await;

    let (plan_name, reason, _) = next(&mut stream).await;
    assert_eq!((plan_name, &*reason), (plan(REGION, "c"), "WEIGHT_SCHEME_MISMATCH"));
}

#[tokio::test]
async fn one_stream_is_one_of_the_watchers_and_makes_room_when_it_ends() {
    let folder = tempfile::TempDir::new().unwrap();
    let database = format!("database.url=sqlite://{}/jixiao.db", folder.path().display());
    let migrate =
        std::process::Command::new(jixiao_test_support::binary()).args(["--set", &database, "migrate"]).status();
    assert!(migrate.unwrap().success());
    let server = Server::start("all", &[database, "limits.watchers=1".to_owned()]);
    let mut client = jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient::new(server.channel());

    let stream = client.watch_scorecards(watching("", true)).await.unwrap();
    let refused = client.score_plans(scoring()).await.unwrap_err();
    Fault::of(&refused).is(Code::ResourceExhausted, "OVERLOADED");
    drop(stream);

    // The server learns of the end a little later.
    while let Err(status) = client.watch_scorecards(watching("", true)).await {
        Fault::of(&status).is(Code::ResourceExhausted, "OVERLOADED");
        tokio::task::yield_now().await;
    }
}
