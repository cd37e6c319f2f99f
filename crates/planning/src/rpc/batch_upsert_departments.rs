use std::collections::BTreeSet;

use jixiao_domain::{Caller, Department, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{
    BatchUpsertDepartmentsRequest, BatchUpsertDepartmentsResponse, UpsertOutcome, UpsertedDepartment,
};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::{Request, begin};

use super::{SERVICE, department};
use crate::{Planning, answer, fault};

/// Most departments of a batch.
const MOST: usize = 1000;

impl Planning {
    pub(crate) async fn batch_upsert_departments(
        &self,
        context: Context,
        message: BatchUpsertDepartmentsRequest,
    ) -> Result<BatchUpsertDepartmentsResponse, Fault> {
        let (region, departments, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let roll = department::lock(&write, &region).await?;
        let (mut outcomes, mut changes) = (Vec::with_capacity(departments.len()), Vec::new());
        for (department, given) in departments.iter().zip(&message.departments) {
            outcomes.push(match roll.get(&department.name.department) {
                None if !given.etag.is_empty() => return Err(fault::department_not_found(&department.name)),
                None => {
                    changes.extend(department::created(department));
                    UpsertOutcome::Created
                }
                Some(present) => {
                    department::check_etag(present, &given.etag)?;
                    changes.extend(department::changes(&present.department, department));
                    let is_same = present.department == *department;
                    if is_same { UpsertOutcome::Unchanged } else { UpsertOutcome::Updated }
                }
            });
        }
        let put = department::put(&write, &roll, &region, departments, path).await?;
        let upserted = put.iter().zip(outcomes).map(|(record, outcome)| UpsertedDepartment {
            department: Some(answer::department(record)),
            outcome: outcome as i32,
        });
        let response = BatchUpsertDepartmentsResponse { upserted_departments: upserted.collect() };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn path(place: usize) -> String {
    format!("departments[{place}]")
}

fn parse(
    caller: &Caller,
    message: &BatchUpsertDepartmentsRequest,
) -> Result<(RegionCode, Vec<Department>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    if message.departments.is_empty() {
        fields.refuse("departments", "is required", "必填");
    }
    let mut departments = Vec::new();
    if fields.at_most("departments", message.departments.len(), MOST) {
        let mut seen = Seen::default();
        for (place, given) in message.departments.iter().enumerate() {
            let path = path(place);
            let Some(department) = fields.nested(&path, department::parse(given.clone())) else { continue };
            if region.as_ref().is_some_and(|region| *region != department.name.region) {
                fields.refuse(format!("{path}.name"), "is not of the parent", "不属于parent");
            }
            for field in seen.again(&department) {
                fields.refuse(format!("{path}.{field}"), "occurs before", "重复出现");
            }
            departments.push(department);
        }
    }
    let parsed = fields.finish(|| {
        let region = region?;
        let request = Request::of_region(caller, &region, SERVICE, "BatchUpsertDepartments").repeatable(&id?, message);
        Some((region, departments, request))
    });
    parsed.map_err(Fault::violations)
}

/// What only one department of a batch may have.
#[derive(Default)]
struct Seen(BTreeSet<(&'static str, String)>);

impl Seen {
    /// The fields of a department that one before it has.
    fn again(&mut self, department: &Department) -> Vec<&'static str> {
        let fields = [
            ("name", Some(department.name.to_string())),
            ("code", department.code.as_ref().map(ToString::to_string)),
            ("credit_code", department.credit_code.as_ref().map(ToString::to_string)),
        ];
        let given = fields.into_iter().filter_map(|(field, value)| Some((field, value?)));
        given.filter(|(field, value)| !self.0.insert((field, value.clone()))).map(|(field, _)| field).collect()
    }
}
