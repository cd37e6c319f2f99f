//! Tables that scoring owns.

pub(crate) mod head;
pub(crate) mod judgement;
pub(crate) mod kept;
pub(crate) mod profile;
pub(crate) mod scorecard;
