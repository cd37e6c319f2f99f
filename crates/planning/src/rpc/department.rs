//! What the rpcs that write departments share.

use std::str::FromStr;

use jixiao_domain::{
    Change, CivilDate, Department, DepartmentId, DepartmentName, Effective, FiscalYear, Invalid, RegionCode, Text,
    Violation,
};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1 as wire;
use jixiao_service::fault::Fault;
use jixiao_store::Write;
use jixiao_store::planning::{DepartmentRecord, DepartmentRoll, Planning as Tables};

use super::region::day;
use crate::{answer, fault};

const OF_ANOTHER_REGION: Invalid = Invalid { en: "is of another region", zh: "属于其他区划" };

/// A code that may be absent.
pub(super) fn optional<T: FromStr<Err = Invalid>>(text: &str) -> Result<Option<T>, Invalid> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// A department of that region, by its name, that may be absent.
pub(super) fn of_region(region: &RegionCode, name: &str) -> Result<Option<DepartmentId>, Invalid> {
    match optional::<DepartmentName>(name)? {
        Some(other) if other.region != *region => Err(OF_ANOTHER_REGION),
        named => Ok(named.map(|named| named.department)),
    }
}

/// A department as it is given; its etag is for [`check_etag`], its ancestors follow from its parent.
pub(super) fn parse(given: wire::Department) -> Result<Department, Vec<Violation>> {
    let mut fields = Fields::new();
    let name: Option<DepartmentName> = fields.take("name", given.name.parse());
    let title = fields.take("title", Text::parse(given.title));
    let code = fields.take("code", optional(&given.code));
    let parent = match &name {
        Some(name) => fields.take("parent", of_region(&name.region, &given.parent)),
        None => fields.take("parent", optional::<DepartmentName>(&given.parent)).map(|_| None),
    };
    let credit_code = fields.take("credit_code", optional(&given.credit_code));
    let from = fields.take("effective_from", day(&given.effective_from));
    let to = fields.take("effective_to", day(&given.effective_to));
    let effective = from.zip(to).and_then(|(from, to)| fields.take("effective_to", Effective::new(from, to)));
    fields.finish(|| {
        let (name, title, code, parent) = (name?, title?, code?, parent?);
        Some(Department { name, title, code, parent, credit_code: credit_code?, effective: effective? })
    })
}

/// All departments of a region, which is locked: nothing else writes one of them meanwhile.
pub(super) async fn lock(write: &Write, region: &RegionCode) -> Result<DepartmentRoll, Fault> {
    let tables = Tables::within(write);
    if tables.lock_regions([region]).await?.is_empty() {
        return Err(fault::region_not_found(region));
    }
    Ok(tables.department_roll(region).await?)
}

/// Stores departments as they are given, where they fit; `path` is that of a place. Gives them in their order.
pub(super) async fn put(
    write: &Write,
    roll: &DepartmentRoll,
    region: &RegionCode,
    departments: Vec<Department>,
    path: impl Fn(usize) -> String,
) -> Result<Vec<DepartmentRecord>, Fault> {
    let enrolled = roll.enrol(departments, write.now());
    let enrolled = enrolled.map_err(|unfit| fault::departments_unfit(region, unfit, path))?;
    Tables::within(write).put_departments(&enrolled.to_put, write.now()).await?;
    Ok(enrolled.given)
}

/// Refuses an etag that is given and not the present one.
pub(super) fn check_etag(present: &DepartmentRecord, etag: &str) -> Result<(), Fault> {
    let now = answer::department(present).etag;
    if etag.is_empty() || etag == now { Ok(()) } else { Err(fault::department_changed(&present.department.name, &now)) }
}

/// Refuses a plan of a year in which its department is in being on no day.
pub(super) fn check_year(department: &Department, year: FiscalYear) -> Result<(), Fault> {
    if department.effective.is_in(year) { Ok(()) } else { Err(fault::department_not_effective(department, year)) }
}

/// Of a department that is new.
pub(super) fn created(new: &Department) -> Vec<Change> {
    let whole = Change::created(&new.name, &new.title);
    let blank = Department::new(new.name.clone(), new.title.clone());
    std::iter::once(whole).chain(changes(&blank, new)).collect()
}

/// Every field that differs.
pub(super) fn changes(old: &Department, new: &Department) -> Vec<Change> {
    let differing = fields(old).into_iter().zip(fields(new)).filter(|((_, before), (_, after))| before != after);
    differing.map(|((field, before), (_, after))| Change::of(&old.name, field, before, after)).collect()
}

fn fields(department: &Department) -> [(&'static str, Option<String>); 6] {
    let day = |day: Option<CivilDate>| day.map(|day| day.to_string());
    [
        ("title", Some(department.title.to_string())),
        ("code", department.code.as_ref().map(ToString::to_string)),
        ("parent", department.parent_name().map(|parent| parent.to_string())),
        ("credit_code", department.credit_code.as_ref().map(ToString::to_string)),
        ("effective_from", day(department.effective.from())),
        ("effective_to", day(department.effective.to())),
    ]
}
