//! The server that every role runs.
//!
//! ```text
//! Server::new(settings) → service(…) → probe(…) → bind() → serve(shutdown)
//! ```
//!
//! One port has the API with health and reflection, with TLS if set; another has health alone and
//! never TLS. Around the API stand, from the outside: [`crate::bare_status`], [`crate::drain`],
//! [`crate::overload`], [`crate::deadline`], [`crate::identity`].

mod error;
mod serve;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};
use tokio::net::TcpListener;
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::service::Routes;
use tonic::transport::server::TcpIncoming;
use tower::Service;

use crate::health::Health;
use crate::identity::{Departments, Gate};
use crate::settings::Settings;
use crate::tls;

pub use error::{ServeError, StartError};
pub use serve::Bound;

/// How often readiness is probed; three failures in a row count.
const PROBE_INTERVAL: Duration = Duration::from_secs(2);

/// Pings of an idle HTTP/2 connection, so that a peer that is gone is noticed.
const KEEPALIVE: Duration = Duration::from_secs(30);
const KEEPALIVE_ANSWER: Duration = Duration::from_secs(10);

/// After this time a connection is asked to make way for a new one, so that clients spread over new
/// pods. There is no grace: a grace cuts the calls that are under way.
const CONNECTION_AGE: Duration = Duration::from_secs(600);

/// What keeps readiness up to date.
type Readiness = Box<dyn FnOnce(Health, Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

/// A server to be filled with services.
pub struct Server {
    settings: Settings,
    gate: Gate,
    transport: tonic::transport::Server,
    routes: Routes,
    services: Vec<String>,
    readiness: Readiness,
    probe_interval: Duration,
}

impl Server {
    /// A server without services. Reads the files of TLS and of access, and refuses an API that is open to
    /// the network without either.
    pub fn new(settings: &Settings) -> Result<Self, StartError> {
        settings.check_exposure()?;
        let gate = Gate::of(settings)?;
        let mut transport = tonic::transport::Server::builder()
            .http2_keepalive_interval(Some(KEEPALIVE))
            .http2_keepalive_timeout(Some(KEEPALIVE_ANSWER))
            .max_connection_age(CONNECTION_AGE);
        if let Some(files) = &settings.tls {
            transport = transport.tls_config(tls::server(files)?).map_err(StartError::Certificate)?;
        }
        Ok(Self {
            settings: settings.clone(),
            gate,
            transport,
            routes: Routes::default(),
            services: Vec::new(),
            readiness: Box::new(|health, _| Box::pin(async move { health.ready(true).await })),
            probe_interval: PROBE_INTERVAL,
        })
    }

    /// Adds a service to the API. Its size limits and compression are its own: set them where it is
    /// built.
    #[must_use]
    pub fn service<S>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
        S: NamedService + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        self.services.push(S::NAME.to_owned());
        self.routes = self.routes.add_service(service);
        self
    }

    /// Sets where the tree of departments is known; otherwise no department is above another.
    #[must_use]
    pub fn departments(mut self, departments: Arc<dyn Departments>) -> Self {
        self.gate = self.gate.departments(departments);
        self
    }

    /// Sets what readiness depends on, as a rule a ping of the database. Without a probe the server
    /// is ready as soon as it serves.
    #[must_use]
    pub fn probe<P, F, E>(mut self, probe: P) -> Self
    where
        P: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: std::error::Error + Send + 'static,
    {
        self.readiness =
            Box::new(move |health, interval| Box::pin(async move { health.follow(probe, interval).await }));
        self
    }

    /// Sets how often readiness is probed, two seconds otherwise.
    #[must_use]
    pub fn probe_interval(mut self, interval: Duration) -> Self {
        self.probe_interval = interval;
        self
    }

    /// Takes both ports. Nothing is answered before [`Bound::serve`].
    pub async fn bind(self) -> Result<Bound, StartError> {
        let (api, address) = listen("listen", self.settings.listen).await?;
        let (side, health_address) = listen("health_listen", self.settings.health_listen).await?;
        Ok(Bound { server: self, api, address, side, health_address })
    }
}

async fn listen(setting: &'static str, address: SocketAddr) -> Result<(TcpIncoming, SocketAddr), StartError> {
    let refused = |source| StartError::Bind { setting, address, source };
    let listener = TcpListener::bind(address).await.map_err(refused)?;
    let bound = listener.local_addr().map_err(refused)?;
    // With Nagle's algorithm a small answer waits for the acknowledgement of the one before.
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    Ok((incoming.with_keepalive(Some(KEEPALIVE)), bound))
}
