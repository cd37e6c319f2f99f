use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ScorePlanRequest, ScorePlanResponse};
use jixiao_service::context::Context;
use jixiao_service::encoded::Encoded;
use jixiao_service::fault::Fault;
use jixiao_store::Stamped;
use prost::Message;
use prost::bytes::Bytes;

use crate::join::{Joined, Question};
use crate::{Scoring, fault, kept, wire};

/// ScorePlan ahead of the generated service: from the answers that were given before, else from the scores that are
/// kept in the store, else computed. None of them is older than the newest change of what it rests on.
impl Encoded for Scoring {
    const PATH: &'static str = "/jixiao.scoring.v1.ScoringService/ScorePlan";

    type Request = ScorePlanRequest;

    async fn encoded(&self, context: Context, mut message: ScorePlanRequest) -> Result<Bytes, Fault> {
        let Asked { question, least } = parse(&message)?;
        // The answer is the same, whatever it must rest on at least.
        message.min_actuals_revision = 0;
        let answer = self.newest_answer(&context, message, &question).await?;
        if least > 0 {
            let pins = decoded(answer.clone())?.scorecard.and_then(|scorecard| scorecard.pins).unwrap_or_default();
            if pins.actuals_revision < least {
                return Err(fault::revision_not_reached(question.plan_name(), least, pins.actuals_revision));
            }
        }
        Ok(answer)
    }
}

impl Scoring {
    pub(crate) async fn score_plan(
        &self,
        context: Context,
        message: ScorePlanRequest,
    ) -> Result<ScorePlanResponse, Fault> {
        decoded(self.encoded(context, message).await?)
    }

    /// Of what holds now.
    async fn newest_answer(
        &self,
        context: &Context,
        message: ScorePlanRequest,
        question: &Question,
    ) -> Result<Bytes, Fault> {
        let stamp = async |of| self.store.stamp(question.plan_name(), of).await;
        if let Some(((of, given), answer)) = self.answers.get(&message)
            && stamp(of).await? == given
        {
            return Ok(answer);
        }
        let of_plan = stamp(Stamped::Plan).await?;
        let kept = kept::answer(self, question, &message.profile).await?;
        if let Some(answer) = kept.answer {
            let answer = Bytes::from(answer);
            self.answers.put(message, (Stamped::Plan, of_plan), answer.clone());
            return Ok(answer);
        }
        let of_all = stamp(Stamped::PlanAndRegions).await?;
        let joined = self.join(context, question).await?;
        let answer = Bytes::from(response(&joined)?.encode_to_vec());
        let rests_on = if question.profile.is_fixed_by(&joined.plan) {
            if question.plan.version.is_none() {
                self.keeper.take(kept::of(question, &message.profile, kept.sequence, &answer));
            }
            (Stamped::Plan, of_plan)
        } else {
            (Stamped::PlanAndRegions, of_all)
        };
        self.answers.put(message, rests_on, answer.clone());
        Ok(answer)
    }
}

struct Asked {
    question: Question,
    /// The least revision of the actuals.
    least: i64,
}

fn parse(message: &ScorePlanRequest) -> Result<Asked, Fault> {
    let mut fields = Fields::new();
    let plan = fields.take("plan", message.plan.parse());
    let question = Question::of_the_year(&mut fields, plan, &message.as_of_period, &message.profile);
    let least = message.min_actuals_revision;
    if least < 0 {
        fields.refuse("min_actuals_revision", "is negative", "为负");
    }
    fields.finish(|| Some(Asked { question: question?, least })).map_err(Fault::violations)
}

fn response(joined: &Joined) -> Result<ScorePlanResponse, Fault> {
    Ok(ScorePlanResponse { scorecard: Some(wire::scorecard(joined)?) })
}

fn decoded(answer: Bytes) -> Result<ScorePlanResponse, Fault> {
    ScorePlanResponse::decode(answer).map_err(Fault::internal)
}
