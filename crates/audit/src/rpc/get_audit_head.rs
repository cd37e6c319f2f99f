use jixiao_domain::RegionCode;
use jixiao_proto::Fields;
use jixiao_proto::audit::v1::{AuditHead, GetAuditHeadRequest, GetAuditHeadResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::audit::Audit as Tables;

use crate::Audit;

impl Audit {
    pub(crate) async fn get_audit_head(
        &self,
        _: Context,
        message: GetAuditHeadRequest,
    ) -> Result<GetAuditHeadResponse, Fault> {
        let region = Fields::one("name", RegionCode::from_name(&message.name)).map_err(Fault::violations)?;
        let head = Tables::of(&self.store).head(&region).await?;
        let head = AuditHead { name: region.to_name(), sequence: head.sequence, hash: head.hash.to_string() };
        Ok(GetAuditHeadResponse { head: Some(head) })
    }
}
