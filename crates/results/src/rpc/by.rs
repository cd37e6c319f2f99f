//! Who reports.

use jixiao_domain::{Caller, Text};
use jixiao_proto::Fields;
use jixiao_store::results::By;

/// Who reports, and why figures change. The version is that of the plan in force, which is not known yet.
pub(super) fn take(fields: &mut Fields, caller: &Caller, reporter: &str, correction_reason: &str) -> Option<By> {
    let reporter = fields.take("reporter", Text::parse(reporter));
    let correction_reason = fields.take("correction_reason", Text::parse_optional(correction_reason));
    let principal = caller.principal.clone();
    Some(By { reporter: reporter?, principal, plan_version: 0, correction_reason: correction_reason? })
}
