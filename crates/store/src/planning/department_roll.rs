use std::collections::{BTreeMap, BTreeSet};

use jixiao_domain::{Department, DepartmentId, DepartmentTree, Instant, NotATree};

use super::DepartmentRecord;

/// All departments of a region, as a transaction that locked the region found them.
#[derive(Clone, Debug)]
pub struct DepartmentRoll {
    there: BTreeMap<DepartmentId, DepartmentRecord>,
}

/// Departments that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// Those that were given, in their order.
    pub given: Vec<DepartmentRecord>,
    /// Those of them and of the ones below that have to be stored.
    pub to_put: Vec<DepartmentRecord>,
}

/// A department that was given and does not fit the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Its place among those that were given, from 0.
    pub place: usize,
    /// Why.
    pub why: WhyUnfit,
}

/// Why a department does not fit the others of its region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyUnfit {
    /// Its parent cannot be its parent.
    Misplaced(NotATree),
    /// That one has its code in the budget.
    CodeTaken(DepartmentId),
    /// That one has its credit code.
    CreditCodeTaken(DepartmentId),
}

impl DepartmentRoll {
    pub(super) fn new(there: BTreeMap<DepartmentId, DepartmentRecord>) -> Self {
        Self { there }
    }

    /// The department with that id.
    pub fn get(&self, department: &DepartmentId) -> Option<&DepartmentRecord> {
        self.there.get(department)
    }

    /// Puts departments of the region among those that are there: new ones at that moment, the others with every
    /// field as it is given. The caller gives each once, and no code to two of them. One that is there as given stays as it is. Refuses all with each that
    /// does not fit.
    pub fn enrol(&self, departments: Vec<Department>, now: Instant) -> Result<Enrolled, Vec<Unfit>> {
        let ids: Vec<DepartmentId> = departments.iter().map(|given| given.name.department.clone()).collect();
        let lineages = self.place(&departments, &ids);
        let mut unfit = self.taken(&departments);
        let mut lineages = match lineages {
            Ok(lineages) if unfit.is_empty() => lineages,
            Ok(_) => return Err(unfit),
            Err(misplaced) => {
                unfit.extend(misplaced);
                unfit.sort_by_key(|unfit| unfit.place);
                return Err(unfit);
            }
        };
        let mut ancestors = |id: &DepartmentId| lineages.remove(id).unwrap_or_default().into_iter().skip(1).collect();
        let (mut given, mut to_put) = (Vec::with_capacity(departments.len()), Vec::new());
        for (department, id) in departments.into_iter().zip(&ids) {
            let ancestors: Vec<DepartmentId> = ancestors(id);
            let present = self.there.get(id);
            let record = match present {
                None => DepartmentRecord { department, ancestors, etag: 1, created: now },
                Some(present) => {
                    let etag = present.etag + i64::from(present.department != department);
                    DepartmentRecord { department, ancestors, etag, created: present.created }
                }
            };
            if present != Some(&record) {
                to_put.push(record.clone());
            }
            given.push(record);
        }
        // What is left stands below one that was given.
        for (id, lineage) in lineages {
            let ancestors: Vec<DepartmentId> = lineage.into_iter().skip(1).collect();
            let present = self.there.get(&id).filter(|present| present.ancestors != ancestors);
            to_put.extend(present.map(|present| DepartmentRecord { ancestors, ..present.clone() }));
        }
        Ok(Enrolled { given, to_put })
    }

    /// The lineages of those that were given and of all below, or which have a parent that cannot be one.
    fn place(
        &self,
        departments: &[Department],
        ids: &[DepartmentId],
    ) -> Result<BTreeMap<DepartmentId, Vec<DepartmentId>>, Vec<Unfit>> {
        let links = self.there.iter().map(|(id, record)| (id.clone(), record.department.parent.clone()));
        let put: Vec<_> = departments.iter().zip(ids).map(|(given, id)| (id.clone(), given.parent.clone())).collect();
        let places: BTreeMap<&DepartmentId, usize> = ids.iter().enumerate().map(|(place, id)| (id, place)).collect();
        DepartmentTree::new(links).put(&put).map_err(|misplaced| {
            let unfit = misplaced.into_iter().filter_map(|wrong| {
                let place = *places.get(&wrong.department)?;
                Some(Unfit { place, why: WhyUnfit::Misplaced(wrong.why) })
            });
            unfit.collect()
        })
    }

    /// Those with a code that another has that was not given.
    fn taken(&self, departments: &[Department]) -> Vec<Unfit> {
        let given: BTreeSet<&DepartmentId> = departments.iter().map(|given| &given.name.department).collect();
        let (mut codes, mut credit_codes) = (BTreeMap::new(), BTreeMap::new());
        for (id, record) in self.there.iter().filter(|(id, _)| !given.contains(id)) {
            codes.extend(record.department.code.as_ref().map(|code| (code, id)));
            credit_codes.extend(record.department.credit_code.as_ref().map(|code| (code, id)));
        }
        let mut unfit = Vec::new();
        for (place, department) in departments.iter().enumerate() {
            let who = department.code.as_ref().and_then(|code| codes.get(code));
            unfit.extend(who.map(|who| Unfit { place, why: WhyUnfit::CodeTaken((*who).clone()) }));
            let who = department.credit_code.as_ref().and_then(|code| credit_codes.get(code));
            unfit.extend(who.map(|who| Unfit { place, why: WhyUnfit::CreditCodeTaken((*who).clone()) }));
        }
        unfit
    }
}
