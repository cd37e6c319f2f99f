//! The gRPC face.

use jixiao_proto::audit::v1::audit_service_server::{AuditService, AuditServiceServer};
use jixiao_proto::audit::v1::*;
use tonic::codec::CompressionEncoding;

use crate::Audit;

/// The service as a server takes it; larger messages are refused.
pub fn server(audit: Audit, request_bytes: usize) -> AuditServiceServer<Audit> {
    AuditServiceServer::new(audit)
        .max_decoding_message_size(request_bytes)
        .accept_compressed(CompressionEncoding::Gzip)
        .send_compressed(CompressionEncoding::Gzip)
}

jixiao_service::rpcs! {
    impl AuditService for Audit {
        list_audit_entries(ListAuditEntriesRequest) -> ListAuditEntriesResponse;
        get_audit_head(GetAuditHeadRequest) -> GetAuditHeadResponse;
    }
}
