//! Who makes a request, and what it changed.

use crate::PrincipalId;

/// Who makes a request, as the audit keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Whom it is made for, such as `local` or `canlian-unit`.
    pub principal: PrincipalId,
    /// The service of Jixiao that passed it on, where one did.
    pub via: Option<PrincipalId>,
    /// Where the connection comes from, as `host:port`; empty where there is none.
    pub address: String,
}

/// What a request changed: one field of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The full name of the resource, such as `regions/…/plans/2023/versions/1/indicators/i001`.
    pub resource: String,
    /// The field, such as `target.value`; empty for the resource as a whole.
    pub field: String,
    /// What it was; `None` where it was not there.
    pub old: Option<String>,
    /// What it is; `None` where it is no longer there.
    pub new: Option<String>,
}

impl Change {
    /// A field of a resource that has another value.
    pub fn of(resource: &impl ToString, field: impl Into<String>, old: Option<String>, new: Option<String>) -> Self {
        Self { resource: resource.to_string(), field: field.into(), old, new }
    }

    /// A resource that is new, in short.
    pub fn created(resource: &impl ToString, what: &impl ToString) -> Self {
        Self::of(resource, "", None, Some(what.to_string()))
    }
}
