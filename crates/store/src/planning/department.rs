use std::collections::BTreeMap;

use jixiao_domain::{
    BudgetCode, CivilDate, CreditCode, Department, DepartmentId, DepartmentName, Effective, Instant, Invalid,
    RegionCode, Text,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::Planning;
use super::department_roll::DepartmentRoll;
use super::entity::department::{Column, Entity, Model};
use crate::StoreError;
use crate::rows::OrCorrupt;

/// Rows of one statement: below the 32,766 parameters of SQLite.
const ROWS_A_STATEMENT: usize = 500;

/// Behind every character of codes and paths.
const BEHIND_ALL: char = '~';

/// A department as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentRecord {
    /// The department.
    pub department: Department,
    /// Those it stands under, its parent first.
    pub ancestors: Vec<DepartmentId>,
    /// Counts the writes of its own fields.
    pub etag: i64,
    /// When it was created.
    pub created: Instant,
}

/// Which departments of a region are wanted: those that fit every part that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentFilter {
    /// Those that stand below it, itself not. One that is not there has none.
    pub under: Option<DepartmentId>,
    /// Those directly under it; of `None` inside, those at the top.
    pub directly_under: Option<Option<DepartmentId>>,
    /// What their codes begin with.
    pub code_prefix: Option<BudgetCode>,
    /// A part of their titles; no character stands for others.
    pub title: Option<Text<100>>,
    /// Their credit code.
    pub credit_code: Option<CreditCode>,
    /// A day on which they are in being.
    pub effective_on: Option<CivilDate>,
}

impl DepartmentRecord {
    /// The names of those it stands under, its parent first.
    pub fn ancestor_names(&self) -> impl Iterator<Item = DepartmentName> {
        let region = &self.department.name.region;
        let name =
            |department: &DepartmentId| DepartmentName { region: region.clone(), department: department.clone() };
        self.ancestors.iter().map(name)
    }

    /// From the top down to itself.
    fn path(&self) -> String {
        let down = self.ancestors.iter().rev().chain([&self.department.name.department]);
        down.map(|department| format!("{department}/")).collect()
    }
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// The department with that name.
    pub async fn department(&self, name: &DepartmentName) -> Result<Option<DepartmentRecord>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Region.eq(name.region.as_str()))
            .filter(Column::Department.eq(name.department.as_str()))
            .all(self.db)
            .await?;
        rows.into_iter().next().map(record).transpose()
    }

    /// Up to `limit` departments of a region with that title, by id.
    pub async fn departments_titled(
        &self,
        region: &RegionCode,
        title: &Text<100>,
        limit: u64,
    ) -> Result<Vec<DepartmentRecord>, StoreError> {
        let query = Entity::find()
            .filter(Column::Region.eq(region.as_str()))
            .filter(Column::Title.eq(title.as_str()))
            .order_by_asc(Column::Department)
            .limit(limit);
        query.all(self.db).await?.into_iter().map(record).collect()
    }

    /// Up to `limit` departments of a region that fit a filter, after that id, by id.
    pub async fn departments(
        &self,
        region: &RegionCode,
        filter: &DepartmentFilter,
        after: Option<&DepartmentId>,
        limit: u64,
    ) -> Result<Vec<DepartmentRecord>, StoreError> {
        let mut all = condition(filter).add(Column::Region.eq(region.as_str()));
        if let Some(above) = &filter.under {
            let name = DepartmentName { region: region.clone(), department: above.clone() };
            let Some(above) = self.department(&name).await? else { return Ok(Vec::new()) };
            let path = above.path();
            all = all.add(begins_with(Column::Path, &path)).add(Column::Path.ne(path));
        }
        if let Some(after) = after {
            all = all.add(Column::Department.gt(after.as_str()));
        }
        let query = Entity::find().filter(all).order_by_asc(Column::Department).limit(limit);
        query.all(self.db).await?.into_iter().map(record).collect()
    }
}

impl Planning<'_, DatabaseTransaction> {
    /// All departments of a region. Who will write some of them has locked the region
    /// ([`lock_regions`](Self::lock_regions)), so that no other transaction makes them another tree meanwhile.
    pub async fn department_roll(&self, region: &RegionCode) -> Result<DepartmentRoll, StoreError> {
        let rows = Entity::find().filter(Column::Region.eq(region.as_str())).all(self.db).await?;
        let mut there = BTreeMap::new();
        for row in rows {
            let record = record(row)?;
            there.insert(record.department.name.department.clone(), record);
        }
        Ok(DepartmentRoll::new(there))
    }

    /// Adds departments, or puts them in the place of those that are there. They are the outcome of
    /// [`DepartmentRoll::enrol`].
    pub async fn put_departments(&self, departments: &[DepartmentRecord], now: Instant) -> Result<(), StoreError> {
        let changed = [
            Column::Title,
            Column::Code,
            Column::Parent,
            Column::CreditCode,
            Column::Path,
            Column::Etag,
            Column::UpdatedAtUs,
            Column::EffectiveFrom,
            Column::EffectiveTo,
        ];
        for some in departments.chunks(ROWS_A_STATEMENT) {
            let rows = some.iter().map(|record| row(record, now).into_active_model());
            let mut key = OnConflict::columns([Column::Region, Column::Department]);
            let replace = key.update_columns(changed).to_owned();
            Entity::insert_many(rows).on_conflict(replace).exec_without_returning(self.db).await?;
        }
        Ok(())
    }
}

fn condition(filter: &DepartmentFilter) -> Condition {
    let mut all = Condition::all();
    if let Some(parent) = &filter.directly_under {
        all = all.add(Column::Parent.eq(parent.as_ref().map(DepartmentId::as_str).unwrap_or_default()));
    }
    if let Some(prefix) = &filter.code_prefix {
        all = all.add(begins_with(Column::Code, prefix.as_str()));
    }
    if let Some(title) = &filter.title {
        // LIKE would ignore case on SQLite alone, and has wildcards.
        let without = Func::cust("replace").arg(Expr::col(Column::Title)).arg(title.as_str()).arg("");
        all = all.add(Expr::expr(without).ne(Expr::col(Column::Title)));
    }
    if let Some(code) = &filter.credit_code {
        all = all.add(Column::CreditCode.eq(code.as_str()));
    }
    if let Some(day) = filter.effective_on {
        let day = day.to_string();
        all = all
            .add(Column::EffectiveFrom.is_null().or(Column::EffectiveFrom.lte(&day)))
            .add(Column::EffectiveTo.is_null().or(Column::EffectiveTo.gte(&day)));
    }
    all
}

/// A range of bytes.
fn begins_with(column: Column, prefix: &str) -> Condition {
    Condition::all().add(column.gte(prefix)).add(column.lt(format!("{prefix}{BEHIND_ALL}")))
}

fn row(record: &DepartmentRecord, now: Instant) -> Model {
    let Department { name, title, code, parent, credit_code, effective } = &record.department;
    Model {
        region: name.region.to_string(),
        department: name.department.to_string(),
        title: title.to_string(),
        code: code.as_ref().map(ToString::to_string).unwrap_or_default(),
        parent: parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        credit_code: credit_code.as_ref().map(ToString::to_string).unwrap_or_default(),
        path: record.path(),
        etag: record.etag,
        created_at_us: record.created.micros(),
        updated_at_us: now.micros(),
        effective_from: effective.from().map(|day| day.to_string()),
        effective_to: effective.to().map(|day| day.to_string()),
    }
}

fn record(row: Model) -> Result<DepartmentRecord, StoreError> {
    const WHAT: &str = "department";
    let day = |text: Option<String>| text.map(|day| day.parse()).transpose().or_corrupt(WHAT);
    let department = Department {
        name: DepartmentName {
            region: row.region.parse().or_corrupt(WHAT)?,
            department: row.department.parse().or_corrupt(WHAT)?,
        },
        title: Text::parse(row.title).or_corrupt(WHAT)?,
        code: given(&row.code).or_corrupt(WHAT)?,
        parent: given(&row.parent).or_corrupt(WHAT)?,
        credit_code: given(&row.credit_code).or_corrupt(WHAT)?,
        effective: Effective::new(day(row.effective_from)?, day(row.effective_to)?).or_corrupt(WHAT)?,
    };
    let up = row.path.split_terminator('/').rev().skip(1);
    let ancestors = up.map(str::parse).collect::<Result<_, Invalid>>().or_corrupt(WHAT)?;
    Ok(DepartmentRecord { department, ancestors, etag: row.etag, created: Instant::from_micros(row.created_at_us) })
}

/// A value, or none where the text is empty.
fn given<T: std::str::FromStr<Err = Invalid>>(text: &str) -> Result<Option<T>, Invalid> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}
