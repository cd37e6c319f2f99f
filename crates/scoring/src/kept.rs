//! Scores that are kept in the store: of newest approved versions, by profiles that only the plan can change.

use std::sync::LazyLock;

use jixiao_domain::scoring::ENGINE_VERSION;
use jixiao_proto::scoring::v1::score_plans_response::Result as Told;
use jixiao_proto::scoring::v1::{ScorePlansResponse, ScorecardView};
use jixiao_service::fault::Fault;
use jixiao_store::scoring::{KeptAnswer, KeptAs, NewKept, Scoring as Tables};
use prost::Message;

use crate::join::{Joined, Question};
use crate::{Scoring, wire};

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

/// What is kept of a score that rests on facts of after that change; the answer itself is left to the caller.
pub(crate) fn of(joined: &Joined, profile: &str, sequence: i64) -> Result<NewKept, Fault> {
    let told = ScorePlansResponse {
        result: Some(Told::Scorecard(wire::viewed(joined, ScorecardView::Totals)?)),
        resume_token: String::new(),
    };
    Ok(NewKept {
        plan: joined.plan.name.plan.clone(),
        as_of: joined.as_of,
        profile: profile.to_owned(),
        engine: ENGINE.clone(),
        sequence,
        told: told.encode_to_vec(),
        facts: None,
        answer: None,
    })
}
