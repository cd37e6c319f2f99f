//! `jixiao import`.

mod actuals;
mod dry_run;
mod plans;

use std::path::Path;

use jixiao_domain::RegionCode;

use crate::cli::ImportArguments;
use crate::error::Error;
use crate::output;
use crate::progress::Progress;

/// Imports files one after the other; one that fails stops no other.
pub(crate) async fn run(arguments: &ImportArguments) -> Result<(), Error> {
    if arguments.json {
        return dry_run::json(&arguments.files);
    }
    let place = place(arguments)?;
    let progress = Progress::over(&arguments.files);
    let (mut failed, mut count) = (0, 0);
    for path in &arguments.files {
        progress.begin(path);
        let imported = match one(path, place, arguments).await {
            Ok(imported) => imported,
            Err(error) if arguments.files.len() == 1 => return Err(error),
            Err(source) => {
                let error = Error::InFile { path: path.clone(), source: Box::new(source) };
                Imported { lines: Vec::new(), errors: vec![error], count: 1 }
            }
        };
        progress.end(|| said(path, arguments, &imported))?;
        failed += imported.errors.len();
        count += imported.count;
    }
    if failed > 0 { Err(Error::Imports { failed, count }) } else { Ok(()) }
}

/// Where what is read goes.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// Nowhere.
    Here,
    Plan(&'a str),
    Department(&'a str),
    Region(&'a str),
}

fn place(arguments: &ImportArguments) -> Result<Place<'_>, Error> {
    let place = match (&arguments.plan, &arguments.parent) {
        (Some(plan), _) => Place::Plan(plan),
        (None, None) => Place::Here,
        (None, Some(parent)) if RegionCode::from_name(parent).is_ok() => Place::Region(parent),
        (None, Some(parent)) => Place::Department(parent),
    };
    let has_etag = !arguments.etag.is_empty();
    match place {
        Place::Department(_) if arguments.replace || (has_etag && arguments.files.len() > 1) => {
            Err(Error::ReplaceOrEtag)
        }
        Place::Region(_) if has_etag => Err(Error::ReplaceOrEtag),
        place => Ok(place),
    }
}

/// What became of a file.
#[derive(Default)]
struct Imported {
    /// What there is to say.
    lines: Vec<String>,
    /// What failed.
    errors: Vec<Error>,
    /// How many plans or reports there were.
    count: usize,
}

async fn one(path: &Path, place: Place<'_>, arguments: &ImportArguments) -> Result<Imported, Error> {
    let content = std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    match place {
        Place::Here => dry_run::one(path, &content),
        Place::Plan(plan) => actuals::import(plan, content, arguments).await,
        Place::Department(department) => plans::of_department(department, content, arguments).await,
        Place::Region(region) => plans::of_region(region, content, arguments).await,
    }
}

/// Says what became of a file, under its name where there are several.
fn said(path: &Path, arguments: &ImportArguments, imported: &Imported) -> Result<(), Error> {
    if arguments.files.len() > 1 {
        output::line(format!("── {}", path.display()))?;
    }
    imported.lines.iter().try_for_each(output::line)?;
    imported.errors.iter().for_each(|error| output::error(error));
    Ok(())
}
