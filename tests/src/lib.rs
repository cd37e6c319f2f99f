//! The system under test: real processes of the built binary, over real sockets.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test code: a helper that cannot do its work ends the test")]

mod call;
mod contract;
mod facts;
mod fault;
mod judged;

mod province;
mod raw;
mod server;
mod small;
mod stories;
mod story;
mod system;

pub use call::Caller;
pub use contract::{Rpc, descriptors};
pub use facts::Facts;
pub use fault::Fault;
pub use judged::judged_score;
pub use province::{Province, numbered, plan_of, targeted, weighed};
pub use server::Server;
pub use small::small_plan;
pub use stories::Stories;
pub use story::{DEPARTMENT, PLAN, REGION, Story, TABLE};
pub use system::System;
