use jixiao_domain::{Profile, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ListProfilesRequest, ListProfilesResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::scoring::Scoring as Tables;

use crate::Scoring;

impl Scoring {
    pub(crate) async fn list_profiles(
        &self,
        _: Context,
        message: ListProfilesRequest,
    ) -> Result<ListProfilesResponse, Fault> {
        let region = match message.parent.as_str() {
            "" => None,
            parent => Some(Fields::one("parent", RegionCode::from_name(parent)).map_err(Fault::violations)?),
        };
        let query = ["ListProfiles", &message.parent];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        // Built-in profiles stand first: they have no region.
        let after: Option<(String, String, i32)> = page.key_of_three()?;
        let mut profiles = Profile::built_in().to_vec();
        if let Some(region) = &region {
            profiles.extend(Tables::of(&self.store).profiles(region).await?);
        }
        let rows = profiles.iter().map(|profile| (key(profile), profile));
        let rows = rows.filter(|(key, _)| after.as_ref().is_none_or(|after| key > after)).take(page.size + 1);
        let rows = rows.map(|((region, id, version), profile)| (vec![region, id, version.to_string()], profile.into()));
        let (profiles, next_page_token) = page.cut(rows, &query);
        Ok(ListProfilesResponse { profiles, next_page_token })
    }
}

fn key(profile: &Profile) -> (String, String, i32) {
    let region = profile.region.as_ref().map(ToString::to_string).unwrap_or_default();
    (region, profile.id.to_string(), profile.version)
}
