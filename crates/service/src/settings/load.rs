//! Reading the settings from their sources.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;

use config::{Config, ConfigError, Environment, File, FileFormat};

use super::Settings;

/// What the names of environment variables begin with.
pub(super) const PREFIX: &str = "JIXIAO";
/// What stands between the parts of those names.
pub(super) const SEPARATOR: &str = "__";

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A source cannot be read, a key is unknown or a value is not of its type. Transparent,
    /// because the words of `config` name the key and the source.
    #[error(transparent)]
    Invalid(#[from] ConfigError),
    /// A number that makes no sense as zero.
    #[error("{0} must be at least 1")]
    Zero(&'static str),
    /// The API would be open to the network.
    #[error(
        "listen {0} is reachable from other machines: set tls, or say --insecure (insecure = true) if something else encrypts"
    )]
    Exposed(SocketAddr),
    /// Nobody would be told from anybody.
    #[error(
        "listen {0} is reachable from other machines, so access.grants must say who may call; encryption alone does not"
    )]
    Anonymous(SocketAddr),
    /// Tokens would be asked for and grant nothing.
    #[error("access.tokens needs access.grants")]
    TokensWithoutGrants,
    /// Nobody could show who they are.
    #[error("access.grants needs tls.client_ca, access.tokens or both: without, nobody can show who they are")]
    GrantsWithoutCredentials,
    /// The settings cannot be written as TOML.
    #[error("the settings cannot be written as TOML")]
    Unprintable(#[source] toml::ser::Error),
}

impl Settings {
    /// Reads the settings: defaults, then the file, then the environment, then `overrides` of the
    /// command line as pairs of a dotted key and a value (`limits.concurrency`, `64`).
    pub fn load(
        file: Option<&Path>,
        overrides: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        Self::layer(file, None, overrides)
    }

    /// [`Settings::load`] with an environment other than that of the process.
    pub(super) fn layer(
        file: Option<&Path>,
        environment: Option<HashMap<String, String>>,
        overrides: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let mut layers = Config::builder();
        if let Some(path) = file {
            layers = layers.add_source(File::from(path).format(FileFormat::Toml));
        }
        let environment = Environment::with_prefix(PREFIX)
            .prefix_separator(SEPARATOR)
            .separator(SEPARATOR)
            .try_parsing(true)
            .source(environment);
        layers = layers.add_source(environment);
        for (key, value) in overrides {
            layers = layers.set_override(key, value)?;
        }
        let settings: Self = layers.build()?.try_deserialize()?;
        settings.check_numbers()?;
        Ok(settings)
    }

    /// Zero would stop everything, and is more likely meant as "no limit", which there is not.
    fn check_numbers(&self) -> Result<(), SettingsError> {
        let numbers = [
            ("database.max_connections", self.database.max_connections == 0),
            ("limits.request_bytes", self.limits.request_bytes == 0),
            ("limits.concurrency", self.limits.concurrency == 0),
            ("limits.watchers", self.limits.watchers == 0),
            ("limits.deadline_ms", self.limits.deadline_ms == 0),
        ];
        match numbers.into_iter().find(|(_, zero)| *zero) {
            Some((key, _)) => Err(SettingsError::Zero(key)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::LogFormat;
    use std::io::Write;

    fn pairs(pairs: &[(&str, &str)]) -> HashMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn load(file: &str, environment: &[(&str, &str)], overrides: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let mut toml = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
        toml.write_all(file.as_bytes()).unwrap();
        Settings::layer(Some(toml.path()), Some(pairs(environment)), pairs(overrides))
    }

    #[test]
    fn without_sources_the_defaults_serve_one_machine() {
        let settings = Settings::layer(None, Some(HashMap::new()), []).unwrap();

        assert_eq!(settings.listen.to_string(), "127.0.0.1:50051");
        assert_eq!(settings.health_listen.to_string(), "127.0.0.1:50052");
        assert_eq!(settings.database.url, "sqlite://data/jixiao.db");
        assert!(settings.tls.is_none() && settings.upstream.planning.is_none());
    }

    #[test]
    fn the_command_line_beats_the_environment_which_beats_the_file() {
        let file = "[limits]\nconcurrency = 1\ndeadline_ms = 1\nrequest_bytes = 1\n";
        let environment = [("JIXIAO__LIMITS__DEADLINE_MS", "2"), ("JIXIAO__LIMITS__REQUEST_BYTES", "2")];
        let settings = load(file, &environment, &[("limits.request_bytes", "3")]).unwrap();

        let limits = settings.limits;
        assert_eq!((limits.concurrency, limits.deadline_ms, limits.request_bytes), (1, 2, 3));
        assert_eq!(settings.database.max_connections, 8);
    }

    #[test]
    fn every_kind_of_value_can_come_from_the_environment() {
        let environment = [
            ("JIXIAO__LISTEN", "[::1]:9"),
            ("JIXIAO__INSECURE", "true"),
            ("JIXIAO__TLS__CERT", "c.pem"),
            ("JIXIAO__TLS__KEY", "k.pem"),
            ("JIXIAO__DATABASE__MAX_CONNECTIONS", "3"),
            ("JIXIAO__UPSTREAM__RESULTS__ENDPOINT", "https://results:50051"),
            ("JIXIAO__LOG__FORMAT", "json"),
            ("UNRELATED", "x"),
        ];
        let settings = load("", &environment, &[]).unwrap();

        assert_eq!(settings.listen.to_string(), "[::1]:9");
        assert!(settings.insecure && settings.tls.is_some());
        assert_eq!(settings.upstream.results.unwrap().endpoint, "https://results:50051");
        assert_eq!(settings.log.format, LogFormat::Json);
    }

    #[test]
    fn unknown_keys_are_refused_wherever_they_come_from() {
        let attempts = [
            load("lisen = \"127.0.0.1:1\"", &[], &[]),
            load("[limits]\nlisen = 1", &[], &[]),
            load("", &[("JIXIAO__LISEN", "127.0.0.1:1")], &[]),
            load("", &[], &[("shutdown.lisen", "1")]),
        ];
        for attempt in attempts {
            let error = attempt.unwrap_err().to_string();
            assert!(error.contains("lisen"), "{error}");
        }
    }

    #[test]
    fn values_that_cannot_be_are_refused_with_their_key() {
        for (key, value) in
            [("listen", "here"), ("insecure", "maybe"), ("limits.concurrency", "-1"), ("log.format", "xml")]
        {
            let error = load("", &[], &[(key, value)]).unwrap_err().to_string();
            assert!(error.contains(key), "{error}");
        }
        let error = load("", &[], &[("limits.concurrency", "0")]).unwrap_err();
        assert_eq!(error.to_string(), "limits.concurrency must be at least 1");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let missing = Settings::layer(Some(Path::new("no/such.toml")), None, []);
        assert!(missing.unwrap_err().to_string().contains("no/such.toml"));
    }

    #[test]
    fn an_api_open_to_the_network_needs_tls_or_a_clear_word() {
        let open = ("JIXIAO__LISTEN", "0.0.0.0:50051");
        let refused = load("", &[open], &[]).unwrap().check_exposure().unwrap_err();
        assert!(matches!(refused, SettingsError::Exposed(_)));

        let access = "[access]\ngrants = \"g\"\ntokens = { keys = \"k\", issuer = \"i\", audience = \"a\" }";
        let tls = format!("{access}\n[tls]\ncert = \"c\"\nkey = \"k\"");
        load(&tls, &[open], &[]).unwrap().check_exposure().unwrap();
        let meant = format!("insecure = true\n{access}");
        load(&meant, &[open], &[]).unwrap().check_exposure().unwrap();
        load("", &[], &[]).unwrap().check_exposure().unwrap();
    }

    #[test]
    fn an_api_open_to_the_network_needs_grants_whatever_encrypts() {
        let open = ("JIXIAO__LISTEN", "[::]:50051");
        let tls = "[tls]\ncert = \"c\"\nkey = \"k\"\nclient_ca = \"a\"";
        for file in [tls, "insecure = true"] {
            let refused = load(file, &[open], &[]).unwrap().check_exposure().unwrap_err();
            assert!(matches!(refused, SettingsError::Anonymous(_)), "{refused}");
            assert!(refused.to_string().contains("[::]:50051") && refused.to_string().contains("access.grants"));
        }
        let granted = format!("{tls}\n[access]\ngrants = \"g\"");
        load(&granted, &[open], &[]).unwrap().check_exposure().unwrap();
    }

    #[test]
    fn grants_need_credentials_and_tokens_need_grants() {
        let check = |file: &str| load(file, &[], &[]).unwrap().check_exposure().unwrap_err();
        let tls = "[tls]\ncert = \"c\"\nkey = \"k\"\n";
        let grants = "[access]\ngrants = \"g\"\n";
        let tokens = "[access.tokens]\nkeys = \"k\"\nissuer = \"i\"\naudience = \"a\"";

        assert!(matches!(check(grants), SettingsError::GrantsWithoutCredentials));
        assert!(matches!(check(&format!("{tls}{grants}")), SettingsError::GrantsWithoutCredentials));
        assert!(matches!(check(tokens), SettingsError::TokensWithoutGrants));
        load(&format!("{grants}{tokens}"), &[], &[]).unwrap().check_exposure().unwrap();
    }
}
