//! Who calls, over real connections.

use jixiao_service::server::Server;
use jixiao_service::settings::{Settings, Upstream};
use jixiao_service::upstream::{connect, connect_lazy};
use jixiao_test_support::Signer;
use tonic::transport::Channel;
use tonic::{Code, Request, Status};
use tonic_types::StatusExt;

use crate::echo::{Echo, call};
use crate::running::{Running, access, of, settings, within};
use crate::tls::Files;

const GRANTS: &str = r#"
    [[principals]]
    id = "canlian"
    san = "client.test"
    grants = [{ role = "unit", scope = "regions/120000000/departments/canlian" }]
    [[principals]]
    id = "alice"
    token = "alice-7"
    grants = [{ role = "reader", scope = "*" }]
    [[principals]]
    id = "nobody"
    token = "nobody"
    [[principals]]
    id = "scoring"
    san = "service.test"
    token = "scoring"
    grants = [{ role = "service", scope = "*" }]
"#;

/// A server that demands a client certificate and knows the principals above.
struct Known {
    files: Files,
    signer: Signer,
    server: Running,
}

impl Known {
    async fn start() -> Self {
        let (files, signer) = (Files::new(), Signer::new(GRANTS));
        let settings = Settings { tls: Some(files.tls()), access: access(&signer), ..settings() };
        let server = Running::start(Server::new(&settings).unwrap().service(Echo::new())).await;
        Self { files, signer, server }
    }

    /// Who the server says it is, with that certificate and those headers.
    async fn who(&self, certificate: &str, headers: &[(&'static str, &str)]) -> Result<String, Status> {
        let channel = connect_lazy(&self.files.known(&self.server, certificate)).unwrap();
        say(channel, "who", headers).await
    }

    fn bearer(&self, subject: &str) -> String {
        format!("Bearer {}", self.signer.token(subject, 60))
    }
}

async fn say(channel: Channel, words: &str, headers: &[(&'static str, &str)]) -> Result<String, Status> {
    let mut request = Request::new(words.as_bytes().to_vec());
    for (name, value) in headers {
        request.metadata_mut().append(*name, value.parse().unwrap());
    }
    within(call(channel, "/test.Echo/Say", request)).await
}

/// The code and an entry of the metadata.
fn refused(answer: Result<String, Status>, key: &str) -> (Code, String) {
    let status = answer.unwrap_err();
    let info = status.get_details_error_info().unwrap();
    (status.code(), info.metadata.get(key).cloned().unwrap_or_default())
}

#[tokio::test]
async fn a_certificate_says_who_calls_and_one_that_is_not_in_the_table_nobody() {
    let known = Known::start().await;

    assert_eq!(known.who("client", &[]).await.unwrap(), "canlian");
    assert_eq!(known.who("service", &[]).await.unwrap(), "scoring");
    let stranger = known.who("stranger", &[]).await;
    assert_eq!(refused(stranger, "why"), (Code::Unauthenticated, "unknown_principal".to_owned()));
}

#[tokio::test]
async fn a_token_wins_over_the_certificate_also_where_it_is_bad() {
    let known = Known::start().await;
    let (alice, bob) = (known.bearer("alice-7"), known.bearer("bob"));
    let expired = format!("Bearer {}", known.signer.token("alice-7", -60));
    let foreign = format!("Bearer {}", Signer::new("").token("alice-7", 60));

    assert_eq!(known.who("client", &[("authorization", &alice)]).await.unwrap(), "alice");
    assert_eq!(known.who("stranger", &[("authorization", &alice)]).await.unwrap(), "alice");
    for (bearer, why) in [
        (bob.as_str(), "unknown_principal"),
        (expired.as_str(), "expired"),
        (foreign.as_str(), "signature"),
        ("Bearer x", "malformed"),
    ] {
        let answer = known.who("client", &[("authorization", bearer)]).await;
        assert_eq!(refused(answer, "why"), (Code::Unauthenticated, why.to_owned()));
    }
}

#[tokio::test]
async fn a_service_acts_for_whom_it_names_and_nobody_else_does() {
    let known = Known::start().await;
    let (alice, service) = (known.bearer("alice-7"), known.bearer("scoring"));
    let for_canlian = ("jixiao-principal", "canlian");

    assert_eq!(known.who("service", &[for_canlian]).await.unwrap(), "canlian by scoring");
    let by_token = known.who("client", &[("authorization", &service), for_canlian]).await;
    assert_eq!(by_token.unwrap(), "canlian by scoring");
    for headers in [&[for_canlian][..], &[("jixiao-principal", "scoring")], &[("authorization", &alice), for_canlian]] {
        let answer = known.who("client", headers).await;
        assert_eq!(refused(answer, "right"), (Code::PermissionDenied, "act_for_others".to_owned()));
    }
    let with_token = known.who("service", &[("authorization", &alice), for_canlian]).await;
    assert_eq!(refused(with_token, "principal"), (Code::PermissionDenied, "alice".to_owned()));
}

#[tokio::test]
async fn grants_hold_over_the_wire_and_those_of_a_service_are_not_added() {
    let known = Known::start().await;
    let channel = || connect_lazy(&known.files.known(&known.server, "service")).unwrap();
    let (own, other) = ("regions/120000000/departments/canlian", "regions/120000000/departments/jiaowei");
    let for_canlian = [("jixiao-principal", "canlian")];

    assert_eq!(say(channel(), other, &[]).await.unwrap(), other);
    assert_eq!(say(channel(), own, &for_canlian).await.unwrap(), own);
    let denied = say(channel(), other, &for_canlian).await;
    assert_eq!(refused(denied, "resource"), (Code::PermissionDenied, other.to_owned()));
    let nobody = say(channel(), own, &[("jixiao-principal", "nobody")]).await;
    assert_eq!(refused(nobody, "right"), (Code::PermissionDenied, "read".to_owned()));
}

#[tokio::test]
async fn without_tls_a_token_is_all_there_is_and_health_needs_none() {
    let signer = Signer::new(
        "[[principals]]\nid = \"alice\"\ntoken = \"alice-7\"\ngrants = [{ role = \"reader\", scope = \"*\" }]",
    );
    let settings = Settings { access: access(&signer), ..settings() };
    let server = Running::start(Server::new(&settings).unwrap().service(Echo::new())).await;
    let bearer = format!("Bearer {}", signer.token("alice-7", 60));

    let anonymous = say(server.channel(), "who", &[]).await;
    let known = say(server.channel(), "who", &[("authorization", &bearer)]).await;

    assert_eq!(refused(anonymous, "why"), (Code::Unauthenticated, "missing".to_owned()));
    assert_eq!(known.unwrap(), "alice");
    within(server.health().check(of(""))).await.unwrap();
    let unknown = within(call(server.channel(), "/a.B/C", Request::new(Vec::new()))).await;
    assert_eq!(refused(unknown, "why").0, Code::Unauthenticated, "not even what is served is told");
}

#[tokio::test]
async fn a_connection_shows_the_token_of_its_settings() {
    let known = Known::start().await;
    std::fs::write(known.signer.path("token"), known.signer.token("alice-7", 60)).unwrap();
    let with_token = Upstream { token: Some(known.signer.path("token")), ..known.files.known(&known.server, "client") };
    let missing = Upstream { token: Some(known.signer.path("no-token")), ..with_token.clone() };

    let connection = connect(&with_token).unwrap();
    let who = within(call(connection, "/test.Echo/Say", Request::new(b"who".to_vec()))).await;

    assert_eq!(who.unwrap(), "alice");
    assert!(connect(&missing).err().unwrap().to_string().contains("no-token cannot be read"));
}

#[tokio::test]
async fn without_a_table_everybody_on_this_machine_is_local() {
    let server = Running::start(Server::new(&settings()).unwrap().service(Echo::new())).await;

    let local = say(server.channel(), "who", &[]).await;
    let forged = say(server.channel(), "who", &[("jixiao-principal", "alice")]).await;

    assert_eq!(local.unwrap(), "local");
    assert_eq!(refused(forged, "principal"), (Code::PermissionDenied, "local".to_owned()));
}
