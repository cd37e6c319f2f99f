use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use jixiao_domain::access::{Grant, Role};
use jixiao_domain::{Caller, DepartmentId};
use jixiao_proto::planning::v1::{CreateDepartmentRequest, Department, GetPlanRequest, ListRegionsRequest};

use super::*;
use crate::identity::Departments;

const SCHOOL: &str = "regions/120000000/departments/school";

/// The school is under the bureau. Counts how often it is asked.
#[derive(Default)]
struct Tree(AtomicUsize);

#[async_trait]
impl Departments for Tree {
    async fn lineage(&self, _: &Context, department: &DepartmentName) -> Result<Vec<DepartmentId>, Fault> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let above = (department.department.as_str() == "school").then(|| "bureau".parse().unwrap());
        Ok([department.department.clone()].into_iter().chain(above).collect())
    }
}

/// Whether the grants allow the need, and how often the tree was asked.
async fn check_with(grants: &[(Role, &str)], need: Need) -> (Result<(), Fault>, usize) {
    let grants = grants.iter().map(|(role, scope)| Grant { role: *role, scope: scope.parse().unwrap() });
    let tree = Arc::new(Tree::default());
    let caller = Caller { principal: "zhang".parse().unwrap(), via: None, address: String::new() };
    let identity = Identity { caller, grants: grants.collect(), departments: Arc::clone(&tree) as _ };
    let checked = check(&identity, &Context::background(), &need).await;
    (checked, tree.0.load(Ordering::SeqCst))
}

fn get_plan(name: &str) -> Need {
    GetPlanRequest { name: name.to_owned(), approved: false }.need()
}

fn school() -> Need {
    get_plan(&format!("{SCHOOL}/plans/2023"))
}

#[test]
fn a_request_needs_its_right_on_what_it_names() {
    let department = DepartmentName { region: "120000000".parse().unwrap(), department: "school".parse().unwrap() };
    let region = Resource::Region(department.region.clone());
    let expected = Need { rights: &[Right::Read], resource: Resource::Department(department) };

    assert_eq!(school(), expected);
    assert_eq!(get_plan(&format!("{SCHOOL}/plans/2023/versions/2")), expected);
    let department = Some(Department { name: SCHOOL.to_owned(), title: String::new(), ..Default::default() });
    let create = CreateDepartmentRequest { department, request_id: String::new() }.need();
    // Who puts a department into the tree changes who answers for others.
    assert_eq!((create.rights, create.resource), (&[Right::ManageRegistry][..], region));
}

#[test]
fn a_name_that_is_none_and_a_request_without_one_need_the_right_anywhere() {
    for name in ["", "regions/120000000", "plans/2023", "regions/120000000/departments/a/plans/1"] {
        assert_eq!(get_plan(name), Need { rights: &[Right::Read], resource: Resource::Nothing }, "{name}");
    }
    assert_eq!(CreateDepartmentRequest::default().need().resource, Resource::Nothing);
    assert_eq!(ListRegionsRequest::default().need().resource, Resource::Nothing);
}

#[test]
fn a_review_needs_the_right_of_its_stage() {
    let rights = |stage| ReviewPlanRequest { stage, ..Default::default() }.need().rights;

    assert_eq!(rights(ReviewStage::Department as i32), [Right::ReviewAsDepartment]);
    assert_eq!(rights(ReviewStage::Finance as i32), [Right::ReviewAsFinance]);
    for unknown in [0, 3, -1] {
        assert_eq!(rights(unknown), [Right::ReviewAsDepartment, Right::ReviewAsFinance]);
    }
}

#[tokio::test]
async fn a_grant_of_a_department_above_is_enough_and_the_tree_is_asked_only_then() {
    let bureau = (Role::Unit, "regions/120000000/departments/bureau");
    for (grants, allowed, asked) in [
        (&[(Role::Unit, SCHOOL)][..], true, 0),
        (&[(Role::Reader, "regions/120000000")], true, 0),
        (&[bureau], true, 1),
        (&[bureau, (Role::Reader, "*")], true, 0),
        (&[(Role::Unit, "regions/120000000/departments/other")], false, 1),
        (&[(Role::Unit, "regions/130000000/departments/bureau")], false, 0),
        (&[(Role::SecurityAdministrator, "regions/120000000/departments/bureau")], false, 0),
        (&[], false, 0),
    ] {
        let (checked, count) = check_with(grants, school()).await;
        assert_eq!((checked.is_ok(), count), (allowed, asked), "{grants:?}");
    }
}

#[tokio::test]
async fn a_denial_says_who_lacks_what_on_what() {
    let (denied, _) = check_with(&[(Role::Reader, "*")], ReviewPlanRequest::default().need()).await;
    let anywhere = denied.unwrap_err();
    let (denied, _) = check_with(&[], school()).await;
    let school = denied.unwrap_err();

    assert_eq!(anywhere.reason(), ErrorReason::PermissionDenied);
    assert_eq!(anywhere.message(), "zhang has nowhere the right review_as_department,review_as_finance");
    assert_eq!(school.message(), format!("zhang has no right read on {SCHOOL}"));
    assert_eq!(school.message_zh(), format!("zhang对{SCHOOL}没有read权限"));
}
