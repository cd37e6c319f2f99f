use std::collections::HashSet;

use jixiao_domain::{PlanContent, RegionCode, SchemeId};
use sea_orm::ConnectionTrait;

use super::Planning;
use crate::StoreError;

/// What a content names that plans of a region may not use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Whether its weights follow no known scheme, or one with another execution weight.
    pub scheme: bool,
    /// Ids that are not in the library.
    pub library: HashSet<SchemeId>,
}

impl<C: ConnectionTrait> Planning<'_, C> {
    /// What a content names that plans of the region may not use.
    pub async fn unknown_of(&self, region: &RegionCode, content: &PlanContent) -> Result<Unknown, StoreError> {
        let scheme = !self.knows_scheme_of(region, content).await?;
        Ok(Unknown { scheme, library: self.unknown_library_ids(region, content.indicators()).await? })
    }
}
