//! Tables that planning owns.

pub(crate) mod answer;
pub(crate) mod department;
pub(crate) mod goal;
pub(crate) mod goal_task;
pub(crate) mod head;
pub(crate) mod indicator;
pub(crate) mod library_indicator;
pub(crate) mod opinion;
pub(crate) mod plan_version;
pub(crate) mod region;
pub(crate) mod source;
pub(crate) mod step;
pub(crate) mod task;
pub(crate) mod weight_scheme;
