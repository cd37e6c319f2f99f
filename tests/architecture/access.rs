//! Every rpc says who may call it: the table, the descriptors and the manual agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jixiao_domain::access::{Right, Role};
use jixiao_service::access::TABLE;
use jixiao_service::identity::Gate;
use jixiao_service::settings::{Access, Settings, Tls, Tokens};
use jixiao_tests::Rpc;

use crate::reading::reads;
use crate::tree::root;

fn manual() -> String {
    fs::read_to_string(root().join("docs/access.md")).unwrap()
}

/// The cells of the table whose heading begins so, without backticks.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let text = manual();
    let lines = text.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    let rows: Vec<Vec<String>> = lines.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "there is no table `{heading}`");
    rows
}

fn names(rights: &[Right]) -> Vec<&'static str> {
    rights.iter().map(|right| right.as_str()).collect()
}

#[test]
fn every_rpc_of_the_descriptors_has_one_rule_and_every_rule_is_of_an_rpc() {
    let rules: Vec<_> = TABLE.iter().map(|rule| rule.path.to_owned()).collect();
    let rpcs: Vec<_> = Rpc::all().iter().map(Rpc::path).collect();

    assert_eq!(rules, rpcs, "in the order of the protos, so that both read alike");
    assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len());
}

#[test]
fn what_changes_nothing_needs_the_right_to_read_and_what_writes_another() {
    for rule in TABLE {
        let rpc = rule.path.rsplit('/').next().unwrap_or_default();
        let reads = reads(rpc);
        // The audit is read by those alone who may.
        let of_reading = [Right::Read, Right::ReadAudit];
        assert_eq!(matches!(rule.rights, [right] if of_reading.contains(right)), reads, "{rpc}");
        assert!(!rule.rights.is_empty() && (reads || !of_reading.iter().any(|it| rule.rights.contains(it))), "{rpc}");
    }
}

#[test]
fn the_manual_says_of_every_rpc_which_right_it_needs() {
    let listed: BTreeMap<_, _> =
        rows("| rpc | right |").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let rule = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let expected = TABLE.iter().map(|it| (rule(it.path), names(it.rights).join(", "))).collect();

    assert_eq!(listed, expected);
}

#[test]
fn the_manual_says_of_every_role_which_rights_it_has() {
    let listed: Vec<_> = rows("| role | rights |").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let expected = Role::ALL.map(|role| (role.to_string(), names(role.rights()).join(", ")));

    assert_eq!(listed, expected);
}

#[test]
fn the_table_of_grants_in_the_manual_is_one_that_a_server_takes() {
    let text = manual();
    let (_, rest) = text.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let (grants, keys) = (folder.path().join("grants.toml"), folder.path().join("keys.json"));
    fs::write(&grants, example).unwrap();
    let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    fs::write(&keys, format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}]}}"#)).unwrap();
    let tokens = Tokens { keys, issuer: String::new(), audience: String::new() };
    let tls = Tls { cert: "".into(), key: "".into(), client_ca: Some("".into()) };

    let access = Access { grants: Some(grants), tokens: Some(tokens) };
    let gate = Gate::of(&Settings { access, tls: Some(tls), ..Settings::default() });

    assert!(gate.is_ok(), "{:?}", gate.err());
    assert!(example.matches("[[principals]]").count() >= 5, "{example}");
}
