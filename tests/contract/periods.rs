use jixiao_proto::results::v1::{
    ClosePeriodRequest, ClosePeriodResponse, GetPeriodRequest, GetPeriodResponse, ImportActualsRequest,
    ListPeriodEventsRequest, ListPeriodEventsResponse, ListPeriodsRequest, ListPeriodsResponse, OpenPeriodRequest,
    OpenPeriodResponse, Period, PeriodEventKind, PeriodState, ReopenPeriodRequest, ReopenPeriodResponse,
    ReportActualsResponse,
};
use jixiao_tests::{PLAN, REGION, System};
use tonic::Code;

use crate::start::{actuals, approved, execution, number};

const DECEMBER: &str = "regions/120000000/periods/2023-12";

fn name() -> String {
    DECEMBER.to_owned()
}

async fn read(system: &System) -> Period {
    let answer: GetPeriodResponse = system.answer("GetPeriod", &GetPeriodRequest { name: name() }).await;
    answer.period.unwrap()
}

pub(crate) async fn open(system: &System, due_date: &str) -> Period {
    let open = OpenPeriodRequest { name: name(), due_date: due_date.to_owned(), ..Default::default() };
    let answer: OpenPeriodResponse = system.answer("OpenPeriod", &open).await;
    answer.period.unwrap()
}

async fn close(system: &System) -> Period {
    let close = ClosePeriodRequest { name: name(), ..Default::default() };
    let answer: ClosePeriodResponse = system.answer("ClosePeriod", &close).await;
    answer.period.unwrap()
}

fn reopening() -> ReopenPeriodRequest {
    let (reason, due_date) = ("单位补报".to_owned(), "2024-02-10".to_owned());
    ReopenPeriodRequest { name: name(), reason, due_date, ..Default::default() }
}

#[tokio::test]
async fn a_period_goes_from_open_to_closed_and_back_with_its_reason() {
    let system = approved().await;
    let untouched = read(&system).await;
    assert_eq!((untouched.state(), untouched.due_date.as_str()), (PeriodState::Open, ""));
    assert_eq!((untouched.etag.as_str(), untouched.update_time), ("0", None));

    let opened = open(&system, "2024-01-20").await;
    let closed = close(&system).await;
    let reopened: ReopenPeriodResponse = system.answer("ReopenPeriod", &reopening()).await;
    let reopened = reopened.period.unwrap();

    assert_eq!((opened.state(), opened.due_date.as_str()), (PeriodState::Open, "2024-01-20"));
    assert_eq!((closed.state(), closed.due_date.as_str()), (PeriodState::Closed, "2024-01-20"));
    assert_eq!((reopened.state(), reopened.due_date.as_str()), (PeriodState::Open, "2024-02-10"));
    assert_eq!(reopened.reopen_reason, "单位补报");
    assert_eq!(read(&system).await, reopened);
    let list = ListPeriodEventsRequest { parent: name(), ..Default::default() };
    let events: ListPeriodEventsResponse = system.answer("ListPeriodEvents", &list).await;
    let kinds: Vec<_> = events.period_events.iter().map(|event| (event.kind(), event.reason.as_str())).collect();
    let expected =
        [(PeriodEventKind::Opened, ""), (PeriodEventKind::Closed, ""), (PeriodEventKind::Reopened, "单位补报")];
    assert_eq!(kinds, expected);
    assert!(events.period_events.iter().all(|event| event.principal == "local" && event.time.is_some()));
}

#[tokio::test]
async fn a_closed_period_refuses_every_report_and_records_nothing() {
    let system = approved().await;
    close(&system).await;
    let report = actuals("2023-12", vec![number("i001", "1")]);
    let check = jixiao_proto::results::v1::ReportActualsRequest { validate_only: true, ..report.clone() };
    let form = ImportActualsRequest {
        plan: PLAN.to_owned(),
        period: "2023-12".to_owned(),
        content: "编号\t三级指标\t实际完成值\ni001\t体检人数\t5500\n".into(),
        reporter: "填报人".to_owned(),
        ..Default::default()
    };
    let preview = ImportActualsRequest { validate_only: true, ..form.clone() };

    let faults = [
        system.refused("ReportActuals", &report).await,
        system.refused("ReportActuals", &check).await,
        system.refused("ReportExecution", &execution()).await,
        system.refused("ImportActuals", &form).await,
        system.refused("ImportActuals", &preview).await,
    ];

    for fault in faults {
        fault.is(Code::FailedPrecondition, "PERIOD_CLOSED").has(&[("period", DECEMBER)]);
    }
    let _: ReportActualsResponse = system.answer("ReportActuals", &actuals("2023-11", vec![number("i001", "1")])).await;
    let _: ReopenPeriodResponse = system.answer("ReopenPeriod", &reopening()).await;
    let _: ReportActualsResponse = system.answer("ReportActuals", &report).await;
}

#[tokio::test]
async fn a_step_that_the_state_does_not_allow_is_refused() {
    let system = approved().await;
    let fault = system.refused("ReopenPeriod", &reopening()).await;
    fault.is(Code::FailedPrecondition, "PERIOD_OPEN").has(&[("period", DECEMBER)]);
    close(&system).await;

    let again = ClosePeriodRequest { name: name(), ..Default::default() };
    system.refused("ClosePeriod", &again).await.is(Code::FailedPrecondition, "PERIOD_CLOSED");
    let open = OpenPeriodRequest { name: name(), ..Default::default() };
    system.refused("OpenPeriod", &open).await.is(Code::FailedPrecondition, "PERIOD_CLOSED");
}

#[tokio::test]
async fn a_closing_with_an_older_etag_is_refused() {
    let system = approved().await;
    let before = open(&system, "2024-01-20").await;
    let now = open(&system, "2024-01-25").await;
    let closing = |etag: &str| ClosePeriodRequest { name: name(), etag: etag.to_owned(), ..Default::default() };

    let fault = system.refused("ClosePeriod", &closing(&before.etag)).await;

    fault.is(Code::Aborted, "ETAG_MISMATCH").has(&[("etag", &now.etag)]);
    let _: ClosePeriodResponse = system.answer("ClosePeriod", &closing(&now.etag)).await;
}

#[tokio::test]
async fn opening_with_the_due_date_it_has_is_no_event_and_a_repeat_answers_as_the_first_time() {
    let system = approved().await;
    let first = open(&system, "2024-01-20").await;
    assert_eq!(open(&system, "2024-01-20").await, first);

    let close = ClosePeriodRequest { name: name(), request_id: "close".to_owned(), ..Default::default() };
    let once: ClosePeriodResponse = system.answer("ClosePeriod", &close).await;
    let twice: ClosePeriodResponse = system.answer("ClosePeriod", &close).await;

    assert_eq!(once, twice);
    let list = ListPeriodEventsRequest { parent: name(), ..Default::default() };
    let events: ListPeriodEventsResponse = system.answer("ListPeriodEvents", &list).await;
    assert_eq!(events.period_events.len(), 2);
}

#[tokio::test]
async fn the_periods_of_a_year_come_from_january_on_in_pages_of_any_size() {
    let system = approved().await;
    close(&system).await;

    for page_size in [1, 5, 12, 0] {
        let mut walked: Vec<Period> = Vec::new();
        let mut page_token = String::new();
        loop {
            let (parent, fiscal_year) = (REGION.to_owned(), 2023);
            let list = ListPeriodsRequest { parent, fiscal_year, page_size, page_token };
            let page: ListPeriodsResponse = system.answer("ListPeriods", &list).await;
            walked.extend(page.periods);
            page_token = page.next_page_token;
            if page_token.is_empty() {
                break;
            }
        }
        let names: Vec<_> = walked.iter().map(|period| period.name.clone()).collect();
        let expected: Vec<_> = (1..=12).map(|month| format!("{REGION}/periods/2023-{month:02}")).collect();
        assert_eq!(names, expected, "by {page_size}");
        assert_eq!(walked.iter().filter(|period| period.state() == PeriodState::Closed).count(), 1);
    }
}

#[tokio::test]
async fn a_period_of_a_region_that_is_not_there_is_not_touched() {
    let system = approved().await;
    let name = "regions/990000000/periods/2023-12".to_owned();

    let close = ClosePeriodRequest { name: name.clone(), ..Default::default() };
    system.refused("ClosePeriod", &close).await.is(Code::NotFound, "RESOURCE_NOT_FOUND");
    let open = OpenPeriodRequest { name, due_date: "2024-02-30".to_owned(), ..Default::default() };
    system.refused("OpenPeriod", &open).await.is_of_fields(&["due_date"]);
}
