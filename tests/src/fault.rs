use std::collections::BTreeMap;

use jixiao_proto::common::v1::ErrorReason;
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// An error as a client reads it: something to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The gRPC code.
    pub code: Code,
    /// The reason of `ErrorInfo`, without the prefix of the enum.
    pub reason: String,
    /// The metadata of `ErrorInfo`.
    pub metadata: BTreeMap<String, String>,
    /// The paths of `BadRequest`, in order.
    pub fields: Vec<String>,
    /// Type and name of `ResourceInfo`.
    pub resource: Option<(String, String)>,
    /// The types of `PreconditionFailure`.
    pub preconditions: Vec<String>,
    /// Whether `RetryInfo` says when to try again.
    pub has_retry: bool,
    /// The message of the status.
    pub message: String,
    /// Locale and message of `LocalizedMessage`.
    pub localized: (String, String),
}

impl Fault {
    /// Reads a status.
    ///
    /// # Panics
    ///
    /// Where it breaks what is promised of every error: a known reason in the domain `jixiao`, details that
    /// belong to the code, words without a trailing stop, nothing of the database.
    #[must_use]
    #[track_caller]
    pub fn of(status: &Status) -> Self {
        let details = status.get_error_details();
        let info = details.error_info().unwrap_or_else(|| panic!("no ErrorInfo: {status:?}"));
        let localized = details.localized_message().unwrap_or_else(|| panic!("no LocalizedMessage: {status:?}"));
        let violations = details.bad_request().map(|b| b.field_violations.as_slice()).unwrap_or_default();
        let preconditions = details.precondition_failure().map(|p| p.violations.as_slice()).unwrap_or_default();
        let fault = Self {
            code: status.code(),
            reason: info.reason.clone(),
            metadata: info.metadata.clone().into_iter().collect(),
            fields: violations.iter().map(|v| v.field.clone()).collect(),
            resource: details.resource_info().map(|r| (r.resource_type.clone(), r.resource_name.clone())),
            preconditions: preconditions.iter().map(|v| v.r#type.clone()).collect(),
            has_retry: details.retry_info().is_some_and(|r| r.retry_delay.is_some()),
            message: status.message().to_owned(),
            localized: (localized.locale.clone(), localized.message.clone()),
        };
        assert_eq!(info.domain, "jixiao", "{fault:?}");
        assert!(violations.iter().all(|v| !v.description.is_empty()), "{fault:?}");
        fault.check();
        fault
    }

    #[track_caller]
    fn check(&self) {
        let known = ErrorReason::from_str_name(&format!("ERROR_REASON_{}", self.reason));
        assert!(known.is_some_and(|reason| reason != ErrorReason::Unspecified), "{self:?}");
        assert_eq!(self.preconditions.is_empty(), self.code != Code::FailedPrecondition, "{self:?}");
        assert!(self.has_retry || self.code != Code::Unavailable, "{self:?}");
        assert!(!self.fields.is_empty() || self.reason != "FIELD_INVALID", "{self:?}");
        for text in [&self.message, &self.localized.1] {
            assert!(!text.is_empty() && !text.ends_with(['.', '。']), "{self:?}");
            let text = text.to_lowercase();
            assert!(["sql", "select ", "insert ", ".rs"].iter().all(|leak| !text.contains(leak)), "{self:?}");
        }
    }

    /// Asserts code and reason.
    ///
    /// # Panics
    ///
    /// Where they are others.
    #[track_caller]
    pub fn is(&self, code: Code, reason: &str) -> &Self {
        assert_eq!((self.code, self.reason.as_str()), (code, reason), "{self:?}");
        self
    }

    /// Asserts that exactly these fields are invalid.
    ///
    /// # Panics
    ///
    /// Where it is about others.
    #[track_caller]
    pub fn is_of_fields(&self, fields: &[&str]) -> &Self {
        self.is(Code::InvalidArgument, "FIELD_INVALID");
        assert_eq!(self.fields, fields, "{self:?}");
        self
    }

    /// Asserts that a resource of that type and name was not found.
    ///
    /// # Panics
    ///
    /// Where it is about something else.
    #[track_caller]
    pub fn is_not_found(&self, kind: &str, name: &str) -> &Self {
        self.is(Code::NotFound, "RESOURCE_NOT_FOUND");
        assert_eq!(self.resource, Some((kind.to_owned(), name.to_owned())), "{self:?}");
        self
    }

    /// Asserts the metadata.
    ///
    /// # Panics
    ///
    /// Where it is another.
    #[track_caller]
    pub fn has(&self, metadata: &[(&str, &str)]) -> &Self {
        let expected = metadata.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        assert_eq!(self.metadata, expected, "{self:?}");
        self
    }
}
