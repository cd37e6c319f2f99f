//! A stored version of a plan.

use crate::workflow::PlanState;
use crate::{PlanContent, VersionName};

/// A version of a plan, as others read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanVersion {
    /// Its name.
    pub name: VersionName,
    /// Where it is in its life.
    pub state: PlanState,
    /// The table.
    pub content: PlanContent,
    /// SHA-256 of the table's deterministic encoding, lower-case hex.
    pub content_sha256: String,
}
