use jixiao_proto::common::v1::Finding;
use jixiao_proto::planning::v1::SourceLine;
use jixiao_store::planning::PlanSource;
use proptest::collection::vec;
use proptest::prelude::*;

/// A file: cells of any characters but NUL, empty ones among them, and findings.
pub(crate) fn plan_source() -> impl Strategy<Value = PlanSource> {
    let line = (any::<i32>(), vec(".{0,8}", 0..6), ".{0,8}");
    let line = line.prop_map(|(line, cells, sheet)| SourceLine { line, cells, sheet });
    let finding = (1..=3i32, ".{0,8}", any::<i32>(), any::<i32>(), [".{0,8}", ".{0,8}", ".{0,8}"]);
    let finding = finding.prop_map(|(severity, code, line, cell, [message, message_zh, sheet])| Finding {
        severity,
        code,
        line,
        cell,
        message,
        message_zh,
        sheet,
    });
    (vec(any::<u8>(), 32), vec(line, 0..8), vec(finding, 0..4), any::<bool>())
        .prop_map(|(file_sha256, lines, findings, is_settled)| PlanSource { file_sha256, lines, findings, is_settled })
}
