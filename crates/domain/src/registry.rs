//! Who plans: regions and their departments.

use crate::{BudgetCode, CreditCode, DepartmentId, DepartmentName, Effective, RegionCode, Text};

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
    /// Its code in the budget (部门编码, 单位编码), which no other of the region has.
    pub code: Option<BudgetCode>,
    /// The department of the same region that it stands under.
    pub parent: Option<DepartmentId>,
    /// Its unified social credit code, which no other of the region has.
    pub credit_code: Option<CreditCode>,
    /// When it is in being.
    pub effective: Effective,
}

impl Region {
    /// One of which only the title is known.
    pub fn new(code: RegionCode, title: Text<100>) -> Self {
        Self { code, title, effective: Effective::ALWAYS }
    }
}

impl Department {
    /// One of which only the title is known.
    pub fn new(name: DepartmentName, title: Text<100>) -> Self {
        Self { name, title, code: None, parent: None, credit_code: None, effective: Effective::ALWAYS }
    }

    /// The name of the one it stands under.
    pub fn parent_name(&self) -> Option<DepartmentName> {
        let region = self.name.region.clone();
        self.parent.clone().map(|department| DepartmentName { region, department })
    }
}
