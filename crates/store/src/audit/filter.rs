use jixiao_domain::{Instant, PrincipalId};
use jixiao_proto::audit::v1::AuditEntry;
use sea_orm::{ColumnTrait, Condition};

use super::entity::entry::Column;
use crate::shard::Shard;

/// Which entries are wanted; what is given must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Whom the request was made for.
    pub principal: Option<PrincipalId>,
    /// The service that carried it out, such as `planning`.
    pub service: Option<String>,
    /// The rpc, such as `ApprovePlan`.
    pub method: Option<String>,
    /// Name of a resource that it was made to, or that it, or something under it, was changed.
    pub resource: Option<String>,
    /// Recorded at or after this instant.
    pub from: Option<Instant>,
    /// Recorded before this instant.
    pub before: Option<Instant>,
}

impl AuditFilter {
    /// What the columns can tell. What a resource cannot be in is left out: the rest is for
    /// [`matches`](Self::matches) to say.
    pub(super) fn condition(&self) -> Condition {
        let mut all = Condition::all()
            .add_option(self.principal.as_ref().map(|principal| Column::Principal.eq(principal.as_str())))
            .add_option(self.service.as_deref().map(|service| Column::Service.eq(service)))
            .add_option(self.method.as_deref().map(|method| Column::Method.eq(method)))
            .add_option(self.from.map(|from| Column::RecordedAtUs.gte(from.micros())))
            .add_option(self.before.map(|before| Column::RecordedAtUs.lt(before.micros())));
        if let Some(shard) = self.resource.as_deref().and_then(Shard::of_resource) {
            // Of several plans a request has the department, and of several departments the region.
            if !shard.department.is_empty() {
                all = all.add(Column::Department.is_in([shard.department.as_str(), ""]));
            }
            if shard.fiscal_year != 0 {
                all = all.add(Column::FiscalYear.is_in([shard.fiscal_year, 0]));
            }
        }
        all
    }

    /// Whether an entry that meets [`condition`](Self::condition) has the resource.
    pub(super) fn matches(&self, entry: &AuditEntry) -> bool {
        let Some(resource) = &self.resource else { return true };
        let is_under = |name: &str| {
            name.strip_prefix(resource.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        is_under(&entry.resource) || entry.changes.iter().any(|change| is_under(&change.resource))
    }
}
