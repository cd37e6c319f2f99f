//! A service that is down takes no other with it.

use jixiao_proto::planning::v1::GetPlanRequest;
use jixiao_proto::results::v1::ReportActualsRequest;
use jixiao_tests::{Fault, PLAN, Server, Story, System};
use prost::Message;
use tonic::{Code, Request};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::requests::{number, report, score};

#[tokio::test]
async fn while_planning_is_down_the_others_say_so_and_stay_ready_and_recover_with_it() {
    let mut system = System::split_on_postgres();
    Story::new(&system).small_approved().await;
    let once = ReportActualsRequest { request_id: "once".to_owned(), ..report("2023-11", "i001", number("1")) };
    let acknowledged = system.call("ReportActuals", &once).await.unwrap();
    let before = system.call("ScorePlan", &score("")).await.unwrap();

    system.stop_planning("KILL");
    // More than once: the first call still finds a connection that breaks, the next finds none.
    for _ in 0..3 {
        is_unavailable(&system, "ScorePlan", score("2023-03").encode_to_vec()).await;
        is_unavailable(&system, "ReportActuals", report("2023-12", "i001", number("2")).encode_to_vec()).await;
    }
    // A score that was asked for before still holds: nothing that it rests on has changed.
    assert!(system.call("ScorePlan", &score("")).await.unwrap() == before);
    // A repeat is answered as the first time, whatever happened since.
    assert!(system.call("ReportActuals", &once).await.unwrap() == acknowledged);
    for name in ["", "jixiao.results.v1.ResultsService"] {
        assert_eq!(status(system.results_server(), name).await, ServingStatus::Serving);
    }
    for name in ["", "jixiao.scoring.v1.ScoringService"] {
        assert_eq!(status(system.scoring_server(), name).await, ServingStatus::Serving);
    }
    system.start_planning();

    system.call("ScorePlan", &score("2023-03")).await.unwrap();
    assert!(system.call("ScorePlan", &score("")).await.unwrap() == before);
    assert_eq!(Story::new(&system).report("2023-12", "i001", "2").await, 2);
}

#[tokio::test]
async fn while_results_is_down_scoring_names_it() {
    let mut system = System::split_on_postgres();
    Story::new(&system).small_approved().await;
    let process = system.results_server().process();

    process.signal("KILL");
    assert!(process.wait_exit(std::time::Duration::from_secs(60)).is_some());

    let fault = system.fault("ScorePlan", &score("")).await;
    fault.is(Code::Unavailable, "UPSTREAM_UNAVAILABLE").has(&[("service", "results")]);
    system.call("GetPlan", &GetPlanRequest { name: PLAN.to_owned(), approved: true }).await.unwrap();
}

async fn is_unavailable(system: &System, rpc: &str, message: Vec<u8>) {
    for (language, locale) in [("zh", "zh-CN"), ("en", "en")] {
        let mut request = Request::new(message.clone());
        request.metadata_mut().insert("accept-language", language.parse().unwrap());
        let fault = Fault::of(&system.call_with(rpc, request).await.unwrap_err());
        fault.is(Code::Unavailable, "UPSTREAM_UNAVAILABLE").has(&[("service", "planning")]);
        assert!(fault.has_retry && fault.localized.0 == locale, "{fault:?}");
    }
}

async fn status(server: &Server, service: &str) -> ServingStatus {
    let request = HealthCheckRequest { service: service.to_owned() };
    HealthClient::new(server.channel()).check(request).await.unwrap().into_inner().status()
}
