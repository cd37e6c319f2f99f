use std::time::Duration;

use jixiao_tests::{Fault, System};
use tokio::time::timeout;
use tonic::Code;
use tonic::transport::{Channel, Endpoint};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

const NAMES: [&str; 6] = [
    "",
    "liveness",
    "jixiao.audit.v1.AuditService",
    "jixiao.planning.v1.PlanningService",
    "jixiao.results.v1.ResultsService",
    "jixiao.scoring.v1.ScoringService",
];

#[tokio::test]
async fn every_name_serves_on_the_port_of_the_api_and_on_the_port_of_health() {
    let mut system = System::all_on_sqlite();
    let server = system.planning_server();
    let side = Endpoint::from_shared(format!("http://{}", server.health_address())).unwrap().connect_lazy();

    for channel in [server.channel(), side] {
        for name in NAMES {
            assert!(becomes_serving(channel.clone(), name).await, "{name}");
        }
        let unknown = HealthClient::new(channel).check(of("jixiao.planning.v1.Planning")).await.unwrap_err();
        assert_eq!(unknown.code(), Code::NotFound);
    }
}

#[tokio::test]
async fn an_unknown_name_has_a_reason_on_the_port_of_the_api() {
    let mut system = System::all_on_sqlite();

    let status = HealthClient::new(system.planning_server().channel()).check(of("x")).await.unwrap_err();

    Fault::of(&status).is(Code::NotFound, "RESOURCE_NOT_FOUND");
}

/// The first probe may still be under way.
async fn becomes_serving(channel: Channel, name: &str) -> bool {
    let mut watch = HealthClient::new(channel).watch(of(name)).await.unwrap().into_inner();
    let serving = async {
        while let Some(answer) = watch.message().await.unwrap() {
            if answer.status() == ServingStatus::Serving {
                return true;
            }
        }
        false
    };
    timeout(Duration::from_secs(30), serving).await.unwrap_or(false)
}

fn of(service: &str) -> HealthCheckRequest {
    HealthCheckRequest { service: service.to_owned() }
}
