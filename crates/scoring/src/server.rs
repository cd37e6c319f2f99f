//! The gRPC face.

use jixiao_proto::scoring::v1::scoring_service_server::{ScoringService, ScoringServiceServer};
use jixiao_proto::scoring::v1::*;
use tonic::codec::CompressionEncoding;

use crate::Scoring;

/// The service as a server takes it; larger messages are refused.
pub fn server(scoring: Scoring, request_bytes: usize) -> ScoringServiceServer<Scoring> {
    ScoringServiceServer::new(scoring)
        .max_decoding_message_size(request_bytes)
        .accept_compressed(CompressionEncoding::Gzip)
        .send_compressed(CompressionEncoding::Gzip)
}

jixiao_service::rpcs! {
    impl ScoringService for Scoring {
        score_plan(ScorePlanRequest) -> ScorePlanResponse;
        render_scorecard(RenderScorecardRequest) -> RenderScorecardResponse;
        render_monitoring_table(RenderMonitoringTableRequest) -> RenderMonitoringTableResponse;
        judge_indicator(JudgeIndicatorRequest) -> JudgeIndicatorResponse;
        list_judgements(ListJudgementsRequest) -> ListJudgementsResponse;
        get_profile(GetProfileRequest) -> GetProfileResponse;
        list_profiles(ListProfilesRequest) -> ListProfilesResponse;
    }
}
