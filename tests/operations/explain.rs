//! The arithmetic of one row, as a person would write it.

use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{Actual, ReportActualsRequest, ReportActualsResponse};
use jixiao_proto::scoring::v1::{OverrideScoreRequest, OverrideScoreResponse, Overrider};
use jixiao_tests::PLAN;

use crate::desk::Desk;

/// The lines of a row of the demo under these labels, without the labels of its goal and levels.
fn lines(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let printed = desk.run(&[&["explain", PLAN], arguments].concat()).succeeded();
    let is_of_the_plan = |line: &&str| line.starts_with("  goal ") || line.starts_with("  levels ");
    printed.lines().filter(|line| !is_of_the_plan(line)).map(|line| line.trim_start().to_owned()).collect()
}

/// What stands under a row of the demo whatever it is.
fn foot(as_of: &str) -> [String; 2] {
    let rests = format!("{PLAN}/versions/1 (sha256 f06b2d64388e…), as of {as_of}, actuals revision 4");
    [
        "profile 计分规则: profiles/cn-2020/versions/1, after 财预〔2020〕10号".to_owned(),
        format!("rests on 依据: {rests}, judgements revision 28, engine v1"),
    ]
}

const BY_SIGN: &str = "method 方法: by the sign or kind of its target 按符号或指标类型";
const FLOOR: &str =
    "rule 规则: floor: 达到指标值得满分，未达到按比例 full from the target on, else in proportion; 财预〔2020〕10号";
const REPORTED: &str = "reported 填报: for 2023-11, revision 2, by 示例填报人";

#[test]
fn every_kind_of_row_is_told_with_all_that_it_takes_to_recompute_it() {
    let desk = Desk::demo();
    let rows: [(&str, &str, &[&str]); 6] = [
        (
            "i018",
            "2023-12",
            &[
                "i018 享受免费体检的残疾人数量",
                "target 指标值 T: ≥ 6700 人",
                "weight 分值 w: 1.04",
                "actual 完成值 A: 5500",
                REPORTED,
                "reason 偏差原因: 部分区体检点因场地改造停检两个月。",
                "measure 改进措施: 2024年一季度安排补检。",
                BY_SIGN,
                FLOOR,
                "formula 公式: A ≥ T: w; else w × A ÷ T",
                "put in 代入: 1.04 × 5500 ÷ 6700 = 0.85",
                "exact 精确值: 286/335 = 0.853731…, rounded once half-up to 0.01 四舍五入: 0.85",
                "score 得分: 0.85 of 1.04, 已计分 scored",
                "unit's own 单位自评: 0.85",
                "met 是否完成: NO 未完成: 5500 < 6700 as reported; the rounded score does not decide 按填报值判断",
            ],
        ),
        (
            "i041",
            "2023-12",
            &[
                "i041 残疾人权益保障和社会工作预算",
                "target 指标值 T: ≤ 2211000 元",
                "weight 分值 w: 1.04",
                "actual 完成值 A: 2300000",
                REPORTED,
                "reason 偏差原因: 法律援助案件增加，追加坐席律师费用。",
                "measure 改进措施: 编制下年度预算时据实测算。",
                BY_SIGN,
                "rule 规则: cap-linear: 不超过指标值得满分，超出按超出比例扣分 full up to the target, then less by the excess, nothing from 2T on; 财预〔2020〕10号",
                "formula 公式: A ≤ T: w; A ≥ 2T: 0; else w × (1 − (A − T) ÷ T)",
                "put in 代入: 1.04 × (1 − (2300000 − 2211000) ÷ 2211000) = 1.00",
                "exact 精确值: 55172/55275 = 0.998136…, rounded once half-up to 0.01 四舍五入: 1.00",
                "score 得分: 1.00 of 1.04, 已计分 scored",
                "unit's own 单位自评: 1.00",
                "met 是否完成: NO 未完成: 2300000 > 2211000 as reported; the rounded score does not decide 按填报值判断",
            ],
        ),
        (
            "i013",
            "2023-12",
            &[
                "i013 提高为残疾人开展就业服务的能力水平",
                "target 指标值 T: 为残疾人开展就业服务的能力水平进一步提高",
                "weight 分值 w: 1.58",
                "actual 完成值 A: 经第三方抽样调查，为残疾人开展就业服务的能力水平进一步提高。",
                REPORTED,
                BY_SIGN,
                "rule 规则: judgement: 定性分档 points by a person, inside the band of the tier; 财预〔2020〕10号",
                "formula 公式: lowest to highest of the band",
                "bands 档次区间: 达成 1.26 – 1.58 · 部分达成并具有一定效果 0.95 – 1.25 · 未达成且效果较差 0.00 – 0.94",
                "judged 复核: 部分达成并具有一定效果, 1.20 points, by 示例评审人: 服务覆盖面扩大，但基层服务人员能力提升有限。",
                "score 得分: 1.20 of 1.58, 已评价 judged",
                "met 是否完成: NO 未完成: only the tier 达成 counts as met",
                "flag 提示: a reason is owed 须填偏差原因: the target was missed, and none was given",
            ],
        ),
        (
            "i002",
            "2023-12",
            &[
                "i002 参加全国盲人医疗按摩人员考试人数",
                "target 指标值 T: ≥ 20 人",
                "weight 分值 w: 1.05",
                "actual 完成值 A: 26",
                REPORTED,
                BY_SIGN,
                FLOOR,
                "formula 公式: A ≥ T: w; else w × A ÷ T",
                "put in 代入: 26 > 20: 1.05",
                "score 得分: 1.05 of 1.05, 已计分 scored",
                "unit's own 单位自评: 1.05",
                "met 是否完成: yes 已完成: 26 > 20 as reported; the rounded score does not decide 按填报值判断",
                "flag 提示: over-achieved 超额完成: above the target by 0.20 of it or more; the score stays",
                "flag 提示: a reason is owed 须填偏差原因: the target was far exceeded, and none was given",
            ],
        ),
        (
            "i049",
            "2023-11",
            &[
                "i049 天津日报残疾人事业专版数量",
                "target 指标值 T: ≥ 3 版",
                "weight 分值 w: 1.04",
                "actual 完成值 A: nothing was reported up to that month 未填报: neither 0 nor full",
                BY_SIGN,
                "score 得分: none: 未填报 not reported; from 0.00 to 1.04 is still possible",
            ],
        ),
        (
            "execution",
            "2023-12",
            &[
                "execution 预算执行率",
                "weight 分值 w: 10.00",
                "budget 预算: 107,834,000.00 yuan, not adjusted",
                "executed 执行: 104,263,969.90 yuan",
                "reported 填报: for 2023-12, revision 3, by 示例填报人",
                "rule 规则: execution: 按预算执行率 by the executed part of the budget; 财预〔2020〕10号",
                "formula 公式: w × executed ÷ budget, at most w",
                "put in 代入: 10.00 × 104263969.90 ÷ 107834000.00 = 9.67",
                "exact 精确值: 1042639699/107834000 = 9.668932…, rounded once half-up to 0.01 四舍五入: 9.67",
                "score 得分: 9.67 of 10.00, 已计分 scored",
            ],
        ),
    ];

    for (id, period, expected) in rows {
        let printed = lines(&desk, &[id, "--period", period]);
        let expected: Vec<String> = expected.iter().map(|it| (*it).to_owned()).chain(foot(period)).collect();
        assert_eq!(printed, expected, "{id}");
    }
    // Met is decided on the reported actual, also where the rounded score is full.
    let nearly = lines(&desk, &["i004"]);
    assert!(nearly.contains(&"score 得分: 1.05 of 1.05, 已计分 scored".to_owned()), "{nearly:?}");
    let not_met = "met 是否完成: NO 未完成: 89.99 < 90 as reported; the rounded score does not decide 按填报值判断";
    assert!(nearly.contains(&not_met.to_owned()), "{nearly:?}");
    assert_eq!(desk.json(&["explain", PLAN, "i018"])["trace"]["exact"], "286/335");
}

#[tokio::test]
async fn points_of_a_person_stand_beside_what_was_computed() {
    let desk = Desk::small().await;
    let actual = |id: &str, value| Actual { indicator: id.to_owned(), value: Some(value), ..Actual::default() };
    let actuals =
        vec![actual("i002", Value::Date("2023-09-30".to_owned())), actual("i005", Value::Number("45".to_owned()))];
    let report = ReportActualsRequest {
        plan: PLAN.to_owned(),
        period: "2023-12".to_owned(),
        actuals,
        reporter: "填报人".to_owned(),
        ..ReportActualsRequest::default()
    };
    let _: ReportActualsResponse = desk.system.answer("ReportActuals", &report).await;
    let overriding = OverrideScoreRequest {
        plan: PLAN.to_owned(),
        indicator: "i005".to_owned(),
        score: "6.5".to_owned(),
        overrider: Overrider::Finance as i32,
        grounds: "样本不足".to_owned(),
        judge: "复核人".to_owned(),
        ..OverrideScoreRequest::default()
    };
    let _: OverrideScoreResponse = desk.system.answer("OverrideScore", &overriding).await;

    let overridden = lines(&desk, &["i005"]);
    let in_time = lines(&desk, &["i002"]);
    let execution = lines(&desk, &["execution"]);

    let expected = [
        "exact 精确值: 5; nothing was rounded 无需舍入",
        "overridden 人工调整: 6.50 by finance 财政部门; computed 5.00, by 复核人: 样本不足",
        "score 得分: 6.50 of 10.00, 人工调整 overridden",
        "unit's own 单位自评: 5.00",
        "met 是否完成: NO 未完成: 45 < 90 as reported; the rounded score does not decide 按填报值判断",
    ];
    for line in expected {
        assert!(overridden.iter().any(|it| it == line), "{line}: {overridden:#?}");
    }
    for line in [
        "formula 公式: A ≤ T: w; later a person decides",
        "put in 代入: 2023-09-30 = 2023-09-30: 16.67",
        "met 是否完成: yes 已完成: 2023-09-30 = 2023-09-30 as reported; the rounded score does not decide 按填报值判断",
    ] {
        assert!(in_time.iter().any(|it| it == line), "{line}: {in_time:#?}");
    }
    let none = "score 得分: none: 未填报 not reported; from 0.00 to 10.00 is still possible";
    assert_eq!(execution[2..4], ["reported 填报: nothing up to that month 未填报: neither 0 nor full", none]);
}

#[tokio::test]
async fn an_indicator_or_a_plan_that_is_not_there_is_named() {
    let desk = Desk::small().await;

    let indicator = desk.run(&["explain", PLAN, "i006"]).failed();
    let plan = desk.run(&["explain", &PLAN.replace("2023", "2024"), "i001"]).failed();

    assert_eq!(indicator, "error: the plan has no indicator i006; it has i001 to i005 and execution\n");
    assert!(plan.starts_with("error: ScorePlan failed: RESOURCE_NOT_FOUND: "), "{plan}");
}
