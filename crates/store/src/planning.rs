//! The tables of planning: the registry, and plans with all their versions.

mod department;
mod department_roll;
mod draft;
mod entity;
mod library;
mod opinion;
mod plan;
mod plans;
mod region;
mod rows;
mod source;
mod step;
mod unknown;
mod verify;
mod versions;
mod weight_scheme;

pub use department::{DepartmentFilter, DepartmentRecord};
pub use department_roll::{DepartmentRoll, Enrolled, Unfit, WhyUnfit};
pub(crate) use entity::head as plan_head;
pub use plan::{PackedPlan, PlanHeader, StoredPlan};
pub use plans::PlansOf;
pub use region::{RegionFilter, RegionRecord};
pub use source::PlanSource;
pub use unknown::Unknown;

use sea_orm::{DatabaseConnection, DatabaseTransaction};

use crate::{Store, Write};

/// The tables of planning, read outside or inside a writing transaction.
#[derive(Clone, Copy, Debug)]
pub struct Planning<'a, C> {
    db: &'a C,
}

impl<'a> Planning<'a, DatabaseConnection> {
    /// For reading.
    pub fn of(store: &'a Store) -> Self {
        Self { db: &store.db }
    }
}

impl<'a> Planning<'a, DatabaseTransaction> {
    /// For reading and writing.
    pub fn within(write: &'a Write) -> Self {
        Self { db: &write.tx }
    }
}
