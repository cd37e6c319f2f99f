use jixiao_service::server::Server;
use tonic::{Code, Request, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_types::{ErrorInfo, StatusExt};

use crate::echo::{Echo, call, say};
use crate::running::{Running, of, settings, until, within};

fn info(status: &Status) -> ErrorInfo {
    let info = status.get_details_error_info().unwrap();
    assert_eq!(info.domain, "jixiao");
    info
}

#[tokio::test]
async fn a_fault_arrives_with_code_reason_and_the_words_of_the_callers_language() {
    let server = Running::start(Server::new(&settings()).unwrap().service(Echo::new())).await;
    let mut request = Request::new(b"fail".to_vec());
    request.metadata_mut().insert("accept-language", "zh-CN,zh;q=0.9".parse().unwrap());

    let status = within(call(server.channel(), "/test.Echo/Say", request)).await.unwrap_err();

    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(info(&status).reason, "RESOURCE_NOT_FOUND");
    assert_eq!(status.get_details_localized_message().unwrap().locale, "zh-CN");
    assert_eq!(status.message(), "plan regions/1 does not exist");
}

#[tokio::test]
async fn a_message_that_is_too_large_exceeds_a_limit() {
    let server = Running::start(Server::new(&settings()).unwrap()).await;
    let request = of(&"x".repeat(5 * 1024 * 1024));

    let status = within(server.health().check(request)).await.unwrap_err();

    assert_eq!(status.code(), Code::ResourceExhausted);
    assert_eq!(info(&status).reason, "LIMIT_EXCEEDED");
    assert_eq!(info(&status).metadata["limit"], "4194304");
    assert_eq!(info(&status).metadata["value"], (5 * 1024 * 1024 + 5).to_string());
}

#[tokio::test]
async fn a_message_that_cannot_be_decoded_is_the_callers_mistake() {
    let server = Running::start(Server::new(&settings()).unwrap()).await;
    let no_utf8 = Request::new(vec![0xff, 0xfe]);

    let called = call(server.channel(), "/grpc.health.v1.Health/Check", no_utf8);
    let status = within(called).await.unwrap_err();

    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(info(&status).reason, "FIELD_INVALID");
    assert_eq!(status.get_details_bad_request().unwrap().field_violations.len(), 1);
}

#[tokio::test]
async fn rpcs_and_services_that_are_not_served_are_unimplemented() {
    let server = Running::start(Server::new(&settings()).unwrap()).await;
    for path in ["/grpc.health.v1.Health/Heal", "/jixiao.planning.v1.PlanningService/GetPlan"] {
        let called = call(server.channel(), path, Request::new(Vec::new()));
        let status = within(called).await.unwrap_err();

        assert_eq!(status.code(), Code::Unimplemented);
        assert_eq!(info(&status).reason, "UNIMPLEMENTED");
    }
}

#[tokio::test]
async fn a_call_ends_at_the_cap_and_an_open_stream_does_not() {
    let mut settings = settings();
    settings.limits.deadline_ms = 500;
    let server = Running::start(Server::new(&settings).unwrap().service(Echo::new())).await;
    let mut watch = within(server.health().watch(of(""))).await.unwrap().into_inner();
    within(until(&mut watch, ServingStatus::Serving)).await;

    let status = within(say(server.channel(), "wait")).await.unwrap_err();

    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(info(&status).reason, "DEADLINE_EXCEEDED");
    let stopping = server.stop();
    within(until(&mut watch, ServingStatus::NotServing)).await;
    within(stopping).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_call_over_the_limit_is_shed_while_health_still_answers() {
    let mut settings = settings();
    settings.limits.concurrency = 1;
    let echo = Echo::new();
    let server = Running::start(Server::new(&settings).unwrap().service(echo.clone())).await;
    let channel = server.channel();
    let first = tokio::spawn(say(channel.clone(), "wait"));
    within(echo.waiting.acquire()).await.unwrap().forget();

    // Another connection: the limit is one of the process.
    let status = within(say(server.channel(), "hello")).await.unwrap_err();

    assert_eq!(status.code(), Code::ResourceExhausted);
    assert_eq!(info(&status).reason, "OVERLOADED");
    assert!(status.get_details_retry_info().unwrap().retry_delay.is_some());
    within(server.health().check(of(""))).await.unwrap();
    echo.gate.add_permits(1);
    assert_eq!(within(first).await.unwrap().unwrap(), "wait");
}
