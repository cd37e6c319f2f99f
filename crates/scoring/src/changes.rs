//! What a judgement changed, for the audit.

use jixiao_domain::{Change, Judgement, Judgements, PlanName, Ruling, Slot};

/// What was decided and the points, the same as before or others, and grounds and judge where they differ, against
/// what stood in its place for the same report.
pub(crate) fn changes(plan: &PlanName, before: &Judgements, new: &Judgement) -> Vec<Change> {
    let resource = format!("{plan}/indicators/{}", new.indicator);
    let slot = new.ruling.slot();
    let held = before.of(&new.indicator, new.actual_revision);
    let (what, held) = match slot {
        Slot::Unit => ("unit_judgement", held.unit),
        Slot::Reviewer => ("judgement", held.reviewer),
        Slot::Override => ("override", held.overridden),
    };
    let mut old = held.map(texts).unwrap_or_default();
    if let (None, Ruling::Override { computed, .. }) = (held, &new.ruling) {
        old = [None, computed.map(|it| it.to_string()), None, None];
    }
    let fields = ["ruling", "score", "grounds", "judge"];
    let pairs = fields.into_iter().zip(old.into_iter().zip(texts(new)));
    let told = pairs.enumerate().filter(|(place, (_, (old, new)))| *place < 2 || old != new);
    told.map(|(_, (field, (old, new)))| Change::of(&resource, format!("{what}.{field}"), old, new)).collect()
}

/// What was decided, the points, the grounds and the judge.
fn texts(judgement: &Judgement) -> [Option<String>; 4] {
    let (ruling, score) = match &judgement.ruling {
        Ruling::Tier { tier, score, .. } => (tier.label().to_owned(), Some(*score)),
        Ruling::Checklist { met, .. } => (met.iter().map(ToString::to_string).collect::<Vec<_>>().join(","), None),
        Ruling::Manual { score, .. } => (String::new(), Some(*score)),
        // Where an override no longer holds, the row has what was computed.
        Ruling::Override { overrider, score, computed } => (overrider.label().to_owned(), score.or(*computed)),
    };
    let ruling = Some(ruling).filter(|text| !text.is_empty());
    [ruling, score.map(|it| it.to_string()), Some(judgement.grounds.to_string()), Some(judgement.judge.to_string())]
}
