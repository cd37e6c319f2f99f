use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn region(code: &str) -> RegionCode {
    code.parse().unwrap()
}

fn department(name: &str) -> DepartmentName {
    name.parse().unwrap()
}

/// Few codes and ids, so that they meet often.
fn regions() -> impl Strategy<Value = RegionCode> {
    select(vec!["120000000", "120100000", "120101000", "120101001", "130000000"]).prop_map(region)
}

fn ids() -> impl Strategy<Value = DepartmentId> {
    select(vec!["a", "b", "c", "d"]).prop_map(|id| id.parse().unwrap())
}

fn departments() -> impl Strategy<Value = DepartmentName> {
    (regions(), ids()).prop_map(|(region, department)| DepartmentName { region, department })
}

fn grants() -> impl Strategy<Value = Vec<Grant>> {
    let scope = prop_oneof![
        Just(Scope::Everything),
        regions().prop_map(Scope::Region),
        departments().prop_map(Scope::Department)
    ];
    let grant = (select(Role::ALL.to_vec()), scope).prop_map(|(role, scope)| Grant { role, scope });
    prop::collection::vec(grant, 0..5)
}

fn rights() -> impl Strategy<Value = Right> {
    select(Right::ALL.to_vec())
}

fn resources() -> impl Strategy<Value = Resource> {
    prop_oneof![
        Just(Resource::Nothing),
        regions().prop_map(Resource::Region),
        departments().prop_map(Resource::Department)
    ]
}

fn lineages() -> impl Strategy<Value = Vec<DepartmentId>> {
    prop::collection::vec(ids(), 0..4)
}

proptest! {
    #[test]
    fn without_grants_nothing_is_allowed(right in rights(), resource in resources(), lineage in lineages()) {
        prop_assert!(!allows(&[], right, &resource, &lineage));
    }

    #[test]
    fn one_more_grant_or_ancestor_never_takes_a_right_away(
        few in grants(), more in grants(), right in rights(), resource in resources(),
        lineage in lineages(), above in lineages(),
    ) {
        if allows(&few, right, &resource, &lineage) {
            let all = [few, more].concat();
            prop_assert!(allows(&all, right, &resource, &[lineage, above].concat()));
        }
    }

    #[test]
    fn all_grants_allow_what_one_of_them_does_and_nothing_else(
        grants in grants(), right in rights(), resource in resources(), lineage in lineages(),
    ) {
        let one = grants.iter().any(|grant| allows(std::slice::from_ref(grant), right, &resource, &lineage));
        prop_assert_eq!(allows(&grants, right, &resource, &lineage), one);
    }

    #[test]
    fn a_grant_of_a_department_never_reaches_another_region_nor_a_region_as_a_whole(
        name in departments(), role in select(Role::ALL.to_vec()), right in rights(), resource in resources(),
        lineage in lineages(),
    ) {
        let grants = [Grant { role, scope: Scope::Department(name.clone()) }];
        let is_of_its_region = match &resource {
            Resource::Nothing => true,
            Resource::Region(_) => false,
            Resource::Department(asked) => asked.region == name.region,
        };
        prop_assert!(is_of_its_region || !allows(&grants, right, &resource, &lineage));
    }

    #[test]
    fn a_role_gives_no_right_that_is_not_its_own(
        role in select(Role::ALL.to_vec()), right in rights(), resource in resources(),
    ) {
        let grants = [Grant { role, scope: Scope::Everything }];
        prop_assert_eq!(allows(&grants, right, &resource, &[]), role.rights().contains(&right));
    }

    #[test]
    fn a_region_is_under_itself_and_what_is_under_it_is_under_all_above(
        a in regions(), b in regions(), c in regions(),
    ) {
        prop_assert!(a.covers(&a));
        prop_assert!(!(a.covers(&b) && b.covers(&c)) || a.covers(&c));
    }

    #[test]
    fn scopes_read_back_as_they_print(grants in grants()) {
        for Grant { role, scope } in grants {
            prop_assert_eq!(&scope.to_string().parse::<Scope>().unwrap(), &scope);
            prop_assert_eq!(role.to_string().parse::<Role>().unwrap(), role);
        }
    }
}

#[test]
fn zeros_at_the_end_of_a_code_stand_for_all_that_is_under_it() {
    for (over, under, beside) in [
        ("120000000", "120101003", "130000000"),
        ("120100000", "120101003", "120200000"),
        ("120101000", "120101003", "120102000"),
        ("120101003", "120101003", "120101004"),
        ("101000000", "101000001", "100000000"),
    ] {
        assert!(region(over).covers(&region(under)), "{over} {under}");
        assert!(!region(over).covers(&region(beside)), "{over} {beside}");
        assert_eq!(region(under).covers(&region(over)), under == over);
    }
}

#[test]
fn a_grant_of_a_department_reaches_those_under_it_and_no_others() {
    let name = |id: &str| department(&format!("regions/120000000/departments/{id}"));
    let grants = [Grant { role: Role::Unit, scope: Scope::Department(name("bureau")) }];
    let lineage = |ids: &[&str]| ids.iter().map(|id| id.parse().unwrap()).collect::<Vec<DepartmentId>>();
    let may =
        |id: &str, above: &[&str]| allows(&grants, Right::EditPlan, &Resource::Department(name(id)), &lineage(above));

    assert!(may("bureau", &[]));
    assert!(may("school", &["school", "office", "bureau"]));
    assert!(!may("school", &["school", "office"]));
    assert!(!may("school", &[]));
}

#[test]
fn the_work_is_divided() {
    let only = |right: Right| Role::ALL.into_iter().filter(|role| role.has(right)).collect::<Vec<_>>();

    assert_eq!(only(Right::EditPlan), [Role::Unit]);
    assert_eq!(only(Right::Report), [Role::Unit]);
    assert_eq!(only(Right::ReviewAsDepartment), [Role::Department]);
    for right in [Right::ReviewAsFinance, Right::ApprovePlan, Right::ManagePeriods, Right::ManageCatalogue] {
        assert_eq!(only(right), [Role::Finance], "{right}");
    }
    assert_eq!(only(Right::ManageRegistry), [Role::SystemAdministrator]);
    assert_eq!(only(Right::ReadAudit), [Role::AuditAdministrator]);
    assert!(Role::SecurityAdministrator.rights().is_empty());
    assert_eq!(Role::Service.rights(), [Right::Read]);
}

#[test]
fn grants_that_one_principal_cannot_have_together_are_refused() {
    let grant = |role| Grant { role, scope: Scope::Everything };
    let conflict = |roles: &[Role]| check(&roles.iter().copied().map(grant).collect::<Vec<_>>()).err();

    let (system, security, audit) = (Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator);
    assert_eq!(conflict(&[system, security]), Some(Conflict::Administrators(system, security)));
    assert_eq!(conflict(&[audit, Role::Reader, security]), Some(Conflict::Administrators(security, audit)));
    assert_eq!(conflict(&[audit, system]), Some(Conflict::Administrators(system, audit)));
    assert_eq!(conflict(&[Role::Service, Role::Reader]), Some(Conflict::ServiceWithOthers));
    let narrow = Grant { role: Role::Service, scope: Scope::Region(region("120000000")) };
    assert_eq!(check(&[narrow]), Err(Conflict::ServiceScope));
    for fine in [&[][..], &[system, system], &[Role::Service], &[Role::Department, Role::Finance]] {
        assert_eq!(conflict(fine), None, "{fine:?}");
    }
}

#[test]
fn what_is_no_role_and_no_scope_is_refused() {
    for role in ["", "Unit", "administrator", "system_administrator", "unit "] {
        assert!(role.parse::<Role>().is_err(), "{role}");
    }
    for scope in ["", "**", "* ", "regions/12", "regions/*", "regions/120000000/", "regions/120000000/departments/"] {
        assert!(scope.parse::<Scope>().is_err(), "{scope}");
    }
}
