use jixiao_domain::{Profile, SchemeId};
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
        let id: SchemeId = Fields::one("id", message.id.parse()).map_err(Fault::violations)?;
        let profile = Profile::find(&id).ok_or_else(|| fault::profile_not_found(&id))?;
        Ok(GetProfileResponse { profile: Some(profile.into()) })
    }
}
