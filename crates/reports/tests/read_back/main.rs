//! What is printed is read back as it was, from the workbook and from the page.
#![expect(clippy::unwrap_used, reason = "test code")]

mod actuals;
mod excluded;
mod plans;
mod values;

use jixiao_domain::workflow::PlanState;
use jixiao_domain::{PlanContent, PlanVersion, VersionName};
use jixiao_reports::Format;

/// Both formats that are printed.
pub(crate) const FORMATS: [Format; 2] = [Format::Xlsx, Format::Html];

/// A version of a plan of 2023.
pub(crate) fn version(content: PlanContent) -> PlanVersion {
    let plan = "regions/120000000/departments/any/plans/2023".parse().unwrap();
    let name = VersionName { plan, version: 1 };
    PlanVersion { name, state: PlanState::Approved, content, content_sha256: "0".repeat(64) }
}
