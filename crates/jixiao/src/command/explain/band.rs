//! The points that each tier allows.

use jixiao_domain::{Band, Points, Profile as Rules, Tier};
use jixiao_proto::scoring::v1::{IndicatorRow, Outcome, Profile};

use super::Said;

/// Of a row that a person judges or is to judge by a tier.
pub(super) fn explain(row: &IndicatorRow, profile: &Profile) -> Option<Said> {
    let by_tier = !row.method.starts_with("checklist") && row.method != "manual";
    let is_judged = |outcome| matches!(outcome, Outcome::Judged | Outcome::Unjudged);
    if !by_tier || !(is_judged(row.outcome()) || is_judged(row.computed_outcome())) {
        return None;
    }
    let (rules, weight): (Rules, Points) = (profile.clone().try_into().ok()?, row.weight.parse().ok()?);
    let band = |tier: &Tier| match Band::of(*tier, weight, &rules) {
        Some(Band { lowest, highest }) => format!("{} {lowest} – {highest}", tier.label()),
        None => format!("{} none", tier.label()),
    };
    Some(("bands 档次区间", Tier::ALL.iter().map(band).collect::<Vec<_>>().join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(outcome: Outcome, method: &str) -> Option<Said> {
        let profile = Profile::from(Rules::default_rules());
        let (weight, method) = ("1.05".to_owned(), method.to_owned());
        explain(&IndicatorRow { weight, method, outcome: outcome.into(), ..IndicatorRow::default() }, &profile)
    }

    #[test]
    fn a_judged_row_shows_the_points_of_every_tier() {
        let (_, text) = row(Outcome::Judged, "proportional").unwrap();
        assert_eq!(text, "达成 0.84 – 1.05 · 部分达成并具有一定效果 0.63 – 0.83 · 未达成且效果较差 0.00 – 0.62");
        assert!(row(Outcome::Unjudged, "proportional").is_some());
    }

    #[test]
    fn a_row_without_tiers_shows_none() {
        for (outcome, method) in
            [(Outcome::Scored, "proportional"), (Outcome::Unjudged, "manual"), (Outcome::Judged, "checklist 制度:1.00")]
        {
            assert_eq!(row(outcome, method), None);
        }
    }
}
