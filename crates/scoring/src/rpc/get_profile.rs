use jixiao_domain::ProfileRef;
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{GetProfileRequest, GetProfileResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::{Scoring, fault};

impl Scoring {
    pub(crate) async fn get_profile(
        &self,
        _: Context,
        message: GetProfileRequest,
    ) -> Result<GetProfileResponse, Fault> {
        let name: ProfileRef = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let profile = self.stored_profile(&name).await?.ok_or_else(|| fault::profile_not_found(&name))?;
        Ok(GetProfileResponse { profile: Some((&profile).into()) })
    }
}
