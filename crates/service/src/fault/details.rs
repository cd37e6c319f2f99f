//! From a fault to a status with its `google.rpc` details.

use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, LocalizedMessage, PreconditionViolation, StatusExt};

use super::code::promises_retry;
use super::{Fault, Field, Language, Parts, code, reason_name};

/// The domain in every `ErrorInfo`.
pub const DOMAIN: &str = "jixiao";

const RETRY_AFTER: Duration = Duration::from_secs(1);

/// How many bytes of violations go out. Details travel base64-coded in one HTTP/2 header, and
/// clients take about 8 KiB of headers; past that the caller would get no error at all but a
/// protocol failure.
const VIOLATION_BYTES: usize = 3 * 1024;

impl Fault {
    /// The status for the caller: message in English, `LocalizedMessage` in the caller's language.
    pub fn into_status(self, language: Language) -> Status {
        let Self(parts) = self;
        match parts.relayed {
            Some(status) => status,
            None => parts.into_status(language),
        }
    }
}

impl Parts {
    fn into_status(mut self, language: Language) -> Status {
        let code = code(self.reason);
        let name = reason_name(self.reason);
        let mut details = ErrorDetails::new();

        let fields = self.fields.len();
        let violations = violations(self.fields, language);
        if violations.len() < fields {
            self.metadata.insert("violations".to_owned(), fields.to_string());
        }
        if !violations.is_empty() {
            details.set_bad_request(violations);
        }
        if code == Code::FailedPrecondition && self.preconditions.is_empty() {
            let violation = PreconditionViolation::new(name, "", self.en.as_str());
            self.preconditions.push(violation);
        }
        if !self.preconditions.is_empty() {
            details.set_precondition_failure(self.preconditions);
        }
        if let Some((kind, name)) = self.resource {
            details.set_resource_info(kind, name, "", "");
        }
        let promised = promises_retry(self.reason).then_some(RETRY_AFTER);
        if let Some(delay) = self.retry_after.or(promised) {
            details.set_retry_info(Some(delay));
        }
        let localized = match language {
            Language::En => self.en.clone(),
            Language::ZhCn => self.zh,
        };
        details.set_error_info(name, DOMAIN, self.metadata).set_localized_message(language.tag(), localized);
        Status::with_error_details(code, self.en, details)
    }
}

/// As many violations as fit, at least one.
fn violations(fields: Vec<Field>, language: Language) -> Vec<FieldViolation> {
    let mut bytes = 0;
    let fits = |field: &Field| {
        let first = bytes == 0;
        bytes += field.path.len() + field.en.len();
        if language == Language::ZhCn {
            bytes += field.zh.len();
        }
        first || bytes <= VIOLATION_BYTES
    };
    let violation = |field: Field| {
        let mut violation = FieldViolation::new(field.path, field.en);
        if language == Language::ZhCn {
            violation.localized_message = Some(LocalizedMessage::new(language.tag(), field.zh));
        }
        violation
    };
    fields.into_iter().take_while(fits).map(violation).collect()
}
