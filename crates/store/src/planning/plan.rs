use std::sync::LazyLock;

use jixiao_domain::workflow::PlanState;
use jixiao_domain::{
    DepartmentName, FiscalYear, Instant, PlanContent, PlanName, PlanRef, PlanVersion, Text, VersionName,
};
use jixiao_proto::EnumField;
use jixiao_proto::planning::v1 as wire;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    Statement, Value,
};

use super::Planning;
use super::entity::head;
use super::entity::plan_version::{self, Column, Model};
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
    /// SM3 of the packed content.
    pub content_sm3: Vec<u8>,
    /// The version in force that it adjusts; `None` for version 1.
    pub base_version: Option<i32>,
    /// Why it adjusts that version.
    pub reason: Option<Text<2000>>,
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

/// A plan version with its content as it is stored: the encoding of a `PlanContent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedPlan {
    /// All but the content.
    pub header: PlanHeader,
    /// The content.
    pub document: Vec<u8>,
}

impl PlanHeader {
    /// SHA-256 of the packed content, lower-case hex.
    pub fn content_sha256_hex(&self) -> String {
        hex(&self.content_sha256)
    }

    /// SM3 of the packed content, lower-case hex.
    pub fn content_sm3_hex(&self) -> String {
        hex(&self.content_sm3)
    }
}

impl PlanHeader {
    /// That it may still be changed.
    pub(super) fn check_open(&self) -> Result<(), StoreError> {
        if self.state.is_in_force() { Err(StoreError::Immutable) } else { Ok(()) }
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Which versions will do.
#[derive(Clone, Copy)]
enum Wanted {
    Any,
    InForce,
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// A version, or the newest one, of those in force or of all, with its document as it is stored.
    pub async fn packed_plan(&self, plan: &PlanRef, is_approved: bool) -> Result<Option<PackedPlan>, StoreError> {
        let wanted = if is_approved { Wanted::InForce } else { Wanted::Any };
        let Some(mut row) = select(self.db, plan, wanted).await?.into_iter().next() else { return Ok(None) };
        let document = std::mem::take(&mut row.document);
        Ok(Some(PackedPlan { header: header(row)?, document }))
    }

    /// A version, or the newest one.
    pub async fn plan(&self, plan: &PlanRef) -> Result<Option<StoredPlan>, StoreError> {
        stored(select(self.db, plan, Wanted::Any).await?)
    }

    /// A version that is in force, or the newest one that is.
    pub async fn approved_plan(&self, plan: &PlanRef) -> Result<Option<StoredPlan>, StoreError> {
        stored(select(self.db, plan, Wanted::InForce).await?)
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// The newest version, locked until the transaction ends. What is locked is the plan, so that a version that
    /// another transaction adds meanwhile is the newest one here.
    pub async fn lock_plan(&self, plan: &PlanName) -> Result<Option<StoredPlan>, StoreError> {
        let head = head::Entity::find().filter(of_shard!(head, Shard::from(plan))).lock_exclusive();
        let Some(head) = head.all(self.db).await?.into_iter().next() else { return Ok(None) };
        let newest = PlanRef { plan: plan.clone(), version: Some(head.newest_version) };
        let found = stored(select(self.db, &newest, Wanted::Any).await?)?;
        found.ok_or(StoreError::Corrupt("plan head")).map(Some)
    }
}

/// The version that is asked for, or the newest of those that will do: at most one row.
///
/// It is written out, for it is behind every read of a plan: a statement with `LIMIT ?` is prepared anew each time by
/// SQLite, which takes longer than all else.
async fn select(db: &impl ConnectionTrait, plan: &PlanRef, wanted: Wanted) -> Result<Vec<Model>, StoreError> {
    let Shard { region, department, fiscal_year } = Shard::from(&plan.plan);
    let state = match wanted {
        Wanted::Any => "",
        Wanted::InForce => IN_FORCE.as_str(),
    };
    let mut values: Vec<Value> = vec![region.into(), department.into(), fiscal_year.into()];
    values.extend(plan.version.map(Value::from));
    let sql = plan_version::one(plan.version.is_some(), state);
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Model::find_by_statement(statement).all(db).await?)
}

/// That a version is in force, as the end of a condition.
static IN_FORCE: LazyLock<String> = LazyLock::new(|| {
    let states: Vec<String> = in_force().map(|state| state.to_string()).collect();
    format!(" AND state IN ({})", states.join(", "))
});

/// The numbers of the states in force.
pub(super) fn in_force() -> impl Iterator<Item = i32> {
    PlanState::ALL.into_iter().filter(|state| state.is_in_force()).map(EnumField::number)
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
    let plan = PlanName { owner, year: FiscalYear::new(row.fiscal_year).or_corrupt("plan version")? };
    let row = HeaderRow {
        fiscal_year: row.fiscal_year,
        version: row.version,
        state: row.state,
        etag: row.etag,
        last_number: row.last_number,
        content_sha256: row.content_sha256,
        content_sm3: row.content_sm3,
        created_at_us: row.created_at_us,
        updated_at_us: row.updated_at_us,
        base_version: row.base_version,
        reason: row.reason,
    };
    row.header(plan)
}

/// The columns of a version that are not its content.
#[derive(FromQueryResult)]
pub(super) struct HeaderRow {
    fiscal_year: i32,
    version: i32,
    state: i32,
    etag: i64,
    last_number: i32,
    content_sha256: Vec<u8>,
    content_sm3: Vec<u8>,
    created_at_us: i64,
    updated_at_us: i64,
    base_version: Option<i32>,
    reason: Option<String>,
}

pub(super) const HEADER: [Column; 11] = [
    Column::FiscalYear,
    Column::Version,
    Column::State,
    Column::Etag,
    Column::LastNumber,
    Column::ContentSha256,
    Column::ContentSm3,
    Column::CreatedAtUs,
    Column::UpdatedAtUs,
    Column::BaseVersion,
    Column::Reason,
];

impl HeaderRow {
    /// Of a department's plan.
    pub(super) fn of(self, owner: &DepartmentName) -> Result<PlanHeader, StoreError> {
        let year = FiscalYear::new(self.fiscal_year).or_corrupt("plan version")?;
        self.header(PlanName { owner: owner.clone(), year })
    }

    pub(super) fn header(self, plan: PlanName) -> Result<PlanHeader, StoreError> {
        Ok(PlanHeader {
            name: VersionName { plan, version: self.version },
            state: PlanState::parse(self.state).or_corrupt("plan version")?,
            etag: self.etag,
            last_number: usize::try_from(self.last_number).unwrap_or_default(),
            content_sha256: self.content_sha256,
            content_sm3: self.content_sm3,
            base_version: self.base_version,
            reason: self.reason.map(Text::parse).transpose().or_corrupt("plan version")?,
            created: Instant::from_micros(self.created_at_us),
            updated: Instant::from_micros(self.updated_at_us),
        })
    }
}
