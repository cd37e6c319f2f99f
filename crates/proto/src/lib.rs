//! The wire contract, and the only place where the services meet.
//!
//! The messages, clients and servers are generated from `proto/`; the comments there are the
//! documentation. [`DESCRIPTORS`] is the encoded descriptor set that reflection serves.
//!
//! A message from the wire becomes a domain value by `TryFrom`, which says everything that is wrong
//! with it as a list of [`Violation`](jixiao_domain::Violation)s with proto paths; a domain value
//! becomes a message by `From`.

mod convert;
mod explain;

pub use convert::{EnumField, Fields, asked_ruling, instant, judgement_side, number_indicators, timestamp};
pub use explain::Explain;

/// The encoded descriptor set of every package, with comments.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

macro_rules! packages {
    ($($service:ident => $package:literal),+ $(,)?) => {$(
        #[allow(missing_docs, clippy::all, clippy::allow_attributes, reason = "generated; documented in the proto files")]
        pub mod $service {
            pub mod v1 {
                tonic::include_proto!($package);
            }
        }
    )+};
}

packages! {
    audit => "jixiao.audit.v1",
    common => "jixiao.common.v1",
    planning => "jixiao.planning.v1",
    results => "jixiao.results.v1",
    scoring => "jixiao.scoring.v1",
}
