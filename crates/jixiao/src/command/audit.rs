//! `jixiao audit`.

mod list;
mod verify;

use crate::cli::{AuditCommand, SettingsArguments};
use crate::error::Error;

/// Lists entries over the API, or verifies the chains in the database.
pub(crate) async fn run(settings: &SettingsArguments, command: &AuditCommand) -> Result<(), Error> {
    match command {
        AuditCommand::List(arguments) => list::run(arguments).await,
        AuditCommand::Verify(arguments) => verify::run(&settings.load()?, arguments).await,
    }
}
