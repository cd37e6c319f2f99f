use std::collections::BTreeSet;

use serde_json::Value;

use crate::tree::packages;

/// Every crate and what it may use of the others, besides the binary and the tests.
const ARROWS: [(&str, &[&str]); 11] = [
    ("jixiao-domain", &[]),
    ("jixiao-sheets", &[]),
    ("jixiao-forms", &["jixiao-domain", "jixiao-sheets"]),
    ("jixiao-reports", &["jixiao-domain"]),
    ("jixiao-proto", &["jixiao-domain"]),
    ("jixiao-store", &["jixiao-domain", "jixiao-proto"]),
    ("jixiao-service", &["jixiao-domain", "jixiao-forms", "jixiao-proto", "jixiao-reports"]),
    ("jixiao-audit", &["jixiao-domain", "jixiao-proto", "jixiao-service", "jixiao-store"]),
    ("jixiao-planning", WITH_FORMS),
    ("jixiao-results", WITH_FORMS),
    ("jixiao-scoring", WITH_FORMS),
];
const WITH_FORMS: &[&str] =
    &["jixiao-domain", "jixiao-forms", "jixiao-proto", "jixiao-reports", "jixiao-service", "jixiao-store"];
/// What the binary reaches only through others.
const BENEATH_FORMS: [&str; 2] = ["jixiao-sheets", "jixiao-reports"];
const BINARY: &str = "jixiao";
const SUPPORT: &str = "jixiao-test-support";
const VALUES: &str = "jixiao-test-values";
const TESTS: &str = "jixiao-tests";
/// Hostile files, and figures of reading, scoring and serving, each with what it uses.
const FUZZ: (&str, &[&str]) = ("jixiao-fuzz", &["jixiao-domain", "jixiao-forms", "jixiao-sheets"]);
const BENCH: (&str, &[&str]) = (
    "jixiao-bench",
    &["jixiao-domain", "jixiao-forms", "jixiao-proto", "jixiao-service", "jixiao-sheets", SUPPORT, TESTS],
);

fn allowed(package: &str) -> Option<BTreeSet<&'static str>> {
    match package {
        BINARY => Some(ARROWS.iter().map(|(name, _)| *name).filter(|name| !BENEATH_FORMS.contains(name)).collect()),
        SUPPORT => Some(BTreeSet::new()),
        VALUES => Some(BTreeSet::from(["jixiao-domain"])),
        _ => ARROWS
            .iter()
            .chain([&FUZZ, &BENCH])
            .find(|(name, _)| *name == package)
            .map(|(_, uses)| uses.iter().copied().collect()),
    }
}

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap()
}

/// The crates of the workspace that a package uses, for its product or for its tests alone.
fn uses(package: &Value, for_tests: bool) -> BTreeSet<&str> {
    let dependencies = package["dependencies"].as_array().unwrap().iter();
    let of_kind = dependencies.filter(|it| (it["kind"].as_str() == Some("dev")) == for_tests);
    of_kind.map(name).filter(|name| name.starts_with(BINARY)).collect()
}

#[test]
fn crates_use_exactly_the_crates_that_the_design_draws() {
    for package in packages().iter().filter(|package| name(package) != TESTS) {
        let drawn = allowed(name(package));
        assert_eq!(Some(uses(package, false)), drawn, "{}: draw it here and in ARCHITECTURE.md", name(package));
    }
}

#[test]
fn tests_of_a_crate_use_only_support_and_values_beyond_that() {
    for package in packages().iter().filter(|package| name(package) != TESTS) {
        let mut extra = uses(package, true);
        extra.retain(|name| ![SUPPORT, VALUES].contains(name));
        if name(package) == "jixiao-reports" {
            // What reports writes, these read: only together they show that nothing is lost.
            extra.retain(|name| !["jixiao-forms", "jixiao-sheets"].contains(name));
        }
        assert!(extra.is_empty(), "the tests of {} use {extra:?}", name(package));
    }
}

#[test]
fn only_the_binary_uses_the_services() {
    let services = ["jixiao-audit", "jixiao-planning", "jixiao-results", "jixiao-scoring"];
    for package in packages().iter().filter(|package| name(package) != BINARY) {
        let used: Vec<_> = services.into_iter().filter(|service| uses(package, false).contains(service)).collect();
        assert!(used.is_empty(), "{} uses {used:?}", name(package));
    }
}

#[test]
fn every_crate_of_the_design_is_there() {
    let packages = packages();
    let present: BTreeSet<_> = packages.iter().map(name).collect();
    let drawn = ARROWS.iter().map(|(name, _)| *name).chain([BINARY, SUPPORT, VALUES, TESTS, FUZZ.0, BENCH.0]).collect();
    assert_eq!(present, drawn);
}
