//! What tests of several crates share: a real PostgreSQL server, processes, ports, tokens, the built
//! binary.
//!
//! Everything here panics with a message that says what to do, since a test has no better answer.
//! Nothing outlives the test process, however it ends: see [`Postgres`] and [`Process`].
#![expect(clippy::expect_used, clippy::panic, reason = "test code: a helper that cannot do its work ends the test")]

mod binary;
mod port;
mod postgres;
mod process;
mod signer;
mod watchdog;

pub use binary::binary;
pub use port::{free_port, free_ports};
pub use postgres::Postgres;
pub use process::Process;
pub use signer::Signer;
