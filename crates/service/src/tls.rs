//! TLS of servers and clients, from PEM files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tonic::transport::{Certificate, ClientTlsConfig, Identity, ServerTlsConfig};

use crate::settings::{Tls, Upstream};

/// A peer that does not finish the handshake must not hold its connection.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Why TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("{what} {} cannot be read", path.display())]
    Unreadable {
        /// Which of the files.
        what: &'static str,
        /// Where it should be.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A client certificate without key or a key without certificate.
    #[error("a client certificate needs both cert and key")]
    HalfIdentity,
    /// There are no built-in roots: between services the authority is one's own.
    #[error("an https endpoint needs ca")]
    NoAuthority,
    /// Something else than http or https, or neither.
    #[error("an endpoint begins with http:// or https://")]
    NoScheme,
    /// Files that would not be used: most likely the endpoint is meant to be https.
    #[error("ca, cert, key and domain are for https endpoints only")]
    NotHttps,
}

/// TLS for a server. With `client_ca`, a client without a certificate of that authority is refused.
pub fn server(tls: &Tls) -> Result<ServerTlsConfig, TlsError> {
    let config = ServerTlsConfig::new().identity(identity(&tls.cert, &tls.key)?).timeout(HANDSHAKE);
    match &tls.client_ca {
        Some(path) => Ok(config.client_ca_root(authority("client_ca", path)?)),
        None => Ok(config),
    }
}

/// TLS for calls to an upstream; nothing for a plain `http` endpoint.
pub fn client(upstream: &Upstream) -> Result<Option<ClientTlsConfig>, TlsError> {
    let Upstream { endpoint, ca, cert, key, domain, token: _ } = upstream;
    if !endpoint.starts_with("https://") {
        if !endpoint.starts_with("http://") {
            return Err(TlsError::NoScheme);
        }
        return match (ca, cert, key, domain) {
            (None, None, None, None) => Ok(None),
            _ => Err(TlsError::NotHttps),
        };
    }
    let ca = authority("ca", ca.as_deref().ok_or(TlsError::NoAuthority)?)?;
    let mut config = ClientTlsConfig::new().ca_certificate(ca).timeout(HANDSHAKE);
    if let Some(domain) = domain {
        config = config.domain_name(domain);
    }
    match (cert, key) {
        (Some(cert), Some(key)) => Ok(Some(config.identity(identity(cert, key)?))),
        (None, None) => Ok(Some(config)),
        _ => Err(TlsError::HalfIdentity),
    }
}

fn identity(cert: &Path, key: &Path) -> Result<Identity, TlsError> {
    Ok(Identity::from_pem(read("cert", cert)?, read("key", key)?))
}

fn authority(what: &'static str, path: &Path) -> Result<Certificate, TlsError> {
    Ok(Certificate::from_pem(read(what, path)?))
}

fn read(what: &'static str, path: &Path) -> Result<Vec<u8>, TlsError> {
    let unreadable = |source| TlsError::Unreadable { what, path: path.to_owned(), source };
    std::fs::read(path).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upstream(endpoint: &str) -> Upstream {
        Upstream { endpoint: endpoint.to_owned(), ca: None, cert: None, key: None, domain: None, token: None }
    }

    #[test]
    fn an_endpoint_without_scheme_https_without_authority_and_http_with_one_are_refused() {
        let with_ca = Upstream { ca: Some("ca.pem".into()), ..upstream("http://planning:50051") };

        assert!(matches!(client(&upstream("https://planning:50051")), Err(TlsError::NoAuthority)));
        assert!(matches!(client(&with_ca), Err(TlsError::NotHttps)));
        assert!(matches!(client(&upstream("http://planning:50051")), Ok(None)));
        assert!(matches!(client(&upstream("planning:50051")), Err(TlsError::NoScheme)));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let tls = Tls { cert: "no/cert.pem".into(), key: "no/key.pem".into(), client_ca: None };
        let error = server(&tls).unwrap_err();
        assert_eq!(error.to_string(), "cert no/cert.pem cannot be read");
    }
}
