use jixiao_domain::ScorecardName;
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{GetScorecardRequest, GetScorecardResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::{Scoring, stored};

impl Scoring {
    pub(crate) async fn get_scorecard(
        &self,
        _: Context,
        message: GetScorecardRequest,
    ) -> Result<GetScorecardResponse, Fault> {
        let name: ScorecardName = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let card = self.stored(&name).await?;
        let scorecard = Some(stored::scorecard(&card)?);
        Ok(GetScorecardResponse { stored_scorecard: Some(stored::message(&name.plan, &card)), scorecard })
    }
}
