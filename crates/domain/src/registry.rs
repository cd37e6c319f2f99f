//! Who plans: regions and their departments.

use crate::{DepartmentName, Effective, RegionCode, Text};

/// A fiscal region (财政区划).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its Chinese title.
    pub title: Text<100>,
    /// When it is in being.
    pub effective: Effective,
}

/// A department or budget unit (部门, 预算单位): the owner of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its region and id.
    pub name: DepartmentName,
    /// Its Chinese title, as it is printed on its tables.
    pub title: Text<100>,
}

impl Region {
    /// One of which only the title is known.
    pub fn new(code: RegionCode, title: Text<100>) -> Self {
        Self { code, title, effective: Effective::ALWAYS }
    }
}
