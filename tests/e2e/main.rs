//! One file a story, over real sockets.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "test code: a helper that cannot do its work ends the test"
)]

mod golden;
mod reads;
mod rendering;
mod replay;
mod requests;
mod three;

mod adjustment;
mod corrections;
mod finalized;
mod main_job;
mod mirror;
mod peer_down;
mod refused_starts;
mod restart;
mod side_by_side;
mod split_equals_all;
mod workflow;
mod year;
