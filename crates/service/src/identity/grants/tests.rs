use std::io::Write;

use tempfile::NamedTempFile;

use super::*;

const ALL: Accepted = Accepted { certificates: true, tokens: true };

const UNIT: &str = r#"
    [[principals]]
    id = "canlian-unit"
    certificate = "CN=canlian,O=Tianjin"
    token = "alice"
    [[principals.grants]]
    role = "unit"
    scope = "regions/120000000/departments/canlian"
"#;

fn read_with(text: &str, accepted: Accepted) -> Result<Principals, AccessError> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    Principals::read(file.path(), accepted)
}

fn read(text: &str) -> Principals {
    read_with(text, ALL).unwrap()
}

/// The error without the name of the file.
fn error(text: &str) -> String {
    let error = read_with(text, ALL).unwrap_err().to_string();
    error.split_once("principal ").map(|(_, rest)| rest.to_owned()).unwrap_or(error)
}

fn principal(lines: &str) -> String {
    format!("{UNIT}[[principals]]\n{lines}")
}

fn with_roles(roles: &[&str]) -> String {
    let grants = roles.iter().map(|role| format!("[[principals.grants]]\nrole = \"{role}\"\nscope = \"*\"\n"));
    principal(&format!("id = \"x\"\ntoken = \"x\"\n{}", grants.collect::<String>()))
}

fn certificate(subject: Option<&str>, sans: &[&str]) -> Certificate {
    Certificate { subject: subject.map(str::to_owned), sans: sans.iter().map(|san| Certificate::san(san)).collect() }
}

#[test]
fn a_principal_is_known_by_its_certificate_or_its_token_and_has_its_grants() {
    let table = read(UNIT);

    let by_token = table.of_token("alice").unwrap();
    let by_certificate = table.of_certificate(&certificate(Some("CN=canlian,O=Tianjin"), &[])).unwrap();

    assert_eq!(by_token.id.as_str(), "canlian-unit");
    assert_eq!(by_certificate.id, by_token.id);
    assert_eq!(by_token.grants[0].role, Role::Unit);
    assert_eq!(by_token.grants[0].scope.to_string(), "regions/120000000/departments/canlian");
    assert!(!by_token.is_service());
    assert!(table.of_token("canlian-unit").is_none() && table.of_token("").is_none());
    assert!(table.of_certificate(&certificate(Some("CN=canlian"), &["alice"])).is_none());
    assert!(table.of_certificate(&certificate(None, &[])).is_none());
}

#[test]
fn alternative_names_are_known_and_hosts_by_any_case() {
    let table = read(
        "[[principals]]\nid = \"planning\"\nsan = \"Jixiao-Planning\"\n[[principals.grants]]\nrole = \"service\"\nscope = \"*\"\n\
         [[principals]]\nid = \"results\"\nsan = \"spiffe://jixiao/Results\"\n",
    );

    assert!(table.of_certificate(&certificate(None, &["other", "JIXIAO-planning"])).unwrap().is_service());
    assert_eq!(table.of_certificate(&certificate(None, &["spiffe://jixiao/Results"])).unwrap().id.as_str(), "results");
    assert!(table.of_certificate(&certificate(None, &["spiffe://jixiao/results"])).is_none());
    let of_two = certificate(None, &["jixiao-planning", "spiffe://jixiao/Results"]);
    assert!(table.of_certificate(&of_two).is_none(), "nobody knows which of the two it is");
}

#[test]
fn a_principal_may_have_no_grants_and_the_table_nobody() {
    assert!(read("[[principals]]\nid = \"x\"\ntoken = \"x\"").of_token("x").unwrap().grants.is_empty());
    assert!(read("").of_token("x").is_none());
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_principal() {
    for (lines, expected) in [
        ("id = \"x\"", "\"x\" has neither certificate, san nor token"),
        ("id = \"canlian-unit\"\ntoken = \"x\"", "\"canlian-unit\" is there twice"),
        ("id = \"local\"\ntoken = \"x\"", "\"local\" has an id that is kept for an API without access.grants"),
        ("id = \"\"\ntoken = \"x\"", "\"\" is not of 1 to 200 characters"),
        ("id = \"x\"\ntoken = \"alice\"", "\"x\" has the token of another principal"),
        ("id = \"x\"\ncertificate = \"CN=canlian,O=Tianjin\"", "\"x\" has the certificate of another principal"),
        ("id = \"x\"\ntoken = \"\"", "\"x\" has an empty token"),
        ("id = \"x\"\nsan = \"\"", "\"x\" has an empty san"),
    ] {
        assert_eq!(error(&principal(lines)), expected);
    }
    assert_eq!(error(&with_roles(&["boss"])), "\"x\" has the role \"boss\", which is not a role");
    let scope = principal("id = \"x\"\ntoken = \"x\"\ngrants = [{ role = \"unit\", scope = \"regions/12\" }]");
    assert!(error(&scope).starts_with("\"x\" has the scope \"regions/12\", which is not a scope"), "{}", error(&scope));
}

#[test]
fn grants_that_do_not_go_together_are_refused() {
    for (roles, expected) in [
        (
            &["system-administrator", "audit-administrator"][..],
            "\"x\" cannot have these grants: system-administrator and audit-administrator must be two people",
        ),
        (&["service", "reader"], "\"x\" cannot have these grants: service goes with no other role"),
    ] {
        assert_eq!(error(&with_roles(roles)), expected);
    }
}

#[test]
fn unknown_keys_are_refused_on_every_level() {
    for text in [
        "[[principal]]\nid = \"x\"",
        "[[principals]]\nid = \"x\"\ntoken = \"x\"\nrole = \"unit\"",
        "[[principals]]\nid = \"x\"\ntoken = \"x\"\ngrants = [{ role = \"unit\", scope = \"*\", region = \"x\" }]",
        "[[principals]]\nid = \"x\"\ntoken = \"x\"\ngrants = [{ role = \"unit\" }]",
        "principals",
    ] {
        assert!(matches!(read_with(text, ALL), Err(AccessError::Toml { .. })), "{text}");
    }
    let missing = Principals::read("no/grants.toml".as_ref(), ALL).unwrap_err();
    assert_eq!(missing.to_string(), "access.grants no/grants.toml cannot be read");
}

#[test]
fn credentials_that_are_never_checked_are_refused() {
    let error = |accepted| read_with(UNIT, accepted).unwrap_err().to_string();

    let no_tokens = error(Accepted { tokens: false, ..ALL });
    let no_certificates = error(Accepted { certificates: false, ..ALL });

    assert!(no_tokens.ends_with("has a token, but access.tokens is not set"), "{no_tokens}");
    assert!(no_certificates.contains("tls.client_ca is not set"), "{no_certificates}");
}
