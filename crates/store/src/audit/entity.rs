//! Tables of the audit.

pub(crate) mod entry;
pub(crate) mod head;
pub(crate) mod newest;
