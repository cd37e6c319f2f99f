//! `jixiao config`.

use jixiao_service::settings::Settings;

use crate::cli::{ConfigArguments, SettingsArguments};
use crate::error::Error;
use crate::output;

/// Prints the settings in force, or the names of the variables that set them.
pub(crate) fn run(settings: &SettingsArguments, arguments: &ConfigArguments) -> Result<(), Error> {
    let text = if arguments.variables {
        Settings::variables().join("\n")
    } else {
        settings.load()?.to_toml()?.trim_end().to_owned()
    };
    output::line(text)?;
    Ok(())
}
