//! The audit as the change log of a service.

use async_trait::async_trait;
use jixiao_domain::RegionCode;
use jixiao_proto::common::v1::ChangeEvent;
use jixiao_service::fault::Fault;
use jixiao_service::watch::ChangeLog;
use jixiao_store::Store;
use jixiao_store::audit::Audit;

/// What services changed, as watchers hear it: who changed it, from where and why is for the audit alone.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    store: Store,
    service: Option<&'static str>,
}

impl Log {
    /// Of a service, such as `planning`.
    pub(crate) fn new(store: Store, service: &'static str) -> Self {
        Self { store, service: Some(service) }
    }

    /// Of all services.
    pub(crate) fn of_all(store: Store) -> Self {
        Self { store, service: None }
    }
}

#[async_trait]
impl ChangeLog for Log {
    async fn heads(&self, region: &RegionCode) -> Result<Vec<(RegionCode, i64)>, Fault> {
        let heads = Audit::of(&self.store).heads_under(region).await?;
        Ok(heads.into_iter().map(|(region, head)| (region, head.sequence)).collect())
    }

    async fn after(&self, region: &RegionCode, after: i64, limit: u64) -> Result<Vec<ChangeEvent>, Fault> {
        let entries = Audit::of(&self.store).entries_of(region, self.service, after, limit).await?;
        let event = |entry: jixiao_proto::audit::v1::AuditEntry| ChangeEvent {
            region: region.to_name(),
            sequence: entry.sequence,
            method: entry.method,
            time: entry.record_time,
            changes: entry.changes,
        };
        Ok(entries.into_iter().map(event).collect())
    }
}
