use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use tempfile::TempDir;

/// A key that signs tokens, with the files of a server that knows it: `keys.json` and `grants.toml`.
#[derive(Debug)]
pub struct Signer {
    folder: TempDir,
    key: Ed25519KeyPair,
}

impl Signer {
    /// Who signs.
    pub const ISSUER: &str = "bureau";
    /// For whom.
    pub const AUDIENCE: &str = "jixiao";

    /// A new key, and a table of grants with that text.
    ///
    /// # Panics
    ///
    /// Where the files cannot be written.
    #[must_use]
    pub fn new(grants: &str) -> Self {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("make a key");
        let key = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).expect("read the key");
        let signer = Self { folder: TempDir::new().expect("make a folder"), key };
        let x = URL_SAFE_NO_PAD.encode(signer.key.public_key());
        let keys = format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"k","x":"{x}"}}]}}"#);
        fs::write(signer.path("keys.json"), keys).expect("write the keys");
        fs::write(signer.path("grants.toml"), grants).expect("write the grants");
        signer
    }

    /// A file of its folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The settings of a server that knows the key, as `key=value`.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        vec![
            format!("access.grants={}", self.path("grants.toml").display()),
            format!("access.tokens.keys={}", self.path("keys.json").display()),
            format!("access.tokens.issuer={}", Self::ISSUER),
            format!("access.tokens.audience={}", Self::AUDIENCE),
        ]
    }

    /// A token of somebody that is good for so many seconds; of fewer than none, one that was good.
    ///
    /// # Panics
    ///
    /// Where the clock stands before 1970.
    #[must_use]
    pub fn token(&self, subject: &str, seconds: i64) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
        let exp = i64::try_from(now.as_secs()).expect("a time of this age") + seconds;
        let (iss, aud) = (Self::ISSUER, Self::AUDIENCE);
        let claims = format!(r#"{{"sub":"{subject}","iss":"{iss}","aud":"{aud}","exp":{exp}}}"#);
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"EdDSA","kid":"k"}"#);
        let message = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(self.key.sign(message.as_bytes())))
    }

    /// A file with such a token, good for an hour.
    ///
    /// # Panics
    ///
    /// Where it cannot be written.
    #[must_use]
    pub fn token_file(&self, subject: &str) -> PathBuf {
        let path = self.path(&format!("{subject}.jwt"));
        fs::write(&path, self.token(subject, 3600)).expect("write the token");
        path
    }
}
