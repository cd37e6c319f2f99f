use jixiao_service::server::Server;
use std::time::Duration;
use tokio::sync::watch;
use tonic_health::pb::health_check_response::ServingStatus::{NotServing, Serving};
use tonic_health::pb::health_client::HealthClient;

use crate::echo::Echo;
use crate::running::{Running, of, plain, settings, until, within};

#[derive(Debug, thiserror::Error)]
#[error("database gone")]
struct Gone;

#[tokio::test]
async fn readiness_of_the_server_and_its_services_follows_the_probe_and_liveness_does_not() {
    let (database, up) = watch::channel(false);
    let probe = move || {
        let up = *up.borrow();
        async move { if up { Ok(()) } else { Err(Gone) } }
    };
    let server = Server::new(&settings()).unwrap().service(Echo::new());
    let server = server.probe(probe).probe_interval(Duration::from_millis(5));
    let server = Running::start(server).await;
    let mut health = server.health();
    let mut watch = within(health.watch(of("test.Echo"))).await.unwrap().into_inner();

    within(until(&mut watch, NotServing)).await;
    assert_eq!(health.check(of("")).await.unwrap().into_inner().status(), NotServing);
    database.send(true).unwrap();
    within(until(&mut watch, Serving)).await;
    database.send(false).unwrap();
    within(until(&mut watch, NotServing)).await;

    assert_eq!(health.check(of("liveness")).await.unwrap().into_inner().status(), Serving);
}

#[tokio::test]
async fn the_health_port_knows_the_services_of_the_api_and_serves_nothing_else() {
    let server = Running::start(Server::new(&settings()).unwrap().service(Echo::new())).await;
    let side = plain(server.side);
    let mut health = HealthClient::new(side.clone());
    let mut watch = within(health.watch(of("test.Echo"))).await.unwrap().into_inner();

    within(until(&mut watch, Serving)).await;

    let status = within(crate::echo::say(side, "hello")).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::Unimplemented);
    let status = within(health.check(of("test.Other"))).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::NotFound);
}
