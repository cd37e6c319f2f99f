//! The findings of a plan as it stands.

use jixiao_domain::{FiscalYear, PlanContent};
use jixiao_forms::{Code, check_in_year};
use jixiao_proto::common::v1 as wire;
use jixiao_service::forms::finding;
use jixiao_store::planning::PlanSource;

/// The findings of a content, and of the file it was read from as far as they are still true: one about
/// the content is true while [`check_in_year`] still makes it, one about the file itself stays. Where a
/// person put right what the file lost, its errors no longer block.
pub(crate) fn findings(content: &PlanContent, year: FiscalYear, source: Option<PlanSource>) -> Vec<wire::Finding> {
    let now: Vec<wire::Finding> = check_in_year(content, Some(year)).iter().map(finding).collect();
    let is_same = |a: &wire::Finding, b: &wire::Finding| a.code == b.code && a.message == b.message;
    let is_settled = source.as_ref().is_some_and(|source| source.is_settled);
    let still_true = |found: wire::Finding| match now.iter().find(|n| is_same(n, &found)) {
        // The file knows the place better.
        Some(n) => Some(wire::Finding { line: found.line, cell: found.cell, sheet: found.sheet, ..n.clone() }),
        None if is_about(content, &found) => None,
        None if is_settled && found.severity() == wire::Severity::Error => {
            Some(wire::Finding { severity: wire::Severity::Warning as i32, ..found })
        }
        None => Some(found),
    };
    let of_file = source.map(|source| source.findings).unwrap_or_default();
    let mut all: Vec<wire::Finding> = of_file.into_iter().filter_map(still_true).collect();
    let new: Vec<_> = now.iter().filter(|n| !all.iter().any(|f| is_same(f, n))).cloned().collect();
    all.extend(new);
    all.sort_by_key(|f| (if f.line == 0 { i32::MAX } else { f.line }, f.cell));
    all
}

/// Whether a finding is about the content, so that mending the plan mends it.
fn is_about(content: &PlanContent, found: &wire::Finding) -> bool {
    match Code::parse(&found.code) {
        // A row without a value may have been left out; then it is about the file.
        Some(Code::ValueUnreadable) => content.indicators().iter().any(|i| i.line == Some(found.line)),
        code => code.is_some_and(Code::is_of_content),
    }
}

/// The codes that block submission, each once. A plan without weights could never be scored.
pub(crate) fn blocking<'a>(content: &PlanContent, findings: &'a [wire::Finding]) -> Vec<&'a str> {
    let is_error = |f: &&wire::Finding| f.severity == wire::Severity::Error as i32;
    let mut codes: Vec<&str> = findings.iter().filter(is_error).map(|f| f.code.as_str()).collect();
    if content.scheme().is_none() {
        codes.push(Code::NoWeights.as_str());
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}
