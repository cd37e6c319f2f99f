use jixiao_service::server::Server;
use tokio_stream::once;
use tonic_reflection::pb::{v1, v1alpha};

use crate::echo::Echo;
use crate::running::{Running, settings, within};

/// The types that errors carry and the reasons in them.
const SYMBOLS: [&str; 3] =
    ["jixiao.common.v1.ErrorReason", "google.rpc.ErrorInfo", "grpc.health.v1.HealthCheckRequest"];

macro_rules! reflect {
    ($version:ident, $server:expr, $asked:expr) => {{
        use $version::server_reflection_client::ServerReflectionClient;
        let request = $version::ServerReflectionRequest { host: String::new(), message_request: Some($asked) };
        let mut client = ServerReflectionClient::new($server.channel());
        let mut answers = within(client.server_reflection_info(once(request))).await.unwrap().into_inner();
        within(answers.message()).await.unwrap().unwrap().message_response.unwrap()
    }};
}

#[tokio::test]
async fn both_versions_list_exactly_what_is_served() {
    use v1::server_reflection_request::MessageRequest::ListServices;
    use v1::server_reflection_response::MessageResponse::ListServicesResponse;
    use v1alpha::server_reflection_request::MessageRequest::ListServices as ListAlpha;
    use v1alpha::server_reflection_response::MessageResponse::ListServicesResponse as AlphaList;
    let server = Running::start(Server::new(&settings()).unwrap().service(Echo::new())).await;
    let expected = [
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
        "test.Echo",
    ];

    let ListServicesResponse(list) = reflect!(v1, server, ListServices(String::new())) else {
        panic!("no list");
    };
    let mut names: Vec<_> = list.service.into_iter().map(|service| service.name).collect();
    names.sort();
    assert_eq!(names, expected);

    let AlphaList(list) = reflect!(v1alpha, server, ListAlpha(String::new())) else {
        panic!("no list");
    };
    assert_eq!(list.service.len(), expected.len());
}

#[tokio::test]
async fn the_types_of_errors_and_of_health_are_known() {
    use v1::server_reflection_request::MessageRequest::FileContainingSymbol;
    use v1::server_reflection_response::MessageResponse::FileDescriptorResponse;
    let server = Running::start(Server::new(&settings()).unwrap()).await;
    for symbol in SYMBOLS {
        let answer = reflect!(v1, server, FileContainingSymbol(symbol.to_owned()));
        assert!(matches!(answer, FileDescriptorResponse(_)), "{symbol}: {answer:?}");
    }
}
