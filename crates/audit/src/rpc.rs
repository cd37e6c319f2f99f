//! One file a rpc.

mod get_audit_head;
mod list_audit_entries;
