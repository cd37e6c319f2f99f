//! Published sheets with scores of their own.

use jixiao_proto::common::v1::FormFormat;
use jixiao_proto::scoring::v1::{
    ReconcileResult, ReconcileSheetRequest, ReconcileSheetResponse, RenderScorecardRequest, RenderScorecardResponse,
};
use jixiao_tests::{PLAN, REGION, System};
use tonic::Code;

use crate::profiles::{create, like};
use crate::scorecards::complete;

/// A sheet as a department publishes it, in columns set apart by tabs.
const SHEET: &str = "\
部门整体支出绩效自评表
部门名称\t天津市残疾人联合会
预算执行（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t250000\t250000\t215457.60\t10\t86.18%\t8.62
一级指标\t二级指标\t三级指标\t符号\t指标值\t单位\t实际完成值\t分值\t得分
产出指标\t数量指标\t培训人数\t≥\t6700\t人\t5500\t3\t2.46
产出指标\t质量指标\t达标率\t≥\t90\t%\t81\t5\t5
产出指标\t成本指标\t培训成本\t≤\t1884000\t元\t2000000\t5\t4.71
产出指标\t数量指标\t竞赛人数\t≥\t10\t人\t完成\t5\t5
效益指标\t社会效益指标\t就业能力\t定性\t进一步提升\t\t明显提升\t10\t9
总分\t\t\t\t\t\t\t\t34.79
";

fn reconciling(content: &[u8], profile: &str) -> ReconcileSheetRequest {
    ReconcileSheetRequest {
        parent: REGION.to_owned(),
        content: content.to_vec(),
        profile: profile.to_owned(),
        ..Default::default()
    }
}

async fn reconcile(system: &System, request: &ReconcileSheetRequest) -> ReconcileSheetResponse {
    system.answer("ReconcileSheet", request).await
}

/// Name, printed score, score by the rule, difference and result of each row.
fn told(answer: &ReconcileSheetResponse) -> Vec<(&str, &str, &str, &str, ReconcileResult)> {
    let rows = answer.rows.iter();
    rows.map(|it| (&*it.indicator_name, &*it.printed_score, &*it.score, &*it.difference, it.result())).collect()
}

#[tokio::test]
async fn every_row_says_whether_its_arithmetic_is_that_of_the_rule_and_by_how_much_it_differs() {
    use ReconcileResult::{Different, Judged, NotComparable, Same};
    let system = System::all_on_sqlite();

    let answer = reconcile(&system, &reconciling(SHEET.as_bytes(), "")).await;

    let expected = [
        ("培训人数", "2.46", "2.46", "0.00", Same),
        ("达标率", "5.00", "4.50", "0.50", Different),
        ("培训成本", "4.71", "4.69", "0.02", Different),
        ("竞赛人数", "5.00", "", "", NotComparable),
        ("就业能力", "9.00", "", "", Judged),
        ("", "8.62", "8.62", "0.00", Same),
    ];
    assert_eq!(told(&answer), expected);
    assert_eq!((answer.differing, &*answer.profile), (2, "profiles/cn-2020/versions/1"));
    assert_eq!((&*answer.printed_total, &*answer.sum_of_printed, &*answer.sum_by_rule), ("34.79", "34.79", "34.27"));
    let trace = answer.rows[1].trace.as_ref().unwrap();
    assert_eq!(trace.arithmetic, "5.00 × 81 ÷ 90 = 4.50");
    assert_eq!(answer.rows[1].line, 7);
}

#[tokio::test]
async fn the_rules_are_those_of_the_profile_and_rows_that_agree_can_be_left_out() {
    let system = System::all_on_sqlite();
    let hubei = reconcile(&system, &reconciling(SHEET.as_bytes(), "hubei")).await;
    assert_eq!(told(&hubei)[2], ("培训成本", "4.71", "4.71", "0.00", ReconcileResult::Same));
    assert_eq!(hubei.differing, 1);

    let own = like(&system, "profiles/hubei", "own").await;
    let own = create(&system, REGION, &own).await;
    let only = ReconcileSheetRequest { only_differing: true, ..reconciling(SHEET.as_bytes(), &own.name) };
    let answer = reconcile(&system, &only).await;

    assert_eq!(answer.profile, own.name);
    assert_eq!(told(&answer).iter().map(|row| row.0).collect::<Vec<_>>(), ["达标率", "竞赛人数"]);
    assert_eq!(answer.sum_by_rule, "34.29");
    let absent = reconciling(SHEET.as_bytes(), "hunan");
    system.refused("ReconcileSheet", &absent).await.is_not_found("profile", "hunan");
}

#[tokio::test]
async fn the_form_that_jixiao_writes_reconciles_with_itself() {
    let system = complete().await;
    for format in [FormFormat::Xlsx, FormFormat::Html] {
        let render = RenderScorecardRequest { plan: PLAN.to_owned(), format: format as i32, ..Default::default() };
        let file: RenderScorecardResponse = system.answer("RenderScorecard", &render).await;

        let answer = reconcile(&system, &reconciling(&file.file.unwrap().content, "")).await;

        assert_eq!((answer.rows.len(), answer.differing), (6, 0), "{format:?}: {answer:?}");
        assert_eq!((&*answer.printed_total, &*answer.sum_by_rule), ("94.00", "94.00"));
        assert_eq!(answer.department_title, "天津市残疾人联合会");
    }
}

#[tokio::test]
async fn what_is_no_scored_sheet_is_refused() {
    let system = System::all_on_sqlite();

    let fault = system.refused("ReconcileSheet", &reconciling("一\t二\n".as_bytes(), "")).await;

    fault.is(Code::InvalidArgument, "FORM_UNREADABLE");
}
