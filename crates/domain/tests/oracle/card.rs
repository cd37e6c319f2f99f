//! A whole scorecard.

use std::collections::BTreeMap;

use jixiao_domain::scorecard::Plausibility;
use jixiao_domain::scoring::Outcome;
use jixiao_domain::{
    ActualRecord, ExecutionRecord, Grade, Indicator, IndicatorId, Judgement, Level1, NotApplicableRule, Period,
    PlanContent, Points, Profile,
};
use num_rational::BigRational;
use num_traits::ToPrimitive;

use crate::exact::{money, nought, one, points, rounded, whole};
use crate::row::{self, Expected};

/// What there is to score.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) plan: PlanContent,
    pub(crate) profile: Profile,
    /// Of all periods and revisions, in any order.
    pub(crate) records: Vec<ActualRecord>,
    pub(crate) executions: Vec<ExecutionRecord>,
    pub(crate) judgements: Vec<Judgement>,
    pub(crate) as_of: Period,
}

/// What comes out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// By id: weight, what was moved to it, and what became of it.
    pub(crate) rows: BTreeMap<IndicatorId, (Points, Points, Expected)>,
    pub(crate) execution: (Points, Outcome, Option<Points>),
    pub(crate) totals: Totals,
    /// The test, s and R, out of a hundred.
    pub(crate) plausible: (Plausibility, Option<String>, Option<String>),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) points: Points,
    pub(crate) weight_covered: Points,
    pub(crate) applicable_weight: Points,
    pub(crate) lowest: Points,
    pub(crate) highest: Points,
    pub(crate) total: Option<Points>,
    pub(crate) grade: Option<Grade>,
    pub(crate) unit_total: Option<Points>,
    pub(crate) counts: BTreeMap<Outcome, (usize, Points)>,
    pub(crate) missing: Vec<IndicatorId>,
    pub(crate) execution_missing: bool,
}

pub(crate) fn card(world: &World) -> Card {
    let weight = world.profile.execution_weight;
    let record = latest(world, &world.executions, |record| record.reported.period, |record| record.reported.revision);
    let (outcome, score) = execution(world, record, weight);
    let plain = |indicator: &Indicator| (indicator.weight.unwrap(), Points::ZERO);
    let mut weights: Vec<(Points, Points)> = world.plan.indicators().iter().map(plain).collect();
    if world.profile.not_applicable == NotApplicableRule::Move {
        let freed = if outcome == Outcome::NotApplicable { weight } else { Points::ZERO };
        move_weights(world, freed, &mut weights);
    }
    let scored = world.plan.indicators().iter().zip(&weights);
    let rows: Vec<_> = scored
        .map(|(indicator, (weight, moved))| (indicator, *weight, *moved, one_row(world, indicator, *weight)))
        .collect();
    let mut items: Vec<Item> = rows.iter().map(|(_, weight, _, row)| Item::of(row, *weight)).collect();
    items.push(Item { outcome, weight, score, unit_score: score });
    let missing = rows.iter().filter(|(_, weight, _, row)| Item::of(row, *weight).is_missing());
    let missing = missing.map(|(indicator, ..)| indicator.id.clone()).collect();
    let indicators = &items[..rows.len()];
    Card {
        plausible: plausible(world, indicators, record.filter(|_| outcome != Outcome::NotApplicable)),
        totals: totals(world, &items, missing),
        execution: (weight, outcome, score),
        rows: rows.into_iter().map(|(it, weight, moved, row)| (it.id.clone(), (weight, moved, row))).collect(),
    }
}

fn one_row(world: &World, indicator: &Indicator, weight: Points) -> Expected {
    let own: Vec<_> = world.records.iter().filter(|record| record.actual.indicator == indicator.id).cloned().collect();
    let actual = latest(world, &own, |record| record.reported.period, |record| record.reported.revision);
    row::row(&row::Row { profile: &world.profile, indicator, weight, actual, judgements: &world.judgements })
}

/// The newest revision of the latest period not after the one in question.
fn latest<'a, T>(world: &World, all: &'a [T], period: fn(&T) -> Period, revision: fn(&T) -> i64) -> Option<&'a T> {
    let in_time = all.iter().filter(|record| period(record) <= world.as_of);
    in_time.max_by_key(|record| (period(record), revision(record)))
}

fn execution(world: &World, record: Option<&ExecutionRecord>, weight: Points) -> (Outcome, Option<Points>) {
    let Some(record) = record else { return (Outcome::NotReported, None) };
    let amounts = record.report.total();
    let budget = money(amounts.adjusted.unwrap_or(amounts.initial));
    if budget == nought() {
        return (Outcome::NotApplicable, None);
    }
    let exact = points(weight) * (money(amounts.executed) / budget).min(one());
    (Outcome::Scored, Some(rounded(&exact, world.profile.rounding)))
}

/// The weight of rows that do not apply goes to the same level 1, else to effect, else to all.
fn move_weights(world: &World, execution: Points, weights: &mut [(Points, Points)]) {
    let indicators = world.plan.indicators();
    let own: Vec<Points> = weights.iter().map(|(weight, _)| *weight).collect();
    let applies: Vec<bool> = indicators
        .iter()
        .zip(&own)
        .map(|(indicator, weight)| one_row(world, indicator, *weight).outcome != Outcome::NotApplicable)
        .collect();
    let mut sources = vec![(None, execution)];
    for level1 in Level1::ALL {
        let freed = (0..own.len()).filter(|place| !applies[*place] && indicators[*place].level1 == level1);
        sources.push((Some(level1), freed.map(|place| own[place]).sum()));
    }
    for (level1, freed) in sources {
        let able = |wanted: Option<Level1>| -> Vec<usize> {
            let applying = (0..own.len()).filter(|place| applies[*place] && own[*place] > Points::ZERO);
            applying.filter(|place| wanted.is_none_or(|level1| indicators[*place].level1 == level1)).collect()
        };
        let mut receivers = level1.map_or(vec![], |level1| able(Some(level1)));
        for wanted in [Some(Level1::Effect), None] {
            if receivers.is_empty() {
                receivers = able(wanted);
            }
        }
        let shares: Vec<Points> = receivers.iter().map(|place| own[*place]).collect();
        for (place, part) in receivers.iter().zip(largest_remainder(freed, &shares)) {
            let (weight, moved) = weights[*place];
            weights[*place] = (weight + part, moved + part);
        }
    }
}

/// Parts pro rata, to a hundredth; what is left goes to the largest remainders, of equal ones to the earlier.
fn largest_remainder(whole_of_it: Points, shares: &[Points]) -> Vec<Points> {
    let sum = shares.iter().fold(nought(), |sum, share| sum + points(*share));
    let exact: Vec<BigRational> =
        shares.iter().map(|share| points(whole_of_it) * points(*share) / &sum * whole(100)).collect();
    let mut parts: Vec<u32> = exact.iter().map(|part| part.to_integer().to_u32().unwrap()).collect();
    let remainder: Vec<BigRational> = exact.iter().map(|part| part - part.floor()).collect();
    let mut given = vec![false; shares.len()];
    while !shares.is_empty() && parts.iter().sum::<u32>() < whole_of_it.hundredths() {
        let mut best = None;
        for place in (0..shares.len()).filter(|place| !given[*place]) {
            if best.is_none_or(|best: usize| remainder[place] > remainder[best]) {
                best = Some(place);
            }
        }
        given[best.unwrap()] = true;
        parts[best.unwrap()] += 1;
    }
    parts.into_iter().map(Points::from_hundredths).collect()
}

/// A row, as the sums see it.
struct Item {
    outcome: Outcome,
    weight: Points,
    score: Option<Points>,
    unit_score: Option<Points>,
}

impl Item {
    fn of(row: &Expected, weight: Points) -> Self {
        Self { outcome: row.outcome, weight, score: row.score, unit_score: row.unit_score }
    }

    fn applies(&self) -> bool {
        self.outcome != Outcome::NotApplicable
    }

    fn is_missing(&self) -> bool {
        self.applies() && self.score.is_none()
    }
}

fn totals(world: &World, items: &[Item], missing: Vec<IndicatorId>) -> Totals {
    let points_so_far: Points = items.iter().filter_map(|item| item.score).sum();
    let applicable_weight: Points = items.iter().filter(|item| item.applies()).map(|item| item.weight).sum();
    let out_of_a_hundred = |sum: Points| {
        let has_weight = applicable_weight > Points::ZERO;
        has_weight.then(|| rounded(&(whole(100) * points(sum) / points(applicable_weight)), world.profile.rounding))
    };
    let waiting: Points = items.iter().filter(|item| item.is_missing()).map(|item| item.weight).sum();
    let is_complete = items.iter().all(|item| !item.is_missing());
    let total = if is_complete { out_of_a_hundred(points_so_far) } else { None };
    let has_unit = items.iter().filter(|item| item.applies()).all(|item| item.unit_score.is_some());
    let unit: Points = items.iter().filter(|item| item.applies()).filter_map(|item| item.unit_score).sum();
    let mut counts = BTreeMap::new();
    for item in items {
        let (rows, weight) = counts.entry(item.outcome).or_insert((0, Points::ZERO));
        (*rows, *weight) = (*rows + 1, *weight + item.weight);
    }
    Totals {
        points: points_so_far,
        weight_covered: items.iter().filter(|item| item.score.is_some()).map(|item| item.weight).sum(),
        applicable_weight,
        lowest: out_of_a_hundred(points_so_far).unwrap_or_default(),
        highest: out_of_a_hundred(points_so_far + waiting).unwrap_or_default(),
        total,
        grade: total.map(|total| grade(&world.profile, total)),
        unit_total: if has_unit { out_of_a_hundred(unit) } else { None },
        counts,
        missing,
        execution_missing: items.last().is_some_and(Item::is_missing),
    }
}

fn grade(profile: &Profile, total: Points) -> Grade {
    let [excellent, good, fair] = profile.grades.map(|(_, lowest)| lowest);
    if total >= excellent {
        Grade::Excellent
    } else if total >= good {
        Grade::Good
    } else if total >= fair {
        Grade::Fair
    } else {
        Grade::Poor
    }
}

fn plausible(
    world: &World,
    indicators: &[Item],
    execution: Option<&ExecutionRecord>,
) -> (Plausibility, Option<String>, Option<String>) {
    let scored = || indicators.iter().filter(|item| item.score.is_some());
    let weight = scored().fold(nought(), |sum, item| sum + points(item.weight));
    let earned = scored().filter_map(|item| item.score).fold(nought(), |sum, score| sum + points(score));
    let s = (weight > nought()).then(|| earned / weight);
    let r = execution.map(|record| {
        let amounts = record.report.total();
        money(amounts.executed) / money(amounts.adjusted.unwrap_or(amounts.initial))
    });
    let result = match (&s, &r) {
        (Some(s), Some(r)) if *s > nought() => {
            let is_far = (s - r) / s > points(world.profile.plausible_excess);
            if is_far { Plausibility::Implausible } else { Plausibility::Plausible }
        }
        _ => Plausibility::NotTested,
    };
    let percent = |share: BigRational| (share * whole(100)).to_string();
    (result, s.map(percent), r.map(percent))
}
