use jixiao_domain::{Caller, Change, Profile, RegionCode, SchemeId};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{self as wire, CreateProfileRequest, CreateProfileResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::Scoring as Tables;
use jixiao_store::{Request, begin, repeated};

use super::SERVICE;
use crate::Scoring;

impl Scoring {
    pub(crate) async fn create_profile(
        &self,
        context: Context,
        message: CreateProfileRequest,
    ) -> Result<CreateProfileResponse, Fault> {
        let (region, profile, request) = parse(&context.caller, &message)?;
        repeated!(self.store, &request);
        let id: SchemeId = profile.id.parse().map_err(Fault::internal)?;
        if let Some(built_in) = Profile::find(&id).and_then(Profile::name) {
            return Err(Fault::exists("profile", built_in.name.to_string()));
        }
        if message.validate_only {
            let newest = Tables::of(&self.store).profile(&region, &id, None).await?;
            let version = newest.map_or(1, |newest| newest.version + 1);
            let next = Profile { region: Some(region), version, ..profile };
            return Ok(CreateProfileResponse { profile: Some((&next).into()) });
        }
        let write = begin!(self.store, request);
        let stored = Tables::within(&write).add_profile(&region, &profile, write.now()).await?;
        let response = CreateProfileResponse { profile: Some((&stored).into()) };
        let name = stored.name().map(|name| name.to_string()).unwrap_or_default();
        write.commit(&response, vec![Change::created(&name, &stored.source)]).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreateProfileRequest) -> Result<(RegionCode, Profile, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    // What the server sets may be there, as where one that was read is changed and sent back.
    let given = message.profile.clone().map(|given| wire::Profile { name: String::new(), version: 0, ..given });
    let profile = fields.required("profile", given);
    let parsed = fields.finish(|| {
        let region = region?;
        let request = Request::of_region(caller, &region, SERVICE, "CreateProfile").repeatable(&id?, message);
        Some((region, profile?, request))
    });
    parsed.map_err(Fault::violations)
}
