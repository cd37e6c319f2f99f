//! Weights after a merge.

use std::collections::HashMap;

use super::{Conflict, Sides};
use crate::plan::check_sum;
use crate::plan_item::{Item, scheme_text};
use crate::{Indicator, IndicatorId, Points, SchemeRef};

/// The weights that were merged.
pub(super) struct Weights<'a> {
    pub(super) schemes: Sides<Option<&'a SchemeRef>>,
    pub(super) indicators: Sides<&'a [Indicator]>,
}

impl Weights<'_> {
    /// Whether merged weights are those of one side, or at least satisfy the rules. A draft may hold weights that do
    /// not sum up yet; a merge only must not make some.
    pub(super) fn fit(&self, scheme: Option<&SchemeRef>, merged: &[Indicator]) -> bool {
        let weights = by_id(merged);
        let (schemes, indicators) = (&self.schemes, &self.indicators);
        let is_of_one_side = (scheme == schemes.typed && weights == by_id(indicators.typed))
            || (scheme == schemes.present && weights == by_id(indicators.present));
        is_of_one_side
            || match scheme {
                None => merged.iter().all(|i| i.weight.is_none()),
                Some(scheme) => merged.iter().all(|i| i.weight.is_some()) && check_sum(scheme, merged).is_ok(),
            }
    }

    /// Says that the weights were dropped, and which of them were typed.
    pub(super) fn report(&self, of_plan: &mut Vec<Conflict>, of_indicators: &mut Vec<Conflict>) {
        of_plan.retain(|c| c.path != "weight_scheme");
        of_plan.push(Conflict::of("weight_scheme".to_owned(), self.schemes.map(|s| s.map(scheme_text))));

        of_indicators.retain(|c| !c.path.ends_with(".weight"));
        let weights = self.indicators.map(by_id);
        for id in self.indicators.typed.iter().map(|i| &i.id) {
            let Sides { base, typed, present } =
                Sides { base: &weights.base, typed: &weights.typed, present: &weights.present }
                    .map(|weights| weights.get(id).copied().flatten());
            if typed.is_some() && typed != base {
                let sides = Sides { base, typed, present }.map(|weight| weight.map(|w| w.to_string()));
                of_indicators.push(Conflict::of(format!("{}.weight", Indicator::path_of(id)), sides));
            }
        }
    }
}

fn by_id(indicators: &[Indicator]) -> HashMap<&IndicatorId, Option<Points>> {
    indicators.iter().map(|i| (&i.id, i.weight)).collect()
}
