//! Reads the audit: who changed what, when and why. Entries are made by the writes themselves.
//!
//! One file a rpc, in `rpc/`; what an rpc promises is written in the proto.

mod rpc;
mod server;

use jixiao_store::Store;

pub use server::server;

/// The audit service over its store.
#[derive(Clone, Debug)]
pub struct Audit {
    store: Store,
}

impl Audit {
    /// Over that store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }
}
