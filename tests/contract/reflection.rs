use jixiao_tests::{System, descriptors};
use prost::Message;
use prost_types::FileDescriptorProto;
use tokio_stream::iter;

const SERVICES: [&str; 7] = [
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
    "jixiao.audit.v1.AuditService",
    "jixiao.planning.v1.PlanningService",
    "jixiao.results.v1.ResultsService",
    "jixiao.scoring.v1.ScoringService",
];

/// What a client needs to read an error.
const OF_ERRORS: [&str; 8] = [
    "jixiao.common.v1.ErrorReason",
    "google.rpc.Status",
    "google.rpc.ErrorInfo",
    "google.rpc.BadRequest",
    "google.rpc.ResourceInfo",
    "google.rpc.PreconditionFailure",
    "google.rpc.RetryInfo",
    "google.rpc.LocalizedMessage",
];

/// A test for each version of reflection: they have the same messages under two names.
macro_rules! reflection {
    ($version:ident, $services:ident, $files:ident) => {
        #[tokio::test]
        async fn $services() {
            use $version::server_reflection_request::MessageRequest::ListServices;
            use $version::server_reflection_response::MessageResponse::ListServicesResponse;
            let mut system = System::all_on_sqlite();

            let answers = $version::ask(&mut system, vec![ListServices(String::new())]).await;

            let [ListServicesResponse(list)] = answers.as_slice() else { panic!("{answers:?}") };
            let mut names: Vec<_> = list.service.iter().map(|service| service.name.as_str()).collect();
            names.sort_unstable();
            assert_eq!(names, SERVICES);
        }

        #[tokio::test]
        async fn $files() {
            use $version::server_reflection_request::MessageRequest::{FileByFilename, FileContainingSymbol};
            use $version::server_reflection_response::MessageResponse::FileDescriptorResponse;
            let mut system = System::all_on_sqlite();
            let symbols = SERVICES.into_iter().chain(OF_ERRORS).map(|name| FileContainingSymbol(name.to_owned()));
            let files: Vec<_> = descriptors().file.into_iter().filter(|f| f.package().starts_with("jixiao.")).collect();
            let names = files.iter().map(|file| FileByFilename(file.name().to_owned()));

            let answers = $version::ask(&mut system, symbols.chain(names).collect()).await;

            let served = answers.into_iter().map(|answer| {
                let FileDescriptorResponse(found) = answer else { panic!("{answer:?}") };
                FileDescriptorProto::decode(found.file_descriptor_proto[0].as_slice()).unwrap()
            });
            let served: Vec<_> = served.collect();
            let (symbols, served) = served.split_at(SERVICES.len() + OF_ERRORS.len());
            let packages: Vec<_> = symbols.iter().map(FileDescriptorProto::package).collect();
            let own = ["jixiao.audit.v1", "jixiao.planning.v1", "jixiao.results.v1", "jixiao.scoring.v1"];
            assert_eq!(packages[3..7], own);
            assert_eq!(packages[8..], ["google.rpc"; 7]);
            // With all their comments.
            assert!(served == files);
        }

        mod $version {
            use super::{System, iter};
            use tonic_reflection::pb::$version::{
                ServerReflectionRequest, server_reflection_client::ServerReflectionClient,
            };
            pub(super) use tonic_reflection::pb::$version::{server_reflection_request, server_reflection_response};

            /// The answers to questions that one stream asks.
            pub(super) async fn ask(
                system: &mut System,
                questions: Vec<server_reflection_request::MessageRequest>,
            ) -> Vec<server_reflection_response::MessageResponse> {
                let mut client = ServerReflectionClient::new(system.planning_server().channel());
                let request = |asked| ServerReflectionRequest { host: String::new(), message_request: Some(asked) };
                let questions: Vec<_> = questions.into_iter().map(request).collect();
                let mut stream = client.server_reflection_info(iter(questions)).await.unwrap().into_inner();
                let mut answers = Vec::new();
                while let Some(answer) = stream.message().await.unwrap() {
                    answers.push(answer.message_response.unwrap());
                }
                answers
            }
        }
    };
}

reflection!(v1, v1_lists_exactly_what_is_served, v1_serves_every_file_and_the_details_of_errors);
reflection!(v1alpha, v1alpha_lists_exactly_what_is_served, v1alpha_serves_every_file_and_the_details_of_errors);
