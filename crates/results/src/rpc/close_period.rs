use jixiao_domain::{PeriodEventKind, PeriodName, PeriodState, RequestId};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ClosePeriodRequest, ClosePeriodResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::Results as Tables;
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use super::period_step::{self, Step};
use crate::{Results, answer, fault};

impl Results {
    pub(crate) async fn close_period(
        &self,
        context: Context,
        message: ClosePeriodRequest,
    ) -> Result<ClosePeriodResponse, Fault> {
        let mut fields = Fields::new();
        let id: Option<RequestId> = fields.take("request_id", message.request_id.parse());
        let name: Option<PeriodName> = fields.take("name", message.name.parse());
        let (id, name) = fields.finish(|| Some((id?, name?))).map_err(Fault::violations)?;
        let request =
            Request::of_region(&context.caller, &name.region, SERVICE, "ClosePeriod").repeatable(&id, &message);
        repeated!(self.store, &request);
        self.check_region(&context, &name).await?;

        let write = begin!(self.store, request);
        let before = Tables::within(&write).lock_period(&name).await?;
        if before.period.state == PeriodState::Closed {
            return Err(fault::period_closed(&name));
        }
        if !message.etag.is_empty() && message.etag != before.period.etag.to_string() {
            return Err(fault::etag_mismatch(before.period.etag));
        }
        let (principal, due) = (context.caller.principal.clone(), before.period.due);
        let step = Step { kind: PeriodEventKind::Closed, principal, reason: None, due };
        let (after, changes) = period_step::take(&write, &before, step).await?;
        let response = ClosePeriodResponse { period: Some(answer::period(&after)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}
