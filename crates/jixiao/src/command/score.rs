//! `jixiao score`.

mod plan;
mod region;

use crate::cli::ScoreArguments;
use crate::error::Error;

/// Scores a plan, or all of a region.
pub(crate) async fn run(arguments: &ScoreArguments) -> Result<(), Error> {
    if !arguments.name.contains("/plans/") {
        return region::score(arguments).await;
    }
    match (arguments.year, arguments.resume.as_str()) {
        (Some(_), _) => Err(Error::OfARegion("--year")),
        (None, "") => plan::score(arguments).await,
        (None, _) => Err(Error::OfARegion("--resume")),
    }
}
