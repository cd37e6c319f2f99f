//! Whether everything that is derived from rows is what the rows say.

use jixiao_domain::{DepartmentName, FiscalYear, PlanName};
use sea_orm::{ColumnTrait as _, Condition};
use sea_orm::{DatabaseConnection, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement};

use crate::audit::newest::WRONG;
use crate::planning::{Planning, plan_head as head};
use crate::results::Results;
use crate::rows::OrCorrupt;
use crate::scoring::Scoring;
use crate::shard::Shard;
use crate::{Store, StoreError};

/// Plans that are read at once.
const PLANS: u64 = 500;
/// Versions of a plan: all.
const ALL: u64 = i64::MAX.unsigned_abs();

/// What was compared, and what is not as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreVerified {
    /// Plans.
    pub plans: u64,
    /// Their versions.
    pub versions: u64,
    /// Each is the name of a region, department, plan or version.
    pub broken: Vec<(String, Derived)>,
}

/// What is derived from rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// The packed content of a plan version, with its hashes.
    Content,
    /// The packed current actuals of a plan, with their revision.
    Actuals,
    /// The packed judgements of a plan that hold, with their revision.
    Judgements,
    /// The number of the newest entry of the audit that is of it.
    NewestChange,
}

impl Store {
    /// Compares every packed document with its rows, and every newest change with the audit. It may run while services
    /// write: each comparison reads what is committed, and a plan that changes meanwhile is compared again.
    pub async fn verify(&self) -> Result<StoreVerified, StoreError> {
        let mut verified = StoreVerified::default();
        let mut after: Option<PlanName> = None;
        loop {
            let plans = plans(&self.db, after.as_ref()).await?;
            let Some(last) = plans.last() else { break };
            after = Some(last.clone());
            for plan in plans {
                self.verify_one(&plan, &mut verified).await?;
            }
        }
        for shard in wrong_newest_changes(&self.db).await? {
            verified.broken.push((shard.resource()?, Derived::NewestChange));
        }
        Ok(verified)
    }

    async fn verify_one(&self, plan: &PlanName, verified: &mut StoreVerified) -> Result<(), StoreError> {
        verified.plans += 1;
        let planning = Planning::of(self);
        for version in planning.versions(plan, 0, ALL).await? {
            verified.versions += 1;
            if !twice(async || Ok(planning.verify_plan(&version.name).await?.unwrap_or(true))).await? {
                verified.broken.push((version.name.to_string(), Derived::Content));
            }
        }
        if !twice(async || Results::of(self).verify_actuals(plan).await).await? {
            verified.broken.push((plan.to_string(), Derived::Actuals));
        }
        if !twice(async || Scoring::of(self).verify_judgements(plan).await).await? {
            verified.broken.push((plan.to_string(), Derived::Judgements));
        }
        Ok(())
    }
}

/// Whether a comparison holds the first time or the second: rows and document are read one after the other, and a commit
/// may lie between. What cannot be read does not hold.
async fn twice(holds: impl AsyncFn() -> Result<bool, StoreError>) -> Result<bool, StoreError> {
    for _ in 0..2 {
        match holds().await {
            Ok(true) => return Ok(true),
            Ok(false) | Err(StoreError::Corrupt(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// The next plans by region, department and year.
async fn plans(db: &DatabaseConnection, after: Option<&PlanName>) -> Result<Vec<PlanName>, StoreError> {
    use head::Column::{Department, FiscalYear as Year, Region};
    let mut query = head::Entity::find();
    if let Some(after) = after {
        let Shard { region, department, fiscal_year } = Shard::from(after);
        let same_region = || Condition::all().add(Region.eq(region.as_str()));
        query = query.filter(
            Condition::any()
                .add(Region.gt(region.as_str()))
                .add(same_region().add(Department.gt(department.as_str())))
                .add(same_region().add(Department.eq(department.as_str())).add(Year.gt(fiscal_year))),
        );
    }
    let ordered = query.order_by_asc(Region).order_by_asc(Department).order_by_asc(Year);
    let rows = ordered.limit(PLANS).all(db).await?;
    let name = |row: head::Model| {
        const WHAT: &str = "plan head";
        let owner = DepartmentName {
            region: row.region.parse().or_corrupt(WHAT)?,
            department: row.department.parse().or_corrupt(WHAT)?,
        };
        Ok(PlanName { owner, year: FiscalYear::new(row.fiscal_year).or_corrupt(WHAT)? })
    };
    rows.into_iter().map(name).collect()
}

#[derive(FromQueryResult)]
struct ShardRow {
    region: String,
    department: String,
    fiscal_year: i32,
}

/// One statement, so that it sees one state.
async fn wrong_newest_changes(db: &DatabaseConnection) -> Result<Vec<Shard>, StoreError> {
    let statement = Statement::from_string(db.get_database_backend(), WRONG);
    let rows = ShardRow::find_by_statement(statement).all(db).await?;
    let shard = |ShardRow { region, department, fiscal_year }| Shard { region, department, fiscal_year };
    Ok(rows.into_iter().map(shard).collect())
}
