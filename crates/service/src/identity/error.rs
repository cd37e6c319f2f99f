//! Why a server cannot know its callers.

use std::path::PathBuf;

use jixiao_domain::access::Conflict;

/// What is wrong with the files of `access`.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// A file cannot be read.
    #[error("{setting} {} cannot be read", path.display())]
    Unreadable {
        /// The setting that names it.
        setting: &'static str,
        /// Where it should be.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The table of grants is no TOML, or has a key that is none.
    #[error("access.grants {} cannot be understood", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: toml::de::Error,
    },
    /// A principal of the table cannot be.
    #[error("access.grants {}: principal {id:?} {why}", path.display())]
    Principal {
        /// The file.
        path: PathBuf,
        /// The id of the principal, as written.
        id: String,
        /// What is wrong with it.
        why: PrincipalError,
    },
    /// The key set is no JSON Web Key set.
    #[error("access.tokens.keys {} cannot be understood", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: serde_json::Error,
    },
    /// A key of the set cannot be used.
    #[error("access.tokens.keys {}: key {number} {why}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// Which, counting from 1.
        number: usize,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The set has no key that could verify a token.
    #[error("access.tokens.keys {} has no RS256, ES256 or EdDSA key", path.display())]
    NoKey {
        /// The file.
        path: PathBuf,
    },
    /// The file of a token does not hold one.
    #[error("token {} is not one line of visible ASCII characters", path.display())]
    NoToken {
        /// The file.
        path: PathBuf,
    },
}

/// What is wrong with a principal of the table.
#[derive(Debug, thiserror::Error)]
pub enum PrincipalError {
    /// The id is not one.
    #[error("{0}")]
    Id(&'static str),
    /// That id is the one of callers that nobody authenticates.
    #[error("has an id that is kept for an API without access.grants")]
    Local,
    /// Another has the id.
    #[error("is there twice")]
    Twice,
    /// There is no way to be it.
    #[error("has neither certificate, san nor token")]
    NoCredential,
    /// A credential is empty.
    #[error("has an empty {0}")]
    Empty(&'static str),
    /// Another has the credential.
    #[error("has the {0} of another principal")]
    Shared(&'static str),
    /// Certificates are not asked for.
    #[error("has a {0}, but tls.client_ca is not set, so no certificate is ever checked")]
    NoAuthority(&'static str),
    /// Tokens are not accepted.
    #[error("has a token, but access.tokens is not set")]
    NoTokens,
    /// A role is none.
    #[error("has the role {0:?}, which {1}")]
    Role(String, &'static str),
    /// A scope is none.
    #[error("has the scope {0:?}, which {1}")]
    Scope(String, &'static str),
    /// Its grants do not go together.
    #[error("cannot have these grants: {0}")]
    Conflict(Conflict),
}
