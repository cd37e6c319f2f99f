//! Servers on real sockets: what only shows there.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "sockets/access.rs"]
mod access;
#[path = "sockets/echo.rs"]
mod echo;
#[path = "sockets/errors.rs"]
mod errors;
#[path = "sockets/health.rs"]
mod health;
#[path = "sockets/reflection.rs"]
mod reflection;
#[path = "sockets/running.rs"]
mod running;
#[path = "sockets/start.rs"]
mod start;
#[path = "sockets/stop.rs"]
mod stop;
#[path = "sockets/tls.rs"]
mod tls;
