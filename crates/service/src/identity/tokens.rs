//! Signed tokens (JSON Web Tokens, RFC 7519, in the compact form of RFC 7515).
//!
//! The key, found by its id, decides the algorithm; a token only has to agree. So neither `none` nor a key of
//! one kind taken for another can pass. Nothing of a token is believed before its signature is verified.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::AccessError;
use super::keys::{self, Key};
use super::refused::Refused;
use crate::settings;

/// By how much clocks may differ, in seconds.
const LEEWAY: i64 = 30;

/// Whose tokens are accepted.
#[derive(Debug)]
pub(super) struct Tokens {
    keys: Vec<Key>,
    issuer: String,
    audience: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that must be understood; none is.
    crit: Option<IgnoredAny>,
}

/// The claims that count. Times are whole seconds since 1970; one of another form is refused, not passed over.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    iss: Option<String>,
    aud: Option<Audience>,
    exp: i64,
    #[serde(default, deserialize_with = "present")]
    nbf: Option<i64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Tokens {
    /// Reads the key set of the settings.
    pub(super) fn read(settings: &settings::Tokens) -> Result<Self, AccessError> {
        let keys = keys::read(&settings.keys)?;
        Ok(Self { keys, issuer: settings.issuer.clone(), audience: settings.audience.clone() })
    }

    /// The subject of a token that is valid at that time, in seconds since 1970.
    pub(super) fn subject(&self, token: &str, now: i64) -> Result<String, Refused> {
        let mut parts = token.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Refused::Malformed);
        };
        let (signed, _) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
        let header: Header = json(header)?;
        if header.crit.is_some() {
            return Err(Refused::Malformed);
        }
        let key = self.keys.iter().find(|key| key.id == header.kid && key.algorithm() == header.alg);
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed)?;
        if !key.is_some_and(|key| key.verifies(signed.as_bytes(), &signature)) {
            return Err(Refused::Signature);
        }
        self.check(json(claims)?, now)
    }

    fn check(&self, claims: Claims, now: i64) -> Result<String, Refused> {
        if claims.exp <= now.saturating_sub(LEEWAY) {
            return Err(Refused::Expired);
        }
        if claims.nbf.is_some_and(|from| from > now.saturating_add(LEEWAY)) {
            return Err(Refused::NotYetValid);
        }
        if claims.iss.as_ref() != Some(&self.issuer) {
            return Err(Refused::Issuer);
        }
        let is_meant = match &claims.aud {
            Some(Audience::One(audience)) => *audience == self.audience,
            Some(Audience::Several(audiences)) => audiences.contains(&self.audience),
            None => false,
        };
        if is_meant { Ok(claims.sub) } else { Err(Refused::Audience) }
    }
}

fn json<T: DeserializeOwned>(part: &str) -> Result<T, Refused> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}

/// A claim that may be left out, but not be null.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    i64::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests;
