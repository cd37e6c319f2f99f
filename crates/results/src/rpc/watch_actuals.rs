use jixiao_domain::RegionCode;
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{WatchActualsRequest, WatchActualsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::watch::{Stream, Told, Watched};

use crate::Results;

impl Results {
    pub(crate) async fn watch_actuals(
        &self,
        context: Context,
        message: WatchActualsRequest,
    ) -> Result<Stream<WatchActualsResponse>, Fault> {
        let region = Fields::one("parent", RegionCode::from_name(&message.parent)).map_err(Fault::violations)?;
        let WatchActualsRequest { resume_token, from_now, .. } = message;
        let watched = Watched { region, method: "WatchActuals", resume_token, from_now };
        self.watchers.watch(context, self.log.clone(), &watched, response).await
    }
}

fn response(Told { change, resume_token }: Told) -> WatchActualsResponse {
    WatchActualsResponse { change, resume_token }
}
