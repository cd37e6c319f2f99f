//! A published sheet with scores of its own, beside the rules.

use jixiao_proto::common::v1::target::Kind;
use jixiao_proto::common::v1::{DeadlineTarget, Level2, QualitativeTarget, Sign, Tier};
use jixiao_proto::results::v1::NotApplicable;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::scoring::v1::{
    CapRule, CreateProfileRequest, CreateProfileResponse, GetProfileRequest, GetProfileResponse, JudgeIndicatorRequest,
    JudgeIndicatorResponse, ReconcileResult, ReconcileSheetRequest, ReconcileSheetResponse, ReconciledRow,
    RenderScorecardRequest, RenderScorecardResponse,
};
use jixiao_tests::{Province, System, numbered, targeted, weighed};
use tonic::Code;

use crate::start::{actual, judgement};

/// As an authority published it, with a row of every kind.
const SHEET: &str = "\
绩效自评表
部门名称：某局
预算执行（万元）,年初预算数,全年预算数,全年执行数,分值,执行率,得分
年度资金总额,25,25,21.54576,10,86.18%,8.62
一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分
产出指标,数量指标,培训人数,≥6700人,5500人,3,2.46
产出指标,质量指标,合格率,≥90%,81%,5,5
产出指标,成本指标,项目成本,≤1884000元,2000000元,5,4.69
效益指标,社会效益指标,就业能力,进一步提升,有所提升,10,9
效益指标,社会效益指标,覆盖面,≥5个,,10,10
效益指标,社会效益指标,影响,≥5个,完成,10,10
满意度指标,服务对象满意度指标,满意度,≥90%,95%,,5
总分,,,,,100,54.77
";

fn ask(content: &[u8]) -> ReconcileSheetRequest {
    ReconcileSheetRequest { parent: Province::CITY.to_owned(), content: content.to_vec(), ..Default::default() }
}

async fn reconcile(system: &System, request: &ReconcileSheetRequest) -> ReconcileSheetResponse {
    system.answer("ReconcileSheet", request).await
}

/// Name, weight, printed, by the rule, the difference and what it says.
fn shown(row: &ReconciledRow) -> ([&str; 5], ReconcileResult) {
    let ReconciledRow { indicator_name, weight, printed_score, score, difference, .. } = row;
    ([indicator_name, weight, printed_score, score, difference], row.result())
}

#[tokio::test]
async fn every_row_is_compared_with_the_rule_and_the_difference_is_printed_less_rule() {
    let system = System::all_on_sqlite();

    let answer = reconcile(&system, &ask(SHEET.as_bytes())).await;

    use ReconcileResult::{Different, Judged, NotComparable, Same};
    let expected = [
        (["培训人数", "3.00", "2.46", "2.46", "0.00"], Same),
        (["合格率", "5.00", "5.00", "4.50", "0.50"], Different),
        (["项目成本", "5.00", "4.69", "4.69", "0.00"], Same),
        (["就业能力", "10.00", "9.00", "", ""], Judged),
        (["覆盖面", "10.00", "10.00", "", ""], NotComparable),
        (["影响", "10.00", "10.00", "", ""], NotComparable),
        (["满意度", "", "5.00", "", ""], NotComparable),
        (["", "10.00", "8.62", "8.62", "0.00"], Same),
    ];
    assert_eq!(answer.rows.iter().map(shown).collect::<Vec<_>>(), expected);
    assert_eq!((answer.differing, answer.department_title.as_str()), (1, "某局"));
    let sums = [&answer.printed_total, &answer.sum_of_printed, &answer.sum_by_rule].map(String::as_str);
    assert_eq!(sums, ["54.77", "54.77", "54.27"]);
    assert_eq!(answer.profile, "profiles/cn-2020/versions/1");
    let lines: Vec<_> = answer.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [6, 7, 8, 9, 10, 11, 12, 4]);
    let trace = answer.rows[1].trace.as_ref().unwrap();
    assert_eq!((trace.rule.as_str(), trace.arithmetic.as_str()), ("floor", "5.00 × 81 ÷ 90 = 4.50"));
    let codes: Vec<_> = answer.findings.iter().map(|it| (it.code.as_str(), it.line)).collect();
    assert_eq!(codes, [("ACTUAL_BLANK", 10), ("ACTUAL_NOT_A_NUMBER", 11)]);
    assert!(answer.findings.iter().all(|it| !it.message.is_empty() && !it.message_zh.is_empty()));
}

#[tokio::test]
async fn rows_that_are_the_same_or_judged_are_left_out_where_asked_for_and_are_summed_up_all_the_same() {
    let system = System::all_on_sqlite();
    let all = reconcile(&system, &ask(SHEET.as_bytes())).await;

    let few = reconcile(&system, &ReconcileSheetRequest { only_differing: true, ..ask(SHEET.as_bytes()) }).await;

    let is_told =
        |row: &&ReconciledRow| matches!(row.result(), ReconcileResult::Different | ReconcileResult::NotComparable);
    assert_eq!(few.rows, all.rows.iter().filter(is_told).cloned().collect::<Vec<_>>());
    assert_eq!(few.rows.len(), 4);
    assert_eq!(ReconcileSheetResponse { rows: Vec::new(), ..few }, ReconcileSheetResponse { rows: Vec::new(), ..all });
}

#[tokio::test]
async fn the_profile_is_the_one_that_is_named_for_that_region() {
    let system = System::all_on_sqlite();
    Province::registered(&system).await;
    let get = GetProfileRequest { name: "profiles/cn-2020".to_owned() };
    let built_in: GetProfileResponse = system.answer("GetProfile", &get).await;
    let mut profile = built_in.profile.unwrap();
    (profile.name, profile.version, profile.id) = (String::new(), 0, "own".to_owned());
    profile.set_cap_rule(CapRule::Ratio);
    let create =
        CreateProfileRequest { parent: Province::CITY.to_owned(), profile: Some(profile), ..Default::default() };
    let _: CreateProfileResponse = system.answer("CreateProfile", &create).await;
    let own = format!("{}/profiles/own", Province::CITY);
    let named = |parent: &str, profile: &str| ReconcileSheetRequest {
        parent: parent.to_owned(),
        profile: profile.to_owned(),
        ..ask(SHEET.as_bytes())
    };

    for (parent, profile, is) in [
        (Province::CITY, "hubei", "profiles/hubei/versions/1"),
        (Province::CITY, "own", &*format!("{own}/versions/1")),
        (Province::TOWN, "own", &*format!("{own}/versions/1")),
        (Province::CITY, &*own, &*format!("{own}/versions/1")),
        (Province::CITY, &*format!("{own}/versions/1"), &*format!("{own}/versions/1")),
    ] {
        let answer = reconcile(&system, &named(parent, profile)).await;
        let cost = ["项目成本", "5.00", "4.69", "4.71", "-0.02"];
        assert_eq!(shown(&answer.rows[2]), (cost, ReconcileResult::Different), "{profile}");
        assert_eq!((answer.profile.as_str(), answer.differing), (is, 2), "{profile}");
        assert_eq!(answer.sum_by_rule, "54.29");
    }
    let second = format!("{own}/versions/2");
    for (parent, profile) in [
        (Province::OUTSIDE, "own"),
        (Province::CITY, "none"),
        (Province::CITY, "profiles/own"),
        (Province::CITY, second.as_str()),
        (Province::OUTSIDE, own.as_str()),
    ] {
        let fault = system.fault("ReconcileSheet", &named(parent, profile)).await;
        fault.is_not_found("profile", profile);
    }
}

#[tokio::test]
async fn what_is_no_sheet_and_what_is_too_large_are_refused() {
    let system = System::all_on_sqlite();

    for (content, finding) in [("", None), ("%PDF-1.7", Some("PDF")), ("甲,乙\n1,2\n", Some("NO_TABLE"))] {
        let fault = system.fault("ReconcileSheet", &ask(content.as_bytes())).await;
        match finding {
            None => {
                fault.is_of_fields(&["content"]);
            }
            Some(finding) => {
                fault.is(Code::InvalidArgument, "FORM_UNREADABLE").has(&[("finding", finding)]);
            }
        }
    }
    let large = vec![b'a'; 3 * 1024 * 1024 + 1];
    let fault = system.fault("ReconcileSheet", &ask(&large)).await;
    fault.is(Code::ResourceExhausted, "LIMIT_EXCEEDED").has(&[("limit", "3145728"), ("value", "3145729")]);
    let wrong = ReconcileSheetRequest { parent: "x".to_owned(), profile: "A".to_owned(), ..Default::default() };
    system.fault("ReconcileSheet", &wrong).await.is_of_fields(&["parent", "profile", "content"]);
}

/// Targets of every kind with what is reported against them.
fn rows() -> Vec<(jixiao_proto::planning::v1::Indicator, Value)> {
    let number = |text: &str| Value::Number(text.to_owned());
    let text = |text: &str| Value::Text(text.to_owned());
    let date = DeadlineTarget { text: "9月底前".to_owned(), date: "2023-09-30".to_owned() };
    let judged = |target: &str| {
        let kind = Kind::Qualitative(QualitativeTarget { text: target.to_owned() });
        targeted(Level2::SocialEffect, "就业能力", kind)
    };
    let absent = NotApplicable { reason: "项目取消".to_owned() };
    let deadline = |name: &str| targeted(Level2::Timeliness, name, Kind::Deadline(date.clone()));
    vec![
        (numbered(Level2::Quantity, "培训人数", (Sign::AtLeast, "6700", "人")), number("5500")),
        (numbered(Level2::Quantity, "活动次数", (Sign::MoreThan, "12", "次")), number("12")),
        (numbered(Level2::Quantity, "资助人数", (Sign::Equal, "80", "人")), number("72")),
        (numbered(Level2::Quality, "合格率", (Sign::AtLeast, "90.5", "%")), number("89.99")),
        (numbered(Level2::Quality, "事故起数", (Sign::AtMost, "0", "起")), number("1")),
        (numbered(Level2::Quality, "差错率", (Sign::LessThan, "3", "‰")), number("3.5")),
        (deadline("完成时间"), Value::Date("2023-09-30".to_owned())),
        (deadline("验收时间"), Value::Date("2023-10-01".to_owned())),
        (numbered(Level2::Cost, "项目成本", (Sign::AtMost, "1884000", "元")), number("2000000")),
        (judged("进一步提升"), text("有所提升")),
        (numbered(Level2::SocialEffect, "受益人数", (Sign::AtLeast, "-3", "人")), number("-2")),
        (numbered(Level2::SocialEffect, "影响人数", (Sign::AtLeast, "5", "人")), text("完成")),
        (numbered(Level2::EconomicEffect, "收入", (Sign::AtLeast, "1200000.5", "万元")), number("1200000.25")),
        (numbered(Level2::Satisfaction, "满意度", (Sign::AtLeast, "90", "%")), Value::NotApplicable(absent)),
        (numbered(Level2::Satisfaction, "家属满意度", (Sign::AtLeast, "90", "%")), number("100")),
    ]
}

#[tokio::test]
async fn a_sheet_of_our_own_differs_nowhere_from_the_rules_it_was_made_by() {
    let system = System::all_on_sqlite();
    let province = Province::registered(&system).await;
    let ids: Vec<_> = (1..).map(|nth| format!("i{nth:03}")).take(rows().len()).collect();
    for (scheme, execution, weights) in
        [("cn-2020", "10.00", ["6.00"; 15]), ("cn-2021-cost", "10.00", ["6.00"; 15]), ("hubei", "20.00", ["5.33"; 15])]
    {
        // What is left of Hubei's 80 goes to the first.
        let mut weights = weights;
        if scheme == "hubei" {
            weights[0] = "5.38";
        }
        let indicators = rows().into_iter().map(|(indicator, _)| indicator).collect();
        let plan = province.plan(Province::CITY, scheme, weighed((scheme, execution), &weights, indicators)).await;
        let actuals = ids.iter().zip(rows()).map(|(id, (_, value))| actual(id, value));
        province.send(&plan, "2023-12", actuals.collect()).await;
        province.execute(&plan, "2023-12", 25_000_000, 21_545_760).await;
        for (id, tier, score) in [("i008", Tier::PartlyAchieved, "4"), ("i010", Tier::Achieved, "5")] {
            let judge = JudgeIndicatorRequest { plan: plan.clone(), ..judgement(id, tier, score) };
            let _: JudgeIndicatorResponse = system.answer("JudgeIndicator", &judge).await;
        }
        for format in [1, 2] {
            let (plan, none) = (plan.clone(), String::new);
            let render = RenderScorecardRequest { plan, as_of_period: none(), profile: none(), format };
            let rendered: RenderScorecardResponse = system.answer("RenderScorecard", &render).await;
            let content = rendered.file.unwrap().content;
            let request = ReconcileSheetRequest { profile: scheme.to_owned(), ..ask(&content) };

            let answer = reconcile(&system, &request).await;

            use ReconcileResult::{Judged, NotComparable, Same};
            let results: Vec<_> = answer.rows.iter().map(ReconciledRow::result).collect();
            let mut expected = vec![Same; 16];
            for judged in [6, 7, 9] {
                expected[judged] = Judged;
            }
            for absent in [11, 13] {
                expected[absent] = NotComparable;
            }
            let told: Vec<_> =
                answer.rows.iter().map(|row| (shown(row), row.target.clone(), row.actual.clone())).collect();
            assert_eq!(results, expected, "{scheme} {format}: {told:#?} {:#?}", answer.findings);
            assert_eq!((answer.differing, &answer.sum_of_printed), (0, &answer.sum_by_rule));
            assert_eq!(answer.department_title, scheme);
        }
    }
}
