//! What can go wrong in results.

use jixiao_domain::{IndicatorId, PartsDoNotAddUp, PlanName};
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::fault::Fault;

pub(crate) fn indicators_unknown(plan: &PlanName, unknown: &[&IndicatorId]) -> Fault {
    // Details travel in the headers of a reply, which are small.
    const MOST: usize = 20;
    let ids: Vec<&str> = unknown.iter().take(MOST).map(|id| id.as_str()).collect();
    let ids = ids.join(",");
    let (en, zh) = (format!("{plan} has no indicator {ids}"), format!("{plan} 没有指标 {ids}"));
    Fault::new(ErrorReason::IndicatorUnknown, en, zh)
        .with("plan", plan)
        .with("indicators", ids)
        .with("count", unknown.len())
}

pub(crate) fn parts_do_not_add_up(refused: &PartsDoNotAddUp) -> Fault {
    let sum = refused.parts.map_or_else(|| "overflow".to_owned(), |fen| fen.get().to_string());
    let en = format!("the {} parts do not add up to the total", refused.column);
    Fault::new(ErrorReason::ExecutionPartsDoNotAddUp, en, "分项之和不等于合计")
        .with("column", refused.column)
        .with("parts_fen", sum)
        .with("total_fen", refused.total.get())
}
