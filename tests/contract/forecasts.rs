use jixiao_proto::common::v1::FormFormat;
use jixiao_proto::results::v1::{
    Actual, Forecast, ForecastReason, GetActualsRequest, GetActualsResponse, Likelihood, ReasonKind,
    ReportActualsResponse,
};
use jixiao_proto::scoring::v1::{RenderMonitoringTableRequest, RenderMonitoringTableResponse};
use jixiao_tests::PLAN;

use crate::start::{actuals, approved, number};

fn forecast(likelihood: Likelihood, estimate: &str, reasons: &[(ReasonKind, &str)]) -> Forecast {
    let reason = |(kind, text): &(ReasonKind, &str)| ForecastReason { kind: (*kind).into(), text: (*text).to_owned() };
    Forecast {
        likelihood: likelihood.into(),
        estimate: estimate.to_owned(),
        reasons: reasons.iter().map(reason).collect(),
    }
}

fn with(forecast: Forecast) -> Actual {
    Actual { forecast: Some(forecast), ..number("i001", "1") }
}

#[tokio::test]
async fn what_is_not_certain_needs_an_estimate_and_a_reason() {
    let system = approved().await;
    let refused = [
        (forecast(Likelihood::Unspecified, "", &[]), &["likelihood"][..]),
        (forecast(Likelihood::Possible, "", &[]), &["estimate", "reasons"]),
        (forecast(Likelihood::Impossible, "八成", &[(ReasonKind::Other, "")]), &["reasons[0].text"]),
        (forecast(Likelihood::Certain, "", &[(ReasonKind::Unspecified, "")]), &["reasons[0].kind"]),
        (
            forecast(Likelihood::Possible, "八成", &[(ReasonKind::Funding, ""), (ReasonKind::Funding, "")]),
            &["reasons[1].kind"],
        ),
    ];

    for (forecast, paths) in refused {
        let fault = system.refused("ReportActuals", &actuals("2023-07", vec![with(forecast)])).await;
        let paths: Vec<String> = paths.iter().map(|path| format!("actuals[0].forecast.{path}")).collect();
        fault.is_of_fields(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_forecast_comes_back_and_stands_in_the_monitoring_table() {
    let system = approved().await;
    let reasons = [(ReasonKind::Other, "疫情影响"), (ReasonKind::Personnel, "")];
    let given = with(forecast(Likelihood::Possible, "约5900人", &reasons));
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-07", vec![given.clone()])).await;

    let read = GetActualsRequest { plan: PLAN.to_owned(), ..Default::default() };
    let answer: GetActualsResponse = system.answer("GetActuals", &read).await;
    let render =
        RenderMonitoringTableRequest { plan: PLAN.to_owned(), format: FormFormat::Html.into(), ..Default::default() };
    let table: RenderMonitoringTableResponse = system.answer("RenderMonitoringTable", &render).await;

    assert_eq!(answer.actuals[0].actual, Some(given));
    let page = String::from_utf8(table.file.unwrap().content).unwrap();
    for shown in ["约5900人", "其他：疫情影响；人员保障", "有可能"] {
        assert!(page.contains(shown), "{shown}");
    }
}
