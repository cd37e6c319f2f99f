//! What several tests share.

use jixiao_forms::{Form, read};

/// The published table, byte for byte.
pub(crate) const REAL: &[u8] =
    include_bytes!("../../../../tests/fixtures/tianjin-disabled-persons-federation-2023.txt");

/// The published table as read.
pub(crate) fn real() -> Form {
    read(REAL).unwrap()
}
