//! What an operator can set.

mod load;
mod redact;
mod variables;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use load::SettingsError;

/// Everything an operator can set, with defaults that serve one machine.
///
/// Sources, the later the stronger: defaults, a TOML file, the environment
/// (`JIXIAO__DATABASE__URL`), the command line. Unknown keys are refused. Serialised and printed
/// without the password of the database.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the API listens.
    pub listen: SocketAddr,
    /// Where health alone listens, without TLS, which Kubernetes probes do not speak.
    pub health_listen: SocketAddr,
    /// Lets the API listen without TLS beyond this machine, for where a mesh encrypts.
    pub insecure: bool,
    /// TLS of the API.
    pub tls: Option<Tls>,
    /// Who may call the API.
    pub access: Access,
    /// The database.
    pub database: Database,
    /// The services that scoring calls; unset in a process that has all of them.
    pub upstream: Upstreams,
    /// What one process accepts.
    pub limits: Limits,
    /// How it stops.
    pub shutdown: Shutdown,
    /// What it writes about itself.
    pub log: Log,
}

/// TLS of the API, from PEM files.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The server's certificate chain.
    pub cert: PathBuf,
    /// Its key.
    pub key: PathBuf,
    /// The authority of client certificates. If set, every client must have one.
    pub client_ca: Option<PathBuf>,
}

/// Who may call the API.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Access {
    /// The table of grants, a TOML file. Unset, the API is one of this machine alone, and every caller may do
    /// everything.
    pub grants: Option<PathBuf>,
    /// Whose tokens are accepted; unset, none is.
    pub tokens: Option<Tokens>,
}

/// Whose tokens are accepted.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// The public keys of whoever signs them, a JSON Web Key set.
    pub keys: PathBuf,
    /// Who signs them: the claim `iss`.
    pub issuer: String,
    /// Whom they must be for: one of the claim `aud`.
    pub audience: String,
}

/// The database.
#[derive(Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// Its URL: `sqlite://path` or `postgres://user:password@host/name`.
    #[serde(serialize_with = "redact::serialize")]
    pub url: String,
    /// Connections in the pool.
    pub max_connections: u32,
}

/// The services that scoring calls.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Upstreams {
    /// The planning service.
    pub planning: Option<Upstream>,
    /// The results service.
    pub results: Option<Upstream>,
}

/// Another Jixiao service.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Upstream {
    /// `http://host:port` or `https://host:port`.
    pub endpoint: String,
    /// The authority of its certificate; needed for https.
    pub ca: Option<PathBuf>,
    /// The certificate this process shows, with `key`.
    pub cert: Option<PathBuf>,
    /// The key of `cert`.
    pub key: Option<PathBuf>,
    /// The name its certificate is for, where that is not the host.
    pub domain: Option<String>,
    /// A file with the token this process shows, read anew every half minute.
    pub token: Option<PathBuf>,
}

/// What one process accepts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The largest request message in bytes. Each service sets it on itself
    /// (`max_decoding_message_size`), for tonic has no setting for all.
    pub request_bytes: usize,
    /// Calls under way at a time.
    pub concurrency: usize,
    /// Change streams that each service of the process keeps open.
    pub watchers: usize,
    /// Memory of each service for answers that it gave before, in bytes; 0 for none.
    pub answer_bytes: usize,
    /// The longest time a call may take until its answer begins, in milliseconds.
    pub deadline_ms: u64,
}

/// How the process stops.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shutdown {
    /// How long calls under way may take to finish, in milliseconds.
    pub grace_ms: u64,
    /// How long to go on serving as NOT_SERVING before that, in milliseconds, so that load
    /// balancers notice.
    pub drain_ms: u64,
}

/// What the process writes about itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// Directives such as `info,jixiao_store=debug`.
    pub filter: String,
    /// For people or for machines.
    pub format: LogFormat,
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase", try_from = "String")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl Settings {
    /// Refuses an API that listens beyond this machine without TLS, unless `insecure` says that
    /// this is meant, or without a table of grants, which nothing makes up for.
    pub fn check_exposure(&self) -> Result<(), SettingsError> {
        let is_local = self.listen.ip().is_loopback();
        if !is_local && self.tls.is_none() && !self.insecure {
            return Err(SettingsError::Exposed(self.listen));
        }
        let Access { grants, tokens } = &self.access;
        let certificates = self.tls.as_ref().is_some_and(|tls| tls.client_ca.is_some());
        match (grants, tokens) {
            (None, None) if !is_local => Err(SettingsError::Anonymous(self.listen)),
            (None, Some(_)) => Err(SettingsError::TokensWithoutGrants),
            (Some(_), None) if !certificates => Err(SettingsError::GrantsWithoutCredentials),
            _ => Ok(()),
        }
    }

    /// The settings as TOML, without the password of the database.
    pub fn to_toml(&self) -> Result<String, SettingsError> {
        toml::to_string_pretty(self).map_err(SettingsError::Unprintable)
    }
}

impl TryFrom<String> for LogFormat {
    type Error = &'static str;

    /// By hand, because `config` does not say which values there are.
    fn try_from(name: String) -> Result<Self, Self::Error> {
        match name.as_str() {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("must be text or json"),
        }
    }
}

impl Limits {
    /// [`Limits::deadline_ms`].
    pub fn deadline(&self) -> Duration {
        Duration::from_millis(self.deadline_ms)
    }
}

impl Shutdown {
    /// [`Shutdown::grace_ms`].
    pub fn grace(&self) -> Duration {
        Duration::from_millis(self.grace_ms)
    }

    /// [`Shutdown::drain_ms`].
    pub fn drain(&self) -> Duration {
        Duration::from_millis(self.drain_ms)
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database")
            .field("url", &redact::redact(&self.url))
            .field("max_connections", &self.max_connections)
            .finish()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 50051).into(),
            health_listen: (Ipv4Addr::LOCALHOST, 50052).into(),
            insecure: false,
            tls: None,
            access: Access::default(),
            database: Database::default(),
            upstream: Upstreams::default(),
            limits: Limits::default(),
            shutdown: Shutdown::default(),
            log: Log::default(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite://data/jixiao.db".to_owned(), max_connections: 8 }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request_bytes: 4 * 1024 * 1024,
            concurrency: 512,
            watchers: 64,
            answer_bytes: 64 * 1024 * 1024,
            deadline_ms: 30_000,
        }
    }
}

impl Default for Shutdown {
    fn default() -> Self {
        Self { grace_ms: 10_000, drain_ms: 0 }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".to_owned(), format: LogFormat::Text }
    }
}
