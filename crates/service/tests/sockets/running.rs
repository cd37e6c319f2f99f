//! A server under test.

use std::net::SocketAddr;
use std::time::Duration;

use jixiao_service::server::{ServeError, Server};
use jixiao_service::settings::{Access, Settings, Tokens, Upstream};
use jixiao_test_support::Signer;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::transport::Channel;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus};

/// Waits for an event, but not for ever.
pub(crate) async fn within<T>(event: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), event).await.unwrap()
}

/// The defaults on free ports.
pub(crate) fn settings() -> Settings {
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    Settings { listen: any, health_listen: any, ..Settings::default() }
}

/// The table of grants and the key of a signer.
pub(crate) fn access(signer: &Signer) -> Access {
    let (issuer, audience) = (Signer::ISSUER.to_owned(), Signer::AUDIENCE.to_owned());
    let tokens = Tokens { keys: signer.path("keys.json"), issuer, audience };
    Access { grants: Some(signer.path("grants.toml")), tokens: Some(tokens) }
}

pub(crate) fn upstream(scheme: &str, address: SocketAddr) -> Upstream {
    let endpoint = format!("{scheme}://{address}");
    Upstream { endpoint, ca: None, cert: None, key: None, domain: None, token: None }
}

pub(crate) fn plain(address: SocketAddr) -> Channel {
    jixiao_service::upstream::connect_lazy(&upstream("http", address)).unwrap()
}

pub(crate) struct Running {
    pub(crate) api: SocketAddr,
    pub(crate) side: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Result<(), ServeError>>,
}

impl Running {
    pub(crate) async fn start(server: Server) -> Self {
        let bound = server.bind().await.unwrap();
        let (api, side) = (bound.local_addr(), bound.health_addr());
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(bound.serve(async { stopped.await.unwrap() }));
        Self { api, side, stop, serving }
    }

    pub(crate) fn channel(&self) -> Channel {
        plain(self.api)
    }

    pub(crate) fn health(&self) -> HealthClient<Channel> {
        HealthClient::new(self.channel())
    }

    /// Asks the server to stop.
    pub(crate) fn stop(self) -> JoinHandle<Result<(), ServeError>> {
        self.stop.send(()).unwrap();
        self.serving
    }
}

pub(crate) fn of(service: &str) -> HealthCheckRequest {
    HealthCheckRequest { service: service.to_owned() }
}

/// Reads a watch until it says `status`.
pub(crate) async fn until(watch: &mut tonic::Streaming<tonic_health::pb::HealthCheckResponse>, status: ServingStatus) {
    while watch.message().await.unwrap().unwrap().status() != status {}
}
