//! `jixiao profile`.

mod create;
mod list;
mod show;

use crate::cli::ProfileCommand;
use crate::error::Error;

/// The message that a file of a profile is.
const PROFILE: &str = "jixiao.scoring.v1.Profile";

/// Adds, shows or lists profiles.
pub(crate) async fn run(command: &ProfileCommand) -> Result<(), Error> {
    match command {
        ProfileCommand::Create(arguments) => create::run(arguments).await,
        ProfileCommand::Show(arguments) => show::run(arguments).await,
        ProfileCommand::List(arguments) => list::run(arguments).await,
    }
}
