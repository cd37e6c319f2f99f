//! Scores that are kept in the store: of newest approved versions, by profiles that only the plan can change.

use std::sync::LazyLock;

use jixiao_domain::scoring::ENGINE_VERSION;
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{KeptAnswer, KeptAs, NewKept, Scoring as Tables};

use crate::Scoring;
use crate::join::Question;

/// Which program kept a score; what another one kept does not count. The last number changes when the messages that are
/// kept do.
static ENGINE: LazyLock<String> = LazyLock::new(|| format!("{}/{ENGINE_VERSION}/1", env!("CARGO_PKG_VERSION")));

/// The newest change of a plan, and the answer that is kept of it.
pub(crate) async fn answer(scoring: &Scoring, question: &Question, profile: &str) -> Result<KeptAnswer, Fault> {
    if question.plan.version.is_some() {
        return Ok(KeptAnswer::default());
    }
    let kept = KeptAs { as_of: question.as_of, profile, engine: &ENGINE };
    Ok(Tables::of(&scoring.store).kept_answer(question.plan_name(), kept).await?)
}

/// The answer to be kept of a plan's newest version, computed from facts of after that change.
pub(crate) fn of(question: &Question, profile: &str, sequence: i64, answer: &[u8]) -> NewKept {
    NewKept {
        plan: question.plan_name().clone(),
        as_of: question.as_of,
        profile: profile.to_owned(),
        engine: ENGINE.clone(),
        sequence,
        answer: answer.to_vec(),
    }
}
