//! Reasons, their names on the wire and their codes.

use jixiao_proto::common::v1::ErrorReason;
use tonic::Code;

const PREFIX: &str = "ERROR_REASON_";

/// The one gRPC code of a reason, as the comments of `error_reason.proto` promise it.
pub fn code(reason: ErrorReason) -> Code {
    match reason {
        ErrorReason::FieldInvalid
        | ErrorReason::RequestIdReused
        | ErrorReason::PageTokenInvalid
        | ErrorReason::WeightsDoNotSum
        | ErrorReason::FormUnreadable
        | ErrorReason::ExecutionPartsDoNotAddUp
        | ErrorReason::ScoreOutsideBand
        | ErrorReason::ResumeTokenInvalid => Code::InvalidArgument,
        ErrorReason::ResourceNotFound | ErrorReason::IndicatorUnknown => Code::NotFound,
        ErrorReason::ResourceExists => Code::AlreadyExists,
        ErrorReason::PlanState
        | ErrorReason::PlanNotApproved
        | ErrorReason::PlanHasErrors
        | ErrorReason::WeightSchemeMismatch
        | ErrorReason::NothingToJudge
        | ErrorReason::DepartmentNotEffective
        | ErrorReason::PeriodClosed
        | ErrorReason::PeriodOpen
        | ErrorReason::ScorecardIncomplete
        | ErrorReason::ReasonsOwed => Code::FailedPrecondition,
        ErrorReason::EtagMismatch | ErrorReason::StoreConflict => Code::Aborted,
        ErrorReason::LimitExceeded | ErrorReason::Overloaded | ErrorReason::WatcherTooSlow => Code::ResourceExhausted,
        ErrorReason::StoreUnavailable | ErrorReason::UpstreamUnavailable | ErrorReason::Draining => Code::Unavailable,
        ErrorReason::ResumeTokenExpired | ErrorReason::RevisionNotReached => Code::OutOfRange,
        ErrorReason::DeadlineExceeded => Code::DeadlineExceeded,
        ErrorReason::OutcomeUnknown => Code::Unknown,
        ErrorReason::Unspecified | ErrorReason::Internal => Code::Internal,
        ErrorReason::Unimplemented => Code::Unimplemented,
        ErrorReason::Unauthenticated => Code::Unauthenticated,
        ErrorReason::PermissionDenied | ErrorReason::OverrideNotAllowed => Code::PermissionDenied,
    }
}

/// Whether `error_reason.proto` promises a `RetryInfo` with the reason.
pub(super) fn promises_retry(reason: ErrorReason) -> bool {
    matches!(
        reason,
        ErrorReason::Overloaded
            | ErrorReason::WatcherTooSlow
            | ErrorReason::StoreUnavailable
            | ErrorReason::UpstreamUnavailable
            | ErrorReason::Draining
    )
}

/// The name a client gets: the one of the proto file without its prefix.
pub fn reason_name(reason: ErrorReason) -> &'static str {
    let name = reason.as_str_name();
    name.strip_prefix(PREFIX).unwrap_or(name)
}

/// The reason with that name on the wire.
pub(super) fn reason_of(name: &str) -> Option<ErrorReason> {
    ErrorReason::from_str_name(&format!("{PREFIX}{name}"))
}
