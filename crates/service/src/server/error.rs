//! Why a server does not start or stops by itself.

use std::net::SocketAddr;

use tokio::task::JoinError;

use crate::identity::AccessError;
use crate::settings::SettingsError;
use crate::tls::TlsError;

/// Why a server, or a channel to an upstream, cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The settings do not allow it.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The files of TLS are incomplete or cannot be read.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The files of access are missing or wrong.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The files can be read but are no certificate and key that belong together.
    #[error("tls cannot be used")]
    Certificate(#[source] tonic::transport::Error),
    /// A port is taken or not allowed.
    #[error("{setting} {address} cannot be bound")]
    Bind {
        /// The setting that names the address.
        setting: &'static str,
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// An upstream's endpoint is no URL, or its TLS files are unusable.
    #[error("upstream {endpoint} cannot be used")]
    Endpoint {
        /// As configured.
        endpoint: String,
        /// Why not.
        source: tonic::transport::Error,
    },
}

/// Why a server stopped before it was told to.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The descriptors that reflection should serve are broken.
    #[error("reflection cannot be served")]
    Reflection(#[from] tonic_reflection::server::Error),
    /// The transport failed.
    #[error("the {listener} listener failed")]
    Transport {
        /// Which of the two.
        listener: &'static str,
        /// Why.
        source: tonic::transport::Error,
    },
    /// The task of a listener ended: a defect.
    #[error("the {listener} listener ended")]
    Ended {
        /// Which of the two.
        listener: &'static str,
        /// How, where that is known.
        source: Option<JoinError>,
    },
}
