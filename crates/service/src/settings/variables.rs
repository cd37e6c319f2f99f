//! The names of the environment variables.

use toml::Value;

use super::load::{PREFIX, SEPARATOR};
use super::{Access, Settings, Tls, Tokens, Upstream, Upstreams};

impl Settings {
    /// The name of every environment variable that sets something, sorted: for a test that compares
    /// manifests with the program.
    ///
    /// Derived from settings of which nothing is left out, so a new field cannot be forgotten,
    /// unless it is optional and not in `complete`.
    pub fn variables() -> Vec<String> {
        let mut names = Vec::new();
        // Settings are plain values and always serialise; else the list is empty and tests fail.
        if let Ok(settings) = Value::try_from(complete()) {
            collect(PREFIX, &settings, &mut names);
        }
        names.sort();
        names
    }
}

fn collect(name: &str, value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                collect(&format!("{name}{SEPARATOR}{}", key.to_uppercase()), value, names);
            }
        }
        _ => names.push(name.to_owned()),
    }
}

/// Settings in which everything optional is set.
fn complete() -> Settings {
    let upstream = Upstream {
        endpoint: String::new(),
        ca: Some("".into()),
        cert: Some("".into()),
        key: Some("".into()),
        domain: Some(String::new()),
        token: Some("".into()),
    };
    let tokens = Tokens { keys: "".into(), issuer: String::new(), audience: String::new() };
    Settings {
        tls: Some(Tls { cert: "".into(), key: "".into(), client_ca: Some("".into()) }),
        access: Access { grants: Some("".into()), tokens: Some(tokens) },
        upstream: Upstreams { planning: Some(upstream.clone()), results: Some(upstream) },
        ..Settings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_variable_is_one_the_settings_accept() {
        for name in Settings::variables() {
            let environment = HashMap::from([(name.clone(), "not a value of any setting".into())]);
            let error = Settings::layer(None, Some(environment), []).err().map(|it| it.to_string());
            // Wrong values and incomplete tables are complained about, unknown names are not.
            assert!(!error.is_some_and(|it| it.contains("unknown field")), "{name}");
        }
    }

    #[test]
    fn variables_of_nested_and_optional_settings_are_listed() {
        let names = Settings::variables();
        for name in
            ["JIXIAO__LISTEN", "JIXIAO__DATABASE__URL", "JIXIAO__TLS__CLIENT_CA", "JIXIAO__UPSTREAM__PLANNING__DOMAIN"]
        {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
    }
}
