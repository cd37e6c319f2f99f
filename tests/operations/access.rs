use std::process::Command;

use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::planning::v1::{GetPlanRequest, GetRegionRequest};
use jixiao_proto::scoring::v1::ScorePlanRequest;
use jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient;
use jixiao_test_support::Signer;
use jixiao_tests::{DEPARTMENT, Fault, PLAN, REGION, Server, Story, System};
use tempfile::TempDir;
use tonic::{Code, Request};

use crate::certificates::{CLIENT, Certificates, SERVER};
use crate::command::{jixiao, migrated, root, run};
use crate::flags::shown;
use crate::rendered::all;

/// A principal by an alternative name of its certificate.
fn principal(id: &str, san: &str, role: &str, scope: &str) -> String {
    format!("[[principals]]\nid = \"{id}\"\nsan = \"{san}\"\ngrants = [{{ role = \"{role}\", scope = \"{scope}\" }}]\n")
}

/// Starts `serve all` where it must not, and gives the error.
fn refused(settings: &[String]) -> String {
    let folder = TempDir::new().unwrap();
    let settings = [&[migrated(&folder), "listen=127.0.0.1:0".to_owned()], settings].concat();
    let set: Vec<_> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
    run(&mut jixiao(&[&set[..], &["serve", "all"]].concat())).failed()
}

#[test]
fn a_table_of_grants_that_is_wrong_is_said_at_start_with_what_is_wrong() {
    let entry = |lines: &str| format!("[[principals]]\nid = \"canlian\"\n{lines}");
    for (text, expected) in [
        (entry("token = \"x\"\nrole = \"unit\""), "unknown field `role`"),
        (entry("token = \"x\"\ngrants = [{ role = \"boss\", scope = \"*\" }]"), "the role \"boss\""),
        (entry("san = \"canlian.test\""), "tls.client_ca is not set"),
        (entry(""), "principal \"canlian\" has neither certificate, san nor token"),
    ] {
        let error = refused(&Signer::new(&text).settings());
        assert!(error.contains(expected) && error.contains("grants.toml"), "{error}");
    }
    let signer = Signer::new("");
    let settings = signer.settings();
    let without_credentials = refused(&settings[..1]);
    let without_grants = refused(&settings[1..]);

    assert!(without_credentials.contains("access.grants needs tls.client_ca, access.tokens"), "{without_credentials}");
    assert!(without_grants.contains("access.tokens needs access.grants"), "{without_grants}");
}

#[test]
fn the_files_of_access_are_printed_and_not_what_they_hold() {
    let signer = Signer::new("");
    let token = signer.token_file("geheim");
    let settings = [
        signer.settings(),
        vec![
            "upstream.planning.endpoint=http://planning:50051".to_owned(),
            format!("upstream.planning.token={}", token.display()),
        ],
    ];
    let settings = settings.concat();
    let set: Vec<_> = settings.iter().flat_map(|setting| ["--set", setting]).collect();

    let printed = run(&mut jixiao(&[&set[..], &["config"]].concat())).succeeded();

    for setting in &settings {
        let (key, value) = setting.split_once('=').unwrap();
        assert_eq!(shown(&printed).get(key).map(String::as_str), Some(value), "{printed}");
    }
    assert!(!printed.contains("eyJ"), "{printed}");
}

#[test]
fn the_commands_of_the_binary_show_a_token() {
    let grants =
        format!("[[principals]]\nid = \"r\"\ntoken = \"r\"\ngrants = [{{ role = \"reader\", scope = \"{REGION}\" }}]");
    let signer = Signer::new(&grants);
    let folder = TempDir::new().unwrap();
    let server = Server::start("all", &[&[migrated(&folder)], &signer.settings()[..]].concat());
    let endpoint = format!("http://{}", server.address());
    let token = signer.token_file("r");
    let export = ["export", PLAN, "--output", "-", "--endpoint", &endpoint];

    let anonymous = run(&mut jixiao(&export)).failed();
    let known = run(&mut jixiao(&[&export[..], &["--token", token.to_str().unwrap()]].concat())).failed();
    let missing = run(&mut jixiao(&[&export[..], &["--token", "no/token"]].concat())).failed();

    assert!(anonymous.contains("UNAUTHENTICATED"), "{anonymous}");
    assert!(known.contains("RESOURCE_NOT_FOUND"), "{known}");
    assert!(missing.contains("token no/token cannot be read"), "{missing}");
}

#[tokio::test]
async fn a_certificate_says_who_calls() {
    let certificates = Certificates::new();
    let folder = TempDir::new().unwrap();
    let grants = certificates.grants(&principal("unit", CLIENT, "unit", DEPARTMENT));
    let settings = [vec![migrated(&folder), grants], certificates.server_settings()].concat();
    let server = Server::start("all", &settings);
    let mut planning = PlanningServiceClient::new(certificates.known(server.address()));

    let plan = planning.get_plan(GetPlanRequest { name: PLAN.to_owned(), approved: false }).await.unwrap_err();
    let region = planning.get_region(GetRegionRequest { name: REGION.to_owned() }).await.unwrap_err();

    assert_eq!(Fault::of(&plan).reason, "RESOURCE_NOT_FOUND");
    let denied = Fault::of(&region);
    assert_eq!((denied.code, denied.metadata["principal"].as_str()), (Code::PermissionDenied, "unit"));
    assert_eq!((denied.metadata["right"].as_str(), denied.metadata["resource"].as_str()), ("read", REGION));
}

#[tokio::test]
async fn services_pass_on_for_whom_they_ask_and_are_denied_what_that_one_may_not() {
    let certificates = Certificates::new();
    let system = System::all_on_postgres();
    Story::new(&system).small_approved().await;
    let own = format!("database.url={}", system.database_url());
    // Planning knows the reader of another region as such; scoring believes that they may read here.
    let service = principal("service", SERVER, "service", "*");
    let there =
        certificates.grants(&format!("{service}{}", principal("reader", CLIENT, "reader", "regions/130000000")));
    let planning = Server::start("planning", &[vec![own.clone(), there], certificates.server_settings()].concat());
    let here = certificates.grants(&format!("{service}{}", principal("reader", CLIENT, "reader", REGION)));
    let shared = [vec![own, here], certificates.server_settings()].concat();
    let to_planning = certificates.upstream_settings("planning", planning.address());
    let results = Server::start("results", &[&shared[..], &to_planning].concat());
    let to_results = certificates.upstream_settings("results", results.address());
    let scoring = Server::start("scoring", &[&shared[..], &to_planning, &to_results].concat());
    let score = || ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };
    let mut client = ScoringServiceClient::new(certificates.known(scoring.address()));

    let denied = Fault::of(&client.score_plan(score()).await.unwrap_err());
    let granted = certificates.grants(&format!("{service}{}", principal("reader", CLIENT, "reader", REGION)));
    let planning_own =
        vec![format!("database.url={}", system.database_url()), granted, format!("listen={}", planning.address())];
    drop(planning);
    let _planning = Server::start("planning", &[planning_own, certificates.server_settings()].concat());
    let mut client = ScoringServiceClient::new(certificates.known(scoring.address()));
    let scored = client.score_plan(score()).await;

    assert_eq!((denied.code, denied.metadata["principal"].as_str()), (Code::PermissionDenied, "reader"));
    assert_eq!(denied.metadata["resource"], DEPARTMENT);
    assert!(scored.is_ok(), "{scored:?}");
}

#[tokio::test]
async fn without_tls_services_ask_each_other_by_the_tokens_of_their_settings() {
    let system = System::all_on_postgres();
    let mut story = Story::new(&system);
    story.small_approved().await;
    let together = story.score().await;
    let signer = Signer::new(
        "[[principals]]\nid = \"services\"\ntoken = \"services\"\ngrants = [{ role = \"service\", scope = \"*\" }]\n\
         [[principals]]\nid = \"reader\"\ntoken = \"reader\"\ngrants = [{ role = \"reader\", scope = \"*\" }]\n",
    );
    let own = [vec![format!("database.url={}", system.database_url())], signer.settings()].concat();
    let to = |service: &str, server: &Server, token: &str| {
        let endpoint = format!("upstream.{service}.endpoint=http://{}", server.address());
        vec![endpoint, format!("upstream.{service}.token={}", signer.token_file(token).display())]
    };
    let ask = async |server: &Server, as_of_period: &str| {
        let (plan, as_of_period) = (PLAN.to_owned(), as_of_period.to_owned());
        let mut request = Request::new(ScorePlanRequest { plan, as_of_period, ..Default::default() });
        request
            .metadata_mut()
            .insert("authorization", format!("Bearer {}", signer.token("reader", 60)).parse().unwrap());
        ScoringServiceClient::new(server.channel()).score_plan(request).await
    };

    let planning = Server::start("planning", &own);
    let to_planning = to("planning", &planning, "services");
    let results = Server::start("results", &[&own[..], &to_planning].concat());
    let to_results = to("results", &results, "services");
    let scoring = Server::start("scoring", &[&own[..], &to_planning, &to_results].concat());
    let posing = to("planning", &planning, "reader");
    let posing = Server::start("scoring", &[&own[..], &posing, &to_results].concat());
    let scored = ask(&scoring, "").await.unwrap().into_inner().scorecard;
    // What was scored before is answered without asking.
    let denied = Fault::of(&ask(&posing, "2023-11").await.unwrap_err());

    assert_eq!(scored, Some(together));
    assert_eq!((denied.code, denied.metadata["right"].as_str()), (Code::PermissionDenied, "act_for_others"));
}

#[test]
fn the_tables_of_the_manifests_are_accepted() {
    let certificates = Certificates::new();
    for rendered in all() {
        let signer = Signer::new(&rendered.access());
        let folder = TempDir::new().unwrap();
        let secure = rendered.name == "base";
        let transport = if secure { certificates.server_settings() } else { Vec::new() };
        let server = Server::start("all", &[vec![migrated(&folder)], signer.settings(), transport].concat());
        assert!(!server.address().is_empty());
    }
}

#[tokio::test]
async fn the_tokens_of_the_script_are_accepted_with_the_table_of_the_demo() {
    let tokens = TempDir::new().unwrap();
    let script = root().join("scripts/tokens.sh");
    run(Command::new(script).arg(tokens.path()).args(["services", "demo"])).succeeded();
    let demo = all().iter().find(|rendered| rendered.name != "base").unwrap();
    let table = tokens.path().join("access.toml");
    std::fs::write(&table, demo.access()).unwrap();
    let folder = TempDir::new().unwrap();
    let settings = [
        migrated(&folder),
        format!("access.grants={}", table.display()),
        format!("access.tokens.keys={}", tokens.path().join("keys.json").display()),
        "access.tokens.issuer=demo".to_owned(),
        "access.tokens.audience=jixiao".to_owned(),
    ];
    let server = Server::start("all", &settings);
    let get = |name: &str| {
        let token = std::fs::read_to_string(tokens.path().join(format!("{name}.jwt"))).unwrap();
        let mut request = Request::new(GetRegionRequest { name: REGION.to_owned() });
        request.metadata_mut().insert("authorization", format!("Bearer {}", token.trim()).parse().unwrap());
        request
    };
    let mut planning = PlanningServiceClient::new(server.channel());

    for name in ["services", "demo"] {
        let answer = planning.get_region(get(name)).await.unwrap_err();
        assert_eq!(Fault::of(&answer).reason, "RESOURCE_NOT_FOUND", "{name}");
    }
}
