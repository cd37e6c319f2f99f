//! Several threads in each test, so that its clients answer the server while the test waits for it.

use std::io::Read;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use jixiao_proto::planning::v1::{CreateRegionRequest, CreateRegionResponse, Region};
use jixiao_test_support::Process;
use jixiao_tests::{REGION, Server};
use tempfile::TempDir;
use tonic::codegen::tokio_stream::{self, StreamExt};
use tonic::transport::Channel;
use tonic::{Code, Status, Streaming};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::{ServerReflectionRequest, ServerReflectionResponse};
use tonic_types::StatusExt;

use crate::command::{PATIENCE, jixiao, migrated, plain};
use crate::slow_call::SlowCall;

const CREATE_REGION: &str = "/jixiao.planning.v1.PlanningService/CreateRegion";
/// Long enough for a stop on a busy machine, and much shorter than the grace of ten minutes.
const SOON: Duration = Duration::from_secs(30);
const STOPPING: &str = "stopping; a second signal";

/// `serve all` on a new SQLite file.
fn serve(settings: &[&str]) -> (TempDir, Server) {
    let folder = TempDir::new().unwrap();
    let database = migrated(&folder);
    let settings = settings.iter().map(|setting| (*setting).to_owned()).chain([database]).collect::<Vec<_>>();
    let server = Server::start("all", &settings);
    (folder, server)
}

/// A stream of health that has said SERVING.
async fn watch(channel: Channel) -> Streaming<HealthCheckResponse> {
    let mut watch = HealthClient::new(channel).watch(HealthCheckRequest::default()).await.unwrap().into_inner();
    while watch.message().await.unwrap().unwrap().status() != ServingStatus::Serving {}
    watch
}

/// The last status and the error that a stream of health ends with.
async fn end(mut watch: Streaming<HealthCheckResponse>) -> (Option<ServingStatus>, Status) {
    let mut last = None;
    loop {
        match watch.message().await {
            Ok(Some(answer)) => last = Some(answer.status()),
            Ok(None) => panic!("the stream ended without a reason"),
            Err(status) => return (last, status),
        }
    }
}

/// A stream of reflection that has answered once and could be asked again.
async fn reflection(channel: Channel) -> Streaming<ServerReflectionResponse> {
    let list = MessageRequest::ListServices(String::new());
    let request = ServerReflectionRequest { host: String::new(), message_request: Some(list) };
    let requests = tokio_stream::once(request).chain(tokio_stream::pending());
    let answer = ServerReflectionClient::new(channel).server_reflection_info(requests).await.unwrap();
    let mut stream = answer.into_inner();
    stream.message().await.unwrap().unwrap();
    stream
}

/// A peer that says nothing, once the server has greeted it.
fn silent(address: &str) -> TcpStream {
    let mut peer = TcpStream::connect(address).unwrap();
    peer.set_read_timeout(Some(PATIENCE)).unwrap();
    peer.read_exact(&mut [0]).unwrap();
    peer
}

fn is_draining(status: &Status) -> bool {
    status.code() == Code::Unavailable && status.get_details_error_info().is_some_and(|info| info.reason == "DRAINING")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn open_streams_learn_of_the_stop_and_silent_peers_do_not_outlast_the_grace() {
    let (_folder, mut server) = serve(&["shutdown.grace_ms=500"]);
    let api = watch(server.channel()).await;
    let side = watch(plain(server.health_address())).await;
    let mut reflection = reflection(server.channel()).await;
    let _silent = [silent(server.address()), silent(server.health_address())];

    let asked = Instant::now();
    server.process().terminate();
    let (api, side) = (end(api).await, end(side).await);
    let reflected = reflection.message().await.unwrap_err();
    let status = server.process().wait_exit(PATIENCE).unwrap();

    for (last, error) in [api, side] {
        assert_eq!(last, Some(ServingStatus::NotServing), "said before the stream ended");
        assert!(is_draining(&error), "{error:?}");
    }
    assert!(is_draining(&reflected), "{reflected:?}");
    assert_eq!(status.code(), Some(0));
    assert!(asked.elapsed() >= Duration::from_millis(500), "the silent peers had their grace");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn watchers_of_health_alone_do_not_use_up_the_grace() {
    let (_folder, mut server) = serve(&["shutdown.grace_ms=600000"]);
    let _watches = (watch(server.channel()).await, watch(plain(server.health_address())).await);

    server.process().terminate();

    let status = server.process().wait_exit(SOON).expect("it ends long before its grace");
    assert_eq!(status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_of_reflection_alone_does_not_use_up_the_grace() {
    let (_folder, mut server) = serve(&["shutdown.grace_ms=600000"]);
    let mut reflection = reflection(server.channel()).await;

    server.process().terminate();
    let ended = reflection.message().await.unwrap_err();

    assert!(is_draining(&ended), "{ended:?}");
    let status = server.process().wait_exit(SOON).expect("it ends long before its grace");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn an_interrupt_stops_as_sigterm_does() {
    let (_folder, mut server) = serve(&[]);
    server.process().signal("INT");
    let status = server.process().wait_exit(PATIENCE).unwrap();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_signal_during_the_start_stops_as_one_later_does() {
    let folder = TempDir::new().unwrap();
    let database = migrated(&folder);
    let mut settings = vec!["--set", &database, "--set", "log.format=json"];
    settings.extend(["--set", "listen=127.0.0.1:0", "--set", "health_listen=127.0.0.1:0"]);
    let mut server = Process::spawn(jixiao(&[&settings[..], &["serve", "all"]].concat()));
    assert!(server.wait_output("\"starting\"", PATIENCE));

    server.terminate();

    let status = server.wait_exit(PATIENCE).unwrap();
    assert_eq!(status.code(), Some(0), "{status}: it had not caught the signal yet");
}

#[test]
fn a_second_signal_ends_the_process_at_once() {
    for settings in
        [["shutdown.grace_ms=600000", "shutdown.drain_ms=0"], ["shutdown.grace_ms=0", "shutdown.drain_ms=600000"]]
    {
        let (_folder, mut server) = serve(&settings);
        let _silent = silent(server.address());
        server.process().terminate();
        assert!(server.process().wait_output(STOPPING, PATIENCE));

        server.process().terminate();

        let status = server.process().wait_exit(PATIENCE).expect("it does not wait for grace or drain");
        assert_eq!(status.code(), Some(130), "{settings:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_under_way_completes_while_new_ones_are_refused() {
    let (_folder, mut server) = serve(&["shutdown.grace_ms=600000"]);
    let channel = server.channel();
    let call = SlowCall::<CreateRegionRequest, CreateRegionResponse>::begin(channel.clone(), CREATE_REGION).await;
    // On the same connection, so what it follows has arrived too.
    let watch = watch(channel.clone()).await;

    server.process().terminate();
    let (_, ended) = end(watch).await;
    let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
    let answer = call.finish(CreateRegionRequest { region: Some(region.clone()), ..Default::default() }).await.unwrap();
    let status = server.process().wait_exit(PATIENCE).unwrap();

    assert!(is_draining(&ended), "{ended:?}");
    assert_eq!(answer.region.map(|it| (it.name, it.title)), Some((region.name, region.title)));
    assert_eq!(status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_are_served_on_while_load_balancers_notice_the_stop() {
    let (_folder, mut server) = serve(&["shutdown.drain_ms=600000"]);
    let channel = server.channel();
    let mut watch = watch(channel.clone()).await;

    server.process().terminate();
    let last = watch.message().await.unwrap().unwrap().status();
    let request = jixiao_proto::planning::v1::ListRegionsRequest::default();
    let mut planning = jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient::new(channel);

    assert_eq!(last, ServingStatus::NotServing);
    planning.list_regions(request).await.unwrap();
}
