use jixiao_domain::{PeriodEventKind, PeriodName, PeriodState, RequestId};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{OpenPeriodRequest, OpenPeriodResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::Results as Tables;
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use super::period_step::{self, Step};
use crate::{Results, answer, fault};

impl Results {
    pub(crate) async fn open_period(
        &self,
        context: Context,
        message: OpenPeriodRequest,
    ) -> Result<OpenPeriodResponse, Fault> {
        let mut fields = Fields::new();
        let id: Option<RequestId> = fields.take("request_id", message.request_id.parse());
        let name: Option<PeriodName> = fields.take("name", message.name.parse());
        let due = period_step::due_date(&mut fields, &message.due_date);
        let (id, name, due) = fields.finish(|| Some((id?, name?, due?))).map_err(Fault::violations)?;
        let request =
            Request::of_region(&context.caller, &name.region, SERVICE, "OpenPeriod").repeatable(&id, &message);
        repeated!(self.store, &request);
        self.check_region(&context, &name).await?;

        let write = begin!(self.store, request);
        let before = Tables::within(&write).lock_period(&name).await?;
        if before.period.state == PeriodState::Closed {
            return Err(fault::period_closed(&name));
        }
        // The due date is the one it has: nothing happened that a history should tell.
        if before.period.etag > 0 && before.period.due == due {
            let response = OpenPeriodResponse { period: Some(answer::period(&before)) };
            write.commit(&response, Vec::new()).await?;
            return Ok(response);
        }
        let step =
            Step { kind: PeriodEventKind::Opened, principal: context.caller.principal.clone(), reason: None, due };
        let (after, changes) = period_step::take(&write, &before, step).await?;
        let response = OpenPeriodResponse { period: Some(answer::period(&after)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}
