//! The execution row.

use jixiao_domain::Fen;
use jixiao_proto::scoring::v1::{ExecutionRow, Profile};

use super::{Said, rule, score};

pub(super) fn explain(row: &ExecutionRow, profile: &Profile) -> Vec<Said> {
    let mut said = vec![("weight 分值 w", row.weight.clone())];
    match row.record.as_ref().and_then(|record| Some((record, record.total?))) {
        None => said.push(("reported 填报", "nothing up to that month 未填报: neither 0 nor full".to_owned())),
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
    said.extend(row.trace.iter().flat_map(|trace| rule::arithmetic(trace, &profile.source, &row.score)));
    said.push(("score 得分", score::explain(row.outcome(), &row.score, &row.weight, profile)));
    said
}
