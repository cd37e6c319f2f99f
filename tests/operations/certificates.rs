//! Certificates of an authority that nobody else knows.

use std::fs;
use std::path::PathBuf;

use jixiao_service::settings::Upstream;
use jixiao_service::upstream::connect_lazy;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;
use tonic::transport::Channel;

/// The name that the certificate of every server is for.
pub(crate) const SERVER: &str = "jixiao.test";

/// The name in the certificate of the client.
pub(crate) const CLIENT: &str = "client.test";

/// An authority, a certificate for servers and one for a client.
pub(crate) struct Certificates(TempDir);

impl Certificates {
    pub(crate) fn new() -> Self {
        let certificates = Self(TempDir::new().unwrap());
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        fs::write(certificates.path("ca.crt"), authority.pem()).unwrap();
        for (name, hosts) in
            [("tls", vec![SERVER.to_owned(), "127.0.0.1".to_owned()]), ("client", vec![CLIENT.to_owned()])]
        {
            let key = KeyPair::generate().unwrap();
            let certificate = CertificateParams::new(hosts).unwrap().signed_by(&key, &authority).unwrap();
            fs::write(certificates.path(&format!("{name}.crt")), certificate.pem()).unwrap();
            fs::write(certificates.path(&format!("{name}.key")), key.serialize_pem()).unwrap();
        }
        certificates
    }

    /// `ca.crt`, `tls.crt`, `tls.key`, `client.crt`, `client.key`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The same as text, for settings and arguments.
    pub(crate) fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The settings of an API that demands a client certificate.
    pub(crate) fn server_settings(&self) -> Vec<String> {
        let files = [("tls.cert", "tls.crt"), ("tls.key", "tls.key"), ("tls.client_ca", "ca.crt")];
        files.map(|(setting, name)| format!("{setting}={}", self.text(name))).into()
    }

    /// The setting of a table of grants with that text.
    pub(crate) fn grants(&self, text: &str) -> String {
        fs::write(self.path("grants.toml"), text).unwrap();
        format!("access.grants={}", self.text("grants.toml"))
    }

    /// The settings of a process that calls another, with the certificate of a server.
    pub(crate) fn upstream_settings(&self, service: &str, address: &str) -> Vec<String> {
        let mut settings = self.anonymous_upstream_settings(service, address);
        settings.push(format!("upstream.{service}.cert={}", self.text("tls.crt")));
        settings.push(format!("upstream.{service}.key={}", self.text("tls.key")));
        settings
    }

    /// The same without a certificate of its own.
    pub(crate) fn anonymous_upstream_settings(&self, service: &str, address: &str) -> Vec<String> {
        vec![
            format!("upstream.{service}.endpoint=https://{address}"),
            format!("upstream.{service}.ca={}", self.text("ca.crt")),
            format!("upstream.{service}.domain={SERVER}"),
        ]
    }

    /// A channel that trusts the authority and shows no certificate.
    pub(crate) fn anonymous(&self, address: &str) -> Channel {
        connect_lazy(&self.upstream(address)).unwrap()
    }

    /// A channel that shows the client's certificate.
    pub(crate) fn known(&self, address: &str) -> Channel {
        let (cert, key) = (Some(self.path("client.crt")), Some(self.path("client.key")));
        connect_lazy(&Upstream { cert, key, ..self.upstream(address) }).unwrap()
    }

    fn upstream(&self, address: &str) -> Upstream {
        Upstream {
            endpoint: format!("https://{address}"),
            ca: Some(self.path("ca.crt")),
            cert: None,
            key: None,
            domain: Some(SERVER.to_owned()),
            token: None,
        }
    }
}
