//! Many plans in a few arrays, scored again in one pass: a region in one month under one profile.
//!
//! An indicator is 24 bytes. Where its score is a share of its weight by the formula of its sign, the target and the
//! actual are there and the kernel computes the score anew each time. Any other row is there with its points: those of
//! other methods, of texts and dates, judged, overridden, without a target above nought. What was not reported or does
//! not apply has none. Sums are those of [`Totals`](crate::scorecard::Totals), exactly.

mod arrays;
mod code;
mod plan;
mod row;
mod score;

use std::mem::size_of;

pub use arrays::Rows;
pub use code::Code;
pub use score::PlanScore;

use crate::Profile;
use crate::scorecard::{Input, Scorecard, Unscorable};
use arrays::{Arrays, reserve};
use plan::Plan;
use row::Row;

/// Plans of a region in one month under one profile.
#[derive(Clone, Debug)]
pub struct Packed {
    profile: Profile,
    arrays: Arrays,
    plans: Vec<Plan>,
    /// Rows that no plan uses any more.
    unused: usize,
}

/// Why a plan cannot be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unpackable {
    /// It cannot be scored.
    #[error(transparent)]
    Unscorable(#[from] Unscorable),
    /// The profile is not that of the other plans.
    #[error("the plan is scored under another profile than the others")]
    OtherProfile,
    /// No plan has this index.
    #[error("there is no plan {0}")]
    NoPlan(usize),
}

impl Packed {
    /// No plans yet.
    pub fn new(profile: &Profile) -> Self {
        Self::with_room(profile, 0, 0)
    }

    /// No plans yet, with room for so many and so many indicators in all.
    pub fn with_room(profile: &Profile, plans: usize, rows: usize) -> Self {
        let (arrays, plans) = (Arrays::with_room(rows), Vec::with_capacity(plans));
        Self { profile: profile.clone(), arrays, plans, unused: 0 }
    }

    /// Scores a plan and puts it behind the others; its index.
    pub fn push(&mut self, input: &Input<'_>) -> Result<usize, Unpackable> {
        let card = self.scored(input)?;
        Ok(self.push_scored(&card))
    }

    /// Puts a plan behind the others, of which the scorecard is at hand; its index. The scorecard must be one under the
    /// profile.
    pub fn push_scored(&mut self, card: &Scorecard) -> usize {
        let plan = self.at_the_end(card);
        reserve(&mut self.plans, 1);
        self.plans.push(plan);
        self.plans.len() - 1
    }

    /// Scores a plan and puts it in the place of the one with that index. On an error nothing has changed.
    pub fn replace(&mut self, index: usize, input: &Input<'_>) -> Result<(), Unpackable> {
        let card = self.scored(input)?;
        self.replace_scored(index, &card)
    }

    /// Puts a plan in the place of the one with that index, by its scorecard under the profile. On an error nothing has
    /// changed.
    pub fn replace_scored(&mut self, index: usize, card: &Scorecard) -> Result<(), Unpackable> {
        let old = *self.plans.get(index).ok_or(Unpackable::NoPlan(index))?;
        let new = if card.rows().count() <= old.room {
            self.in_place(old, card)
        } else {
            self.unused += old.room;
            self.at_the_end(card)
        };
        if let Some(plan) = self.plans.get_mut(index) {
            *plan = new;
        }
        if self.unused > self.arrays.len() / 4 {
            self.compact();
        }
        Ok(())
    }

    /// The profile.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// How many plans there are.
    pub fn len(&self) -> usize {
        self.plans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }

    /// The rows of a plan, in plan order.
    pub fn rows(&self, index: usize) -> Option<Rows<'_>> {
        self.plans.get(index).map(|plan| self.arrays.rows(plan.first, plan.rows))
    }

    /// The score of a plan.
    pub fn score(&self, index: usize) -> Option<PlanScore> {
        self.plans.get(index).map(|plan| self.of(plan))
    }

    /// The scores of all plans, by index.
    pub fn scores(&self) -> impl ExactSizeIterator<Item = PlanScore> + '_ {
        self.plans.iter().map(|plan| self.of(plan))
    }

    /// Bytes of memory that the arrays take, with the room they keep.
    pub fn bytes(&self) -> usize {
        self.arrays.bytes() + self.plans.capacity() * size_of::<Plan>()
    }

    fn of(&self, plan: &Plan) -> PlanScore {
        PlanScore::of(plan, self.arrays.rows(plan.first, plan.rows), self.profile.rounding)
    }

    fn scored(&self, input: &Input<'_>) -> Result<Scorecard, Unpackable> {
        if *input.profile != self.profile {
            return Err(Unpackable::OtherProfile);
        }
        Ok(Scorecard::compute(input)?)
    }

    fn at_the_end(&mut self, card: &Scorecard) -> Plan {
        let first = self.arrays.len();
        self.arrays.reserve(card.rows().count());
        let mut beyond = 0;
        for row in card.rows() {
            let (row, more) = Row::of(row);
            self.arrays.push(row);
            beyond += more;
        }
        Plan::of(card, (first, self.arrays.len() - first), beyond)
    }

    fn in_place(&mut self, old: Plan, card: &Scorecard) -> Plan {
        let mut beyond = 0;
        for (place, row) in (old.first..).zip(card.rows()) {
            let (row, more) = Row::of(row);
            self.arrays.set(place, row);
            beyond += more;
        }
        Plan::of(card, (old.first, old.room), beyond)
    }

    /// Puts the rows in the order of the plans, and drops those that no plan uses.
    fn compact(&mut self) {
        let mut arrays = Arrays::with_room(self.plans.iter().map(|plan| plan.rows).sum());
        for plan in &mut self.plans {
            let first = arrays.len();
            arrays.extend(self.arrays.rows(plan.first, plan.rows));
            (plan.first, plan.room) = (first, plan.rows);
        }
        (self.arrays, self.unused) = (arrays, 0);
    }
}
