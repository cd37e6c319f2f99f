//! The template of actuals, filled with what is reported.

use jixiao_domain::{
    Actual, ActualRecord, ActualValue, Actuals, ActualsAsOf, ExecutionAmounts, ExecutionPart, ExecutionRecord,
    ExecutionReport, Fen, FundSource, Indicator, IndicatorId, Instant, Period, PlanContent, PlanVersion, PrincipalId,
    Reported, Target, Text,
};
use jixiao_forms::{ActualsForm, Code, Matched, Severity, read_actuals, read_actuals_book};
use jixiao_reports::{Format, Progress, actuals_template};
use jixiao_sheets::Line;
use jixiao_test_values::{date, decimal, fen};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::values::{any_text, is_numeric, plan};
use crate::{FORMATS, version};

/// A plan and what is reported against it.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) version: PlanVersion,
    pub(crate) actuals: ActualsAsOf,
}

pub(crate) fn period() -> Period {
    "2023-12".parse().unwrap()
}

impl Story {
    pub(crate) fn new(content: PlanContent, actuals: Vec<Actual>, execution: Option<ExecutionReport>) -> Self {
        let reporter = Text::parse("某人").unwrap();
        let reported = Reported {
            period: period(),
            revision: 1,
            reporter,
            time: Instant::from_micros(0),
            plan_version: 1,
            principal: PrincipalId::local(),
            correction_reason: None,
        };
        let record = |actual| ActualRecord { actual, reported: reported.clone() };
        let execution = execution.map(|report| ExecutionRecord { report, reported: reported.clone() });
        let mut all = Actuals::default();
        all.take(1, actuals.into_iter().map(record), execution);
        Self { version: version(content), actuals: all.as_of(period()) }
    }

    pub(crate) fn printed(&self, format: Format) -> Vec<u8> {
        let progress = Progress { version: &self.version, period: period(), actuals: &self.actuals };
        actuals_template(&progress, format).unwrap().bytes
    }

    fn assert_read(&self, form: &ActualsForm) -> Result<(), TestCaseError> {
        let content = &self.version.content;
        prop_assert_eq!(form.department.as_ref(), Some(content.department_title()));
        prop_assert_eq!(form.plan.as_ref(), Some(&self.version.name));
        prop_assert_eq!(form.period, Some(period()));
        let Matched { actuals, execution, findings } = form.against(content);
        let reported = |indicator: &Indicator| self.actuals.records.get(&indicator.id);
        let expected: Vec<Actual> =
            content.indicators().iter().filter_map(reported).map(|r| r.actual.clone()).collect();
        prop_assert_eq!(actuals, expected);
        prop_assert_eq!(execution, self.actuals.execution.as_ref().map(|record| record.report.clone()));
        let is_wrong = |f: &&jixiao_forms::Finding| f.severity == Severity::Error || WRONG.contains(&f.code);
        prop_assert_eq!(findings.iter().find(is_wrong), None);
        Ok(())
    }
}

/// What would be wrong with a form that nobody changed, though it is no error.
const WRONG: [Code; 6] = [
    Code::TargetChangedInForm,
    Code::CellUnplaced,
    Code::LabelUnknown,
    Code::RowIgnored,
    Code::StraySpace,
    Code::RowRepeated,
];

fn story() -> impl Strategy<Value = Story> {
    plan().prop_flat_map(|content| {
        let actuals: Vec<_> =
            content.indicators().iter().map(|indicator| option::weighted(0.8, actual(indicator))).collect();
        (actuals, option::of(execution(&content)), Just(content)).prop_map(|(actuals, execution, content)| {
            Story::new(content, actuals.into_iter().flatten().collect(), execution)
        })
    })
}

/// An actual that fits its target: a number for a number, a day for days, a text for a text; a text against a number
/// or a day, which is kept, unless it says one; or a reason why nothing applies.
fn actual(indicator: &Indicator) -> impl Strategy<Value = Actual> + use<> {
    let says_none = |text: &Text<2000>| !says_not_applicable(text.as_str());
    let text = || any_text().prop_filter("it says that the indicator does not apply", says_none);
    let other =
        || text().prop_filter("a number or a day", |text| !is_numeric(text.as_str())).prop_map(ActualValue::Text);
    let fitting = match indicator.target {
        Target::Numeric(_) | Target::Unreadable { .. } => {
            prop_oneof![3 => decimal().prop_map(ActualValue::Number), 1 => other()].boxed()
        }
        Target::Qualitative { .. } => text().prop_map(ActualValue::Text).boxed(),
        Target::Deadline { .. } | Target::Window { .. } => {
            prop_oneof![3 => date().prop_map(ActualValue::Date), 1 => other()].boxed()
        }
    };
    let value = prop_oneof![4 => fitting, 1 => any_text().prop_map(ActualValue::NotApplicable)];
    let beside = (option::of(any_text()), option::of(any_text()), option::of(any_text()));
    let id = indicator.id.clone();
    (value, beside).prop_map(move |(value, (deviation_reason, measure, source))| {
        let indicator: IndicatorId = id.clone();
        Actual { deviation_reason, measure, source, ..Actual::new(indicator, value) }
    })
}

/// Whether a text says by its first words that the indicator does not apply: see
/// `a_text_that_says_not_applicable_is_read_as_that`.
fn says_not_applicable(text: &str) -> bool {
    text.starts_with("不适用")
}

/// The execution of the whole alone, or with parts of tasks of the plan that add up.
fn execution(content: &PlanContent) -> impl Strategy<Value = ExecutionReport> + use<> {
    let tasks: Vec<i32> = content.tasks().iter().map(|task| task.number).collect();
    let whole = amounts(fen().boxed()).prop_map(|total| ExecutionReport::new(total, Vec::new()).unwrap());
    let small = (0..=i64::MAX / 32).prop_map(Fen::new).boxed();
    let part = (select(tasks), select(FundSource::ALL.to_vec()), amounts(small));
    let parts = vec(part.prop_map(|(task, source, amounts)| ExecutionPart { task, source, amounts }), 1..8);
    prop_oneof![whole, parts.prop_map(add_up)]
}

fn amounts(fen: BoxedStrategy<Fen>) -> impl Strategy<Value = ExecutionAmounts> {
    (fen.clone(), option::of(fen.clone()), fen).prop_map(|(initial, adjusted, executed)| ExecutionAmounts {
        initial,
        adjusted,
        executed,
    })
}

fn add_up(mut parts: Vec<ExecutionPart>) -> ExecutionReport {
    parts.sort_by_key(|part| (part.task, part.source));
    parts.dedup_by_key(|part| (part.task, part.source));
    let sum = |of: fn(&ExecutionAmounts) -> Fen| Fen::sum(parts.iter().map(|part| of(&part.amounts))).unwrap();
    let (initial, budget, executed) = (sum(|a| a.initial), sum(ExecutionAmounts::budget), sum(|a| a.executed));
    let total = ExecutionAmounts { initial, adjusted: (budget != initial).then_some(budget), executed };
    ExecutionReport::new(total, parts).unwrap()
}

/// Puts the rows of the indicators, which stand between their headings and the remarks, in another order.
fn shuffled(lines: &mut Vec<Line>, order: &[u32]) {
    let begins_with = |line: &Line, word: &str| line.cells.first().is_some_and(|cell| cell == word);
    let head = lines.iter().rposition(|line| begins_with(line, "编号")).unwrap();
    let end = lines.iter().position(|line| begins_with(line, "填报说明：")).unwrap();
    let mut rows: Vec<Line> = lines.splice(head + 1..end, []).collect();
    let mut keys = order.iter().cycle().copied();
    rows.sort_by_cached_key(|_| keys.next());
    lines.splice(head + 1..head + 1, rows);
    for (line, number) in lines.iter_mut().zip(1..) {
        line.number = number;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_template_is_read_as_the_actuals_it_was_filled_with(story in story()) {
        for format in FORMATS {
            story.assert_read(&read_actuals(&story.printed(format)).unwrap())?;
        }
    }

    #[test]
    fn the_rows_of_a_template_may_stand_in_any_order(story in story(), order in vec(any::<u32>(), 1..12)) {
        for format in FORMATS {
            let mut book = jixiao_sheets::open(&story.printed(format)).unwrap();
            shuffled(&mut book.sheets.first_mut().unwrap().lines, &order);
            story.assert_read(&read_actuals_book(book).unwrap())?;
        }
    }
}
