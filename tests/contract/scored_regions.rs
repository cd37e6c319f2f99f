//! A region as a whole: warnings, roll-ups, ranking, another year.

use jixiao_proto::common::v1::{Level1, Level2, NumericTarget, Sign, Target, Tier, target};
use jixiao_proto::planning::v1::{Indicator, PlanContent};
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{
    AggregateBasis, CompareYearsRequest, CompareYearsResponse, Grade, ListWarningsRequest, ListWarningsResponse,
    RankPlansRequest, RankPlansResponse, RowFate, ScoreSummary, Signal, SummarizeScoresRequest,
    SummarizeScoresResponse,
};
use jixiao_tests::{Stories, REGION, System, small_plan};
use tonic::Code;

use crate::pages::walk;

const DISTRICT: &str = "regions/120101000";
const STREET: &str = "regions/120101001";
const OTHER: &str = "regions/120102000";

fn department(region: &str, id: &str) -> String {
    format!("{region}/departments/{id}")
}

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

/// Five departments in four regions. Totals: 97.00, 97.00, 95.00, 90.00, and one without.
async fn provincial() -> System {
    let system = System::all_on_sqlite();
    let stories = Stories::of(&system, &[REGION, DISTRICT, STREET, OTHER]).await;
    for (region, id, judged, satisfaction) in [
        (REGION, "a", "27.00", "90"),
        (DISTRICT, "b", "27.00", "90"),
        (STREET, "c", "25.00", "90"),
        (OTHER, "d", "25.00", "45"),
    ] {
        let plan = stories.plan(&department(region, id), 2023, &small_plan(), "").await;
        stories.complete(&plan, judged, satisfaction).await;
    }
    stories.plan(&department(OTHER, "e"), 2023, &small_plan(), "").await;
    system
}

fn summarizing(parent: &str) -> SummarizeScoresRequest {
    SummarizeScoresRequest { parent: parent.to_owned(), fiscal_year: 2023, ..Default::default() }
}

fn counts(summary: &ScoreSummary) -> (i64, i64, i64, &str, &str, &str) {
    let ScoreSummary { departments, complete, incomplete, average_total, lowest_total, highest_total, .. } = summary;
    (*departments, *complete, *incomplete, average_total, lowest_total, highest_total)
}

#[tokio::test]
async fn a_roll_up_counts_what_lies_beneath_each_region_and_says_beside_averages_of_how_many() {
    let system = provincial().await;

    let answer: SummarizeScoresResponse = system.answer("SummarizeScores", &summarizing(REGION)).await;

    let all = answer.all.unwrap();
    assert_eq!(counts(&all), (5, 4, 1, "94.75", "90.00", "97.00"));
    let grades: Vec<_> = all.grades.iter().map(|it| (it.grade(), it.departments)).collect();
    assert_eq!(grades, [(Grade::Excellent, 4)]);
    let fates: Vec<_> = all.fates.iter().map(|it| (it.fate(), it.rows, &*it.weight)).collect();
    // Four departments: of five rows each, all are met but one; five of the last are not reported.
    assert_eq!(
        fates,
        [(RowFate::Met, 19, "350.00"), (RowFate::Missed, 1, "10.00"), (RowFate::NotReported, 5, "90.00")]
    );
    let regions: Vec<_> = answer.regions.iter().map(|it| (&*it.region, counts(it.summary.as_ref().unwrap()))).collect();
    let expected = [
        (REGION, (1, 1, 0, "97.00", "97.00", "97.00")),
        // The street counts in its district.
        (DISTRICT, (2, 2, 0, "96.00", "95.00", "97.00")),
        (OTHER, (2, 1, 1, "90.00", "90.00", "90.00")),
    ];
    assert_eq!(regions, expected);
    let satisfaction = all.levels1.iter().find(|it| it.level1 == Level1::Satisfaction as i32).unwrap();
    assert_eq!(
        (&*satisfaction.points, &*satisfaction.weight_covered, &*satisfaction.rate),
        ("35.00", "40.00", "87.50")
    );
}

#[tokio::test]
async fn plans_that_cannot_be_scored_are_counted_and_told_and_do_not_end_the_call() {
    let system = provincial().await;
    let stories = Stories::of(&system, &[]).await;
    stories.plan(&department(REGION, "f"), 2023, &small_plan(), "hubei").await;
    let request = SummarizeScoresRequest { profile: "cn-2020".to_owned(), ..summarizing(REGION) };

    let answer: SummarizeScoresResponse = system.answer("SummarizeScores", &request).await;

    assert_eq!((answer.all.as_ref().unwrap().departments, answer.all.unwrap().refused), (6, 1));
    let told: Vec<_> = answer.refusals.iter().map(|it| (&*it.plan_version, &*it.reason)).collect();
    assert_eq!(told, [("regions/120000000/departments/f/plans/2023/versions/1", "WEIGHT_SCHEME_MISMATCH")]);
    let absent = SummarizeScoresRequest { profile: "profiles/hunan".to_owned(), ..summarizing(REGION) };
    system.refused("SummarizeScores", &absent).await.is_not_found("profile", "profiles/hunan");
}

/// A plan of one output indicator of the library, one of effect and one of satisfaction.
fn library_plan(target: &str, unit: &str) -> PlanContent {
    let mut content = small_plan();
    let numeric = NumericTarget { sign: Sign::AtLeast as i32, value: target.to_owned(), unit: unit.to_owned() };
    content.indicators = vec![Indicator {
        library: "trained-persons".to_owned(),
        target: Some(Target { kind: Some(target::Kind::Numeric(numeric)) }),
        ..content.indicators[0].clone()
    }];
    content
}

#[tokio::test]
async fn quantities_are_added_before_they_are_scored_and_the_average_is_called_one() {
    let system = System::all_on_sqlite();
    let stories = Stories::of(&system, &[REGION]).await;
    let library = crate::library::one(REGION);
    system.call("BatchUpsertLibraryIndicators", &library).await.unwrap();
    let id = library.library_indicators[0].name.rsplit('/').next().unwrap().to_owned();
    for (name, target, actual) in [("a", "100", "100"), ("b", "50", "20")] {
        let mut content = library_plan(target, "人");
        content.indicators[0].library.clone_from(&id);
        let plan = stories.plan(&department(REGION, name), 2023, &content, "").await;
        stories.report(&plan, "2023-12", &[("i001", number(actual))]).await;
    }

    let answer: SummarizeScoresResponse = system.answer("SummarizeScores", &summarizing(REGION)).await;

    let [sum] = &answer.aggregates[..] else { panic!("{:?}", answer.aggregates) };
    // The whole 90 is on the one indicator: 90 × 120 ÷ 150, and the mean of 90.00 and 36.00.
    assert_eq!((sum.rows, &*sum.target, &*sum.actual, sum.basis()), (2, "150", "120", AggregateBasis::Sum));
    assert_eq!((&*sum.weight, &*sum.score, &*sum.average_score), ("90.00", "72.00", "63.00"));
}

#[tokio::test]
async fn a_roll_up_stands_beside_the_year_before() {
    let system = provincial().await;
    let stories = Stories::of(&system, &[]).await;
    let plan = stories.plan(&department(REGION, "a"), 2022, &small_plan(), "").await;
    stories.complete(&plan, "24.00", "90").await;
    let request = SummarizeScoresRequest { year_before: true, ..summarizing(REGION) };

    let answer: SummarizeScoresResponse = system.answer("SummarizeScores", &request).await;

    assert_eq!(answer.all_year_before.unwrap().average_total, "94.00");
    assert_eq!(answer.average_difference, "0.75");
}

#[tokio::test]
async fn equal_totals_share_a_place_and_those_without_one_come_last() {
    let system = provincial().await;
    let rank = RankPlansRequest { parent: REGION.to_owned(), fiscal_year: 2023, ..Default::default() };

    let ranked = walk!(system, "RankPlans", rank.clone() => RankPlansResponse, plans);

    let told: Vec<_> =
        ranked.iter().map(|it| (it.place, it.plan_version.split('/').nth(3).unwrap(), &*it.total)).collect();
    assert_eq!(told, [(1, "a", "97.00"), (1, "b", "97.00"), (3, "c", "95.00"), (4, "d", "90.00"), (0, "e", "")]);
    assert_eq!((&*ranked[4].lowest_total, &*ranked[4].highest_total), ("0.00", "100.00"));
    let page: RankPlansResponse = system.answer("RankPlans", &RankPlansRequest { page_size: 1, ..rank.clone() }).await;
    let other = RankPlansRequest { fiscal_year: 2022, page_token: page.next_page_token, ..rank };
    system.refused("RankPlans", &other).await.is(Code::InvalidArgument, "PAGE_TOKEN_INVALID");
}

#[tokio::test]
async fn the_warnings_of_a_region_come_the_most_severe_first() {
    let system = provincial().await;
    let stories = Stories::of(&system, &[]).await;
    let plan = |region: &str, id: &str| format!("{}/plans/2023", department(region, id));
    stories.report(&plan(STREET, "c"), "2023-12", &[("i003", number("1884001")), ("i001", number("4020"))]).await;
    stories.judge(&plan(REGION, "a"), "i004", Tier::PartlyAchieved, "18.00").await;
    stories.spend(&plan(DISTRICT, "b"), "2023-12", 150_000, 1).await;
    let list = ListWarningsRequest {
        parent: REGION.to_owned(),
        fiscal_year: 2023,
        period: "2023-12".to_owned(),
        ..Default::default()
    };

    let warnings = walk!(system, "ListWarnings", list.clone() => ListWarningsResponse, warnings);

    let told: Vec<_> = warnings
        .iter()
        .map(|it| {
            let department = it.plan_version.split('/').nth(3).unwrap();
            match (&it.indicator, &it.budget) {
                (Some(row), None) => (department, &*row.indicator, row.signal(), &*row.pace),
                (None, Some(budget)) => (department, "budget", budget.signal(), &*budget.pace),
                other => panic!("{other:?}"),
            }
        })
        .collect();
    let expected = [
        // What cannot be made up for, then the slowest.
        ("c", "i003", Signal::Red, ""),
        ("b", "budget", Signal::Red, "0.0000"),
        ("d", "i005", Signal::Red, "0.5000"),
        ("c", "i001", Signal::Yellow, "0.6000"),
        ("a", "i004", Signal::Yellow, ""),
    ];
    assert_eq!(told, expected);
    let red = ListWarningsRequest { worst: Signal::Red as i32, ..list.clone() };
    let red: ListWarningsResponse = system.answer("ListWarnings", &red).await;
    assert_eq!(red.warnings, warnings[..3]);
    for worst in [Signal::Green as i32, 99] {
        system.refused("ListWarnings", &ListWarningsRequest { worst, ..list.clone() }).await.is_of_fields(&["worst"]);
    }
}

#[tokio::test]
async fn indicators_stand_beside_those_of_the_other_year() {
    let system = System::all_on_sqlite();
    let stories = Stories::of(&system, &[REGION]).await;
    let owner = department(REGION, "a");
    let before = stories.plan(&owner, 2022, &small_plan(), "").await;
    let mut content = small_plan();
    let mut added =
        Indicator { name: "回访率".to_owned(), level2: Level2::Quality as i32, ..content.indicators[4].clone() };
    added.level1 = Level1::Output as i32;
    content.indicators[2].target.clone_from(&added.target);
    content.indicators.push(added);
    let now = stories.plan(&owner, 2023, &content, "").await;
    stories.report(&before, "2022-12", &[("i001", number("4000")), ("i005", number("0"))]).await;
    stories.report(&now, "2023-12", &[("i001", number("5000")), ("i005", number("90"))]).await;
    let compare = CompareYearsRequest { plan: now.clone(), ..Default::default() };

    let answer: CompareYearsResponse = system.answer("CompareYears", &compare).await;

    assert_eq!(
        (answer.plan_version, answer.other_plan_version),
        (format!("{now}/versions/1"), format!("{before}/versions/1"))
    );
    let told: Vec<_> = answer
        .pairs
        .iter()
        .map(|it| [&*it.indicator, &*it.other_indicator, &*it.other_actual, &*it.actual, &*it.difference, &*it.growth])
        .collect();
    let expected = [
        ["i001", "i001", "4000", "5000", "1000", "0.25"],
        // Another unit is another thing.
        ["i003", "", "", "", "", ""],
        ["i005", "i005", "0", "90", "90", ""],
        ["i006", "", "", "", "", ""],
        ["", "i003", "", "", "", ""],
    ];
    assert_eq!(told, expected);
    let july: CompareYearsResponse =
        system.answer("CompareYears", &CompareYearsRequest { month: 7, ..compare.clone() }).await;
    assert!(july.pairs.iter().all(|pair| pair.actual.is_empty() && pair.other_actual.is_empty()));
    let same = CompareYearsRequest { other_year: 2023, ..compare.clone() };
    system.refused("CompareYears", &same).await.is_of_fields(&["other_year"]);
    let absent = CompareYearsRequest { other_year: 2021, ..compare };
    system.refused("CompareYears", &absent).await.is(Code::NotFound, "RESOURCE_NOT_FOUND");
}
