//! Weight schemes and the allocation of weights.

use std::borrow::Cow;

use crate::{Family, PlanContent, Points, SchemeId, Text, WeightsDoNotSum};

/// The scheme a plan's weights were made with, as its version stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeRef {
    /// Its id.
    pub id: SchemeId,
    /// Points of the execution row.
    pub execution_weight: Points,
}

/// How the 100 points are shared. Execution and shares sum to 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightScheme {
    /// Its id.
    pub id: Cow<'static, str>,
    /// The document it follows.
    pub source: Cow<'static, str>,
    /// Points of the execution row.
    pub execution: Points,
    /// Share of output indicators.
    pub output: Points,
    /// Share of effect indicators.
    pub effect: Points,
    /// Share of satisfaction indicators; `None` where they count as effect.
    pub satisfaction: Option<Points>,
    /// Share of cost indicators; `None` where they count as output.
    pub cost: Option<Points>,
}

/// The points of a scheme, before it is known that they sum to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Points of the execution row; may be nought.
    pub execution: Points,
    /// Share of output indicators.
    pub output: Points,
    /// Share of effect indicators.
    pub effect: Points,
    /// Share of satisfaction indicators; `None` where they count as effect.
    pub satisfaction: Option<Points>,
    /// Share of cost indicators; `None` where they count as output.
    pub cost: Option<Points>,
}

/// Why points make no scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadShares {
    /// The share of that family is nought: a plan with indicators of that family alone could not be weighed.
    Nought(Family),
    /// The shares do not sum to 100 less the points of the execution row.
    DoNotSum(WeightsDoNotSum),
}

/// A plan without indicators has nothing that could bear the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan has no indicators to weigh")]
pub struct NothingToWeigh;

const fn whole(points: u32) -> Points {
    Points::from_hundredths(points * 100)
}

static BUILT_IN: [WeightScheme; 3] = [
    WeightScheme {
        id: Cow::Borrowed("cn-2020"),
        source: Cow::Borrowed("财预〔2020〕10号"),
        execution: whole(10),
        output: whole(50),
        effect: whole(30),
        satisfaction: Some(whole(10)),
        cost: None,
    },
    WeightScheme {
        id: Cow::Borrowed("cn-2021-cost"),
        source: Cow::Borrowed("财预〔2021〕101号"),
        execution: whole(10),
        output: whole(40),
        effect: whole(20),
        satisfaction: Some(whole(10)),
        cost: Some(whole(20)),
    },
    WeightScheme {
        id: Cow::Borrowed("hubei"),
        source: Cow::Borrowed("湖北省"),
        execution: whole(20),
        output: whole(40),
        effect: whole(40),
        satisfaction: None,
        cost: None,
    },
];

impl WeightScheme {
    /// The scheme of plans that name none.
    pub const DEFAULT: &'static str = "cn-2020";

    /// A scheme that is not built in.
    pub fn new(id: &SchemeId, source: &Text<200>, shares: Shares) -> Result<Self, BadShares> {
        let Shares { execution, output, effect, satisfaction, cost } = shares;
        let of_families = [
            (Family::Output, Some(output)),
            (Family::Effect, Some(effect)),
            (Family::Satisfaction, satisfaction),
            (Family::Cost, cost),
        ];
        if let Some((family, _)) = of_families.iter().find(|(_, share)| *share == Some(Points::ZERO)) {
            return Err(BadShares::Nought(*family));
        }
        let sum: Points = of_families.iter().filter_map(|(_, share)| *share).sum();
        let expected = Points::HUNDRED - execution;
        if sum != expected {
            return Err(BadShares::DoNotSum(WeightsDoNotSum { sum, expected }));
        }
        let (id, source) = (Cow::Owned(id.to_string()), Cow::Owned(source.to_string()));
        Ok(Self { id, source, execution, output, effect, satisfaction, cost })
    }

    /// The built-in schemes, by id.
    pub fn built_in() -> &'static [WeightScheme] {
        &BUILT_IN
    }

    /// The built-in scheme with that id.
    pub fn find(id: &SchemeId) -> Option<&'static WeightScheme> {
        BUILT_IN.iter().find(|s| s.id == id.as_str())
    }

    /// The family whose share an indicator of `family` draws from.
    fn pool(&self, family: Family) -> Family {
        match family {
            Family::Cost if self.cost.is_none() => Family::Output,
            Family::Satisfaction if self.satisfaction.is_none() => Family::Effect,
            other => other,
        }
    }

    /// Gives every indicator a weight, in plan order: each family's share spread equally, to 0.01, by
    /// largest remainder, ties to the earlier. The weights sum exactly to 100 less the execution weight.
    pub fn allocate(&self, plan: &PlanContent) -> Result<Vec<Points>, NothingToWeigh> {
        let pools: Vec<Family> = plan.indicators().iter().map(|i| self.pool(i.family())).collect();
        let mut weights = vec![Points::ZERO; pools.len()];
        for (family, share) in self.shares_of_present(&pools)? {
            let members = pools.iter().filter(|p| **p == family).count();
            let parts = apportion(share, &vec![1; members]);
            let slots = pools.iter().zip(&mut weights).filter(|(pool, _)| **pool == family);
            for ((_, weight), part) in slots.zip(parts) {
                *weight = part;
            }
        }
        Ok(weights)
    }

    /// The shares of the families that have indicators, after the absent ones gave theirs away: an
    /// absent satisfaction share goes to effect, any other pro rata to the families present.
    fn shares_of_present(&self, pools: &[Family]) -> Result<Vec<(Family, Points)>, NothingToWeigh> {
        let is_present = |family: Family| pools.contains(&family);
        let mut effect = self.effect;
        let mut satisfaction = self.satisfaction.unwrap_or_default();
        if !is_present(Family::Satisfaction) && is_present(Family::Effect) {
            effect = effect + satisfaction;
            satisfaction = Points::ZERO;
        }
        let present: Vec<(Family, Points)> = [
            (Family::Output, self.output),
            (Family::Effect, effect),
            (Family::Satisfaction, satisfaction),
            (Family::Cost, self.cost.unwrap_or_default()),
        ]
        .into_iter()
        .filter(|(family, _)| is_present(*family))
        .collect();
        if present.is_empty() {
            return Err(NothingToWeigh);
        }
        let ratios: Vec<u32> = present.iter().map(|(_, share)| share.hundredths()).collect();
        let shares = apportion(Points::HUNDRED - self.execution, &ratios);
        Ok(present.into_iter().map(|(family, _)| family).zip(shares).collect())
    }

    /// As a plan version stores it.
    pub fn reference(&self) -> Option<SchemeRef> {
        Some(SchemeRef { id: self.id.parse().ok()?, execution_weight: self.execution })
    }
}

/// Spreads `total` in the given ratios, to 0.01, by largest remainder; ties go to the earlier. The
/// parts sum exactly to the total, unless there is nothing to spread on.
pub(crate) fn apportion(total: Points, ratios: &[u32]) -> Vec<Points> {
    let whole: u64 = ratios.iter().map(|r| u64::from(*r)).sum();
    if whole == 0 {
        return vec![Points::ZERO; ratios.len()];
    }
    let exact = |ratio: &u32| u64::from(total.hundredths()) * u64::from(*ratio);
    let mut parts: Vec<u64> = ratios.iter().map(|r| exact(r) / whole).collect();
    let left = u64::from(total.hundredths()).saturating_sub(parts.iter().sum());
    let mut by_remainder: Vec<usize> = (0..ratios.len()).collect();
    by_remainder.sort_by_key(|place| std::cmp::Reverse(ratios.get(*place).map(|r| exact(r) % whole)));
    for place in by_remainder.into_iter().zip(0..left).map(|(place, _)| place) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    parts.into_iter().map(|p| Points::from_hundredths(u32::try_from(p).unwrap_or(u32::MAX))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Goal, Indicator, IndicatorId, Level1, Level2, Target, Text};

    fn plan(levels: &[(Level1, Level2)]) -> PlanContent {
        let text = || Text::parse("提高").unwrap();
        let indicators = levels.iter().enumerate().map(|(place, (level1, level2))| Indicator {
            id: IndicatorId::numbered(place + 1),
            goal: 1,
            level1: *level1,
            level2: *level2,
            name: Text::parse("指标").unwrap(),
            target: Target::Qualitative { text: text() },
            weight: None,
            line: None,
            accumulation: None,
            library: None,
            method: None,
        });
        let goal = Goal { number: 1, text: text(), tasks: vec![] };
        PlanContent::assemble(Text::parse("部门").unwrap(), None, vec![], vec![goal], indicators.collect()).unwrap()
    }

    fn of_families(output: usize, effect: usize, satisfaction: usize) -> PlanContent {
        let mut levels = vec![(Level1::Output, Level2::Quantity); output];
        levels.extend(vec![(Level1::Effect, Level2::SocialEffect); effect]);
        levels.extend(vec![(Level1::Satisfaction, Level2::Satisfaction); satisfaction]);
        plan(&levels)
    }

    fn scheme(id: &str) -> &'static WeightScheme {
        WeightScheme::find(&id.parse().unwrap()).unwrap()
    }

    /// A built-in scheme or one of random shares.
    fn any_scheme() -> impl Strategy<Value = WeightScheme> {
        let built_in = prop::sample::select(WeightScheme::built_in());
        let cuts = (prop::collection::btree_set(1..10_000u32, 4), any::<(bool, bool)>());
        let own = cuts.prop_map(|(cuts, (has_satisfaction, has_cost))| {
            let bounds: Vec<u32> = [0].into_iter().chain(cuts).chain([10_000]).collect();
            let parts: Vec<Points> = bounds.windows(2).map(|w| Points::from_hundredths(w[1] - w[0])).collect();
            let absent = |part: Points, is_there: bool| if is_there { Points::ZERO } else { part };
            let shares = Shares {
                execution: parts[0],
                output: parts[1] + absent(parts[3], has_satisfaction),
                effect: parts[2] + absent(parts[4], has_cost),
                satisfaction: has_satisfaction.then_some(parts[3]),
                cost: has_cost.then_some(parts[4]),
            };
            WeightScheme::new(&"own".parse().unwrap(), &Text::parse("文件").unwrap(), shares).unwrap()
        });
        prop_oneof![built_in, own]
    }

    fn points(text: &str) -> Points {
        text.parse().unwrap()
    }

    #[test]
    fn every_scheme_shares_exactly_a_hundred() {
        for scheme in WeightScheme::built_in() {
            let shares =
                [Some(scheme.execution), Some(scheme.output), Some(scheme.effect), scheme.satisfaction, scheme.cost];
            assert_eq!(shares.into_iter().flatten().sum::<Points>(), Points::HUNDRED, "{}", scheme.id);
        }
    }

    #[test]
    fn a_scheme_of_ones_own_sums_to_a_hundred_and_leaves_no_family_without_points() {
        let own = |execution: &str, output: &str, effect: &str, satisfaction: Option<&str>, cost: Option<&str>| {
            let [execution, output, effect] = [execution, output, effect].map(points);
            let shares =
                Shares { execution, output, effect, satisfaction: satisfaction.map(points), cost: cost.map(points) };
            WeightScheme::new(&"own".parse().unwrap(), &Text::parse("津财绩效〔2023〕1号").unwrap(), shares)
        };
        assert_eq!(own("0", "40", "60", None, None).unwrap().output, points("40"));
        assert!(own("20.01", "39.99", "20", Some("10"), Some("10")).is_ok());
        let sum = |sum, expected| BadShares::DoNotSum(WeightsDoNotSum { sum: points(sum), expected: points(expected) });
        assert_eq!(own("10", "50", "30", None, None), Err(sum("80", "90")));
        assert_eq!(own("10", "50", "30", Some("10.01"), None), Err(sum("90.01", "90")));
        assert_eq!(own("10", "90", "0", None, None), Err(BadShares::Nought(Family::Effect)));
        assert_eq!(own("10", "50", "40", None, Some("0")), Err(BadShares::Nought(Family::Cost)));
    }

    #[test]
    fn forty_eight_outputs_get_eight_times_1_05_then_1_04() {
        let weights = scheme("cn-2020").allocate(&of_families(48, 19, 12)).unwrap();
        assert!(weights[..8].iter().all(|w| *w == points("1.05")));
        assert!(weights[8..48].iter().all(|w| *w == points("1.04")));
        assert_eq!(weights.into_iter().sum::<Points>(), points("90"));
    }

    #[test]
    fn an_absent_satisfaction_share_goes_to_effect() {
        let weights = scheme("cn-2020").allocate(&of_families(1, 1, 0)).unwrap();
        assert_eq!(weights, [points("50"), points("40")]);
    }

    #[test]
    fn any_other_absent_share_goes_pro_rata_to_those_present() {
        let weights = scheme("cn-2020").allocate(&of_families(0, 1, 1)).unwrap();
        assert_eq!(weights, [points("67.50"), points("22.50")]);
        let weights = scheme("cn-2020").allocate(&of_families(1, 0, 1)).unwrap();
        assert_eq!(weights, [points("75"), points("15")]);
        let weights = scheme("cn-2020").allocate(&of_families(1, 0, 0)).unwrap();
        assert_eq!(weights, [points("90")]);
    }

    #[test]
    fn cost_counts_as_output_unless_it_has_a_share() {
        let plan = plan(&[
            (Level1::Output, Level2::Quantity),
            (Level1::Output, Level2::Cost),
            (Level1::Effect, Level2::SocialEffect),
        ]);
        let weights = scheme("cn-2020").allocate(&plan).unwrap();
        assert_eq!(weights, [points("25"), points("25"), points("40")]);
        let weights = scheme("cn-2021-cost").allocate(&plan).unwrap();
        assert_eq!(weights, [points("40"), points("20"), points("30")]);
    }

    #[test]
    fn satisfaction_is_one_family_with_effect_in_hubei() {
        let weights = scheme("hubei").allocate(&of_families(1, 1, 1)).unwrap();
        assert_eq!(weights, [points("40"), points("20"), points("20")]);
    }

    #[test]
    fn a_plan_without_indicators_cannot_be_weighted() {
        assert_eq!(scheme("cn-2020").allocate(&plan(&[])), Err(NothingToWeigh));
    }

    proptest! {
        #[test]
        fn weights_sum_exactly_and_differ_by_at_most_a_hundredth_within_a_family(
            picks in proptest::collection::vec((0..4usize, 0..12usize), 1..200),
            scheme in any_scheme(),
        ) {
            let levels: Vec<_> = picks.iter().map(|(a, b)| (Level1::ALL[*a], Level2::ALL[*b])).collect();
            let plan = plan(&levels);
            let weights = scheme.allocate(&plan).unwrap();
            prop_assert_eq!(weights.iter().copied().sum::<Points>(), Points::HUNDRED - scheme.execution);
            for family in [Family::Output, Family::Effect, Family::Satisfaction, Family::Cost] {
                let of_family: Vec<_> = plan.indicators().iter().zip(&weights)
                    .filter(|(i, _)| scheme.pool(i.family()) == family).map(|(_, w)| *w).collect();
                if let (Some(first), Some(last)) = (of_family.first(), of_family.last()) {
                    prop_assert!(of_family.is_sorted_by(|a, b| a >= b), "the earlier gets no less");
                    prop_assert!(*first - *last <= Points::from_hundredths(1));
                }
            }
        }
    }
}
