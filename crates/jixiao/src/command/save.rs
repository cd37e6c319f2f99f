//! Forms that the server hands out, as files.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jixiao_proto::common::v1::{FormFile, FormFormat};

use crate::cli::{FileArguments, Format};
use crate::error::Error;
use crate::output;

/// The format to ask for.
pub(super) fn format(arguments: &FileArguments) -> i32 {
    let format = match arguments.format {
        Format::Xlsx => FormFormat::Xlsx,
        Format::Html => FormFormat::Html,
    };
    format.into()
}

/// Writes a form where it should go, and says where. A file that was not named is never replaced: it may be
/// a form that someone has filled.
pub(super) fn save(file: Option<FormFile>, arguments: &FileArguments) -> Result<(), Error> {
    let file = file.ok_or(Error::Answer("the file"))?;
    match &arguments.output {
        Some(path) if path.as_os_str() == "-" => Ok(output::bytes(&file.content)?),
        Some(path) => {
            std::fs::write(path, &file.content).map_err(|source| Error::Write { path: path.clone(), source })?;
            said(path)
        }
        None => {
            // A server must not choose the folder.
            let name = Path::new(&file.file_name).file_name().ok_or(Error::Answer("the name of the file"))?;
            let path = PathBuf::from(name);
            create(&path, &file.content)?;
            said(&path)
        }
    }
}

fn create(path: &Path, content: &[u8]) -> Result<(), Error> {
    let created = OpenOptions::new().write(true).create_new(true).open(path);
    created.and_then(|mut file| file.write_all(content)).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => Error::FileExists(path.to_owned()),
        _ => Error::Write { path: path.to_owned(), source },
    })
}

fn said(path: &Path) -> Result<(), Error> {
    Ok(output::line(path.display().to_string())?)
}
