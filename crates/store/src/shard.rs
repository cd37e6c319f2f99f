//! The shard key that begins the key of every table.

use jixiao_domain::{DepartmentName, PlanName, RegionCode};

/// Region, department and fiscal year, as columns. What belongs to a region alone has an empty
/// department and year 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    pub(crate) region: String,
    pub(crate) department: String,
    pub(crate) fiscal_year: i32,
}

impl From<&RegionCode> for Shard {
    fn from(region: &RegionCode) -> Self {
        Self { region: region.to_string(), department: String::new(), fiscal_year: 0 }
    }
}

impl From<&DepartmentName> for Shard {
    fn from(name: &DepartmentName) -> Self {
        Self { department: name.department.to_string(), ..Self::from(&name.region) }
    }
}

impl From<&PlanName> for Shard {
    fn from(name: &PlanName) -> Self {
        Self { fiscal_year: name.year.get(), ..Self::from(&name.owner) }
    }
}

/// A region and those above it by code, from the nearest.
pub(crate) fn above(region: &RegionCode) -> Vec<RegionCode> {
    std::iter::successors(Some(region.clone()), RegionCode::parent).collect()
}

/// The condition that a row of an entity belongs to a shard.
macro_rules! of_shard {
    ($entity:ident, $shard:expr) => {
        sea_orm::Condition::all()
            .add($entity::Column::Region.eq($shard.region.as_str()))
            .add($entity::Column::Department.eq($shard.department.as_str()))
            .add($entity::Column::FiscalYear.eq($shard.fiscal_year))
    };
}

pub(crate) use of_shard;
