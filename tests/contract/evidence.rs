use jixiao_proto::common::v1::Tier;
use jixiao_proto::results::v1::actual::Value;
use jixiao_proto::results::v1::{
    Actual, Evidence, GetActualsRequest, GetActualsResponse, ImportActualsRequest, ImportActualsResponse,
    ReportActualsResponse, TieredActual,
};
use jixiao_tests::{PLAN, System};

use crate::start::{actual, actuals, approved, number, text};

fn evidence() -> Evidence {
    Evidence {
        name: "签到表.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1024,
        sha256: "0123456789abcdef".repeat(4),
        sm3: String::new(),
        url: "https://files.example.cn/2023/1.pdf".to_owned(),
    }
}

fn tiered(indicator: &str, tier: Tier) -> Actual {
    actual(indicator, Value::Tiered(TieredActual { tier: tier.into(), text: "机制已健全".to_owned() }))
}

async fn reported(system: &System, actual: Actual) -> Actual {
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-12", vec![actual])).await;
    let read = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let answer: GetActualsResponse = system.answer("GetActuals", &read).await;
    answer.actuals.into_iter().next().unwrap().actual.unwrap()
}

#[tokio::test]
async fn evidence_comes_back_in_order_as_it_was_given() {
    let system = approved().await;
    let second = Evidence { sm3: "a".repeat(64), url: "s3://bucket/2".to_owned(), ..evidence() };
    let given = Actual { evidence: vec![second, evidence()], ..number("i001", "1") };

    assert_eq!(reported(&system, given.clone()).await, given);
}

#[tokio::test]
async fn evidence_that_is_none_is_refused_field_by_field() {
    let system = approved().await;
    let bad = Evidence { sha256: "x".to_owned(), sm3: "A".repeat(64), name: String::new(), ..evidence() };
    let worse = Evidence { size: -1, url: "javascript:alert(1)".to_owned(), ..evidence() };
    let report = actuals("2023-12", vec![Actual { evidence: vec![bad, worse], ..number("i001", "1") }]);

    let fault = system.refused("ReportActuals", &report).await;

    fault.is_of_fields(&[
        "actuals[0].evidence[0].name",
        "actuals[0].evidence[0].sha256",
        "actuals[0].evidence[0].sm3",
        "actuals[0].evidence[1].size",
        "actuals[0].evidence[1].url",
    ]);
    let many = actuals("2023-12", vec![Actual { evidence: vec![evidence(); 21], ..number("i001", "1") }]);
    system.refused("ReportActuals", &many).await.is_of_fields(&["actuals[0].evidence"]);
}

#[tokio::test]
async fn a_units_own_tier_answers_a_qualitative_target_alone() {
    let system = approved().await;
    let given = tiered("i004", Tier::PartlyAchieved);
    assert_eq!(reported(&system, given.clone()).await, given);

    let report = actuals("2023-12", vec![tiered("i001", Tier::Achieved), tiered("i004", Tier::Unspecified)]);
    system.refused("ReportActuals", &report).await.is_of_fields(&["actuals[1].tiered.tier"]);
    let report = actuals("2023-12", vec![tiered("i001", Tier::Achieved)]);
    system.refused("ReportActuals", &report).await.is_of_fields(&["actuals[0].tiered"]);
}

#[tokio::test]
async fn a_rate_is_what_its_parts_make_and_parts_come_in_pairs() {
    let system = approved().await;
    let of = |indicator: &str, value: &str, numerator: &str, denominator: &str| Actual {
        numerator: numerator.to_owned(),
        denominator: denominator.to_owned(),
        ..number(indicator, value)
    };
    let refused = [
        (of("i005", "83.34", "5", "6"), "actuals[0].number"),
        (of("i005", "83.33", "5", ""), "actuals[0].denominator"),
        (of("i005", "83.33", "", "6"), "actuals[0].numerator"),
        (of("i005", "83.33", "5", "0"), "actuals[0].denominator"),
        (
            Actual { numerator: "5".to_owned(), denominator: "6".to_owned(), ..text("i001", "完成") },
            "actuals[0].numerator",
        ),
    ];
    for (actual, path) in refused {
        let report = actuals("2023-12", vec![actual]);
        system.refused("ReportActuals", &report).await.is_of_fields(&[path]);
    }

    for value in ["83", "83.3", "83.33", "83.333333"] {
        let given = of("i005", value, "5", "6");
        assert_eq!(reported(&system, given.clone()).await, given);
    }
    // Of another unit nothing is computed.
    let _: ReportActualsResponse =
        system.answer("ReportActuals", &actuals("2023-12", vec![of("i001", "7", "1", "2")])).await;
}

#[tokio::test]
async fn a_form_that_comes_back_keeps_what_it_has_no_place_for() {
    let system = approved().await;
    let tier = Actual { evidence: vec![evidence()], ..tiered("i004", Tier::Achieved) };
    let given = Actual {
        numerator: "9".to_owned(),
        denominator: "10".to_owned(),
        evidence: vec![evidence()],
        ..number("i005", "90")
    };
    let _: ReportActualsResponse =
        system.answer("ReportActuals", &actuals("2023-12", vec![tier.clone(), given.clone()])).await;
    let form = "编号\t三级指标\t实际完成值\t数据来源\ni004\t就业能力\t机制已健全\t\ni005\t满意度\t90\t问卷\n";
    let import = ImportActualsRequest {
        plan: PLAN.to_owned(),
        period: "2023-12".to_owned(),
        content: form.into(),
        reporter: "填报人".to_owned(),
        ..Default::default()
    };

    let imported: ImportActualsResponse = system.answer("ImportActuals", &import).await;

    let expected = Actual { source: "问卷".to_owned(), ..given };
    assert_eq!((imported.revision, imported.actuals), (2, vec![expected]));
    let changed = ImportActualsRequest { content: form.replace("90", "91").into(), ..import };
    system.refused("ImportActuals", &changed).await.is_of_fields(&["correction_reason"]);
    let told = ImportActualsRequest { correction_reason: "复核".to_owned(), ..changed };
    let imported: ImportActualsResponse = system.answer("ImportActuals", &told).await;
    let actual = &imported.actuals[0];
    assert_eq!((actual.numerator.as_str(), actual.evidence.len()), ("", 0), "they belonged to the value before");
}
