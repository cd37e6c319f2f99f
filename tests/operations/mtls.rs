use jixiao_proto::planning::v1::GetRegionRequest;
use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient;
use jixiao_test_support::{Process, Signer};
use jixiao_tests::{PLAN, REGION, Server, Story, System};
use tempfile::TempDir;
use tonic::Status;
use tonic::transport::Channel;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_types::StatusExt;

use crate::certificates::Certificates;
use crate::command::{PATIENCE, jixiao, migrated, plain, run};

/// `serve all` on a new SQLite file, with settings of its own.
fn serve(settings: &[String]) -> (TempDir, Server) {
    let folder = TempDir::new().unwrap();
    let database = migrated(&folder);
    let server = Server::start("all", &[&[database][..], settings].concat());
    (folder, server)
}

async fn get_region(channel: Channel) -> Status {
    let request = GetRegionRequest { name: REGION.to_owned() };
    PlanningServiceClient::new(channel).get_region(request).await.unwrap_err()
}

fn reason(status: &Status) -> Option<String> {
    status.get_details_error_info().map(|info| info.reason)
}

fn score() -> ScorePlanRequest {
    ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() }
}

#[tokio::test]
async fn the_api_serves_only_clients_with_a_certificate_while_the_health_port_serves_probes() {
    let certificates = Certificates::new();
    let (_folder, server) = serve(&certificates.server_settings());

    let anonymous = get_region(certificates.anonymous(server.address())).await;
    let plaintext = get_region(server.channel()).await;
    let known = get_region(certificates.known(server.address())).await;
    let mut probe = HealthClient::new(plain(server.health_address()));
    let probed = probe.check(HealthCheckRequest::default()).await.unwrap();

    assert_eq!(reason(&anonymous), None, "{anonymous:?}: nothing of Jixiao answered");
    assert_eq!(reason(&plaintext), None, "{plaintext:?}: nothing of Jixiao answered");
    assert_eq!(reason(&known).as_deref(), Some("RESOURCE_NOT_FOUND"), "{known:?}");
    assert_eq!(probed.into_inner().status(), ServingStatus::Serving);
}

#[test]
fn the_commands_of_the_binary_can_show_a_certificate() {
    let certificates = Certificates::new();
    let (_folder, server) = serve(&certificates.server_settings());
    let endpoint = format!("https://{}", server.address());
    let [ca, cert, key] = ["ca.crt", "client.crt", "client.key"].map(|name| certificates.text(name));
    let anonymous = ["healthcheck", "--endpoint", &endpoint, "--ca", &ca];

    let refused = run(&mut jixiao(&anonymous)).failed();
    let served = run(&mut jixiao(&[&anonymous[..], &["--cert", &cert, "--key", &key]].concat())).succeeded();

    assert!(refused.contains("Health.Check failed"), "{refused}");
    assert_eq!(served, "SERVING\n");
}

#[test]
fn an_api_open_to_the_network_is_refused_without_tls_unless_the_flag_says_it_is_meant_and_without_grants_always() {
    let folder = TempDir::new().unwrap();
    let database = migrated(&folder);
    let open = ["--set", &database, "--set", "listen=0.0.0.0:0", "--set", "health_listen=127.0.0.1:0"];
    let signer = Signer::new("");
    let settings = signer.settings();
    let granted: Vec<_> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
    let insecure = ["serve", "all", "--insecure"];

    let refused = run(&mut jixiao(&[&open[..], &granted, &["serve", "all"]].concat())).failed();
    let anonymous = run(&mut jixiao(&[&open[..], &insecure].concat())).failed();
    let meant = Process::spawn(jixiao(&[&open[..], &granted, &insecure].concat()));

    assert!(refused.contains("0.0.0.0:0") && refused.contains("--insecure"), "{refused}");
    assert!(anonymous.contains("0.0.0.0:0") && anonymous.contains("access.grants"), "{anonymous}");
    assert!(meant.wait_output(" serving ", PATIENCE), "{}", meant.output());
}

#[test]
fn an_api_open_to_the_network_with_tls_needs_grants_and_starts_with_them() {
    let certificates = Certificates::new();
    let mut settings = certificates.server_settings();
    settings.push("listen=0.0.0.0:0".to_owned());
    let folder = TempDir::new().unwrap();
    let database = migrated(&folder);
    let set = [&[database][..], &settings].concat();
    let set: Vec<_> = set.iter().flat_map(|setting| ["--set", setting]).collect();

    let anonymous = run(&mut jixiao(&[&set[..], &["serve", "all"]].concat())).failed();
    settings.push(certificates.grants(""));
    let (_folder, server) = serve(&settings);

    assert!(anonymous.contains("access.grants"), "{anonymous}");
    assert!(server.address().starts_with("0.0.0.0:"));
}

#[test]
fn a_certificate_that_is_not_there_is_named_at_start() {
    let folder = TempDir::new().unwrap();
    let database = migrated(&folder);
    let files = ["--set", "tls.cert=no/tls.crt", "--set", "tls.key=no/tls.key"];

    let error = run(&mut jixiao(&[&["--set", &database], &files[..], &["serve", "all"]].concat())).failed();

    assert!(error.contains("no/tls.crt"), "{error}");
}

#[tokio::test]
async fn three_processes_ask_each_other_with_certificates_and_score_as_one_process_does() {
    let certificates = Certificates::new();
    let system = System::all_on_postgres();
    let mut story = Story::new(&system);
    story.approved().await;
    let indicator = story.score().await.goals[0].rows[0].indicator.clone();
    story.report("2023-12", &indicator, "20").await;
    let together = story.score().await;
    let own = [&[format!("database.url={}", system.database_url())][..], &certificates.server_settings()].concat();

    let planning = Server::start("planning", &own);
    let to_planning = certificates.upstream_settings("planning", planning.address());
    let results = Server::start("results", &[&own[..], &to_planning].concat());
    let to_results = certificates.upstream_settings("results", results.address());
    let scoring = Server::start("scoring", &[&own[..], &to_planning, &to_results].concat());
    let answer = ScoringServiceClient::new(certificates.known(scoring.address())).score_plan(score()).await.unwrap();

    assert_eq!(answer.into_inner().scorecard, Some(together));
}

#[tokio::test]
async fn a_process_without_a_certificate_cannot_ask_another() {
    let certificates = Certificates::new();
    let system = System::all_on_postgres();
    let own = [&[format!("database.url={}", system.database_url())][..], &certificates.server_settings()].concat();
    let planning = Server::start("planning", &own);
    let mut settings = certificates.anonymous_upstream_settings("planning", planning.address());
    settings.extend(certificates.anonymous_upstream_settings("results", planning.address()));

    let scoring = Server::start("scoring", &[own, settings].concat());
    let mut client = ScoringServiceClient::new(certificates.known(scoring.address()));
    let status = client.score_plan(score()).await.unwrap_err();

    assert_eq!(status.code(), tonic::Code::Unavailable);
    let info = status.get_details_error_info().unwrap();
    assert_eq!((info.reason.as_str(), info.metadata["service"].as_str()), ("UPSTREAM_UNAVAILABLE", "planning"));
}
