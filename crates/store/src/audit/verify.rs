//! Whether a chain is as it was recorded.

use std::fmt;

use jixiao_proto::audit::v1::AuditEntry;
use jixiao_proto::instant;
use prost::Message;
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, EntityTrait, IsolationLevel, QueryFilter, TransactionOptions,
    TransactionTrait,
};

use super::entity::{entry, head};
use super::list::{ROWS, select};
use super::{AuditHash, AuditHead};
use crate::shard::Shard;
use crate::{Engine, Store, StoreError};

/// What a chain was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The last entry up to which all is as it was recorded, which is as many entries.
    pub head: AuditHead,
    /// The first that is not; `None` where there is none.
    pub broken: Option<Broken>,
}

/// The first place where a chain is not as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The sequence of that place. Who edits an entry and makes its hash anew is found out at the next.
    pub sequence: i64,
    /// What is wrong there.
    pub what: Break,
}

/// What can be wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// It is not there: removed, or moved to another place.
    Missing,
    /// Its number is below 1.
    Misnumbered,
    /// Its document, its hash or the one before it was edited, or it stood at another place.
    Hash,
    /// Its document cannot be read.
    Document,
    /// Its columns say something else than its document.
    Columns,
    /// The head of the region does not lead to it.
    Head,
    /// Its hash is not the one that was noted down.
    Noted,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the entry is missing",
            Self::Misnumbered => "the number of the entry is below 1",
            Self::Hash => "the entry does not fit its hash and the entry before it",
            Self::Document => "the document of the entry cannot be read",
            Self::Columns => "the columns of the entry differ from its document",
            Self::Head => "the head of the region does not lead to the entry",
            Self::Noted => "the hash of the entry is not the one that was noted down",
        })
    }
}

impl Store {
    /// Reads the whole chain of a region, as of one moment, and finds the first row that is not as it was
    /// recorded. Rows that were cut off at the end together with the head, or a chain that was made anew as
    /// a whole, are found only by heads `noted` down earlier and kept elsewhere.
    pub async fn verify_audit(&self, region: &str, noted: &[AuditHead]) -> Result<Verified, StoreError> {
        // On SQLite every transaction sees one moment.
        let snapshot = TransactionOptions {
            isolation_level: (self.engine() == Engine::Postgres).then_some(IsolationLevel::RepeatableRead),
            access_mode: (self.engine() == Engine::Postgres).then_some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        let tx = self.db.begin_with_options(snapshot).await?;
        let verified = verify(&tx, region, noted).await?;
        tx.commit().await?;
        Ok(verified)
    }
}

async fn verify(db: &impl ConnectionTrait, region: &str, noted: &[AuditHead]) -> Result<Verified, StoreError> {
    let mut chain = Chain { region, noted, head: AuditHead::default(), recorded_at_us: 0 };
    let mut after = i64::MIN;
    loop {
        let rows = select(region, after, ROWS).all(db).await?;
        let Some(last) = rows.last() else { break };
        after = last.sequence;
        if let Some(broken) = rows.iter().find_map(|row| chain.take(row).err()) {
            return Ok(Verified { head: chain.head, broken: Some(broken) });
        }
    }
    let heads = head::Entity::find().filter(head::Column::Region.eq(region)).all(db).await?;
    let broken = chain.end(heads.into_iter().next()).err();
    Ok(Verified { head: chain.head, broken })
}

/// A chain as far as it was read.
struct Chain<'a> {
    region: &'a str,
    noted: &'a [AuditHead],
    head: AuditHead,
    recorded_at_us: i64,
}

impl Chain<'_> {
    /// Goes on to the next row.
    fn take(&mut self, row: &entry::Model) -> Result<(), Broken> {
        let sequence = self.head.sequence + 1;
        if row.sequence < sequence {
            return Err(Broken { sequence: row.sequence, what: Break::Misnumbered });
        }
        let broken = |what| Broken { sequence, what };
        if row.sequence > sequence {
            return Err(broken(Break::Missing));
        }
        let hash = self.head.hash.followed_by(&row.document);
        if hash.as_bytes() != row.hash {
            return Err(broken(Break::Hash));
        }
        let entry = AuditEntry::decode(row.document.as_slice()).map_err(|_| broken(Break::Document))?;
        if !self.is_told(row, &entry) {
            return Err(broken(Break::Columns));
        }
        if self.noted.iter().any(|noted| noted.sequence == sequence && noted.hash != hash) {
            return Err(broken(Break::Noted));
        }
        self.head = AuditHead { sequence, hash };
        self.recorded_at_us = row.recorded_at_us;
        Ok(())
    }

    /// Whether the columns are those of the document.
    fn is_told(&self, row: &entry::Model, entry: &AuditEntry) -> bool {
        let shard =
            Shard { region: row.region.clone(), department: row.department.clone(), fiscal_year: row.fiscal_year };
        entry.sequence == row.sequence
            && entry.region == self.region
            && Shard::of_resource(&entry.resource) == Some(shard)
            && entry.service == row.service
            && entry.method == row.method
            && entry.principal == row.principal
            && instant(entry.record_time).is_ok_and(|time| time.micros() == row.recorded_at_us)
    }

    /// Compares the end with the head of the region, and with the one that was noted down.
    fn end(&self, head: Option<head::Model>) -> Result<(), Broken> {
        let next = self.head.sequence + 1;
        let head = head.unwrap_or_else(|| head::Model {
            region: self.region.to_owned(),
            sequence: 0,
            hash: AuditHash::default().as_bytes().to_vec(),
            recorded_at_us: 0,
        });
        if head.sequence > self.head.sequence {
            return Err(Broken { sequence: next, what: Break::Missing });
        }
        let is_last = head.sequence == self.head.sequence
            && head.hash == self.head.hash.as_bytes()
            && head.recorded_at_us == self.recorded_at_us;
        if !is_last {
            return Err(Broken { sequence: self.head.sequence, what: Break::Head });
        }
        if self.noted.iter().any(|noted| noted.sequence > self.head.sequence) {
            return Err(Broken { sequence: next, what: Break::Missing });
        }
        Ok(())
    }
}
