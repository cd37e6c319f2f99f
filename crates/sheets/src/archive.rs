//! Parts of compressed files, read within limits.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Limits, Unopenable};

/// A compressed file.
///
/// Sizes that the file declares are not believed: what is inflated is counted, over all parts and every time that
/// one is read, and memory grows with what really comes.
#[derive(Debug)]
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// By [`key`].
    indexes: HashMap<String, usize>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Reads the directory of the file, no part yet.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unopenable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unopenable(&error))?;
        if zip.len() > Limits::PARTS {
            return Err(Unopenable::TooLargeUnpacked);
        }
        if zip.has_duplicate_names() {
            return Err(Unopenable::Damaged);
        }
        let mut names = Vec::with_capacity(zip.len());
        let mut indexes = HashMap::with_capacity(zip.len());
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(|error| unopenable(&error))?;
            if entry.encrypted() {
                return Err(Unopenable::Encrypted);
            }
            let name = entry.name().map_err(|error| unopenable(&error))?.replace('\\', "/");
            if indexes.insert(key(&name), index).is_some() {
                return Err(Unopenable::Damaged);
            }
            names.push(name);
        }
        Ok(Self { zip, names, indexes, left: Limits::INFLATED })
    }

    /// Whether the file has the part; names do not tell upper from lower case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.indexes.contains_key(&key(name))
    }

    /// The names of the parts, in the order of the file's directory.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The content of a part; `None` if there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unopenable> {
        let Some(&index) = self.indexes.get(&key(name)) else {
            return Ok(None);
        };
        let part = self.zip.by_index(index).map_err(|error| unopenable(&error))?;
        let mut content = Vec::new();
        let read = part.take(self.left.saturating_add(1)).read_to_end(&mut content);
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(Unopenable::TooLargeUnpacked)?;
        read.map_err(|_| Unopenable::Damaged)?;
        Ok(Some(content))
    }
}

/// Names of parts are compared without regard to ASCII case (ISO/IEC 29500-2).
fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn unopenable(error: &ZipError) -> Unopenable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unopenable::Encrypted,
        _ => Unopenable::Damaged,
    }
}
