//! The next entry of a chain.

use jixiao_domain::{Change, Instant};
use jixiao_proto::audit::v1::AuditEntry;
use jixiao_proto::common::v1 as wire;
use jixiao_proto::timestamp;
use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::AuditHash;
use super::entity::{entry, head, newest};
use crate::rows::OrCorrupt;
use crate::shard::Shard;
use crate::{StoreError, clock};

/// Adds an entry to the end of its region's chain, and gives the shard it is of. `shard` is what the request was
/// made to; `entry` lacks its place, its region, its resource and what it changed.
///
/// The head row stays locked until the transaction ends, so that entries are numbered in the order of the
/// commits: this is the last thing before one.
pub(crate) async fn append(
    db: &impl ConnectionTrait,
    shard: &Shard,
    entry: AuditEntry,
    changes: Vec<Change>,
) -> Result<Shard, StoreError> {
    let last = lock(db, &shard.region).await?;
    let shard = narrowed(shard, &changes);
    let recorded_at_us = clock::now().micros().max(last.recorded_at_us);
    let sequence = last.sequence + 1;
    let entry = AuditEntry {
        sequence,
        region: shard.region.clone(),
        resource: shard.resource()?,
        record_time: Some(timestamp(Instant::from_micros(recorded_at_us))),
        changes: changes.into_iter().map(change).collect(),
        ..entry
    };
    let document = entry.encode_to_vec();
    let hash = AuditHash::stored(&last.hash)?.followed_by(&document).as_bytes().to_vec();
    let head = head::Model { region: shard.region.clone(), sequence, hash: hash.clone(), recorded_at_us };
    let row = entry::Model {
        region: shard.region.clone(),
        sequence,
        department: shard.department.clone(),
        fiscal_year: shard.fiscal_year,
        service: entry.service,
        method: entry.method,
        principal: entry.principal,
        recorded_at_us,
        document,
        hash,
    };
    let newest = newest::Model {
        region: row.region.clone(),
        department: row.department.clone(),
        fiscal_year: row.fiscal_year,
        sequence,
    };
    entry::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    newest::Entity::insert(newest.into_active_model())
        .on_conflict(newest_of_its_shard())
        .exec_without_returning(db)
        .await?;
    put(db, head).await?;
    Ok(shard)
}

fn newest_of_its_shard() -> OnConflict {
    let key = [newest::Column::Region, newest::Column::Department, newest::Column::FiscalYear];
    OnConflict::columns(key).update_column(newest::Column::Sequence).to_owned()
}

/// The head of a region, locked until the transaction ends; makes it where it is not there yet.
async fn lock(db: &impl ConnectionTrait, region: &str) -> Result<head::Model, StoreError> {
    let locked = || head::Entity::find().filter(head::Column::Region.eq(region)).lock_exclusive().all(db);
    if let Some(head) = locked().await?.into_iter().next() {
        return Ok(head);
    }
    let first = head::Model {
        region: region.to_owned(),
        sequence: 0,
        hash: AuditHash::default().as_bytes().to_vec(),
        recorded_at_us: 0,
    };
    head::Entity::insert(first.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    locked().await?.into_iter().next().or_corrupt("audit head")
}

async fn put(db: &impl ConnectionTrait, head: head::Model) -> Result<(), StoreError> {
    head::Entity::update_many()
        .col_expr(head::Column::Sequence, head.sequence.into())
        .col_expr(head::Column::Hash, head.hash.into())
        .col_expr(head::Column::RecordedAtUs, head.recorded_at_us.into())
        .filter(head::Column::Region.eq(head.region))
        .exec(db)
        .await?;
    Ok(())
}

/// The one department or plan that everything changed is in; else what the request was made to. A file that
/// is imported into a department, say, is found again at its plan.
fn narrowed(asked: &Shard, changes: &[Change]) -> Shard {
    let mut of_changes = changes.iter().map(|change| Shard::of_resource(&change.resource));
    match of_changes.next().flatten() {
        Some(first) if asked.holds(&first) && of_changes.all(|other| other.as_ref() == Some(&first)) => first,
        _ => asked.clone(),
    }
}

fn change(change: Change) -> wire::Change {
    let Change { resource, field, old, new } = change;
    wire::Change { resource, field, old, new }
}
