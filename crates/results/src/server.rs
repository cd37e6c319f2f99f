//! The gRPC face.

use jixiao_proto::results::v1::results_service_server::{ResultsService, ResultsServiceServer};
use jixiao_proto::results::v1::*;
use tonic::codec::CompressionEncoding;

use crate::Results;

/// The service as a server takes it; larger messages are refused.
pub fn server(results: Results, request_bytes: usize) -> ResultsServiceServer<Results> {
    ResultsServiceServer::new(results)
        .max_decoding_message_size(request_bytes)
        .accept_compressed(CompressionEncoding::Gzip)
        .send_compressed(CompressionEncoding::Gzip)
}

jixiao_service::rpcs! {
    impl ResultsService for Results {
        report_actuals(ReportActualsRequest) -> ReportActualsResponse;
        report_execution(ReportExecutionRequest) -> ReportExecutionResponse;
        import_actuals(ImportActualsRequest) -> ImportActualsResponse;
        export_template(ExportTemplateRequest) -> ExportTemplateResponse;
        get_actuals(GetActualsRequest) -> GetActualsResponse;
        list_actual_revisions(ListActualRevisionsRequest) -> ListActualRevisionsResponse;
        list_execution_revisions(ListExecutionRevisionsRequest) -> ListExecutionRevisionsResponse;
        list_outstanding(ListOutstandingRequest) -> ListOutstandingResponse;
        get_period(GetPeriodRequest) -> GetPeriodResponse;
        list_periods(ListPeriodsRequest) -> ListPeriodsResponse;
        open_period(OpenPeriodRequest) -> OpenPeriodResponse;
        close_period(ClosePeriodRequest) -> ClosePeriodResponse;
        reopen_period(ReopenPeriodRequest) -> ReopenPeriodResponse;
        list_period_events(ListPeriodEventsRequest) -> ListPeriodEventsResponse;
    }
    streams {
        watch_actuals(WatchActualsRequest) -> WatchActualsStream of WatchActualsResponse;
    }
}
