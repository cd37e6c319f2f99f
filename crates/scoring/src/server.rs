//! The gRPC face.

use jixiao_proto::scoring::v1::scoring_service_server::{ScoringService, ScoringServiceServer};
use jixiao_proto::scoring::v1::*;
use jixiao_service::encoded::Ahead;
use tonic::codec::CompressionEncoding;

use crate::Scoring;

/// The service as a server takes it; larger messages are refused.
pub fn server(scoring: Scoring, request_bytes: usize) -> Ahead<Scoring, ScoringServiceServer<Scoring>> {
    let rest = ScoringServiceServer::new(scoring.clone())
        .max_decoding_message_size(request_bytes)
        .accept_compressed(CompressionEncoding::Gzip)
        .send_compressed(CompressionEncoding::Gzip);
    Ahead::new(scoring, rest, request_bytes)
}

jixiao_service::rpcs! {
    impl ScoringService for Scoring {
        score_plan(ScorePlanRequest) -> ScorePlanResponse;
        render_scorecard(RenderScorecardRequest) -> RenderScorecardResponse;
        monitor_plan(MonitorPlanRequest) -> MonitorPlanResponse;
        render_monitoring_table(RenderMonitoringTableRequest) -> RenderMonitoringTableResponse;
        list_warnings(ListWarningsRequest) -> ListWarningsResponse;
        judge_indicator(JudgeIndicatorRequest) -> JudgeIndicatorResponse;
        override_score(OverrideScoreRequest) -> OverrideScoreResponse;
        list_judgements(ListJudgementsRequest) -> ListJudgementsResponse;
        finalize_scorecard(FinalizeScorecardRequest) -> FinalizeScorecardResponse;
        get_scorecard(GetScorecardRequest) -> GetScorecardResponse;
        list_scorecards(ListScorecardsRequest) -> ListScorecardsResponse;
        verify_scorecard(VerifyScorecardRequest) -> VerifyScorecardResponse;
        diff_scorecards(DiffScorecardsRequest) -> DiffScorecardsResponse;
        reconcile_sheet(ReconcileSheetRequest) -> ReconcileSheetResponse;
        summarize_scores(SummarizeScoresRequest) -> SummarizeScoresResponse;
        rank_plans(RankPlansRequest) -> RankPlansResponse;
        compare_years(CompareYearsRequest) -> CompareYearsResponse;
        create_profile(CreateProfileRequest) -> CreateProfileResponse;
        get_profile(GetProfileRequest) -> GetProfileResponse;
        list_profiles(ListProfilesRequest) -> ListProfilesResponse;
    }
    streams {
        score_plans(ScorePlansRequest) -> ScorePlansStream of ScorePlansResponse;
        watch_scorecards(WatchScorecardsRequest) -> WatchScorecardsStream of WatchScorecardsResponse;
    }
}
