//! What can go wrong in results.

use jixiao_domain::{IndicatorId, PartsDoNotAddUp, PeriodName, PlanName};
use jixiao_proto::common::v1::ErrorReason;
use jixiao_service::fault::Fault;
use jixiao_store::results::NotRecorded;

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

pub(crate) fn period_closed(name: &PeriodName) -> Fault {
    Fault::new(ErrorReason::PeriodClosed, format!("{name} is closed"), format!("{name} 已关闭")).with("period", name)
}

pub(crate) fn period_open(name: &PeriodName) -> Fault {
    Fault::new(ErrorReason::PeriodOpen, format!("{name} is open"), format!("{name} 未关闭")).with("period", name)
}

pub(crate) fn etag_mismatch(present: i64) -> Fault {
    Fault::new(ErrorReason::EtagMismatch, "the period changed since it was read", "时期在读取后已被修改")
        .with("etag", present)
}

/// Why a report was not recorded, as its caller is told.
pub(crate) fn not_recorded(refused: NotRecorded) -> Fault {
    match refused {
        NotRecorded::PeriodClosed(name) => period_closed(&name),
        NotRecorded::ReasonMissing { indicators, execution } => {
            const MOST: usize = 20;
            let ids: Vec<&str> = indicators.iter().take(MOST).map(IndicatorId::as_str).collect();
            let what = ids.into_iter().chain(execution.then_some("execution")).collect::<Vec<_>>().join(",");
            let en = format!("is required, because recorded figures change: {what}");
            Fault::invalid().field("correction_reason", en, format!("已填报的数据有变化，必填：{what}"))
        }
        NotRecorded::Store(error) => error.into(),
    }
}
