//! Scorecards of a region in arrays.

use jixiao_domain::packed::{Packed, PlanScore, Unpackable};
use jixiao_domain::scorecard::{Input, Scorecard, Unscorable};
use jixiao_domain::{Actuals, ActualsAsOf, Indicator, Judgements, NotApplicableRule, PlanContent, Points, Profile};

use crate::card::World;
use crate::random::{Random, seed};
use crate::world::world;

/// Of each rule for what does not apply.
const ROUNDS: u64 = 1_500;
/// Plans of a round.
const PLANS: u64 = 5;

/// What a plan is scored by.
struct Case {
    plan: PlanContent,
    actuals: ActualsAsOf,
    judgements: Judgements,
}

impl Case {
    fn of(world: World) -> Self {
        let mut actuals = Actuals::default();
        for record in &world.records {
            actuals.take(record.reported.revision, [record.clone()], None);
        }
        for execution in &world.executions {
            actuals.take(execution.reported.revision, [], Some(execution.clone()));
        }
        let mut judgements = Judgements::default();
        world.judgements.iter().cloned().for_each(|judgement| judgements.take(judgement));
        Self { plan: world.plan, actuals: actuals.as_of(world.as_of), judgements }
    }

    fn input<'a>(&'a self, profile: &'a Profile) -> Input<'a> {
        Input { plan: &self.plan, actuals: &self.actuals, judgements: &self.judgements, profile }
    }

    fn card(&self, profile: &Profile) -> Scorecard {
        Scorecard::compute(&self.input(profile)).unwrap()
    }
}

/// What the scorecard says itself.
fn expected(card: &Scorecard) -> PlanScore {
    let totals = &card.totals;
    PlanScore {
        indicators: card.rows().filter_map(|row| row.score.score).sum(),
        execution: card.execution.score.score,
        points: totals.points,
        weight_covered: totals.weight_covered,
        applicable_weight: totals.applicable_weight,
        lowest: totals.lowest,
        highest: totals.highest,
        total: totals.total,
    }
}

/// The same with weights of far more than a hundred points, which nobody approves but which add up like any.
fn heavy(world: World) -> World {
    let plan = &world.plan;
    let times = |points: Points| Points::from_hundredths(points.hundredths() * 101);
    let indicators =
        plan.indicators().iter().cloned().map(|it| Indicator { weight: it.weight.map(times), ..it }).collect();
    let (title, scheme) = (plan.department_title().clone(), plan.scheme().cloned());
    let plan = PlanContent::assemble(title, scheme, vec![], plan.goals().to_vec(), indicators).unwrap();
    World { plan, ..world }
}

/// Plans that one profile can score.
fn cases(random: &mut Random, rule: NotApplicableRule) -> (Profile, Vec<Case>) {
    let first = world(random, rule);
    let profile = first.profile.clone();
    let mut cases = vec![Case::of(first)];
    while cases.len() < usize::try_from(2 * PLANS).unwrap() {
        let next = world(random, rule);
        if next.profile.execution_weight == profile.execution_weight {
            cases.push(Case::of(if random.once_in(8) { heavy(next) } else { next }));
        }
    }
    (profile, cases)
}

/// How many rows were packed in which way.
#[derive(Debug, Default)]
struct Seen {
    given: usize,
    narrow: usize,
    wide: usize,
    from: usize,
    heavy: usize,
    moved: usize,
    totals: usize,
    spans: usize,
}

impl Seen {
    fn look(&mut self, packed: &Packed, card: &Scorecard, index: usize) {
        let rows = packed.rows(index).unwrap();
        assert_eq!(rows.codes.len(), card.rows().count());
        for (((code, target), from), row) in rows.codes.iter().zip(rows.targets).zip(rows.from).zip(card.rows()) {
            self.given += usize::from(*target == 1);
            self.wide += usize::from(code.is_wide());
            self.narrow += usize::from(!code.is_wide() && *target > 1);
            self.from += usize::from(*from > 0);
            self.moved += usize::from(*target > 1 && row.moved > Points::ZERO);
        }
        self.heavy += rows.weights.iter().filter(|weight| **weight == u16::MAX).count();
        self.totals += usize::from(card.totals.total.is_some());
        self.spans += usize::from(card.totals.total.is_none());
    }
}

fn rounds_of(rule: NotApplicableRule) -> Seen {
    let seed = seed() ^ 0x9AC4;
    let mut seen = Seen::default();
    for round in 0..ROUNDS {
        let random = &mut Random::of(seed, round);
        let (profile, cases) = cases(random, rule);
        let (first, others) = cases.split_at(cases.len() / 2);
        let mut packed = Packed::new(&profile);
        let mut cards: Vec<Scorecard> = first.iter().map(|case| case.card(&profile)).collect();
        for (index, case) in first.iter().enumerate() {
            assert_eq!(packed.push(&case.input(&profile)), Ok(index));
        }
        // Others take their places, with more rows or fewer, some of them again and again.
        for case in std::iter::once(None).chain(others.iter().map(Some)) {
            if let Some(case) = case {
                let index = usize::try_from(random.between(0, 4)).unwrap();
                packed.replace(index, &case.input(&profile)).unwrap();
                cards[index] = case.card(&profile);
            }
            let expected: Vec<PlanScore> = cards.iter().map(expected).collect();
            let found: Vec<PlanScore> = packed.scores().collect();
            assert_eq!(found, expected, "seed {seed} round {round}");
        }
        for (index, card) in cards.iter().enumerate() {
            assert_eq!(packed.score(index), Some(expected(card)));
            seen.look(&packed, card, index);
        }
    }
    seen
}

#[test]
fn packed_plans_that_are_rescaled_have_the_sums_of_their_scorecards() {
    let seen = rounds_of(NotApplicableRule::Rescale);
    let kinds = [seen.given, seen.narrow, seen.wide, seen.from, seen.heavy, seen.totals, seen.spans];
    assert!(kinds.iter().all(|rows| *rows >= 200), "{seen:?}");
}

#[test]
fn packed_plans_with_moved_weights_have_the_sums_of_their_scorecards() {
    let seen = rounds_of(NotApplicableRule::Move);
    let kinds = [seen.given, seen.narrow, seen.wide, seen.from, seen.heavy, seen.moved, seen.totals, seen.spans];
    assert!(kinds.iter().all(|rows| *rows >= 200), "{seen:?}");
}

#[test]
fn what_cannot_be_packed_changes_nothing() {
    let (profile, cases) = cases(&mut Random::of(seed(), 0), NotApplicableRule::Rescale);
    let [first, second, ..] = cases.as_slice() else { panic!("there are several") };
    let mut packed = Packed::new(&profile);
    packed.push(&first.input(&profile)).unwrap();
    let scores: Vec<PlanScore> = packed.scores().collect();

    let plan = profile.execution_weight;
    let other = Profile { execution_weight: plan + Points::from_hundredths(1), ..profile.clone() };
    let strict = Profile { strict: !profile.strict, ..profile.clone() };
    for wrong in [&other, &strict] {
        assert_eq!(packed.push(&second.input(wrong)), Err(Unpackable::OtherProfile));
        assert_eq!(packed.replace(0, &second.input(wrong)), Err(Unpackable::OtherProfile));
    }
    assert_eq!(packed.replace(1, &second.input(&profile)), Err(Unpackable::NoPlan(1)));
    let mismatch = Err(Unpackable::Unscorable(Unscorable::SchemeMismatch { profile: other.execution_weight, plan }));
    assert_eq!(Packed::new(&other).push(&first.input(&other)), mismatch);

    assert_eq!((packed.len(), packed.scores().collect()), (1, scores));
    assert_eq!((packed.score(1), packed.rows(1).is_none()), (None, true));
}
