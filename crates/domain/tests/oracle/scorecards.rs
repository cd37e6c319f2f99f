//! Whole scorecards.

use jixiao_domain::scorecard::{Input, Row, Scorecard, Unscorable};
use jixiao_domain::{Actuals, Judgements, NotApplicableRule, Points, Profile};

use crate::card::{Card, Totals, World, card};
use crate::random::{Random, seed};
use crate::row::Expected;
use crate::world::world;

/// Of each rule for what does not apply.
const ROUNDS: u64 = 5_000;

pub(crate) fn scored(world: &World) -> Result<Scorecard, Unscorable> {
    let mut actuals = Actuals::default();
    for record in &world.records {
        actuals.take(record.reported.revision, [record.clone()], None);
    }
    for execution in &world.executions {
        actuals.take(execution.reported.revision, [], Some(execution.clone()));
    }
    let mut judgements = Judgements::default();
    world.judgements.iter().cloned().for_each(|judgement| judgements.take(judgement));
    let actuals = actuals.as_of(world.as_of);
    Scorecard::compute(&Input {
        plan: &world.plan,
        actuals: &actuals,
        judgements: &judgements,
        profile: &world.profile,
    })
}

/// As the oracle says it.
pub(crate) fn as_a_card(found: &Scorecard) -> Card {
    let row = |row: &Row| {
        let score = &row.score;
        let expected = Expected {
            outcome: score.outcome,
            score: score.score,
            unit_score: score.unit_score,
            computed: score.computed.map(|computed| (computed.outcome, computed.score)),
            met: score.met,
            flags: score.flags.clone(),
        };
        (row.indicator.id.clone(), (row.weight, row.moved, expected))
    };
    let totals = &found.totals;
    Card {
        rows: found.rows().map(row).collect(),
        execution: (found.execution.weight, found.execution.score.outcome, found.execution.score.score),
        totals: Totals {
            points: totals.points,
            weight_covered: totals.weight_covered,
            applicable_weight: totals.applicable_weight,
            lowest: totals.lowest,
            highest: totals.highest,
            total: totals.total,
            grade: totals.grade,
            unit_total: totals.unit_total,
            counts: totals.counts.iter().map(|count| (count.outcome, (count.rows, count.weight))).collect(),
            missing: totals.missing.clone(),
            execution_missing: totals.execution_missing,
        },
        plausible: (
            found.plausible.result,
            found.plausible.indicators.map(|s| s.to_string()),
            found.plausible.execution.map(|r| r.to_string()),
        ),
    }
}

fn rounds_of(rule: NotApplicableRule) {
    let seed = seed();
    for round in 0..ROUNDS {
        let world = world(&mut Random::of(seed, round), rule);
        let (found, expected) = (as_a_card(&scored(&world).unwrap()), card(&world));
        for (id, row) in &expected.rows {
            assert_eq!(found.rows.get(id), Some(row), "{id} of seed {seed} round {round}: {world:?}");
        }
        assert_eq!(found, expected, "seed {seed} round {round}: {world:?}");
    }
}

#[test]
fn a_card_that_is_rescaled_agrees_with_the_oracle() {
    rounds_of(NotApplicableRule::Rescale);
}

#[test]
fn a_card_with_moved_weights_agrees_with_the_oracle() {
    rounds_of(NotApplicableRule::Move);
}

#[test]
fn a_card_under_a_profile_for_another_execution_weight_is_refused() {
    let world = world(&mut Random::of(seed(), 0), NotApplicableRule::Rescale);
    let plan = world.profile.execution_weight;
    for profile in [plan + Points::from_hundredths(1), Points::HUNDRED - plan] {
        let other = World { profile: Profile { execution_weight: profile, ..world.profile.clone() }, ..world.clone() };
        assert_eq!(scored(&other), Err(Unscorable::SchemeMismatch { profile, plan }));
    }
}
