//! Departments as messages.

use jixiao_domain::{CivilDate, Department};
use jixiao_proto::planning::v1 as wire;
use jixiao_store::planning::DepartmentRecord;

pub(crate) fn department(record: &DepartmentRecord) -> wire::Department {
    let Department { name, title, code, credit_code, effective, .. } = &record.department;
    let day = |day: Option<CivilDate>| day.map(|day| day.to_string()).unwrap_or_default();
    wire::Department {
        name: name.to_string(),
        title: title.to_string(),
        code: code.as_ref().map(ToString::to_string).unwrap_or_default(),
        parent: record.department.parent_name().map(|parent| parent.to_string()).unwrap_or_default(),
        credit_code: credit_code.as_ref().map(ToString::to_string).unwrap_or_default(),
        effective_from: day(effective.from()),
        effective_to: day(effective.to()),
        etag: super::counted(&name.to_string(), record.etag),
        ancestors: record.ancestor_names().map(|above| above.to_string()).collect(),
    }
}
