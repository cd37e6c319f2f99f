//! The public keys of a JSON Web Key set (RFC 7517) that tokens are verified with.

use std::collections::HashSet;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::AccessError;

/// The shortest modulus that is accepted, in bytes: 2048 bits.
const RSA_BYTES: usize = 256;

/// A key that verifies one algorithm and no other: the token does not choose.
#[derive(Debug)]
pub(super) struct Key {
    /// Its id; of a key without one, only tokens without one are.
    pub(super) id: Option<String>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Entry>,
}

/// A key of the set; what else it says is not needed (RFC 7517, 4).
#[derive(Deserialize)]
struct Entry {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    d: Option<IgnoredAny>,
}

/// Reads a key set. Keys for other uses or of other kinds are passed over, as a set may hold them.
pub(super) fn read(path: &Path) -> Result<Vec<Key>, AccessError> {
    let unreadable = |source| AccessError::Unreadable { setting: "access.tokens.keys", path: path.to_owned(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let set: Set =
        serde_json::from_slice(&bytes).map_err(|source| AccessError::Json { path: path.to_owned(), source })?;
    let (mut keys, mut ids) = (Vec::new(), HashSet::new());
    for (number, entry) in (1..).zip(set.keys) {
        let refused = |why| AccessError::Key { path: path.to_owned(), number, why };
        let Some(key) = key(entry).map_err(refused)? else { continue };
        if !ids.insert(key.id.clone()) {
            return Err(refused("has the kid of another, or like another none"));
        }
        keys.push(key);
    }
    if keys.is_empty() { Err(AccessError::NoKey { path: path.to_owned() }) } else { Ok(keys) }
}

fn key(entry: Entry) -> Result<Option<Key>, &'static str> {
    if entry.usage.as_deref().is_some_and(|usage| usage != "sig") {
        return Ok(None);
    }
    if entry.d.is_some() {
        return Err("is a private key: only public ones belong into the set");
    }
    let kind = match (entry.kty.as_str(), entry.crv.as_deref()) {
        ("RSA", None) => Kind::Rsa { n: number(entry.n)?, e: number(entry.e)? },
        ("EC", Some("P-256")) => Kind::P256(point(entry.x, entry.y)?),
        ("OKP", Some("Ed25519")) => Kind::Ed25519(exactly::<32>(entry.x)?),
        _ => return Ok(None),
    };
    if matches!(&kind, Kind::Rsa { n, .. } if n.len() < RSA_BYTES) {
        return Err("is an RSA key of less than 2048 bits");
    }
    let key = Key { id: entry.kid, kind };
    // An RSA key may be meant for RS512 and its like.
    let fits = entry.alg.is_none_or(|alg| alg == key.algorithm());
    Ok(fits.then_some(key))
}

/// Bytes in base64url.
fn bytes(text: Option<String>) -> Result<Vec<u8>, &'static str> {
    let text = text.ok_or("lacks a part")?;
    URL_SAFE_NO_PAD.decode(text).map_err(|_| "has a part that is not base64url")
}

/// A number without zeros before it, which some write and RFC 7518 forbids.
fn number(text: Option<String>) -> Result<Vec<u8>, &'static str> {
    let bytes = bytes(text)?;
    Ok(bytes.into_iter().skip_while(|byte| *byte == 0).collect())
}

fn exactly<const N: usize>(text: Option<String>) -> Result<Vec<u8>, &'static str> {
    let bytes = bytes(text)?;
    if bytes.len() == N { Ok(bytes) } else { Err("has a part of another length") }
}

/// An uncompressed point (SEC 1, 2.3.3).
fn point(x: Option<String>, y: Option<String>) -> Result<Vec<u8>, &'static str> {
    Ok([vec![4], exactly::<32>(x)?, exactly::<32>(y)?].concat())
}

impl Key {
    /// The one algorithm it verifies (RFC 7518, RFC 8037).
    pub(super) const fn algorithm(&self) -> &'static str {
        match self.kind {
            Kind::Rsa { .. } => "RS256",
            Kind::P256(_) => "ES256",
            Kind::Ed25519(_) => "EdDSA",
        }
    }

    /// Whether it made that signature of that message.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match &self.kind {
            Kind::Rsa { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            Kind::P256(key) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(message, signature),
            Kind::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
        };
        verified.is_ok()
    }
}
