//! The one process that writes to a file.

use std::fmt;
use std::fs::{File, TryLockError};
use std::path::Path;

use super::counters::Counters;
use crate::StoreError;

/// Held by the process that alone writes to a database file, until it ends.
pub(crate) struct Sole {
    pub(crate) counters: Counters,
    /// Locked. It lies beside the database: the locks of a process on a file itself would end, on some systems, when
    /// any handle of it is closed.
    _lock: File,
}

impl Sole {
    pub(crate) fn of(database: &Path) -> Result<Self, StoreError> {
        let mut beside = database.as_os_str().to_owned();
        beside.push(".lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&beside);
        let lock = lock.map_err(StoreError::LockFile)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { counters: Counters::new(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(StoreError::LockFile(error)),
        }
    }
}

impl fmt::Debug for Sole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sole").finish_non_exhaustive()
    }
}
