//! The tree of the departments of a region.

use std::collections::{BTreeMap, BTreeSet};

use crate::DepartmentId;

/// Which department stands under which, within one region.
#[derive(Clone, Debug, Default)]
pub struct DepartmentTree {
    parents: BTreeMap<DepartmentId, Option<DepartmentId>>,
}

/// Why departments make no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotATree {
    /// A parent that is none of the departments.
    NoParent(DepartmentId),
    /// A department stands under itself.
    Cycle,
    /// A department has more than [`DepartmentTree::LEVELS`] levels, its own counted.
    TooDeep,
}

/// Where departments that were put do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// The department that was put.
    pub department: DepartmentId,
    /// Why its parent cannot be its parent.
    pub why: NotATree,
}

impl DepartmentTree {
    /// Most levels from a department without a parent down to one without children.
    pub const LEVELS: usize = 10;

    /// Departments with their parents.
    pub fn new(departments: impl IntoIterator<Item = (DepartmentId, Option<DepartmentId>)>) -> Self {
        Self { parents: departments.into_iter().collect() }
    }

    /// Itself, its parent and so on up to the top.
    pub fn lineage(&self, department: &DepartmentId) -> Result<Vec<DepartmentId>, NotATree> {
        let (chain, end) = self.climb(department);
        match end {
            None => Ok(chain),
            Some(why) => Err(why),
        }
    }

    /// Puts departments under their parents, new ones and those that move. Gives the lineage of each of
    /// them and of all that stand below, or every one that does not fit, in the order they were put.
    pub fn put(
        &mut self,
        departments: &[(DepartmentId, Option<DepartmentId>)],
    ) -> Result<BTreeMap<DepartmentId, Vec<DepartmentId>>, Vec<Misplaced>> {
        self.parents.extend(departments.iter().cloned());
        let is_put: BTreeSet<&DepartmentId> = departments.iter().map(|(department, _)| department).collect();
        let (mut lineages, mut wrong) = (BTreeMap::new(), BTreeMap::new());
        for department in self.parents.keys() {
            let (chain, end) = self.climb(department);
            // What stands below is wrong by the nearest that was put above it.
            let Some(cause) = chain.iter().find(|of_chain| is_put.contains(of_chain)).cloned() else { continue };
            match end {
                None => _ = lineages.insert(department.clone(), chain),
                // What is wrong with itself says more than what is wrong with those below.
                Some(why) if cause == *department => _ = wrong.insert(cause, why),
                Some(why) => _ = wrong.entry(cause).or_insert(why),
            }
        }
        if wrong.is_empty() {
            return Ok(lineages);
        }
        let in_order = departments.iter().filter_map(|(department, _)| wrong.remove_entry(department));
        Err(in_order.map(|(department, why)| Misplaced { department, why }).collect())
    }

    /// The way up, and why it does not end at the top.
    fn climb(&self, department: &DepartmentId) -> (Vec<DepartmentId>, Option<NotATree>) {
        let mut chain = vec![department.clone()];
        let mut here = department;
        while let Some(parent) = self.parents.get(here).and_then(Option::as_ref) {
            let why = match chain.len() {
                _ if !self.parents.contains_key(parent) => Some(NotATree::NoParent(parent.clone())),
                _ if chain.contains(parent) => Some(NotATree::Cycle),
                Self::LEVELS => Some(NotATree::TooDeep),
                _ => None,
            };
            if why.is_some() {
                return (chain, why);
            }
            chain.push(parent.clone());
            here = parent;
        }
        (chain, None)
    }
}

#[cfg(test)]
mod tests;
