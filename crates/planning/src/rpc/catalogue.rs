//! What the rpcs of weight schemes and the library share: what is built in comes before what a region has.

use jixiao_domain::RegionCode;
use jixiao_proto::Fields;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;

/// The region of a parent; `None` for an empty one.
pub(super) fn region(parent: &str) -> Result<Option<RegionCode>, Fault> {
    match parent {
        "" => Ok(None),
        name => Fields::one("parent", RegionCode::from_name(name)).map(Some).map_err(Fault::violations),
    }
}

/// The key of a page: the code of the region, empty for what is built in, and the id.
pub(super) fn key(region: Option<&RegionCode>, id: &str) -> Vec<String> {
    vec![region.map(ToString::to_string).unwrap_or_default(), id.to_owned()]
}

/// The key after which a page begins. Faults: `PAGE_TOKEN_INVALID`.
pub(super) fn after(page: &Page) -> Result<Option<Vec<String>>, Fault> {
    let pair: Option<(String, String)> = page.key_pair()?;
    Ok(pair.map(|(region, id)| vec![region, id]))
}
