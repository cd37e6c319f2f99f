use crate::tree::cargo;

/// What makes rules depend on time, network or a database.
const IMPURE: [&str; 8] = ["hyper", "prost", "sea-orm", "sqlx", "sqlx-core", "tokio", "tonic", "tracing"];

fn dependencies(package: &str) -> Vec<String> {
    let tree = cargo(&["tree", "--locked", "-p", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_rules_and_the_forms_know_no_runtime_no_wire_and_no_database() {
    for package in ["jixiao-domain", "jixiao-sheets", "jixiao-forms", "jixiao-reports"] {
        let dependencies = dependencies(package);
        assert!(dependencies.iter().any(|it| it == package), "{dependencies:?}");
        let impure: Vec<_> = dependencies.iter().filter(|it| IMPURE.contains(&it.as_str())).collect();
        assert!(impure.is_empty(), "{package} depends on {impure:?}");
    }
}
