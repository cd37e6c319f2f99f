use std::fmt;
use std::str::FromStr;

use jixiao_domain::Invalid;
use sha2::{Digest, Sha256};

use crate::StoreError;

/// A link of a chain: SHA-256 of the link before it and a document. The first one follows 32 zero bytes,
/// which are the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditHash([u8; 32]);

impl AuditHash {
    /// The link of a document that follows this one.
    #[must_use]
    pub fn followed_by(&self, document: &[u8]) -> Self {
        Self(Sha256::new().chain_update(self.0).chain_update(document).finalize().into())
    }

    /// From a column.
    pub(super) fn stored(bytes: &[u8]) -> Result<Self, StoreError> {
        bytes.try_into().map(Self).map_err(|_| StoreError::Corrupt("audit hash"))
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for AuditHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for AuditHash {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid =
            Invalid { en: "is not a hash of 64 lower-case hex digits", zh: "不是64位小写十六进制散列值" };
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 64 || !text.bytes().all(is_hex) {
            return Err(invalid);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(pair).map_err(|_| invalid)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| invalid)?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_link_follows_32_zero_bytes() {
        // printf '\0%.0s' {1..32} | cat - <(printf abc) | sha256sum
        let expected = Sha256::digest([&[0; 32][..], b"abc"].concat());
        assert_eq!(AuditHash::default().followed_by(b"abc").as_bytes(), &expected[..]);
    }

    #[test]
    fn other_texts_are_no_hash() {
        for text in ["", "0", &"0".repeat(63), &"0".repeat(65), &"A".repeat(64), &"é".repeat(32)] {
            assert!(text.parse::<AuditHash>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_hash_is_read_as_it_prints(bytes: [u8; 32]) {
            let hash = AuditHash(bytes);
            prop_assert_eq!(hash.to_string().parse::<AuditHash>().unwrap(), hash);
        }
    }
}
