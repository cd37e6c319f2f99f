use super::*;

#[test]
fn a_resource_is_in_the_shard_that_its_name_begins_with() {
    for (name, shard) in [
        ("regions/120000000", "regions/120000000"),
        ("regions/120000000/departments/a", "regions/120000000/departments/a"),
        ("regions/120000000/departments/a/plans/2023", "regions/120000000/departments/a/plans/2023"),
        (
            "regions/120000000/departments/a/plans/2023/versions/1/indicators/i001",
            "regions/120000000/departments/a/plans/2023",
        ),
    ] {
        assert_eq!(Shard::of_resource(name).unwrap().resource().unwrap(), shard);
    }
}

#[test]
fn what_is_no_name_is_in_no_shard() {
    for name in [
        "",
        "regions",
        "regions/12",
        "regions/120000000/",
        "regions/120000000/plans/2023",
        "regions/120000000/departments",
        "regions/120000000/departments/A",
        "regions/120000000/departments/a/plans",
        "regions/120000000/departments/a/plans/1999",
        "plans/2023",
    ] {
        assert_eq!(Shard::of_resource(name), None, "{name}");
    }
}

#[test]
fn a_shard_holds_itself_and_what_is_inside() {
    let [region, department, plan, sibling] = [
        "regions/120000000",
        "regions/120000000/departments/a",
        "regions/120000000/departments/a/plans/2023",
        "regions/120000000/departments/b",
    ]
    .map(|name| Shard::of_resource(name).unwrap());
    assert!(region.holds(&region) && region.holds(&department) && region.holds(&plan) && department.holds(&plan));
    assert!(!department.holds(&region) && !plan.holds(&department) && !sibling.holds(&plan));
}
