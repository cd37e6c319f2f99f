use jixiao_domain::workflow::PlanState;
use jixiao_domain::{DepartmentName, FiscalYear, Instant, PlanContent, PlanName, PlanRef, PlanVersion, VersionName};
use jixiao_proto::EnumField;
use jixiao_proto::planning::v1 as wire;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::Planning;
use super::entity::plan_version::{self, Column, Entity, Model};
use crate::StoreError;
use crate::rows::{OrCorrupt, unpack};
use crate::shard::{Shard, of_shard};

/// What is known of a plan version besides its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHeader {
    /// Its name.
    pub name: VersionName,
    /// Where it is in its life.
    pub state: PlanState,
    /// Counts its writes.
    pub etag: i64,
    /// The highest number of an indicator's id that was ever given in the plan.
    pub last_number: usize,
    /// SHA-256 of the packed content.
    pub content_sha256: Vec<u8>,
    /// When it was created.
    pub created: Instant,
    /// When it was last written.
    pub updated: Instant,
}

/// A plan version with its content, as the packed document holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPlan {
    /// All but the content.
    pub header: PlanHeader,
    /// The content.
    pub document: wire::PlanContent,
}

impl PlanHeader {
    /// SHA-256 of the packed content, lower-case hex.
    pub fn content_sha256_hex(&self) -> String {
        self.content_sha256.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl StoredPlan {
    /// The content as a domain value.
    pub fn content(&self) -> Result<PlanContent, StoreError> {
        PlanContent::try_from(self.document.clone()).map_err(|_| StoreError::Corrupt("plan document"))
    }

    /// As others read it.
    pub fn version(&self) -> Result<PlanVersion, StoreError> {
        Ok(PlanVersion {
            name: self.header.name.clone(),
            state: self.header.state,
            content: self.content()?,
            content_sha256: self.header.content_sha256_hex(),
        })
    }
}

/// Which versions will do.
#[derive(Clone, Copy)]
enum Wanted {
    Any,
    Approved,
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// A version, or the newest one.
    pub async fn plan(&self, plan: &PlanRef) -> Result<Option<StoredPlan>, StoreError> {
        stored(select(plan, Wanted::Any).all(self.db).await?)
    }

    /// A version that is approved, or the newest one that is.
    pub async fn approved_plan(&self, plan: &PlanRef) -> Result<Option<StoredPlan>, StoreError> {
        stored(select(plan, Wanted::Approved).all(self.db).await?)
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// The newest version, locked until the transaction ends.
    pub async fn lock_plan(&self, plan: &PlanName) -> Result<Option<StoredPlan>, StoreError> {
        let newest = PlanRef { plan: plan.clone(), version: None };
        stored(select(&newest, Wanted::Any).lock_exclusive().all(self.db).await?)
    }
}

fn select(plan: &PlanRef, wanted: Wanted) -> Select<Entity> {
    let shard = Shard::from(&plan.plan);
    let mut query = Entity::find().filter(of_shard!(plan_version, shard));
    if let Some(version) = plan.version {
        query = query.filter(Column::Version.eq(version));
    }
    if let Wanted::Approved = wanted {
        query = query.filter(Column::State.eq(PlanState::Approved.number()));
    }
    query.order_by_desc(Column::Version).limit(1)
}

fn stored(rows: Vec<Model>) -> Result<Option<StoredPlan>, StoreError> {
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let document = unpack(&row.document, "plan document")?;
    Ok(Some(StoredPlan { header: header(row)?, document }))
}

pub(super) fn header(row: Model) -> Result<PlanHeader, StoreError> {
    let owner = DepartmentName {
        region: row.region.parse().or_corrupt("plan version")?,
        department: row.department.parse().or_corrupt("plan version")?,
    };
    row_header(
        &owner,
        (
            row.fiscal_year,
            row.version,
            row.state,
            row.etag,
            row.last_number,
            row.content_sha256,
            row.created_at_us,
            row.updated_at_us,
        ),
    )
}

pub(super) type HeaderRow = (i32, i32, i32, i64, i32, Vec<u8>, i64, i64);

pub(super) const HEADER: [Column; 8] = [
    Column::FiscalYear,
    Column::Version,
    Column::State,
    Column::Etag,
    Column::LastNumber,
    Column::ContentSha256,
    Column::CreatedAtUs,
    Column::UpdatedAtUs,
];

pub(super) fn row_header(owner: &DepartmentName, row: HeaderRow) -> Result<PlanHeader, StoreError> {
    let (year, version, state, etag, last_number, content_sha256, created, updated) = row;
    let year = FiscalYear::new(year).or_corrupt("plan version")?;
    Ok(PlanHeader {
        name: VersionName { plan: PlanName { owner: owner.clone(), year }, version },
        state: PlanState::parse(state).or_corrupt("plan version")?,
        etag,
        last_number: usize::try_from(last_number).unwrap_or_default(),
        content_sha256,
        created: Instant::from_micros(created),
        updated: Instant::from_micros(updated),
    })
}
