use std::time::{Duration, Instant};

use jixiao_service::server::Server;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tonic::Code;
use tonic_health::pb::health_check_response::ServingStatus::{NotServing, Serving};
use tonic_health::pb::health_client::HealthClient;
use tonic_types::StatusExt;

use crate::echo::{Echo, say};
use crate::running::{Running, of, plain, settings, until, within};

#[tokio::test]
async fn an_open_watch_learns_not_serving_and_draining_and_does_not_use_up_the_grace() {
    let mut settings = settings();
    settings.shutdown.grace_ms = 600_000;
    let server = Running::start(Server::new(&settings).unwrap()).await;
    let mut watches = Vec::new();
    for channel in [server.channel(), plain(server.side)] {
        let watch = within(HealthClient::new(channel).watch(of(""))).await.unwrap();
        let mut watch = watch.into_inner();
        within(until(&mut watch, Serving)).await;
        watches.push(watch);
    }

    let stopping = server.stop();

    for watch in &mut watches {
        within(until(watch, NotServing)).await;
        let status = within(watch.message()).await.unwrap_err();
        assert_eq!(status.code(), Code::Unavailable);
        assert_eq!(status.get_details_error_info().unwrap().reason, "DRAINING");
    }
    within(stopping).await.unwrap().unwrap();
}

#[tokio::test]
async fn silent_peers_do_not_keep_the_server_beyond_its_grace() {
    let mut settings = settings();
    settings.shutdown.grace_ms = 200;
    let server = Running::start(Server::new(&settings).unwrap()).await;
    let mut silent = TcpStream::connect(server.api).await.unwrap();
    let _silent_too = TcpStream::connect(server.side).await.unwrap();
    // The server's greeting: the connection is in its hands, not in the backlog.
    within(silent.read_u8()).await.unwrap();

    let asked = Instant::now();
    within(server.stop()).await.unwrap().unwrap();

    assert!(asked.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_call_under_way_may_finish_after_the_stop() {
    let echo = Echo::new();
    let server = Running::start(Server::new(&settings()).unwrap().service(echo.clone())).await;
    let api = server.api;
    let mut watch = within(server.health().watch(of(""))).await.unwrap().into_inner();
    let waiting = tokio::spawn(say(server.channel(), "wait"));
    within(echo.waiting.acquire()).await.unwrap().forget();

    let stopping = server.stop();
    // The end of the watch shows that the server drains.
    while let Ok(Some(_)) = within(watch.message()).await {}
    let late = within(say(plain(api), "hello")).await.unwrap_err();
    echo.gate.add_permits(1);

    assert_eq!(late.code(), Code::Unavailable);
    assert_eq!(within(waiting).await.unwrap().unwrap(), "wait");
    within(stopping).await.unwrap().unwrap();
}

#[tokio::test]
async fn calls_are_served_on_while_load_balancers_learn_of_the_stop() {
    let mut settings = settings();
    settings.shutdown.drain_ms = 600_000;
    let server = Running::start(Server::new(&settings).unwrap().service(Echo::new())).await;
    let channel = server.channel();
    let mut watch = within(server.health().watch(of("test.Echo"))).await.unwrap().into_inner();
    within(until(&mut watch, Serving)).await;

    let stopping = server.stop();
    within(until(&mut watch, NotServing)).await;

    assert_eq!(within(say(channel, "hello")).await.unwrap(), "hello");
    stopping.abort();
}
