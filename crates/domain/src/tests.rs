//! What tests of several modules share.

pub(crate) mod any_plan;
