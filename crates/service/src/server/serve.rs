//! Serving and, above all, stopping.

use std::net::SocketAddr;

use tokio::task::JoinError;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use tonic::server::NamedService;
use tonic::service::Routes;
use tonic::transport::server::TcpIncoming;

use super::{ServeError, Server};
use crate::around::AroundLayer;
use crate::bare_status::BareStatus;
use crate::deadline::Deadline;
use crate::drain::Drain;
use crate::health::Health;
use crate::overload::Overload;
use crate::reflection;

/// A server that has its ports.
pub struct Bound {
    pub(super) server: Server,
    pub(super) api: TcpIncoming,
    pub(super) address: SocketAddr,
    pub(super) side: TcpIncoming,
    pub(super) health_address: SocketAddr,
}

type Listener = AbortOnDropHandle<Result<(), tonic::transport::Error>>;

impl Bound {
    /// The address of the API, with the port that was free where port 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The address of health alone.
    pub fn health_addr(&self) -> SocketAddr {
        self.health_address
    }

    /// Serves until `shutdown` is done, then stops within the grace:
    ///
    /// 1. health says NOT_SERVING, and calls are served on for `drain_ms`;
    /// 2. new calls are refused with DRAINING, endless streams are ended with it;
    /// 3. the others may finish until the grace is over. Whatever is still open then (a silent peer
    ///    never closes) is left to the end of the process.
    pub async fn serve(self, shutdown: impl Future<Output = ()>) -> Result<(), ServeError> {
        let Self { server, api, address, side, health_address } = self;
        let (drain, grace) = (server.settings.shutdown.drain(), server.settings.shutdown.grace());
        let (draining, closing) = (CancellationToken::new(), CancellationToken::new());
        let health = Health::new(server.services.clone()).await;
        health.live().await;
        let readiness = (server.readiness)(health.clone(), server.probe_interval);
        let readiness = AbortOnDropHandle::new(tokio::spawn(readiness));

        let routes = routes(server.routes, server.services, &health)?;
        let mut api = spawn(
            server
                .transport
                .layer(AroundLayer(BareStatus))
                .layer(AroundLayer(Drain::new(draining.clone())))
                .layer(AroundLayer(Overload::new(server.settings.limits.concurrency)))
                .layer(AroundLayer(Deadline::new(server.settings.limits.deadline())))
                .layer(AroundLayer(server.gate))
                .add_routes(routes)
                .serve_with_incoming_shutdown(api, draining.clone().cancelled_owned()),
        );
        let mut side = spawn(
            tonic::transport::Server::builder()
                .layer(AroundLayer(Drain::new(draining.clone())))
                .add_routes(Routes::new(health.service()))
                .serve_with_incoming_shutdown(side, closing.clone().cancelled_owned()),
        );
        tracing::info!(%address, %health_address, "serving");

        tokio::select! {
            ended = &mut api => return Err(ended_early("listen", ended)),
            ended = &mut side => return Err(ended_early("health_listen", ended)),
            () = shutdown => {}
        }
        // Awaited, so that no probe under way says SERVING afterwards.
        readiness.abort();
        let _aborted = readiness.await;
        health.drain().await;
        tokio::time::sleep(drain).await;
        draining.cancel();
        let stopped = tokio::time::timeout(grace, async {
            let api = api.await;
            // Probes see NOT_SERVING, rather than nobody, until the last call is done.
            closing.cancel();
            (api, side.await)
        });
        match stopped.await {
            Ok(_) => tracing::info!("stopped"),
            Err(_) => tracing::warn!("stopped with connections still open at the end of the grace"),
        }
        Ok(())
    }
}

/// The services with health and reflection.
fn routes(routes: Routes, mut services: Vec<String>, health: &Health) -> Result<Routes, ServeError> {
    let health = health.service();
    services.push(name_of(&health).to_owned());
    services.extend(reflection::NAMES.map(str::to_owned));
    let (v1, v1alpha) = reflection::services(&services)?;
    Ok(routes.add_service(health).add_service(v1).add_service(v1alpha).prepare())
}

fn name_of<S: NamedService>(_: &S) -> &'static str {
    S::NAME
}

fn spawn(serve: impl Future<Output = Result<(), tonic::transport::Error>> + Send + 'static) -> Listener {
    AbortOnDropHandle::new(tokio::spawn(serve))
}

fn ended_early(listener: &'static str, ended: Result<Result<(), tonic::transport::Error>, JoinError>) -> ServeError {
    match ended {
        Ok(Ok(())) => ServeError::Ended { listener, source: None },
        Ok(Err(source)) => ServeError::Transport { listener, source },
        Err(source) => ServeError::Ended { listener, source: Some(source) },
    }
}
