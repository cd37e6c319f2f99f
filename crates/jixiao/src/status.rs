//! Errors of the API for people.

use tonic::Status;
use tonic_types::StatusExt;

/// A status as a person reads it: reason, message, and every field that is wrong.
pub(crate) fn explain(status: &Status) -> String {
    let reason = status.get_details_error_info().map(|info| info.reason);
    let code = format!("{:?}", status.code());
    let mut text = format!("{}: {}", reason.unwrap_or(code), status.message());
    for violation in status.get_details_bad_request().into_iter().flat_map(|b| b.field_violations) {
        text.push_str(&format!("\n  {} {}", violation.field, violation.description));
    }
    text
}
