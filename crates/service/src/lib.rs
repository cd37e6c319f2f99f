//! What every server shares.
//!
//! A handler needs [`context::answer`] and [`fault::Fault`], a `main` needs
//! [`settings::Settings`], [`telemetry::init`] and [`server::Server`]; the rest stands around the
//! calls: limits and deadlines ([`overload`], [`deadline`]), who calls and what they may ([`identity`],
//! [`access`]), complete errors ([`bare_status`]),
//! health, reflection and a stop that always ends ([`drain`], [`shutdown`]).
//!
//! Nothing here knows a business rule or a database.

pub mod access;
pub mod answers;
pub mod around;
pub mod bare_status;
pub mod context;
pub mod deadline;
pub mod drain;
pub mod encoded;
pub mod fault;
pub mod forms;
pub mod health;
pub mod identity;
pub mod overload;
pub mod page;
pub mod peers;
pub mod reflection;
pub mod server;
pub mod settings;
pub mod shutdown;
pub mod stream;
pub mod telemetry;
pub mod tls;
pub mod upstream;
pub mod watch;

mod paths;
mod rpcs;
