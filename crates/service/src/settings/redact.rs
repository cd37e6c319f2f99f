//! URLs without their passwords.

use serde::Serializer;

const STARS: &str = "***";

/// Writes a URL without its password.
pub(super) fn serialize<S: Serializer>(url: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&redact(url))
}

/// The URL without its password, be it before the host or a parameter.
///
/// Where the password holds signs that a URL should not, rather too much is hidden.
pub(super) fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let rest = match rest.rsplit_once('@') {
        Some((login, host)) => match login.split_once(':') {
            Some((user, _)) => format!("{user}:{STARS}@{host}"),
            None => rest.to_owned(),
        },
        None => rest.to_owned(),
    };
    let Some((address, query)) = rest.split_once('?') else {
        return format!("{scheme}://{rest}");
    };
    let parameters: Vec<String> = query.split('&').map(parameter).collect();
    format!("{scheme}://{address}?{}", parameters.join("&"))
}

fn parameter(parameter: &str) -> String {
    match parameter.split_once('=') {
        Some((key, _)) if key.to_ascii_lowercase().contains("password") => format!("{key}={STARS}"),
        _ => parameter.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn a_password_is_hidden_and_the_rest_is_not() {
        for (url, expected) in [
            ("sqlite://data/jixiao.db", "sqlite://data/jixiao.db"),
            ("postgres://me@db/jixiao", "postgres://me@db/jixiao"),
            ("postgres://me:pw@db:5432/jixiao?sslmode=require", "postgres://me:***@db:5432/jixiao?sslmode=require"),
            ("postgres://me:p@w/x:?@db/jixiao", "postgres://me:***@db/jixiao"),
            ("postgres://db/jixiao?user=me&password=pw", "postgres://db/jixiao?user=me&password=***"),
        ] {
            assert_eq!(redact(url), expected);
        }
    }

    #[test]
    fn settings_print_without_the_password() {
        let mut settings = Settings::default();
        settings.database.url = "postgres://me:pw4711@db/jixiao".to_owned();

        assert!(!format!("{settings:?}").contains("pw4711"));
        let toml = settings.to_toml().unwrap();
        assert!(toml.contains("postgres://me:***@db/jixiao"), "{toml}");
    }

    #[test]
    fn what_is_printed_can_be_read_again() {
        let toml = Settings::default().to_toml().unwrap();
        let settings: Settings = toml::from_str(&toml).unwrap();
        assert_eq!(settings.to_toml().unwrap(), toml);
    }
}
