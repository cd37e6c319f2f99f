//! Plans that cannot be scored among many that can.

use std::fmt::Display;

use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::scoring::v1::PlanRefusal;
use jixiao_service::context::Context;
use jixiao_service::fault::{Fault, Language, reason_name};
use tonic::Code;

/// Plans of which a roll-up says why they could not be scored.
pub(crate) const MOST: usize = 100;

/// What a plan alone, or a version of it, is refused for; a fault that has nothing to do with the plan ends the whole
/// call.
pub(crate) fn of_plan(context: &Context, plan: &impl Display, fault: Fault) -> Result<PlanRefusal, Fault> {
    match fault.code() {
        Code::NotFound | Code::FailedPrecondition | Code::InvalidArgument | Code::PermissionDenied => {}
        Code::Internal | Code::DataLoss if fault.reason() == ErrorReason::Internal => {
            tracing::error!(%plan, cause = fault.cause(), "{}", fault.message());
        }
        _ => return Err(fault),
    }
    let message = match context.language {
        Language::En => fault.message(),
        Language::ZhCn => fault.message_zh(),
    };
    let reason = reason_name(fault.reason()).to_owned();
    Ok(PlanRefusal { plan_version: plan.to_string(), reason, message: message.to_owned() })
}
