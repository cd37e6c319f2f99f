//! Who changed what: one entry for each request that was carried out, in the order of the commits, chained
//! by hash within its region. The same rows are the change log that watchers follow.

mod append;
mod entity;
mod filter;
mod hash;
mod list;
mod verify;

use jixiao_domain::RegionCode;
use jixiao_proto::audit::v1::AuditEntry;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Store, StoreError};
use entity::head;

pub(crate) use append::append;
pub(crate) use entity::newest;
pub use filter::AuditFilter;
pub use hash::AuditHash;
pub use verify::{Break, Broken, Verified};

/// The audit, read only: entries are made by [`Write::commit`](crate::Write::commit) alone.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    db: &'a DatabaseConnection,
}

/// The end of a region's chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditHead {
    /// Sequence of the newest entry; 0 where there is none.
    pub sequence: i64,
    /// Its hash; all zeros where there is none.
    pub hash: AuditHash,
}

/// An entry in its chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Chained {
    /// The entry.
    pub entry: AuditEntry,
    /// SHA-256 of the hash before it and its stored document.
    pub hash: AuditHash,
    /// The hash of the entry before it in the region; all zeros for the first.
    pub previous: AuditHash,
}

impl<'a> Audit<'a> {
    /// For reading.
    pub fn of(store: &'a Store) -> Self {
        Self { db: &store.db }
    }

    /// The end of a region's chain; of one without entries, the default.
    pub async fn head(&self, region: &RegionCode) -> Result<AuditHead, StoreError> {
        let rows = head::Entity::find().filter(head::Column::Region.eq(region.as_str())).all(self.db).await?;
        rows.into_iter().next().map_or(Ok(AuditHead::default()), |row| AuditHead::try_from(&row))
    }

    /// The ends of all chains, by region.
    pub async fn heads(&self) -> Result<Vec<(RegionCode, AuditHead)>, StoreError> {
        let rows = head::Entity::find().order_by_asc(head::Column::Region).all(self.db).await?;
        rows.iter().map(head).collect()
    }

    /// The ends of the chains of a region and of those under it by code, by region.
    pub async fn heads_under(&self, region: &RegionCode) -> Result<Vec<(RegionCode, AuditHead)>, StoreError> {
        let prefix = region.prefix();
        let rows = head::Entity::find()
            .filter(head::Column::Region.gte(format!("{prefix:0<9}")))
            .filter(head::Column::Region.lte(format!("{prefix:9<9}")))
            .order_by_asc(head::Column::Region)
            .all(self.db)
            .await?;
        rows.iter().map(head).collect()
    }

    /// Every region that has entries or a head, by code, as stored: who changed rows may have made others.
    pub async fn regions(&self) -> Result<Vec<String>, StoreError> {
        let mut found = next_regions(self.db, None).await?;
        let mut regions = Vec::new();
        while let Some(region) = found.into_iter().min() {
            found = next_regions(self.db, Some(&region)).await?;
            regions.push(region);
        }
        Ok(regions)
    }
}

fn head(row: &head::Model) -> Result<(RegionCode, AuditHead), StoreError> {
    let region = row.region.parse().map_err(|_| StoreError::Corrupt("region of an audit head"))?;
    Ok((region, AuditHead::try_from(row)?))
}

/// The next region with a head and the next with entries; each is one step in a key.
async fn next_regions(db: &impl ConnectionTrait, after: Option<&str>) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    macro_rules! next {
        ($($entity:ident),+) => {$(
            let mut query = $entity::Entity::find()
                .select_only()
                .column($entity::Column::Region)
                .order_by_asc($entity::Column::Region)
                .limit(1);
            if let Some(after) = after {
                query = query.filter($entity::Column::Region.gt(after));
            }
            found.extend(query.into_tuple::<String>().all(db).await?);
        )+};
    }
    use entity::entry;
    next!(head, entry);
    Ok(found)
}

impl TryFrom<&head::Model> for AuditHead {
    type Error = StoreError;

    fn try_from(row: &head::Model) -> Result<Self, StoreError> {
        Ok(Self { sequence: row.sequence, hash: AuditHash::stored(&row.hash)? })
    }
}
