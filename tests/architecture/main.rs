//! The shape of the source, read from `cargo metadata` and the tree: a file per rule.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "test code: a helper that cannot do its work ends the test"
)]

mod access;
mod arrows;
mod documents;
mod lexer;
mod lints;
mod numbers;
mod paths;
mod pure;
mod reading;
mod size;
mod sql;
mod tree;
mod wire;
mod workspace;
