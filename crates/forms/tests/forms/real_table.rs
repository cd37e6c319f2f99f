//! The real table, read exactly.
use std::collections::BTreeMap;

use crate::fixture::real;
use jixiao_domain::{Decimal, Fen, Level1, Target};
use jixiao_forms::{Code, Form, check_in_year};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/tianjin-disabled-persons-federation-2023.json");

fn count<K: Ord>(form: &Form, key: impl Fn(&jixiao_domain::Indicator) -> K) -> Vec<(K, usize)> {
    let mut counts = BTreeMap::new();
    for indicator in &form.indicators {
        *counts.entry(key(indicator)).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Line and cell of the findings of a code.
fn places(form: &Form, code: Code) -> Vec<(Option<i32>, Option<i32>)> {
    form.findings.iter().filter(|f| f.code == code).map(|f| (f.line, f.cell)).collect()
}

/// `UPDATE_GOLDEN=1 cargo test -p jixiao-forms` writes the file anew; read the change before you commit it.
#[test]
fn the_json_is_the_one_that_was_read_through_by_eye() {
    let json = format!("{:#}\n", real().to_json());

    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, &json).unwrap();
    }
    assert_eq!(json, std::fs::read_to_string(GOLDEN).unwrap());
}

#[test]
fn department_year_and_money_are_exact() {
    let form = real();

    assert_eq!(form.department.unwrap().as_str(), "天津市残疾人联合会");
    assert_eq!(form.fiscal_year.unwrap().get(), 2023);
    let wan = |text: &str| (!text.is_empty()).then(|| Fen::new(text.parse::<Decimal>().unwrap().millionths()));
    let expected = [
        (1, "188.4", "", "188.4", ""),
        (2, "1667.1", "", "1275.1", "392.0"),
        (3, "221.1", "", "221.1", ""),
        (4, "120.0", "", "120.0", ""),
        (5, "363.0", "", "353.0", "10.0"),
        (6, "8223.8", "5242.4", "2157.6", "823.8"),
    ];
    let read: Vec<_> = form.tasks.iter().map(|t| (t.number, Some(t.total), t.basic, t.project, t.other)).collect();
    assert_eq!(
        read,
        expected.map(|(n, total, basic, project, other)| (n, wan(total), wan(basic), wan(project), wan(other)))
    );
}

#[test]
fn every_goal_answers_for_the_task_of_its_number() {
    let tied: Vec<_> = real().goals.iter().map(|goal| (goal.number, goal.tasks.clone())).collect();
    assert_eq!(tied, (1..=6).map(|n| (n, vec![n])).collect::<Vec<_>>());
}

#[test]
fn all_79_indicators_are_in_their_place() {
    let form = real();

    assert_eq!(count(&form, |i| i.goal), [(1, 16), (2, 15), (3, 16), (4, 11), (5, 12), (6, 9)]);
    let levels = [(Level1::Output, 48), (Level1::Effect, 19), (Level1::Satisfaction, 12)];
    assert_eq!(count(&form, |i| i.level1), levels);
    let is_qualitative = |i: &jixiao_domain::Indicator| matches!(i.target, Target::Qualitative { .. });
    assert_eq!(count(&form, is_qualitative), [(false, 51), (true, 28)]);
    assert_eq!(form.indicators.last().unwrap().id.as_str(), "i079");
    assert_eq!(form.plan_content().unwrap().indicators().len(), 79);
}

#[test]
fn the_findings_stand_where_the_table_is_wrong() {
    let form = real();
    let at = |places: &[(i32, i32)]| places.iter().map(|(l, c)| (Some(*l), Some(*c))).collect::<Vec<_>>();

    assert_eq!(places(&form, Code::UnitMissing), at(&[(114, 8)]));
    assert_eq!(places(&form, Code::StraySpace), at(&[(91, 6)]));
    assert_eq!(places(&form, Code::LabelRepaired), at(&[(120, 1)]));
    assert_eq!(places(&form, Code::CostCapDiffers), at(&[(123, 6)]));
    assert_eq!(places(&form, Code::NoTotalsRow), at(&[(10, 6)]));
    assert_eq!(places(&form, Code::NoWeights), [(None, None)]);
    let dates = [(34, 6), (35, 6), (36, 6), (54, 6), (55, 6), (107, 6), (118, 6)];
    assert_eq!(places(&form, Code::DateAsQualitative), at(&dates));
    assert_eq!(places(&form, Code::QuantityAsQuality), at(&[(53, 7)]));
    assert_eq!(places(&form, Code::TwoInOneRate), at(&[(80, 4), (126, 4)]));
    let caps = [(37, 6), (56, 6), (76, 6), (92, 6), (108, 6)];
    assert_eq!(places(&form, Code::CostCapTautological), at(&caps));
    let repeated = [38, 39, 40, 41, 57, 58, 59, 60, 78, 79, 93, 94, 95, 109, 110, 111, 124, 125];
    let lines: Vec<_> = places(&form, Code::NameAsTarget).into_iter().map(|(line, _)| line.unwrap()).collect();
    assert_eq!(lines, repeated);
    let shifted = [38, 39, 40, 57, 58, 59, 60, 93, 94, 95, 98, 99, 100, 114, 115, 116, 118];
    let lines: Vec<_> = places(&form, Code::ColumnRepaired).into_iter().map(|(line, _)| line.unwrap()).collect();
    assert_eq!(lines, shifted);
    let of_content = 1 + 2 + caps.len() + repeated.len();
    let others = 1 + 1 + 1 + 1 + 1 + 1 + dates.len() + shifted.len();
    assert_eq!(form.findings.len(), of_content + others, "and no others");
}

#[test]
fn the_messages_say_what_an_officer_needs() {
    let form = real();
    let messages = |code| form.findings.iter().filter(move |f| f.code == code).map(|f| f.message.as_str());

    assert_eq!(
        messages(Code::NoTotalsRow).collect::<Vec<_>>(),
        ["there is no totals row with an amount; the 6 tasks add up to 107,834,000.00 yuan"]
    );
    assert_eq!(
        messages(Code::CostCapDiffers).collect::<Vec<_>>(),
        ["the cost cap of goal 6, 21,576,000.00 yuan, is the project expenditure of its tasks, not their total of \
          82,238,000.00 yuan; of the other goals' caps it is the total in 5"]
    );
    let proposed: Vec<_> =
        messages(Code::DateAsQualitative).filter_map(|m| m.split_once("proposed ")).map(|m| m.1).collect();
    assert_eq!(
        proposed,
        [
            "deadline 2023-12-31",
            "deadline 2023-09-30",
            "window 2023-05-01 to 2023-09-30",
            "deadline 2023-12-31",
            "deadline 2023-12-31",
            "deadline 2023-12-31",
            "window 2023-01-01 to 2023-12-31",
        ]
    );
}

#[test]
fn what_the_check_of_the_content_finds_the_reader_has_said_with_its_cell() {
    let form = real();

    for finding in check_in_year(&form.plan_content().unwrap(), form.fiscal_year) {
        let same =
            |f: &&jixiao_forms::Finding| (f.code, f.line, &f.message) == (finding.code, finding.line, &finding.message);
        assert_eq!(form.findings.iter().filter(same).count(), 1, "{finding:?}");
        assert_eq!(finding.cell, None);
    }
}
