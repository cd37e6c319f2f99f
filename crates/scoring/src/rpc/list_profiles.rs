use jixiao_domain::Profile;
use jixiao_proto::scoring::v1::{ListProfilesRequest, ListProfilesResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::Scoring;

impl Scoring {
    pub(crate) async fn list_profiles(
        &self,
        _: Context,
        _: ListProfilesRequest,
    ) -> Result<ListProfilesResponse, Fault> {
        Ok(ListProfilesResponse { profiles: Profile::built_in().iter().map(Into::into).collect() })
    }
}
