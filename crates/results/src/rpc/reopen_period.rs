use jixiao_domain::{PeriodEventKind, PeriodName, PeriodState, RequestId, Text};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ReopenPeriodRequest, ReopenPeriodResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::results::Results as Tables;
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use super::period_step::{self, Step};
use crate::{Results, answer, fault};

impl Results {
    pub(crate) async fn reopen_period(
        &self,
        context: Context,
        message: ReopenPeriodRequest,
    ) -> Result<ReopenPeriodResponse, Fault> {
        let mut fields = Fields::new();
        let id: Option<RequestId> = fields.take("request_id", message.request_id.parse());
        let name: Option<PeriodName> = fields.take("name", message.name.parse());
        let reason: Option<Text<2000>> = fields.take("reason", Text::parse(message.reason.as_str()));
        let due = period_step::due_date(&mut fields, &message.due_date);
        let (id, name, reason, due) = fields.finish(|| Some((id?, name?, reason?, due?))).map_err(Fault::violations)?;
        let request = Request::of_region(&context.caller, &name.region, SERVICE, "ReopenPeriod")
            .repeatable(&id, &message)
            .because(reason.as_str());
        repeated!(self.store, &request);
        self.check_region(&context, &name).await?;

        let write = begin!(self.store, request);
        let before = Tables::within(&write).lock_period(&name).await?;
        if before.period.state == PeriodState::Open {
            return Err(fault::period_open(&name));
        }
        let (principal, reason) = (context.caller.principal.clone(), Some(reason));
        let step = Step { kind: PeriodEventKind::Reopened, principal, reason, due };
        let (after, changes) = period_step::take(&write, &before, step).await?;
        let response = ReopenPeriodResponse { period: Some(answer::period(&after)) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}
