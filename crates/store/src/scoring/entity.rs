//! Tables that scoring owns.

pub(crate) mod head;
pub(crate) mod judgement;
