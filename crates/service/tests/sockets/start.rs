use jixiao_service::server::{Server, StartError};
use jixiao_service::settings::{Access, Settings, SettingsError, Tls};
use jixiao_test_support::Signer;

use crate::running::{Running, access, settings};

#[tokio::test]
async fn an_api_open_to_the_network_without_tls_or_without_grants_does_not_start() {
    let open = Settings { listen: "0.0.0.0:0".parse().unwrap(), ..settings() };
    let meant = Settings { insecure: true, ..open.clone() };
    let signer = Signer::new("");
    let granted = Settings { access: access(&signer), ..meant.clone() };

    let plain = Server::new(&open).err().unwrap();
    let anonymous = Server::new(&meant).err().unwrap();

    assert!(matches!(plain, StartError::Settings(SettingsError::Exposed(_))), "{plain}");
    assert!(matches!(anonymous, StartError::Settings(SettingsError::Anonymous(_))), "{anonymous}");
    assert!(anonymous.to_string().contains("0.0.0.0:0"), "{anonymous}");
    assert!(Server::new(&granted).is_ok());
}

#[tokio::test]
async fn a_table_of_grants_that_is_not_there_or_wrong_is_refused_before_a_port_is_taken() {
    let signer = Signer::new("[[principals]]\nid = \"x\"\ntoken = \"x\"\nrole = \"boss\"");
    let missing = Access { grants: Some("no/grants.toml".into()), ..access(&signer) };

    for (wrong, expected) in [(access(&signer), "cannot be understood"), (missing, "no/grants.toml cannot be read")] {
        let refused = Server::new(&Settings { access: wrong, ..settings() }).err().unwrap();
        assert!(matches!(refused, StartError::Access(_)), "{refused}");
        assert!(refused.to_string().contains(expected), "{refused}");
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let first = Running::start(Server::new(&settings()).unwrap()).await;
    for (setting, taken) in [
        ("listen", Settings { listen: first.api, ..settings() }),
        ("health_listen", Settings { health_listen: first.side, ..settings() }),
    ] {
        let refused = Server::new(&taken).unwrap().bind().await.err().unwrap();

        let address = if setting == "listen" { first.api } else { first.side };
        assert_eq!(refused.to_string(), format!("{setting} {address} cannot be bound"));
    }
}

#[tokio::test]
async fn files_that_are_no_certificates_are_refused_before_a_port_is_taken() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = || file.path().to_owned();
    let tls = Some(Tls { cert: path(), key: path(), client_ca: None });

    let refused = Server::new(&Settings { tls, ..settings() }).err().unwrap();

    assert!(matches!(refused, StartError::Certificate(_)), "{refused}");
}
