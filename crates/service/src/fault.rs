//! What a caller must be told when a call fails.
//!
//! A [`Fault`] is the only way to an error `Status`: a handler returns it and
//! [`crate::context::answer`] turns it into the code, the details and the language of the wire.

mod code;
mod details;
mod language;

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use jixiao_domain::Violation;
use jixiao_proto::Explain;
use jixiao_proto::common::v1::ErrorReason;
use tonic::Status;
use tonic_types::{PreconditionViolation, StatusExt};

pub use code::{code, reason_name};
pub use details::DOMAIN;
pub use language::Language;

/// What a caller must be told: a reason, a message in both languages, and details.
///
/// The code and the details every reason must carry follow from the reason, so a handler cannot
/// forget them. Boxed, because it is the error of nearly every function of a service.
#[derive(Debug)]
pub struct Fault(Box<Parts>);

#[derive(Debug)]
struct Parts {
    reason: ErrorReason,
    en: String,
    zh: String,
    metadata: HashMap<String, String>,
    fields: Vec<Field>,
    resource: Option<(String, String)>,
    preconditions: Vec<PreconditionViolation>,
    retry_after: Option<Duration>,
    cause: Option<String>,
    relayed: Option<Status>,
}

#[derive(Debug)]
struct Field {
    path: String,
    en: String,
    zh: String,
}

impl Fault {
    /// A fault with its message in English and Chinese, without a trailing stop.
    ///
    /// `Unspecified` is never sent; it becomes `Internal`.
    pub fn new(reason: ErrorReason, en: impl Into<String>, zh: impl Into<String>) -> Self {
        let reason = match reason {
            ErrorReason::Unspecified => ErrorReason::Internal,
            reason => reason,
        };
        Self(Box::new(Parts {
            reason,
            en: en.into(),
            zh: zh.into(),
            metadata: HashMap::new(),
            fields: Vec::new(),
            resource: None,
            preconditions: Vec::new(),
            retry_after: None,
            cause: None,
            relayed: None,
        }))
    }

    /// Nothing of this kind has this name.
    pub fn not_found(kind: impl Into<String>, name: impl Into<String>) -> Self {
        let (kind, name) = (kind.into(), name.into());
        let en = format!("{kind} {name} does not exist");
        let zh = format!("{} {name} 不存在", kind_zh(&kind));
        Self::new(ErrorReason::ResourceNotFound, en, zh).resource(kind, name)
    }

    /// Something of this kind has this name already.
    pub fn exists(kind: impl Into<String>, name: impl Into<String>) -> Self {
        let (kind, name) = (kind.into(), name.into());
        let en = format!("{kind} {name} exists already");
        let zh = format!("{} {name} 已存在", kind_zh(&kind));
        Self::new(ErrorReason::ResourceExists, en, zh).resource(kind, name)
    }

    /// Fields are wrong; add each of them with [`Fault::field`].
    pub fn invalid() -> Self {
        let en = "the request has invalid fields";
        Self::new(ErrorReason::FieldInvalid, en, "请求中有无效字段")
    }

    /// Fields are wrong, each as its violation says.
    pub fn violations(found: Vec<Violation>) -> Self {
        found.into_iter().fold(Self::invalid(), |fault, v| fault.field(v.path, v.en, v.zh))
    }

    /// A documented limit is exceeded.
    pub fn limit(limit: usize, value: usize) -> Self {
        let (en, zh) = (format!("{value} is more than the limit of {limit}"), format!("{value}超过上限{limit}"));
        Self::new(ErrorReason::LimitExceeded, en, zh).with("limit", limit).with("value", value)
    }

    /// A defect: the caller learns nothing but that, the log gets the error and its sources.
    pub fn internal(error: impl Error) -> Self {
        Self::new(ErrorReason::Internal, "internal error", "内部错误").caused_by(&error)
    }

    /// The deadline of the client, or the server's cap, passed.
    pub fn deadline() -> Self {
        let en = "the deadline passed before the call was done";
        Self::new(ErrorReason::DeadlineExceeded, en, "请求未能在时限内完成")
    }

    /// An error of another Jixiao service, passed on with code, message and details as they are.
    ///
    /// The builder methods, [`Fault::caused_by`] apart, do not change it any more.
    pub fn relayed(status: Status) -> Self {
        let reason = status
            .get_details_error_info()
            .and_then(|info| code::reason_of(&info.reason))
            .unwrap_or(ErrorReason::Internal);
        let mut fault = Self::new(reason, status.message(), status.message());
        fault.0.relayed = Some(status);
        fault
    }

    /// Adds an entry to the metadata of `ErrorInfo`; `error_reason.proto` names the keys.
    #[expect(clippy::needless_pass_by_value, reason = "takes numbers and names alike")]
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.0.metadata.insert(key.to_owned(), value.to_string());
        self
    }

    /// Adds a violation to `BadRequest`: the path of a field and what is wrong with it.
    pub fn field(mut self, path: impl Into<String>, en: impl Into<String>, zh: impl Into<String>) -> Self {
        let (path, en, zh) = (path.into(), en.into(), zh.into());
        self.0.fields.push(Field { path, en, zh });
        self
    }

    /// Says in `ResourceInfo` which resource is meant.
    pub fn resource(mut self, kind: impl Into<String>, name: impl Into<String>) -> Self {
        self.0.resource = Some((kind.into(), name.into()));
        self
    }

    /// Adds a violation to `PreconditionFailure`. Without one, a `FAILED_PRECONDITION` gets its
    /// reason as kind and its message as description.
    pub fn precondition(
        mut self,
        kind: impl Into<String>,
        subject: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        let violation = PreconditionViolation::new(kind, subject, description);
        self.0.preconditions.push(violation);
        self
    }

    /// Says in `RetryInfo` when to try again. Reasons that promise a `RetryInfo` have one second
    /// without it.
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.0.retry_after = Some(delay);
        self
    }

    /// Keeps an error and its sources for the log. They never go out: driver errors hold SQL,
    /// addresses and file names.
    pub fn caused_by(mut self, error: impl Error) -> Self {
        self.0.cause = Some(chain(&error));
        self
    }

    /// Why the call fails.
    pub fn reason(&self) -> ErrorReason {
        self.0.reason
    }

    /// The code the caller gets.
    pub fn code(&self) -> tonic::Code {
        let relayed = self.0.relayed.as_ref();
        relayed.map_or_else(|| code(self.0.reason), Status::code)
    }

    /// The English message.
    pub fn message(&self) -> &str {
        &self.0.en
    }

    /// The Chinese message.
    pub fn message_zh(&self) -> &str {
        &self.0.zh
    }

    /// The documented code of a form that says why, where there is one.
    pub fn finding(&self) -> Option<&str> {
        self.0.metadata.get("finding").map(String::as_str)
    }

    /// What is wrong with which field, in English and Chinese.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.fields.iter().map(|field| (field.path.as_str(), field.en.as_str(), field.zh.as_str()))
    }

    /// The error behind it with its sources, for the log.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", reason_name(self.0.reason), self.0.en)
    }
}

impl Error for Fault {}

/// An error and its sources in one line. A part that a source repeats is left out.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let part = error.to_string();
        if !text.ends_with(&part) {
            text.push_str(": ");
            text.push_str(&part);
        }
        source = error.source();
    }
    text
}

/// Kinds of resources in Chinese.
fn kind_zh(kind: &str) -> &str {
    match kind {
        "region" => "区划",
        "department" => "部门",
        "plan" => "计划",
        "opinion" => "意见",
        "plan source" => "计划的来源文件",
        "profile" => "评分方案",
        "weight scheme" => "分值方案",
        other => other,
    }
}

/// A defect stays in the log; of the rest the caller is told what the error says.
impl<E: Explain> From<E> for Fault {
    fn from(error: E) -> Self {
        match error.reason() {
            ErrorReason::Internal => Self::internal(error),
            reason => {
                let fault = Self::new(reason, error.to_string(), error.zh()).caused_by(&error);
                error.metadata().into_iter().fold(fault, |fault, (key, value)| fault.with(key, value))
            }
        }
    }
}

#[cfg(test)]
mod tests;
