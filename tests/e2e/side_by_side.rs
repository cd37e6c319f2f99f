//! One table under three profiles; `docs/three-profiles.md` is what comes out.

mod page;

use jixiao_proto::common::v1::{Level1, Level2, Tier};
use jixiao_proto::scoring::v1::judgement::Ruling;
use jixiao_proto::scoring::v1::{
    FinalizeScorecardResponse, GetProfileRequest, GetProfileResponse, Grade, IndicatorRow, Profile, Scorecard,
};
use jixiao_tests::System;

use crate::golden::is_kept;
use crate::requests::row;
use crate::three::{self, SCHEMES, hundredths, points};
use page::Page;

#[tokio::test]
async fn one_table_is_scored_under_three_profiles_side_by_side() {
    let system = System::all_on_sqlite();
    let finalized = three::finalized(&system).await;
    let cards: Vec<Scorecard> = finalized.iter().map(|it| it.scorecard.clone().unwrap()).collect();
    let mut page = Page::new();

    rules(&mut page, &system).await;
    weights(&mut page, &cards);
    otherwise(&mut page, &cards);
    missed(&mut page, &cards);
    judged(&mut page, &cards);
    execution(&mut page, &cards);
    totals(&mut page, &cards, &finalized);

    is_kept("docs/three-profiles.md", &page.text());
}

/// A cell for each card.
fn cells<T>(of: &[T], cell: impl FnMut(&T) -> String) -> Vec<String> {
    of.iter().map(cell).collect()
}

fn with(first: impl Into<String>, rest: Vec<String>) -> Vec<String> {
    let mut all = vec![first.into()];
    all.extend(rest);
    all
}

fn head(first: &str) -> Vec<String> {
    with(first, SCHEMES.map(|scheme| format!("`{scheme}`")).to_vec())
}

async fn rules(page: &mut Page, system: &System) {
    let mut profiles: Vec<Profile> = Vec::new();
    for scheme in SCHEMES {
        let get = GetProfileRequest { name: format!("profiles/{scheme}") };
        let got: GetProfileResponse = system.answer("GetProfile", &get).await;
        profiles.push(got.profile.unwrap());
    }
    page.chapter("The rules that differ");
    page.says("Nothing else differs: all three read `=` as at least, round half-up, and grade from 90, 80 and 60.");
    page.head(&head("rule"));
    page.row(&with("document", cells(&profiles, |it| it.source.clone())));
    page.row(&with("execution row, points", cells(&profiles, |it| it.execution_weight.clone())));
    let cap = |it: &Profile| it.cap_rule().as_str_name().trim_start_matches("CAP_RULE_").to_lowercase();
    page.row(&with("exceeded cap", cells(&profiles, cap)));
    let band = |it: &Profile| format!("{}·w", it.partly_achieved_from);
    page.row(&with("部分达成 begins at", cells(&profiles, band)));
    let same = |it: &Profile| {
        let rest = (it.equal_rule, it.rounding_rule, it.grades.clone(), it.achieved_from.clone(), it.strict);
        (rest, it.over_achievement.clone(), it.over_achievement_effect, it.not_applicable_rule, it.rules.clone())
    };
    assert!(profiles.iter().all(|it| same(it) == same(&profiles[0])), "more differs than the page says");
}

/// Which family an indicator belongs to, cost apart.
fn family(row: &IndicatorRow) -> &'static str {
    match (row.level1(), row.level2()) {
        (Level1::Cost, _) | (_, Level2::Cost) => "成本 cost",
        (Level1::Output, _) => "产出 output, but cost",
        (Level1::Effect, _) => "效益 effect",
        (Level1::Satisfaction, _) => "满意度 satisfaction",
        (Level1::Unspecified, _) => panic!("{row:?} has no level"),
    }
}

const FAMILIES: [&str; 4] = ["产出 output, but cost", "成本 cost", "效益 effect", "满意度 satisfaction"];

fn rows(card: &Scorecard) -> impl Iterator<Item = &IndicatorRow> {
    card.goals.iter().flat_map(|goal| &goal.rows)
}

/// What the rows of a family have in all.
fn sum(card: &Scorecard, of: &str, column: impl Fn(&IndicatorRow) -> &str) -> i64 {
    rows(card).filter(|row| family(row) == of).map(|row| hundredths(column(row))).sum()
}

fn weights(page: &mut Page, cards: &[Scorecard]) {
    page.chapter("Weights by family");
    page.says(
        "Published tables carry no weights; AllocateWeights makes them from the scheme. `cn-2020` and `hubei` count\n\
         cost as output, so that its indicators share the points of output; `hubei` counts satisfaction as effect.",
    );
    page.head(&head("family (indicators)"));
    for of in FAMILIES {
        let count = rows(&cards[0]).filter(|row| family(row) == of).count();
        let weight = |card: &Scorecard| points(sum(card, of, |row| &row.weight));
        page.row(&with(format!("{of} ({count})"), cells(cards, weight)));
    }
    let own = |card: &Scorecard| card.execution.as_ref().unwrap().weight.clone();
    page.row(&with("预算执行 execution", cells(cards, own)));
    let all = |card: &Scorecard| {
        points(FAMILIES.iter().map(|of| sum(card, of, |row| &row.weight)).sum::<i64>() + hundredths(&own(card)))
    };
    page.row(&with("in all", cells(cards, all)));
    assert!(cards.iter().all(|card| all(card) == "100.00"));
}

/// The row of an indicator in each of the cards.
fn beside(cards: &[Scorecard], indicator: &str) -> Vec<IndicatorRow> {
    cards.iter().map(|card| row(card, indicator)).collect()
}

fn arithmetic(row: &IndicatorRow) -> String {
    row.trace.as_ref().unwrap().arithmetic.clone()
}

fn rule(row: &IndicatorRow) -> &str {
    &row.trace.as_ref().unwrap().rule
}

fn is_missed(row: &IndicatorRow) -> bool {
    row.judgement.is_none() && row.score != row.weight
}

fn otherwise(page: &mut Page, cards: &[Scorecard]) {
    page.chapter("Rows that a rule scores otherwise");
    page.says(
        "A cap (≤) that was exceeded. The linear rule takes from the weight what is above the target, as a share of the\n\
         target; the ratio of `hubei` divides the target by the actual.",
    );
    let mut found = 0;
    for first in rows(&cards[0]).filter(|row| is_missed(row)) {
        let beside = beside(cards, &first.indicator);
        if beside.iter().any(|row| rule(row) != rule(first)) {
            page.indicator(first, &SCHEMES, &cells(&beside, |row| format!("{} (`{}`)", arithmetic(row), rule(row))));
            found += 1;
        }
    }
    assert!(found > 0, "the sample exceeds a cap");
}

fn missed(page: &mut Page, cards: &[Scorecard]) {
    page.chapter("Rows that are scored by one rule, with another weight");
    page.says(
        "Every number that was missed. The rule is the same in all three, so that the points differ as the weights do. A\n\
         target may be missed and its score still round to the weight: the row then owes a reason all the same.",
    );
    let mut found = 0;
    for first in rows(&cards[0]).filter(|row| row.judgement.is_none() && row.met == Some(false)) {
        let beside = beside(cards, &first.indicator);
        if beside.iter().all(|row| rule(row) == rule(first)) {
            page.indicator(first, &SCHEMES, &cells(&beside, arithmetic));
            found += 1;
        }
    }
    assert!(found > 0, "the sample misses a target");
    let is_full = |first: &&IndicatorRow| beside(cards, &first.indicator).iter().all(|row| row.score == row.weight);
    let full = rows(&cards[0]).filter(is_full).count();
    page.says(&format!("{full} indicators earned their whole weight in all three."));
}

fn judged(page: &mut Page, cards: &[Scorecard]) {
    page.chapter("Rows that a person judged");
    page.says(
        "The same tier and the same share of the weight in all three, half-up to 0.01: points, and the weight they are\n\
         of. The middle band of `hubei` begins lower: there, 部分达成 may be given less.",
    );
    page.head(&with("indicator, tier", SCHEMES.map(|scheme| format!("`{scheme}`")).to_vec()));
    for first in rows(&cards[0]).filter(|row| row.judgement.is_some()) {
        let Some(Ruling::Tier(ruling)) = first.judgement.as_ref().and_then(|it| it.ruling.as_ref()) else {
            panic!("the sample picks tiers")
        };
        let tier = match ruling.tier() {
            Tier::Achieved => "达成",
            Tier::PartlyAchieved => "部分达成",
            Tier::NotAchieved => "未达成",
            Tier::Unspecified => panic!("{first:?} has no tier"),
        };
        let beside = beside(cards, &first.indicator);
        let of = |row: &IndicatorRow| format!("{} of {}", row.score, row.weight);
        page.row(&with(format!("{} {}, {tier}", first.indicator, first.name), cells(&beside, of)));
    }
}

fn execution(page: &mut Page, cards: &[Scorecard]) {
    page.chapter("The execution row");
    page.says("What was spent of the budget, in yuan.");
    for (scheme, card) in SCHEMES.iter().zip(cards) {
        let trace = card.execution.as_ref().unwrap().trace.as_ref().unwrap();
        page.item(&format!("`{scheme}`: {}", trace.arithmetic));
    }
}

fn totals(page: &mut Page, cards: &[Scorecard], finalized: &[FinalizeScorecardResponse]) {
    page.chapter("Points, totals and grades");
    page.says("The total is the sum of the printed rows.");
    page.head(&head("points"));
    for of in FAMILIES {
        let earned = |card: &Scorecard| {
            format!("{} of {}", points(sum(card, of, |row| &row.score)), points(sum(card, of, |row| &row.weight)))
        };
        page.row(&with(of, cells(cards, earned)));
    }
    let spent = |card: &Scorecard| {
        let row = card.execution.as_ref().unwrap();
        format!("{} of {}", row.score, row.weight)
    };
    page.row(&with("预算执行 execution", cells(cards, spent)));
    let total = |card: &Scorecard| format!("**{}**", card.totals.as_ref().unwrap().total);
    page.row(&with("总分 total", cells(cards, total)));
    let grade = |card: &Scorecard| match card.totals.as_ref().unwrap().grade() {
        Grade::Excellent => "优".to_owned(),
        Grade::Good => "良".to_owned(),
        other => panic!("{other:?} is not in the sample"),
    };
    page.row(&with("等级 grade", cells(cards, grade)));
    let hash = |it: &FinalizeScorecardResponse| {
        format!("`{}…`", &it.stored_scorecard.as_ref().unwrap().scorecard_sha256[..12])
    };
    page.row(&with("SHA-256 of the finalized scorecard", cells(finalized, hash)));
    lost(page, cards);
    for card in cards {
        let rows: i64 = FAMILIES.iter().map(|of| sum(card, of, |row| &row.score)).sum();
        let execution = hundredths(&card.execution.as_ref().unwrap().score);
        assert_eq!(points(rows + execution), card.totals.as_ref().unwrap().total);
    }
}

/// Why the totals differ.
fn lost(page: &mut Page, cards: &[Scorecard]) {
    page.says("The totals differ mostly by what effect weighs, since most of what was lost was lost there:");
    for (scheme, card) in SCHEMES.iter().zip(cards) {
        let of_effect = sum(card, FAMILIES[2], |row| &row.weight) - sum(card, FAMILIES[2], |row| &row.score);
        let all = hundredths("100.00") - hundredths(&card.totals.as_ref().unwrap().total);
        assert!(2 * of_effect > all, "{scheme} lost most elsewhere");
        page.item(&format!("`{scheme}`: {} of {} points", points(of_effect), points(all)));
    }
}
