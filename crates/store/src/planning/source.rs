use jixiao_domain::VersionName;
use jixiao_proto::common::v1::Finding;
use jixiao_proto::planning::v1::{PlanSourceDocument, SourceLine};
use prost::Message;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};

use super::entity::source::{self, Column, Entity, Model};
use super::{PlanHeader, Planning};
use crate::StoreError;
use crate::rows::unpack;
use crate::shard::{Shard, of_shard};

/// The file a plan version was read from: its cells as they stood, and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSource {
    /// SHA-256 of the file.
    pub file_sha256: Vec<u8>,
    /// Every line that has a non-empty cell.
    pub lines: Vec<SourceLine>,
    /// By line and cell.
    pub findings: Vec<Finding>,
    /// A person put right what could not be read.
    pub is_settled: bool,
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// The file of a version, where it was read from one.
    pub async fn source(&self, name: &VersionName) -> Result<Option<PlanSource>, StoreError> {
        let rows = Entity::find()
            .filter(of_shard!(source, Shard::from(&name.plan)))
            .filter(Column::Version.eq(name.version))
            .all(self.db)
            .await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let PlanSourceDocument { lines, findings } = unpack(&row.document, "plan source")?;
        Ok(Some(PlanSource { file_sha256: row.file_sha256, lines, findings, is_settled: row.settled != 0 }))
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// Keeps the file of a version, in the place of another it may have had.
    pub async fn put_source(&self, version: &PlanHeader, kept: PlanSource) -> Result<(), StoreError> {
        version.check_open()?;
        let name = &version.name;
        let shard = Shard::from(&name.plan);
        Entity::delete_many()
            .filter(of_shard!(source, shard))
            .filter(Column::Version.eq(name.version))
            .exec(self.db)
            .await?;
        let document = PlanSourceDocument { lines: kept.lines, findings: kept.findings };
        let row = Model {
            region: shard.region,
            department: shard.department,
            fiscal_year: shard.fiscal_year,
            version: name.version,
            file_sha256: kept.file_sha256,
            document: document.encode_to_vec(),
            settled: kept.is_settled.into(),
        };
        Entity::insert(row.into_active_model()).exec_without_returning(self.db).await?;
        Ok(())
    }

    /// Marks the file of a version, where it was read from one, as settled by a person.
    pub async fn settle_source(&self, version: &PlanHeader) -> Result<(), StoreError> {
        version.check_open()?;
        let name = &version.name;
        Entity::update_many()
            .col_expr(Column::Settled, 1.into())
            .filter(of_shard!(source, Shard::from(&name.plan)))
            .filter(Column::Version.eq(name.version))
            .exec(self.db)
            .await?;
        Ok(())
    }
}
