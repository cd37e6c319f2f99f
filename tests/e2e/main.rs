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

mod adjustment;
mod corrections;
mod main_job;
mod mirror;
mod peer_down;
mod refused_starts;
mod restart;
mod split_equals_all;
mod three_profiles;
mod workflow;
mod year;
