//! `jixiao score`.

mod plan;
mod region;

use crate::cli::ScoreArguments;
use crate::error::Error;

/// Scores a plan, or all of a region.
pub(crate) async fn run(arguments: &ScoreArguments) -> Result<(), Error> {
    if arguments.name.contains("/plans/") { plan::score(arguments).await } else { region::score(arguments).await }
}
