use std::collections::{BTreeMap, BTreeSet};

use jixiao_domain::RegionCode;
use jixiao_proto::audit::v1::AuditEntry;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::entity::entry::{Column, Entity, Model};
use super::{Audit, AuditFilter, AuditHash, Chained};
use crate::StoreError;
use crate::rows::{OrCorrupt, unpack};

/// Rows that are read at once: an import of a large plan is a long row.
pub(super) const ROWS: u64 = 100;

impl Audit<'_> {
    /// Up to `limit` entries of a region after that sequence that a filter takes, in order.
    pub async fn entries(
        &self,
        region: &RegionCode,
        filter: &AuditFilter,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Chained>, StoreError> {
        let mut found: Vec<(Model, AuditEntry)> = Vec::new();
        let mut last = after;
        while found.len() < limit {
            let rows = select(region.as_str(), last, ROWS).filter(filter.condition()).all(self.db).await?;
            let Some(end) = rows.last() else { break };
            last = end.sequence;
            for row in rows {
                let entry = entry(&row)?;
                if found.len() < limit && filter.matches(&entry) {
                    found.push((row, entry));
                }
            }
        }
        self.chained(region, found).await
    }

    /// Up to `limit` entries of a region that a service made, or any, after that sequence, in order. Who always asks
    /// after the last one seen misses none: an entry is never before one that can be seen.
    pub async fn entries_of(
        &self,
        region: &RegionCode,
        service: Option<&str>,
        after: i64,
        limit: u64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let mut query = select(region.as_str(), after, limit);
        if let Some(service) = service {
            query = query.filter(Column::Service.eq(service));
        }
        let rows = query.all(self.db).await?;
        rows.iter().map(entry).collect()
    }

    /// Entries with the hashes before them.
    async fn chained(&self, region: &RegionCode, found: Vec<(Model, AuditEntry)>) -> Result<Vec<Chained>, StoreError> {
        let wanted: BTreeSet<i64> = found.iter().map(|(row, _)| row.sequence - 1).collect();
        let rows: Vec<(i64, Vec<u8>)> = Entity::find()
            .select_only()
            .columns([Column::Sequence, Column::Hash])
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Sequence.is_in(wanted))
            .into_tuple()
            .all(self.db)
            .await?;
        let hashes: BTreeMap<i64, Vec<u8>> = rows.into_iter().collect();
        let chained = |(row, entry): (Model, AuditEntry)| {
            let previous = match row.sequence {
                1 => AuditHash::default(),
                sequence => AuditHash::stored(hashes.get(&(sequence - 1)).or_corrupt("audit chain")?)?,
            };
            Ok(Chained { entry, hash: AuditHash::stored(&row.hash)?, previous })
        };
        found.into_iter().map(chained).collect()
    }
}

/// Up to `limit` rows of a region after that sequence, in order.
pub(super) fn select(region: &str, after: i64, limit: u64) -> Select<Entity> {
    Entity::find()
        .filter(Column::Region.eq(region))
        .filter(Column::Sequence.gt(after))
        .order_by_asc(Column::Sequence)
        .limit(limit)
}

fn entry(row: &Model) -> Result<AuditEntry, StoreError> {
    unpack(&row.document, "audit entry")
}
