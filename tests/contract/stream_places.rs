//! How many streams there may be, and for whom.

use std::time::Duration;

use jixiao_proto::common::v1::{Level2, Sign};
use jixiao_proto::scoring::v1::{ScorePlansRequest, ScorecardView, WatchScorecardsRequest};
use jixiao_test_support::Signer;
use jixiao_tests::{Fault, Province, System, numbered, plan_of};
use tonic::{Code, Request, Status};

use crate::score_watch::ask;

/// Longer than any server takes to learn that a client went.
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits until a stream is admitted again: the server learns in its own time that another one went.
async fn admitted<S>(begin: impl AsyncFn() -> Result<S, Status>) -> S {
    let freed = async {
        loop {
            match begin().await {
                Ok(stream) => return stream,
                Err(status) => assert_eq!(Fault::of(&status).reason, "OVERLOADED"),
            }
        }
    };
    tokio::time::timeout(PATIENCE, freed).await.unwrap()
}

#[tokio::test]
async fn a_stream_costs_one_place_among_the_watchers_until_its_client_goes() {
    let system = System::all_on_sqlite_with(&["limits.watchers=1".to_owned()]);
    Province::registered(&system).await;
    let client = system.scoring();
    let watch = async || client.clone().watch_scorecards(WatchScorecardsRequest { from_now: true, ..ask() }).await;
    let bulk = async || {
        let request = ScorePlansRequest { parent: Province::CITY.to_owned(), fiscal_year: 2023, ..Default::default() };
        client.clone().score_plans(request).await
    };
    let first = watch().await.unwrap();

    for status in [watch().await.unwrap_err(), bulk().await.unwrap_err()] {
        let fault = Fault::of(&status);
        fault.is(Code::ResourceExhausted, "OVERLOADED");
        assert!(fault.has_retry);
    }
    drop(first);
    admitted(&watch).await;
    admitted(&bulk).await;
    admitted(&watch).await;
}

#[tokio::test]
async fn the_place_of_a_stream_that_was_told_to_its_end_or_left_in_the_midst_is_free() {
    let system = System::all_on_sqlite_with(&["limits.watchers=1".to_owned()]);
    let province = Province::registered(&system).await;
    for nth in 0..40 {
        let rate = numbered(Level2::Quality, "合格率", (Sign::AtLeast, "100", "%"));
        province.plan(Province::COUNTY, &format!("d{nth:02}"), plan_of(vec![rate])).await;
    }
    let client = system.scoring();
    let bulk = async || {
        let (parent, view) = (Province::CITY.to_owned(), ScorecardView::Full.into());
        let request = ScorePlansRequest { parent, fiscal_year: 2023, view, ..Default::default() };
        client.clone().score_plans(request).await
    };

    let mut whole = bulk().await.unwrap().into_inner();
    let mut tokens = Vec::new();
    while let Some(message) = whole.message().await.unwrap() {
        tokens.push(message.resume_token);
    }
    let mut cut = admitted(&bulk).await.into_inner();
    let first = cut.message().await.unwrap().unwrap();
    drop(cut);

    admitted(&bulk).await;
    assert_eq!((tokens.len(), &tokens[0]), (40, &first.resume_token));
    tokens.dedup();
    assert_eq!(tokens.len(), 40);
}

#[tokio::test]
async fn a_grant_on_one_region_streams_no_other() {
    let grants = [("county", Province::COUNTY), ("all", "*")].map(|(id, scope)| {
        let grant = format!("{{ role = \"reader\", scope = \"{scope}\" }}");
        format!("[[principals]]\nid = \"{id}\"\ntoken = \"{id}\"\ngrants = [{grant}]\n")
    });
    let signer = Signer::new(&grants.concat());
    let system = System::guarded(&signer, signer.token("all", 3600));
    let asked = |who: &str, parent: &str| {
        let mut request = Request::new(WatchScorecardsRequest { parent: parent.to_owned(), ..ask() });
        let token = format!("Bearer {}", signer.token(who, 60));
        request.metadata_mut().insert("authorization", token.parse().unwrap());
        request
    };

    for parent in [Province::CITY, Province::OTHER_COUNTY, Province::OUTSIDE, "regions/000000000"] {
        let watch = system.scoring().watch_scorecards(asked("county", parent)).await;
        let bulk = asked("county", parent).map(|it| ScorePlansRequest {
            parent: it.parent,
            fiscal_year: 2023,
            ..Default::default()
        });
        let bulk = system.scoring().score_plans(bulk).await;
        for status in [watch.unwrap_err(), bulk.unwrap_err()] {
            let fault = Fault::of(&status);
            fault.is(Code::PermissionDenied, "PERMISSION_DENIED");
            assert_eq!((&*fault.metadata["right"], &*fault.metadata["resource"]), ("read", parent));
        }
    }
    for (who, parent) in
        [("county", Province::COUNTY), ("county", Province::TOWN), ("all", Province::CITY), ("all", Province::OUTSIDE)]
    {
        assert!(system.scoring().watch_scorecards(asked(who, parent)).await.is_ok(), "{who} {parent}");
    }
}
