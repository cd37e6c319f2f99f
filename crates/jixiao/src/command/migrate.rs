//! `jixiao migrate`.

use std::path::Path;

use jixiao_service::settings::Settings;
use jixiao_store::{Engine, Store};

use crate::error::Error;
use crate::output;

/// Brings the schema up to date; makes the folder of an SQLite file where it is missing.
pub(crate) async fn run(settings: &Settings) -> Result<(), Error> {
    let url = &settings.database.url;
    if Engine::of(url)? == Engine::Sqlite {
        create_folder(url)?;
    }
    let store = Store::connect(url, 1).await.map_err(Error::Database)?;
    store.migrate().await?;
    store.close().await?;
    output::line("the schema is up to date")?;
    Ok(())
}

fn create_folder(url: &str) -> Result<(), Error> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    match Path::new(path).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|source| Error::Folder { path: folder.to_path_buf(), source })
        }
        _ => Ok(()),
    }
}
