//! Who may do what: roles, rights and scopes.
//!
//! The unit writes, its department reviews, finance approves, closes and reopens. System, security and audit
//! administrators are three people (GB/T 22239). What no grant allows is denied.

use std::fmt;
use std::str::FromStr;

use crate::{DepartmentId, DepartmentName, Invalid, RegionCode};

/// What a principal is, somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A unit that writes plans and reports (填报单位).
    Unit,
    /// The department over units (主管部门).
    Department,
    /// The finance authority (财政部门).
    Finance,
    /// Who may read and nothing else.
    Reader,
    /// Keeps regions and departments (系统管理员).
    SystemAdministrator,
    /// Keeps the table of grants, and has no right to data (安全管理员).
    SecurityAdministrator,
    /// Reads the audit (审计管理员).
    AuditAdministrator,
    /// Another service of Jixiao, which passes on what others ask.
    Service,
}

/// A kind of things to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Read plans, actuals, scores and what they rest on.
    Read,
    /// Create, import, change, weigh and submit plans.
    EditPlan,
    /// Review at the stage of the department.
    ReviewAsDepartment,
    /// Review at the stage of finance.
    ReviewAsFinance,
    /// Send a plan back.
    ReturnPlan,
    /// Approve and publish plans.
    ApprovePlan,
    /// Report actuals, execution and forecasts.
    Report,
    /// Open, close and reopen periods.
    ManagePeriods,
    /// Judge indicators.
    Judge,
    /// Create and change regions and departments.
    ManageRegistry,
    /// Create and change weight schemes and the indicator library.
    ManageCatalogue,
    /// Read the audit.
    ReadAudit,
}

/// Where a role holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere: `*`.
    Everything,
    /// In a region and those under it by their codes: `regions/{region}`.
    Region(RegionCode),
    /// In a department and those under it: `regions/{region}/departments/{department}`.
    Department(DepartmentName),
}

/// A role in a scope.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Which role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// What a request is about, as far as rights go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Nothing of one region: the list of regions, a profile, or a name that is none. A right anywhere will do.
    Nothing,
    /// A region as a whole.
    Region(RegionCode),
    /// A department with all that is its own.
    Department(DepartmentName),
}

/// Why grants cannot be those of one principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// System, security and audit administrators are three people.
    #[error("{0} and {1} must be two people")]
    Administrators(Role, Role),
    /// A service acts for others; with a right of its own to write, nobody could tell who wrote.
    #[error("service goes with no other role")]
    ServiceWithOthers,
    /// A service reads whatever it is asked for.
    #[error("service has the scope *")]
    ServiceScope,
}

/// The three that must be three people.
const ADMINISTRATORS: [Role; 3] = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];

/// Whether one of the grants gives the right to the resource.
///
/// `lineage` is the named department with those above it; the named one itself may be left out.
pub fn allows(grants: &[Grant], right: Right, resource: &Resource, lineage: &[DepartmentId]) -> bool {
    grants.iter().any(|grant| grant.role.has(right) && grant.scope.covers(resource, lineage))
}

/// Refuses grants that one principal cannot have together.
pub fn check(grants: &[Grant]) -> Result<(), Conflict> {
    let has = |role: &Role| grants.iter().any(|grant| grant.role == *role);
    let mut administrators = ADMINISTRATORS.into_iter().filter(has);
    if let (Some(one), Some(other)) = (administrators.next(), administrators.next()) {
        return Err(Conflict::Administrators(one, other));
    }
    if has(&Role::Service) && grants.iter().any(|grant| grant.role != Role::Service) {
        return Err(Conflict::ServiceWithOthers);
    }
    if grants.iter().any(|grant| grant.role == Role::Service && grant.scope != Scope::Everything) {
        return Err(Conflict::ServiceScope);
    }
    Ok(())
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Unit,
        Self::Department,
        Self::Finance,
        Self::Reader,
        Self::SystemAdministrator,
        Self::SecurityAdministrator,
        Self::AuditAdministrator,
        Self::Service,
    ];

    /// Its rights.
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Unit => &[Right::Read, Right::EditPlan, Right::Report],
            Self::Department => &[Right::Read, Right::ReviewAsDepartment, Right::ReturnPlan, Right::Judge],
            Self::Finance => &[
                Right::Read,
                Right::ReviewAsFinance,
                Right::ReturnPlan,
                Right::ApprovePlan,
                Right::ManagePeriods,
                Right::Judge,
                Right::ManageCatalogue,
            ],
            Self::Reader | Self::Service => &[Right::Read],
            Self::SystemAdministrator => &[Right::Read, Right::ManageRegistry],
            Self::SecurityAdministrator => &[],
            Self::AuditAdministrator => &[Right::Read, Right::ReadAudit],
        }
    }

    /// Whether that is one of its rights.
    pub fn has(self, right: Right) -> bool {
        self.rights().contains(&right)
    }

    /// Its name in the table of grants.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Department => "department",
            Self::Finance => "finance",
            Self::Reader => "reader",
            Self::SystemAdministrator => "system-administrator",
            Self::SecurityAdministrator => "security-administrator",
            Self::AuditAdministrator => "audit-administrator",
            Self::Service => "service",
        }
    }
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Read,
        Self::EditPlan,
        Self::ReviewAsDepartment,
        Self::ReviewAsFinance,
        Self::ReturnPlan,
        Self::ApprovePlan,
        Self::Report,
        Self::ManagePeriods,
        Self::Judge,
        Self::ManageRegistry,
        Self::ManageCatalogue,
        Self::ReadAudit,
    ];

    /// Its name, as errors have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::EditPlan => "edit_plan",
            Self::ReviewAsDepartment => "review_as_department",
            Self::ReviewAsFinance => "review_as_finance",
            Self::ReturnPlan => "return_plan",
            Self::ApprovePlan => "approve_plan",
            Self::Report => "report",
            Self::ManagePeriods => "manage_periods",
            Self::Judge => "judge",
            Self::ManageRegistry => "manage_registry",
            Self::ManageCatalogue => "manage_catalogue",
            Self::ReadAudit => "read_audit",
        }
    }
}

impl Scope {
    /// Whether the resource lies in it; `lineage` as for [`allows`].
    pub fn covers(&self, resource: &Resource, lineage: &[DepartmentId]) -> bool {
        match (self, resource) {
            (_, Resource::Nothing) | (Self::Everything, _) => true,
            (Self::Region(over), Resource::Region(region)) => over.covers(region),
            (Self::Region(over), Resource::Department(name)) => over.covers(&name.region),
            (Self::Department(_), Resource::Region(_)) => false,
            (Self::Department(over), Resource::Department(name)) => {
                over.region == name.region && (over.department == name.department || lineage.contains(&over.department))
            }
        }
    }
}

impl FromStr for Role {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let unknown = Invalid { en: "is not a role", zh: "不是已知的角色" };
        Self::ALL.into_iter().find(|role| role.as_str() == name).ok_or(unknown)
    }
}

impl FromStr for Scope {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let neither = Invalid {
            en: "is not a scope: *, regions/{region} or regions/{region}/departments/{department}",
            zh: "不是*、regions/{region}或regions/{region}/departments/{department}形式的范围",
        };
        if name == "*" {
            return Ok(Self::Everything);
        }
        let region = RegionCode::from_name(name).map(Self::Region);
        region.or_else(|_| name.parse().map(Self::Department)).map_err(|_| neither)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("*"),
            Self::Region(code) => f.write_str(&code.to_name()),
            Self::Department(name) => name.fmt(f),
        }
    }
}

/// Its name; empty for nothing.
impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Region(code) => f.write_str(&code.to_name()),
            Self::Department(name) => name.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
