use jixiao_service::server::{Server, StartError};
use jixiao_service::settings::{Settings, Tls};

use crate::running::{Running, settings};

#[tokio::test]
async fn an_api_open_to_the_network_without_tls_does_not_start() {
    let open = Settings { listen: "0.0.0.0:0".parse().unwrap(), ..settings() };

    let refused = Server::new(&open).err().unwrap();

    assert!(refused.to_string().contains("0.0.0.0:0"), "{refused}");
    let meant = Settings { insecure: true, ..open };
    assert!(Server::new(&meant).is_ok());
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
