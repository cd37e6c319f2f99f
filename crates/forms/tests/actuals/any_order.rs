//! However a form is printed, the same is read from it.

use jixiao_domain::{
    Actual, ActualValue, ExecutionAmounts, ExecutionReport, Fen, FundSource, Indicator, PlanContent, Target, Text,
};
use jixiao_forms::{Code, Severity};
use jixiao_test_values as values;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fixture::{read_sheets, sheet};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() }
}

/// Headings of indicators, and of the execution, in the order that rows are made in.
const INDICATORS: [&str; 13] = [
    "编号",
    "绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "符号",
    "指标值",
    "单位",
    "实际完成值",
    "偏差原因分析",
    "改进措施",
    "数据来源",
    "不适用原因",
];
const EXECUTION: [&str; 5] = ["编号", "预算执行", "年初预算数", "全年预算数", "全年执行数"];

/// A text that a cell can hold as it is: without spaces around it.
fn printable<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    values::text::<MAX>().prop_filter_map("a blank text", |text| {
        Text::parse(text.as_str().trim_matches(jixiao_domain::is_invisible)).ok()
    })
}

/// A value that answers the target, and what may stand in its cell.
fn value(target: &Target) -> BoxedStrategy<(ActualValue, String)> {
    let not_applicable = printable()
        .prop_filter("says that there is nothing", |text: &Text<2000>| text.as_str().chars().count() > 2)
        .prop_map(|reason| (ActualValue::NotApplicable(reason), String::new()));
    let words = |words: Vec<&'static str>| {
        select(words).prop_map(|text| (ActualValue::Text(Text::parse(text).unwrap()), text.to_owned()))
    };
    let reported = match target {
        Target::Numeric(numeric) => {
            let unit = numeric.unit.as_ref().map(|unit| unit.as_str().to_owned());
            let number = (values::decimal(), 0..4u8)
                .prop_map(move |(number, form)| (ActualValue::Number(number), printed(number, form, unit.as_deref())));
            prop_oneof![3 => number, 1 => words(vec!["完成", "98%以上", "≥1", "1-2"])].boxed()
        }
        Target::Unreadable { .. } => {
            let number = values::decimal().prop_map(|number| (ActualValue::Number(number), number.to_string()));
            prop_oneof![number, words(vec!["完成"])].boxed()
        }
        Target::Qualitative { .. } => {
            printable().prop_map(|text| (ActualValue::Text(text.clone()), text.as_str().to_owned())).boxed()
        }
        Target::Deadline { .. } | Target::Window { .. } => {
            let day = (values::date(), any::<bool>()).prop_map(|(date, is_chinese)| {
                let text = date.to_string();
                let chinese = || format!("{}日", text.replacen('-', "年", 1).replacen('-', "月", 1));
                (ActualValue::Date(date), if is_chinese { chinese() } else { text.clone() })
            });
            prop_oneof![3 => day, 1 => words(vec!["年底", "完成"])].boxed()
        }
    };
    prop_oneof![4 => reported, 1 => not_applicable].boxed()
}

fn printed(number: jixiao_domain::Decimal, form: u8, unit: Option<&str>) -> String {
    let plain = number.to_string();
    let wide = |c: char| c.to_digit(10).and_then(|d| char::from_u32(u32::from('０') + d)).unwrap_or(c);
    // A unit that begins like a number, or with a space, cannot be told from its number.
    let is_apart = |unit: &&str| unit.starts_with(|c: char| c.is_alphabetic() || c == '%');
    match (form, unit.filter(is_apart)) {
        (0, Some(unit)) => format!("{plain} {unit}"),
        (1, _) => format!("＝{plain}"),
        (2, _) => plain.chars().map(wide).collect(),
        _ => plain,
    }
}

/// What is reported of an indicator, with its cell; `None` where nothing is.
fn answer(indicator: &Indicator) -> impl Strategy<Value = Option<(Actual, String)>> + use<> {
    let id = indicator.id.clone();
    let beside = (prop::option::of(printable()), prop::option::of(printable()), prop::option::of(printable()));
    let filled =
        (value(&indicator.target), beside).prop_map(move |((value, cell), (deviation_reason, measure, source))| {
            (Actual { deviation_reason, measure, source, ..Actual::new(id.clone(), value) }, cell)
        });
    prop::option::weighted(0.8, filled)
}

fn amounts() -> impl Strategy<Value = ExecutionAmounts> {
    let fen = || (0..=i64::MAX / 1000).prop_map(Fen::new);
    (fen(), prop::option::of(fen()), fen()).prop_map(|(initial, adjusted, executed)| ExecutionAmounts {
        initial,
        adjusted,
        executed,
    })
}

/// Parts of tasks of the plan, the whole being their sum, or any whole without parts.
fn execution(plan: &PlanContent) -> impl Strategy<Value = Option<ExecutionReport>> + use<> {
    let tasks: Vec<i32> = plan.tasks().iter().map(|task| task.number).collect();
    let key = (select(tasks), select(FundSource::ALL.to_vec()));
    let parts = prop::collection::btree_map(key, amounts(), 0..5);
    (amounts(), parts).prop_map(|(whole, parts)| {
        let parts: Vec<_> = parts
            .into_iter()
            .map(|((task, source), amounts)| jixiao_domain::ExecutionPart { task, source, amounts })
            .collect();
        let sum = |of: fn(&ExecutionAmounts) -> Fen| Fen::sum(parts.iter().map(|part| of(&part.amounts))).unwrap();
        let total = ExecutionAmounts {
            initial: sum(|a| a.initial),
            adjusted: Some(sum(ExecutionAmounts::budget)),
            executed: sum(|a| a.executed),
        };
        ExecutionReport::new(if parts.is_empty() { whole } else { total }, parts).ok()
    })
}

type Filled = (PlanContent, Vec<Option<(Actual, String)>>, Option<ExecutionReport>);

fn filled() -> impl Strategy<Value = Filled> {
    values::content().prop_flat_map(|plan| {
        let answers: Vec<_> = plan.indicators().iter().map(answer).collect();
        let execution = prop::option::of(execution(&plan)).prop_map(Option::flatten);
        (Just(plan), answers, execution)
    })
}

fn row(indicator: &Indicator, answer: Option<&(Actual, String)>) -> Vec<String> {
    let (sign, value, unit) = match &indicator.target {
        Target::Numeric(target) => (target.sign.symbol(), target.value.to_string(), target.unit.clone()),
        Target::Qualitative { text } => ("定性", text.to_string(), None),
        Target::Deadline { text, date } => ("定性", text.as_ref().map_or(date.to_string(), Text::to_string), None),
        Target::Window { text, first, last } => {
            ("定性", text.as_ref().map_or(format!("{first}至{last}"), Text::to_string), None)
        }
        Target::Unreadable { sign, text, unit } => {
            (sign.symbol(), text.as_ref().map(Text::to_string).unwrap_or_default(), unit.clone())
        }
    };
    let mut cells = vec![
        indicator.id.to_string(),
        format!("目标{}", indicator.goal),
        indicator.level1.label().to_owned(),
        indicator.level2.label().to_owned(),
        indicator.name.to_string(),
        sign.to_owned(),
        value,
        unit.map(|unit| unit.to_string()).unwrap_or_default(),
    ];
    let text = |text: Option<String>| text.unwrap_or_default();
    cells.extend(match answer {
        None => vec![String::new(); 5],
        Some((actual, cell)) => vec![
            cell.clone(),
            text(actual.deviation_reason.as_ref().map(Text::to_string)),
            text(actual.measure.as_ref().map(Text::to_string)),
            text(actual.source.as_ref().map(Text::to_string)),
            match &actual.value {
                ActualValue::NotApplicable(reason) => reason.to_string(),
                _ => String::new(),
            },
        ],
    });
    cells
}

fn money(fen: Fen, is_wan: bool) -> String {
    if is_wan { format!("{}.{:06}", fen.get() / 1_000_000, fen.get() % 1_000_000) } else { fen.grouped() }
}

fn execution_rows(report: &ExecutionReport, is_wan: bool) -> Vec<Vec<String>> {
    let row = |key: String, amounts: &ExecutionAmounts| {
        let adjusted = amounts.adjusted.map(|fen| money(fen, is_wan)).unwrap_or_default();
        vec![key, "甲".to_owned(), money(amounts.initial, is_wan), adjusted, money(amounts.executed, is_wan)]
    };
    let source = |source| match source {
        FundSource::Basic => "basic",
        FundSource::Project => "project",
        FundSource::Other => "other",
    };
    let parts = report.parts().iter();
    let parts = parts.map(|part| row(format!("execution/{}/{}", part.task, source(part.source)), &part.amounts));
    [row("execution".to_owned(), report.total())].into_iter().chain(parts).collect()
}

/// The rows under their headings, both in another order.
fn shuffled(headings: &[&str], mut rows: Vec<Vec<String>>, order: &[Index]) -> Vec<Vec<String>> {
    let mut columns: Vec<usize> = (0..headings.len()).collect();
    for (place, index) in order.iter().enumerate() {
        let (at, to) = (place % columns.len(), index.index(columns.len()));
        columns.swap(at, to);
        if !rows.is_empty() {
            let (at, to) = (place % rows.len(), index.index(rows.len()));
            rows.swap(at, to);
        }
    }
    rows.insert(0, headings.iter().map(|heading| (*heading).to_owned()).collect());
    // A page break repeats the headings.
    let middle = rows.len() / 2;
    rows.insert(middle.max(1), rows[0].clone());
    let mut file = Vec::new();
    for row in rows {
        file.push(columns.iter().map(|column| row[*column].clone()).collect());
    }
    file
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_filled_form_reads_back_whatever_order_its_rows_and_columns_are_in(
        (plan, answers, execution) in filled(),
        order in prop::collection::vec(any::<Index>(), 20),
        is_wan in any::<bool>(),
        parts_in_two_sheets in any::<bool>(),
    ) {
        let title = if is_wan { "一、预算执行（单位：万元）" } else { "一、预算执行（单位：元）" };
        let money_rows = execution.as_ref().map(|report| execution_rows(report, is_wan)).unwrap_or_default();
        let mut first = vec![vec![title.to_owned()]];
        first.extend(shuffled(&EXECUTION, money_rows, &order));
        let rows = plan.indicators().iter().zip(&answers).map(|(indicator, answer)| row(indicator, answer.as_ref()));
        let mut second = vec![vec!["二、绩效指标".to_owned()]];
        second.extend(shuffled(&INDICATORS, rows.collect(), &order));
        let sheets = if parts_in_two_sheets {
            vec![sheet(Some("执行"), &first), sheet(Some("指标"), &second)]
        } else {
            first.extend(second);
            vec![sheet(None, &first)]
        };

        let matched = read_sheets(sheets).against(&plan);

        let expected: Vec<Actual> = answers.iter().flatten().map(|(actual, _)| actual.clone()).collect();
        prop_assert_eq!(&matched.actuals, &expected, "{:#?}", matched.findings);
        prop_assert_eq!(matched.execution, execution);
        let expected = [Code::ActualBlank, Code::ActualNotADate, Code::ActualNotANumber, Code::RateAsShare];
        let others: Vec<_> = matched.findings.iter().filter(|finding| !expected.contains(&finding.code)).collect();
        prop_assert!(others.is_empty(), "{others:#?}");
        for (actual, indicator) in matched.actuals.iter().filter_map(|actual| {
            Some((actual, plan.indicators().iter().find(|indicator| indicator.id == actual.indicator)?))
        }) {
            prop_assert!(actual.fits(&indicator.target).is_ok());
        }
    }

    #[test]
    fn rows_without_keys_are_known_by_goal_and_name(
        (plan, answers, _) in filled(),
        order in prop::collection::vec(any::<Index>(), 20),
    ) {
        let rows = plan.indicators().iter().zip(&answers).map(|(indicator, answer)| {
            let mut cells = row(indicator, answer.as_ref());
            cells[0].clear();
            cells
        });
        let matched = read_sheets(vec![sheet(None, &shuffled(&INDICATORS, rows.collect(), &order))]).against(&plan);

        // Of one goal and name there may be several; nothing else may be missing.
        let same = |one: &Indicator, other: &Indicator| {
            let key = |indicator: &Indicator| indicator.name.as_str().split_whitespace().collect::<String>();
            one.goal == other.goal && key(one) == key(other)
        };
        let is_alone = |indicator: &Indicator| plan.indicators().iter().filter(|other| same(indicator, other)).count() == 1;
        let expected: Vec<Actual> = plan.indicators().iter().zip(&answers).filter(|(indicator, _)| is_alone(indicator))
            .filter_map(|(_, answer)| Some(answer.as_ref()?.0.clone())).collect();
        prop_assert_eq!(&matched.actuals, &expected, "{:#?}", matched.findings);
        let errors = matched.findings.iter().filter(|finding| finding.severity == Severity::Error);
        prop_assert!(errors.clone().all(|finding| finding.code == Code::IndicatorAmbiguous));
        prop_assert!(errors.count() > 0 || plan.indicators().iter().all(is_alone));
    }
}
