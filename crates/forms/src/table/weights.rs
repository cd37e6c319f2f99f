//! Weights (分值) of a table and the scheme they follow.

use jixiao_domain::{
    Family, Goal, Indicator, IndicatorId, PlanContent, Points, SchemeId, SchemeRef, Text, WeightScheme,
};

use super::extra;
use super::ledger::Ledger;
use crate::label::{Label, label};
use crate::source::Cell;
use crate::text::key;
use crate::{Code, Fate, Finding, FurnitureKind, number};

const SCHEME: &str = "分值方案";
const SCHEME_EXECUTION: [&str; 2] = ["预算执行率分值", "预算执行分值"];
const EXECUTION: [&str; 5] = ["预算执行", "预算执行率", "预算执行情况", "预算执行指标", "预算执行率指标"];

/// What the table says of weights besides those of indicators.
#[derive(Debug, Default)]
pub(super) struct Weights {
    scheme: Option<SchemeRef>,
    execution: Option<Points>,
    /// Where scheme and execution weight stand.
    cells: Vec<(i32, i32)>,
    totals: Vec<(i32, i32, Points)>,
}

/// Why printed weights are not in the plan, in both languages.
type Why = (String, String);

/// The points that are all of a cell: `5`, `5.00`, `5分`, `5%`.
pub(super) fn points(cell: &str) -> Option<Points> {
    let key = key(cell);
    let bare = key.strip_suffix(['分', '%']).unwrap_or(&key);
    number::decimal(bare)?.to_string().parse().ok()
}

/// Whether a row says which scheme its weights follow.
pub(super) fn is_scheme(row: &[Cell<'_>]) -> bool {
    row.first().is_some_and(|cell| key(cell.text) == SCHEME)
}

/// Whether the cell is the label of the execution row.
pub(super) fn is_execution(cell: &str) -> bool {
    EXECUTION.contains(&key(cell).as_str())
}

impl Weights {
    /// Takes a row such as `分值方案 | cn-2020 | 预算执行率分值 | 10`.
    pub(super) fn take_scheme(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        let is_label = |cell: &&Cell<'_>| {
            let key = key(cell.text);
            key == SCHEME || SCHEME_EXECUTION.contains(&key.as_str())
        };
        for cell in row.iter().filter(is_label) {
            ledger.furnish(line, cell.at, FurnitureKind::Heading);
        }
        let values: Vec<Cell<'_>> = row.iter().filter(|cell| !is_label(cell)).copied().collect();
        match named(&values) {
            Some(scheme) if self.scheme.is_none() => {
                self.scheme = Some(scheme);
                self.cells.extend(values.iter().map(|cell| (line, cell.at)));
            }
            Some(scheme) if self.scheme.as_ref() == Some(&scheme) => {
                values.iter().for_each(|cell| ledger.furnish(line, cell.at, FurnitureKind::Repeated));
            }
            _ => values.iter().for_each(|cell| ledger.lose(line, cell.at, extra(*cell))),
        }
        ledger.rest(line, row, Fate::Plan);
    }

    /// Takes a row such as `预算执行率 | 10`, whose weight is the cell `at`.
    pub(super) fn take_execution(&mut self, line: i32, row: &[Cell<'_>], at: i32, ledger: &mut Ledger) {
        for cell in row {
            let weight = if cell.at == at { points(cell.text) } else { None };
            match weight {
                Some(weight) if self.execution.is_none() => {
                    self.execution = Some(weight);
                    self.cells.push((line, at));
                }
                Some(weight) if self.execution == Some(weight) => {
                    ledger.furnish(line, at, FurnitureKind::Repeated);
                }
                None if is_execution(cell.text) => ledger.furnish(line, cell.at, FurnitureKind::Label),
                _ => ledger.lose(line, cell.at, extra(*cell)),
            }
        }
        ledger.rest(line, row, Fate::Plan);
    }

    /// Takes a row such as `合计 | 90` below the indicators.
    pub(super) fn take_total(&mut self, line: i32, row: &[Cell<'_>], ledger: &mut Ledger) {
        let Some((label, rest)) = row.split_first() else { return };
        ledger.furnish(line, label.at, FurnitureKind::Total);
        for cell in rest {
            match points(cell.text) {
                Some(total) => self.totals.push((line, cell.at, total)),
                None => ledger.lose(line, cell.at, extra(*cell)),
            }
        }
    }

    /// Gives the indicators their printed weights, where they make a scheme; `printed` has line, cell and weight
    /// of each indicator.
    pub(super) fn settle(
        mut self,
        indicators: &mut [Indicator],
        printed: &[(i32, Option<(i32, Points)>)],
        ledger: &mut Ledger,
    ) -> Option<SchemeRef> {
        let cells = printed.iter().filter_map(|(line, weight)| Some((*line, weight.as_ref()?.0)));
        let cells: Vec<(i32, i32)> = cells.chain(std::mem::take(&mut self.cells)).collect();
        let weights: Vec<Points> = printed.iter().filter_map(|(_, weight)| Some(weight.as_ref()?.1)).collect();
        let sum = weights.iter().copied().sum::<Points>();
        for (line, cell, total) in &self.totals {
            if *total == sum || *total == Points::HUNDRED {
                ledger.furnish(*line, *cell, FurnitureKind::Total);
            } else {
                ledger.lose(*line, *cell, differing_total(*total, sum));
            }
        }
        let (line, cell) = *cells.first()?;
        match self.scheme(indicators, &weights) {
            Ok(scheme) => {
                for (indicator, weight) in indicators.iter_mut().zip(weights) {
                    indicator.weight = Some(weight);
                }
                Some(scheme)
            }
            Err(why) => {
                cells.into_iter().for_each(|(line, cell)| ledger.lost(line, cell));
                ledger.tell(do_not_sum(why).at(line, cell));
                None
            }
        }
    }

    fn scheme(&self, indicators: &[Indicator], weights: &[Points]) -> Result<SchemeRef, Why> {
        let (count, all) = (weights.len(), indicators.len());
        if count < all || all == 0 {
            return Err((
                format!("only {count} of {all} indicators have a weight"),
                format!("{all}项指标中仅{count}项有分值"),
            ));
        }
        let sum = weights.iter().copied().sum::<Points>();
        let printed = self.scheme.as_ref().map(|scheme| scheme.execution_weight).or(self.execution);
        let execution = printed.unwrap_or(Points::HUNDRED - sum);
        let mut fitting = WeightScheme::built_in().iter().filter(|scheme| scheme.execution == execution).peekable();
        let adds_up = sum == Points::HUNDRED - execution && self.execution.is_none_or(|said| said == execution);
        let Some(first) = fitting.peek().copied().filter(|_| adds_up) else {
            let expected = printed.map_or_else(usual_sums, |execution| (Points::HUNDRED - execution).to_string());
            let execution = self.execution.map(|e| (format!(", execution {e}"), format!("，预算执行率{e}")));
            let (en, zh) = execution.unwrap_or_default();
            return Err((
                format!("the weights of the indicators sum to {sum}{en}, expected {expected}"),
                format!("指标分值合计为{sum}{zh}，应为{expected}"),
            ));
        };
        if let Some(scheme) = &self.scheme {
            return Ok(scheme.clone());
        }
        let like = fitting.find(|scheme| follows(scheme, indicators, weights)).unwrap_or(first);
        like.reference().ok_or_else(Default::default)
    }
}

/// The built-in scheme that the values of its row name.
fn named(values: &[Cell<'_>]) -> Option<SchemeRef> {
    let (id, execution) = match values {
        [id] => (id, None),
        [id, execution] => (id, Some(points(execution.text)?)),
        _ => return None,
    };
    let id: SchemeId = key(id.text).parse().ok()?;
    let scheme = WeightScheme::find(&id).filter(|s| execution.is_none_or(|execution| execution == s.execution))?;
    scheme.reference()
}

/// Whether the families have the same weights in all as the scheme would give them.
fn follows(scheme: &WeightScheme, indicators: &[Indicator], weights: &[Points]) -> bool {
    let Some(allocated) = bare_plan(indicators).and_then(|plan| scheme.allocate(&plan).ok()) else { return false };
    let of_scheme = |family: Family| match family {
        Family::Cost if scheme.cost.is_none() => Family::Output,
        Family::Satisfaction if scheme.satisfaction.is_none() => Family::Effect,
        family => family,
    };
    let share = |weights: &[Points], family: Family| {
        let of_family = indicators.iter().zip(weights).filter(|(i, _)| of_scheme(i.family()) == family);
        of_family.map(|(_, weight)| *weight).sum::<Points>()
    };
    [Family::Output, Family::Effect, Family::Satisfaction, Family::Cost]
        .into_iter()
        .all(|family| share(weights, family) == share(&allocated, family))
}

/// A plan of nothing but the indicators, in their order.
fn bare_plan(indicators: &[Indicator]) -> Option<PlanContent> {
    let goal = Goal { number: 1, text: Text::parse("-").ok()?, tasks: Vec::new() };
    let bare = |(place, indicator): (usize, &Indicator)| Indicator {
        id: IndicatorId::numbered(place),
        goal: 1,
        weight: None,
        ..indicator.clone()
    };
    let indicators = indicators.iter().enumerate().map(bare).collect();
    PlanContent::assemble(Text::parse("-").ok()?, None, Vec::new(), vec![goal], indicators).ok()
}

/// What the weights sum to under the built-in schemes.
fn usual_sums() -> String {
    let mut sums: Vec<Points> = WeightScheme::built_in().iter().map(|s| Points::HUNDRED - s.execution).collect();
    sums.dedup();
    sums.iter().map(Points::to_string).collect::<Vec<_>>().join(" / ")
}

fn do_not_sum((en, zh): Why) -> Finding {
    let en = format!("{en}; no weight is in the plan, the printed ones are kept with the lines of the file");
    Finding::new(Code::WeightsDoNotSum, en, format!("{zh}；分值均未纳入绩效目标表，原文仍保留"))
}

fn differing_total(total: Points, sum: Points) -> Finding {
    let en = format!("the totals row says {total} points, the weights that were read sum to {sum}");
    Finding::new(Code::CellUnplaced, en, format!("合计行分值为{total}，已识别的分值合计为{sum}"))
}

/// The cell of an execution row that has its weight: the one in the column of weights, else the only one that is
/// no label. With a sign (its place in the row), all words before it are of the execution, and there are two of
/// them or more: one alone is the name of an indicator.
pub(super) fn execution_weight(row: &[Cell<'_>], column: Option<i32>, sign: Option<usize>) -> Option<i32> {
    let is_goal = |cell: &Cell<'_>| matches!(label(cell.text), Some(Label::Goal(_)));
    let first = row.iter().find(|cell| !is_goal(cell))?;
    if !is_execution(first.text) {
        return None;
    }
    let has_points = |cell: &&Cell<'_>| points(cell.text).is_some();
    let in_column = row.iter().find(|cell| column == Some(cell.at)).filter(has_points).map(|cell| cell.at);
    let alone = || {
        let mut rest = row.iter().filter(|cell| !is_execution(cell.text));
        rest.next().filter(|cell| has_points(cell) && rest.next().is_none()).map(|cell| cell.at)
    };
    let Some(sign) = sign else { return in_column.or_else(alone) };
    let words = || row.iter().take(sign).filter(|cell| column != Some(cell.at) && !is_goal(cell));
    let are_of_execution = words().all(|cell| key(cell.text).contains("预算执行"));
    in_column.filter(|_| are_of_execution && words().count() >= 2)
}
