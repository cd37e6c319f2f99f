//! What the rpcs that write regions share.

use jixiao_domain::{Change, CivilDate, Effective, Invalid, Region, RegionCode, Text, Violation};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1 as wire;
use jixiao_service::fault::Fault;
use jixiao_store::planning::RegionRecord;

use crate::{answer, fault};

/// A day that may be absent.
pub(super) fn day(text: &str) -> Result<Option<CivilDate>, Invalid> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// A region as it is given; its etag is for [`check_etag`].
pub(super) fn parse(region: wire::Region) -> Result<Region, Vec<Violation>> {
    let mut fields = Fields::new();
    let code = fields.take("name", RegionCode::from_name(&region.name));
    let title = fields.take("title", Text::parse(region.title));
    let from = fields.take("effective_from", day(&region.effective_from));
    let to = fields.take("effective_to", day(&region.effective_to));
    let effective = from.zip(to).and_then(|(from, to)| fields.take("effective_to", Effective::new(from, to)));
    fields.finish(|| Some(Region { code: code?, title: title?, effective: effective? }))
}

/// Refuses an etag that is given and not the present one.
pub(super) fn check_etag(present: &RegionRecord, etag: &str) -> Result<(), Fault> {
    let now = answer::region(present).etag;
    if etag.is_empty() || etag == now { Ok(()) } else { Err(fault::region_changed(&present.region.code, &now)) }
}

/// Every field that differs.
pub(super) fn changes(old: &Region, new: &Region) -> Vec<Change> {
    let day = |day: Option<CivilDate>| day.map(|day| day.to_string());
    let fields = [
        ("title", Some(old.title.to_string()), Some(new.title.to_string())),
        ("effective_from", day(old.effective.from()), day(new.effective.from())),
        ("effective_to", day(old.effective.to()), day(new.effective.to())),
    ];
    let differing = fields.into_iter().filter(|(_, old, new)| old != new);
    differing.map(|(field, before, after)| Change::of(&old.code.to_name(), field, before, after)).collect()
}
