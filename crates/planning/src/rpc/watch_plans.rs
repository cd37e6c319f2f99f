use jixiao_domain::RegionCode;
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{WatchPlansRequest, WatchPlansResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::watch::{Stream, Told, Watched};

use crate::Planning;

impl Planning {
    pub(crate) async fn watch_plans(
        &self,
        context: Context,
        message: WatchPlansRequest,
    ) -> Result<Stream<WatchPlansResponse>, Fault> {
        let region = Fields::one("parent", RegionCode::from_name(&message.parent)).map_err(Fault::violations)?;
        let WatchPlansRequest { resume_token, from_now, .. } = message;
        let watched = Watched { region, method: "WatchPlans", resume_token, from_now };
        self.watchers.watch(context, self.log.clone(), &watched, response).await
    }
}

fn response(Told { change, resume_token }: Told) -> WatchPlansResponse {
    WatchPlansResponse { change, resume_token }
}
