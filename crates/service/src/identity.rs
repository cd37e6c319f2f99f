//! Who calls: the principal of a call with its grants.
//!
//! A layer authenticates every call ([`Gate`]) and leaves an [`Identity`] with the request;
//! [`crate::context::answer`] asks [`crate::access`] whether its grants allow the message. Without a table of
//! grants the API is one of this machine alone, and every caller is the principal `local`.

mod bearer;
mod certificate;
mod error;
mod gate;
mod grants;
mod keys;
mod refused;
mod tokens;

use std::sync::Arc;

use async_trait::async_trait;
use jixiao_domain::access::Grant;
use jixiao_domain::{Caller, DepartmentId, DepartmentName};

use crate::context::Context;
use crate::fault::Fault;

pub use bearer::Bearer;
pub use error::{AccessError, PrincipalError};
pub(crate) use gate::FORWARDED;
pub use gate::Gate;
pub(crate) use refused::Refused;

/// Who calls, as the gate found out.
#[derive(Clone)]
pub struct Identity {
    /// For the record.
    pub caller: Caller,
    /// What the caller was granted.
    pub grants: Arc<[Grant]>,
    /// Where the tree of departments is known.
    pub departments: Arc<dyn Departments>,
}

/// Where the tree of departments is known.
#[async_trait]
pub trait Departments: Send + Sync {
    /// The department with those above it, itself first; of one that is not known, itself alone.
    async fn lineage(&self, context: &Context, department: &DepartmentName) -> Result<Vec<DepartmentId>, Fault>;
}

/// No department is above another.
#[derive(Clone, Copy, Debug, Default)]
pub struct FlatDepartments;

#[async_trait]
impl Departments for FlatDepartments {
    async fn lineage(&self, _: &Context, department: &DepartmentName) -> Result<Vec<DepartmentId>, Fault> {
        Ok(vec![department.department.clone()])
    }
}
