//! What holds for every plan, profile and report, whatever the rules say in detail.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use jixiao_domain::scorecard::Scorecard;
use jixiao_domain::scoring::{NumberScore, Numbers, Outcome, Rule, score_number};
use jixiao_domain::{
    Decimal, EqualRule, Grade, Indicator, Method, NotApplicableRule, PlanContent, Points, Profile, Sign,
};

use crate::card::World;
use crate::random::{Random, seed};
use crate::rows::some_method;
use crate::scorecards::{as_a_card, scored};
use crate::values::{actual_value, profile, sign, target_value, weight};
use crate::world::world;

const WORLDS: u64 = 1_000;
const PAIRS: u64 = 10_000;

/// Which case it is; printed only where a law is broken.
struct Said<'a, T>(u64, u64, &'a T);

impl<T: fmt::Debug> fmt::Display for Said<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(seed, round, case) = self;
        write!(f, "seed {seed} round {round}: {case:?}")
    }
}

fn each_world(mut law: impl FnMut(&mut Random, &World, &Scorecard, &Said<'_, World>)) {
    let seed = seed();
    for round in 0..WORLDS {
        let random = &mut Random::of(seed, round);
        let rule = random.pick(&[NotApplicableRule::Rescale, NotApplicableRule::Move]);
        let world = world(random, rule);
        let card = scored(&world).unwrap();
        law(random, &world, &card, &Said(seed, round, &world));
    }
}

/// Otherwise the laws would say little.
#[test]
fn every_outcome_rule_flag_and_grade_occurs() {
    const RULES: [Rule; 15] = [
        Rule::Floor,
        Rule::EqualAtLeast,
        Rule::EqualExact,
        Rule::CapLinear,
        Rule::CapRatio,
        Rule::MetOrNothing,
        Rule::Deadline,
        Rule::Window,
        Rule::Threshold,
        Rule::YesNo,
        Rule::Steps,
        Rule::Deduction,
        Rule::Checklist,
        Rule::Judgement,
        Rule::Manual,
    ];
    let (mut rules, mut grades, mut plausible) = (HashSet::new(), HashSet::new(), HashSet::new());
    let (mut outcomes, mut flags) = (BTreeSet::new(), BTreeSet::new());
    let (mut moved, mut unit_totals) = (0, 0);
    each_world(|_, _, card, _| {
        for row in card.rows() {
            rules.insert(row.score.trace.rule);
            outcomes.insert(row.score.outcome);
            flags.extend(row.score.flags.iter().copied());
            moved += usize::from(row.moved > Points::ZERO);
        }
        rules.insert(card.totals.trace.rule);
        grades.extend(card.totals.grade);
        plausible.insert(card.plausible.result);
        unit_totals += usize::from(card.totals.unit_total.is_some());
    });
    assert_eq!(RULES.iter().find(|rule| !rules.contains(rule)), None);
    assert!(rules.contains(&Rule::Rescale) && rules.contains(&Rule::Sum));
    assert_eq!(outcomes.len(), Outcome::ALL.len());
    assert_eq!((flags.len(), grades.len(), plausible.len()), (3, Grade::ALL.len(), 3));
    assert!(moved > 0 && unit_totals > 0);
}

#[test]
fn points_lie_between_nought_and_the_weight_and_totals_in_their_span() {
    each_world(|_, _, card, said| {
        for row in card.rows() {
            assert!(row.score.score.is_none_or(|score| score <= row.weight), "{said}");
            assert!(row.score.unit_score.is_none_or(|score| score <= row.weight), "{said}");
        }
        assert!(card.execution.score.score.is_none_or(|score| score <= card.execution.weight), "{said}");
        let totals = &card.totals;
        assert!(totals.lowest <= totals.highest && totals.highest <= Points::HUNDRED, "{said}");
        assert!(totals.points <= totals.weight_covered, "{said}");
        assert!(totals.weight_covered <= totals.applicable_weight, "{said}");
        assert!(totals.applicable_weight <= Points::HUNDRED, "{said}");
        assert!(totals.total.is_none_or(|total| total == totals.lowest && total == totals.highest), "{said}");
        assert!(totals.unit_total.is_none_or(|total| total <= Points::HUNDRED), "{said}");
        assert_eq!(totals.grade.is_some(), totals.total.is_some(), "{said}");
    });
}

#[test]
fn sums_are_those_of_the_printed_rows_and_rows_those_of_their_traces() {
    each_world(|_, world, card, said| {
        for goal in &card.goals {
            assert_eq!(goal.points(), goal.rows.iter().filter_map(|row| row.score.score).sum(), "{said}");
            assert!(goal.rows.iter().all(|row| row.indicator.goal == goal.goal.number), "{said}");
        }
        let of_goals: Points = card.goals.iter().map(|goal| goal.points()).sum();
        let execution = card.execution.score.score.unwrap_or_default();
        assert_eq!(of_goals + execution, card.totals.points, "{said}");
        for row in card.rows() {
            let computed = row.score.computed.map_or(row.score.score, |computed| computed.score);
            assert_eq!(row.score.trace.result, computed, "{said}");
        }
        let rows = card.totals.counts.iter().map(|count| count.rows).sum::<usize>();
        assert_eq!(rows, world.plan.indicators().len() + 1, "{said}");
        assert_eq!(card.rows().count() + 1, rows, "{said}");
    });
}

#[test]
fn whatever_is_moved_was_free() {
    each_world(|_, _, card, said| {
        let moved: Points = card.rows().map(|row| row.moved).sum();
        let free = card.rows().filter(|row| row.score.outcome == Outcome::NotApplicable).map(|row| row.weight);
        let execution = Some(card.execution.weight).filter(|_| card.execution.score.outcome == Outcome::NotApplicable);
        let free: Points = free.chain(execution).sum();
        assert!(moved == free || moved == Points::ZERO, "{said}");
        if moved > Points::ZERO {
            assert_eq!(card.totals.applicable_weight, Points::HUNDRED, "{said}");
        }
    });
}

#[test]
fn the_order_of_the_indicators_changes_neither_row_nor_total() {
    each_world(|random, world, card, said| {
        if world.profile.not_applicable == NotApplicableRule::Move {
            return;
        }
        let mut indicators: Vec<Indicator> = world.plan.indicators().to_vec();
        random.shuffle(&mut indicators);
        let (title, scheme) = (world.plan.department_title().clone(), world.plan.scheme().cloned());
        let (tasks, goals) = (world.plan.tasks().to_vec(), world.plan.goals().to_vec());
        let plan = PlanContent::assemble(title, scheme, tasks, goals, indicators).unwrap();
        let other = scored(&World { plan, ..world.clone() }).unwrap();
        let (mut one, mut other) = (as_a_card(card), as_a_card(&other));
        one.totals.missing.sort();
        other.totals.missing.sort();
        assert_eq!(one, other, "{said}");
    });
}

#[test]
fn the_order_of_records_and_judgements_changes_nothing() {
    each_world(|random, world, card, said| {
        let mut other = world.clone();
        random.shuffle(&mut other.records);
        random.shuffle(&mut other.executions);
        random.shuffle(&mut other.judgements);
        assert_eq!(&scored(&other).unwrap(), card, "{said}");
    });
}

#[test]
fn equal_input_gives_an_equal_card() {
    each_world(|_, world, card, said| assert_eq!(&scored(&world.clone()).unwrap(), card, "{said}"));
}

/// Two actuals of the same target, the smaller first.
fn pair(random: &mut Random, profile: &Profile, sign: Sign, method: &Method) -> [NumberScore; 2] {
    let target = target_value(random).max(Decimal::from_millionths(1).unwrap());
    let weight = weight(random);
    let (one, other) = (actual_value(random, profile, method, target), actual_value(random, profile, method, target));
    [one.min(other), one.max(other)]
        .map(|actual| score_number(profile, method, Numbers { sign, target, actual, weight }))
}

#[test]
fn with_a_target_above_nought_more_is_never_worse_for_a_floor_nor_better_for_a_cap() {
    let seed = seed();
    for round in 0..PAIRS {
        let random = &mut Random::of(seed, round);
        let sign = sign(random);
        let method = some_method(random, sign);
        let profile = Profile { equal: EqualRule::AtLeast, ..profile(random, Points::ZERO) };
        let [less, more] = pair(random, &profile, sign, &method);
        let is_cap = matches!(sign, Sign::LessThan | Sign::AtMost);
        let (worse, better) = if is_cap { (more, less) } else { (less, more) };
        let case = (sign, &method, &profile);
        let said = Said(seed, round, &case);
        assert!(worse.score.is_some() && worse.score <= better.score, "{worse:?} {better:?} {said}");
        assert!(worse.met <= better.met, "{worse:?} {better:?} {said}");
        assert!(less.over_achieved <= more.over_achieved, "{less:?} {more:?} {said}");
    }
}
