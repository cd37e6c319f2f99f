//! The shard key that begins the key of every table.

use jixiao_domain::{DepartmentName, FiscalYear, PlanName, RegionCode};

use crate::StoreError;
use crate::rows::OrCorrupt;

/// Region, department and fiscal year, as columns. What belongs to a region alone has an empty
/// department and year 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Shard {
    /// The shard that a resource is in: that of the plan, department or region that its name begins with.
    pub(crate) fn of_resource(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('/').collect();
        let begins_with = |count: usize| parts.get(..count).map(|parts| parts.join("/"));
        match parts.len() {
            2 => RegionCode::from_name(name).ok().map(|region| Self::from(&region)),
            4 => name.parse::<DepartmentName>().ok().map(|department| Self::from(&department)),
            _ => begins_with(6)?.parse::<PlanName>().ok().map(|plan| Self::from(&plan)),
        }
    }

    /// The name of the region, department or plan.
    pub(crate) fn resource(&self) -> Result<String, StoreError> {
        const WHAT: &str = "shard";
        let region: RegionCode = self.region.parse().or_corrupt(WHAT)?;
        if self.department.is_empty() {
            return Ok(region.to_name());
        }
        let owner = DepartmentName { region, department: self.department.parse().or_corrupt(WHAT)? };
        if self.fiscal_year == 0 {
            return Ok(owner.to_string());
        }
        let year = FiscalYear::new(self.fiscal_year).or_corrupt(WHAT)?;
        Ok(PlanName { owner, year }.to_string())
    }

    /// Whether another is this one or inside it.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.region == other.region
            && (self.department.is_empty() || self.department == other.department)
            && (self.fiscal_year == 0 || self.fiscal_year == other.fiscal_year)
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

#[cfg(test)]
mod tests;
