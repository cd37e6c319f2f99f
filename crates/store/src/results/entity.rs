//! Tables that results owns.

pub(crate) mod actual;
pub(crate) mod execution;
pub(crate) mod head;
pub(crate) mod part;
