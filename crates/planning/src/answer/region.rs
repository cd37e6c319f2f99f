//! Regions as messages.

use jixiao_domain::RegionCode;
use jixiao_proto::planning::v1 as wire;
use jixiao_store::planning::RegionRecord;

pub(crate) fn region(record: &RegionRecord) -> wire::Region {
    let region = &record.region;
    let day = |day: Option<jixiao_domain::CivilDate>| day.map(|day| day.to_string()).unwrap_or_default();
    wire::Region {
        name: region.code.to_name(),
        title: region.title.to_string(),
        effective_from: day(region.effective.from()),
        effective_to: day(region.effective.to()),
        etag: super::counted(&region.code.to_name(), record.etag),
        parent: region.code.parent().map(|parent| RegionCode::to_name(&parent)).unwrap_or_default(),
    }
}
