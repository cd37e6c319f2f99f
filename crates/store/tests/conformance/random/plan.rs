use jixiao_proto::planning::v1::{Finding, SourceLine};
use jixiao_store::planning::PlanSource;
use proptest::collection::vec;
use proptest::prelude::*;

/// A file: cells of any characters but NUL, empty ones among them, and findings.
pub(crate) fn plan_source() -> impl Strategy<Value = PlanSource> {
    let line = (any::<i32>(), vec(".{0,8}", 0..6)).prop_map(|(line, cells)| SourceLine { line, cells });
    let finding = (1..=3i32, ".{0,8}", any::<i32>(), any::<i32>(), ".{0,8}", ".{0,8}").prop_map(
        |(severity, code, line, cell, message, message_zh)| Finding { severity, code, line, cell, message, message_zh },
    );
    (vec(any::<u8>(), 32), vec(line, 0..8), vec(finding, 0..4), any::<bool>())
        .prop_map(|(file_sha256, lines, findings, is_settled)| PlanSource { file_sha256, lines, findings, is_settled })
}
