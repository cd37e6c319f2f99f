//! Tables that results owns.

pub(crate) mod actual;
pub(crate) mod evidence;
pub(crate) mod execution;
pub(crate) mod forecast_reason;
pub(crate) mod head;
pub(crate) mod part;
pub(crate) mod period;
pub(crate) mod period_event;
