//! The execution row.

use jixiao_domain::Fen;
use jixiao_proto::scoring::v1::{ExecutionRow, Profile};

use super::{Said, rule};

pub(super) fn explain(row: &ExecutionRow, _: &Profile) -> Vec<Said> {
    let mut said = vec![("weight 分值", row.weight.clone())];
    match row.record.as_ref().and_then(|record| Some((record, record.total?))) {
        None => said.push(("reported 填报", "nothing up to that month".to_owned())),
        Some((record, total)) => {
            let yuan = |fen: i64| format!("{} yuan", Fen::new(fen).grouped());
            said.push((
                "budget 预算",
                match total.adjusted_fen {
                    Some(adjusted) => format!("{} adjusted, {} initial", yuan(adjusted), yuan(total.initial_fen)),
                    None => format!("{}, not adjusted", yuan(total.initial_fen)),
                },
            ));
            said.push(("executed 执行", yuan(total.executed_fen)));
            let by = format!("for {}, revision {}, by {}", record.period, record.revision, record.reporter);
            said.push(("reported 填报", by));
        }
    }
    said.extend(row.trace.as_ref().map(rule::arithmetic).unwrap_or_default());
    let score =
        if row.score.is_empty() { format!("none ({})", row.outcome().as_str_name()) } else { row.score.clone() };
    said.push(("score 得分", score));
    said
}
