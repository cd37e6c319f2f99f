//! What a judgement changed, for the audit.

use jixiao_domain::{Change, Judgement, Judgements, PlanName, Verdict};

/// Tier and score, the same as before or others, and grounds and judge where they differ, against the
/// judgement of the same report that held before.
pub(crate) fn changes(plan: &PlanName, before: &Judgements, new: &Judgement) -> Vec<Change> {
    let resource = format!("{plan}/indicators/{}", new.indicator);
    let old = before.of(&new.indicator, new.actual_revision).map(|judgement| texts(&judgement.verdict));
    let fields = ["judgement.tier", "judgement.score", "judgement.grounds", "judgement.judge"];
    let old = old.map_or([const { None }; 4], |texts| texts.map(Some));
    let pairs = fields.into_iter().zip(old.into_iter().zip(texts(&new.verdict).map(Some)));
    let told = pairs.enumerate().filter(|(place, (_, (old, new)))| *place < 2 || old != new);
    told.map(|(_, (field, (old, new)))| Change::of(&resource, field, old, new)).collect()
}

fn texts(verdict: &Verdict) -> [String; 4] {
    let Verdict { tier, score, grounds, judge } = verdict;
    [tier.label().to_owned(), score.to_string(), grounds.to_string(), judge.to_string()]
}
