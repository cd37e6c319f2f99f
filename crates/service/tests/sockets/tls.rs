use std::path::PathBuf;

use jixiao_service::fault::Fault;
use jixiao_service::server::Server;
use jixiao_service::settings::{Settings, Tls, Upstream};
use jixiao_service::upstream::{connect_lazy, relay};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;
use tonic_health::pb::health_client::HealthClient;

use crate::running::{Running, of, plain, settings, upstream, within};

/// An authority and a certificate of it for a server and for three clients.
pub(crate) struct Files(TempDir);

/// The certificates, each with the host that it names.
const CERTIFICATES: [(&str, &str); 4] =
    [("server", "jixiao.test"), ("client", "client.test"), ("service", "service.test"), ("stranger", "stranger.test")];

impl Files {
    pub(crate) fn new() -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        std::fs::write(files.path("ca"), authority.pem()).unwrap();
        for (name, host) in CERTIFICATES {
            let key = KeyPair::generate().unwrap();
            let params = CertificateParams::new([host.to_owned()]).unwrap();
            let cert = params.signed_by(&key, &authority).unwrap();
            std::fs::write(files.path(name), cert.pem()).unwrap();
            std::fs::write(files.path(&format!("{name}-key")), key.serialize_pem()).unwrap();
        }
        files
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name).with_extension("pem")
    }

    /// TLS that demands a client certificate.
    pub(crate) fn tls(&self) -> Tls {
        Tls { cert: self.path("server"), key: self.path("server-key"), client_ca: Some(self.path("ca")) }
    }

    async fn server(&self) -> Running {
        let settings = Settings { tls: Some(self.tls()), ..settings() };
        Running::start(Server::new(&settings).unwrap()).await
    }

    /// An upstream to which the process shows a certificate.
    pub(crate) fn known(&self, server: &Running, name: &str) -> Upstream {
        let (cert, key) = (Some(self.path(name)), Some(self.path(&format!("{name}-key"))));
        Upstream { cert, key, ..self.anonymous(server) }
    }

    /// An upstream that trusts the authority and shows no certificate.
    fn anonymous(&self, server: &Running) -> Upstream {
        Upstream { ca: Some(self.path("ca")), domain: Some("jixiao.test".to_owned()), ..upstream("https", server.api) }
    }
}

#[tokio::test]
async fn the_api_demands_a_client_certificate_and_the_health_port_does_not() {
    let files = Files::new();
    let server = files.server().await;
    let anonymous = files.anonymous(&server);
    let known = files.known(&server, "client");

    let mut refused = HealthClient::new(connect_lazy(&anonymous).unwrap());
    let mut welcome = HealthClient::new(connect_lazy(&known).unwrap());
    let mut side = HealthClient::new(plain(server.side));

    let status = within(refused.check(of(""))).await.unwrap_err();
    assert_eq!(relay("planning", status).code(), tonic::Code::Unavailable);
    within(welcome.check(of(""))).await.unwrap();
    within(side.check(of(""))).await.unwrap();
}

#[tokio::test]
async fn a_client_without_tls_does_not_reach_an_api_with_it() {
    let files = Files::new();
    let server = files.server().await;

    let status = within(HealthClient::new(plain(server.api)).check(of(""))).await.unwrap_err();

    let fault: Fault = relay("planning", status);
    assert_eq!(fault.code(), tonic::Code::Unavailable);
}
