use std::fs;

use crate::tree::packages;

#[test]
fn every_dependency_is_one_of_the_workspace() {
    for package in packages() {
        let manifest = package["manifest_path"].as_str().unwrap();
        let text = fs::read_to_string(manifest).unwrap();
        for section in text.split("\n[").filter(|section| heading(section).contains("dependencies")) {
            assert!(heading(section).ends_with("dependencies"), "{manifest}: write [{}] in lines", heading(section));
            for line in section.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#')) {
                assert!(line.contains("workspace = true"), "{manifest}: {line}");
            }
        }
    }
}

#[test]
fn every_crate_has_version_edition_and_licence_of_the_workspace() {
    for package in packages() {
        let manifest = package["manifest_path"].as_str().unwrap();
        let text = fs::read_to_string(manifest).unwrap();
        for key in ["version", "edition", "rust-version", "license", "publish"] {
            assert!(text.contains(&format!("\n{key}.workspace = true\n")), "{manifest}: {key}");
        }
    }
}

/// The heading of a section, without its brackets.
fn heading(section: &str) -> &str {
    section.trim_start_matches('[').split(']').next().unwrap_or_default()
}
