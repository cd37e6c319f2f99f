//! The shared store: one crate and one database, but no shared tables.
//!
//! [`planning`], [`results`] and [`scoring`] each own their tables and are used by the service of that
//! name alone; [`audit`] belongs to all, since every commit adds to it. Rows are the record; beside them, in the same transaction, stands one packed document
//! for what is read together, derived from the rows by one function per document.
//!
//! SQLite and PostgreSQL behave alike: every writing transaction is IMMEDIATE on SQLite and locks the
//! head row of what it changes on PostgreSQL; keys are compared byte by byte; instants are microseconds.

mod clock;
mod connect;
mod error;
mod migration;
mod rows;
mod shard;
mod stamp;
mod verify;
mod write;

pub mod audit;
pub mod planning;
pub mod results;
pub mod scoring;

pub use clock::now;
pub use connect::{Engine, Store};
pub use error::StoreError;
pub use stamp::{Stamp, Stamped};
pub use verify::{Derived, StoreVerified};
pub use write::{Begun, Request, Write};
