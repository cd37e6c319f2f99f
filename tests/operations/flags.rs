//! Reading what `jixiao` says of itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::{jixiao, run};

/// The settings that `jixiao config` printed, by dotted key.
pub(crate) fn shown(printed: &str) -> BTreeMap<String, String> {
    let mut table = String::new();
    let mut settings = BTreeMap::new();
    for line in printed.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = format!("{name}.");
        } else if let Some((key, value)) = line.split_once(" = ") {
            settings.insert(format!("{table}{key}"), value.trim_matches('"').to_owned());
        }
    }
    settings
}

/// The environment variables that the binary knows.
pub(crate) fn variables() -> BTreeSet<String> {
    run(&mut jixiao(&["config", "--variables"])).succeeded().lines().map(str::to_owned).collect()
}

/// Its sub-commands.
pub(crate) fn commands() -> BTreeSet<String> {
    let help = run(&mut jixiao(&["--help"])).succeeded();
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// What can be served.
pub(crate) fn roles() -> BTreeSet<String> {
    let help = run(&mut jixiao(&["serve", "--help"])).succeeded();
    let names = help.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split_once(':'));
    names.map(|(name, _)| name.to_owned()).collect()
}
