//! Errors that know what a caller must be told.

use crate::common::v1::ErrorReason;

/// An error that knows what a caller must be told. Its `Display` is the English message; what must
/// not reach a caller stands in its source alone.
pub trait Explain: std::error::Error {
    /// The documented reason, which also decides the code.
    fn reason(&self) -> ErrorReason;

    /// The message in Chinese.
    fn zh(&self) -> String;

    /// The metadata that the reason documents.
    fn metadata(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}
