//! The gRPC face.

use jixiao_proto::planning::v1::planning_service_server::{PlanningService, PlanningServiceServer};
use jixiao_proto::planning::v1::*;

use jixiao_service::encoded::Ahead;

use crate::Planning;

/// The service as a server takes it; larger messages are refused.
pub fn server(planning: Planning, request_bytes: usize) -> Ahead<Planning, PlanningServiceServer<Planning>> {
    let rest = PlanningServiceServer::new(planning.clone())
        .max_decoding_message_size(request_bytes)
        .accept_compressed(tonic::codec::CompressionEncoding::Gzip)
        .send_compressed(tonic::codec::CompressionEncoding::Gzip);
    Ahead::new(planning, rest, request_bytes)
}

jixiao_service::rpcs! {
    impl PlanningService for Planning {
        create_region(CreateRegionRequest) -> CreateRegionResponse;
        get_region(GetRegionRequest) -> GetRegionResponse;
        list_regions(ListRegionsRequest) -> ListRegionsResponse;
        update_region(UpdateRegionRequest) -> UpdateRegionResponse;
        batch_upsert_regions(BatchUpsertRegionsRequest) -> BatchUpsertRegionsResponse;
        create_department(CreateDepartmentRequest) -> CreateDepartmentResponse;
        get_department(GetDepartmentRequest) -> GetDepartmentResponse;
        list_departments(ListDepartmentsRequest) -> ListDepartmentsResponse;
        update_department(UpdateDepartmentRequest) -> UpdateDepartmentResponse;
        batch_upsert_departments(BatchUpsertDepartmentsRequest) -> BatchUpsertDepartmentsResponse;
        create_plan(CreatePlanRequest) -> CreatePlanResponse;
        import_plan(ImportPlanRequest) -> ImportPlanResponse;
        import_plans(ImportPlansRequest) -> ImportPlansResponse;
        copy_plan(CopyPlanRequest) -> CopyPlanResponse;
        export_plan(ExportPlanRequest) -> ExportPlanResponse;
        get_plan(GetPlanRequest) -> GetPlanResponse;
        list_plans(ListPlansRequest) -> ListPlansResponse;
        get_plan_source(GetPlanSourceRequest) -> GetPlanSourceResponse;
        update_plan(UpdatePlanRequest) -> UpdatePlanResponse;
        add_indicators(AddIndicatorsRequest) -> AddIndicatorsResponse;
        drop_indicators(DropIndicatorsRequest) -> DropIndicatorsResponse;
        move_indicator(MoveIndicatorRequest) -> MoveIndicatorResponse;
        reorder_indicators(ReorderIndicatorsRequest) -> ReorderIndicatorsResponse;
        update_indicator(UpdateIndicatorRequest) -> UpdateIndicatorResponse;
        set_weights(SetWeightsRequest) -> SetWeightsResponse;
        rebase_plan(RebasePlanRequest) -> RebasePlanResponse;
        allocate_weights(AllocateWeightsRequest) -> AllocateWeightsResponse;
        create_weight_scheme(CreateWeightSchemeRequest) -> CreateWeightSchemeResponse;
        get_weight_scheme(GetWeightSchemeRequest) -> GetWeightSchemeResponse;
        list_weight_schemes(ListWeightSchemesRequest) -> ListWeightSchemesResponse;
        batch_upsert_library_indicators(BatchUpsertLibraryIndicatorsRequest) -> BatchUpsertLibraryIndicatorsResponse;
        list_library_indicators(ListLibraryIndicatorsRequest) -> ListLibraryIndicatorsResponse;
        list_indicator_frames(ListIndicatorFramesRequest) -> ListIndicatorFramesResponse;
        check_plan(CheckPlanRequest) -> CheckPlanResponse;
        submit_plan(SubmitPlanRequest) -> SubmitPlanResponse;
        review_plan(ReviewPlanRequest) -> ReviewPlanResponse;
        return_plan(ReturnPlanRequest) -> ReturnPlanResponse;
        approve_plan(ApprovePlanRequest) -> ApprovePlanResponse;
        publish_plan(PublishPlanRequest) -> PublishPlanResponse;
        adjust_plan(AdjustPlanRequest) -> AdjustPlanResponse;
        list_plan_steps(ListPlanStepsRequest) -> ListPlanStepsResponse;
        list_opinions(ListOpinionsRequest) -> ListOpinionsResponse;
        answer_opinion(AnswerOpinionRequest) -> AnswerOpinionResponse;
        list_plan_versions(ListPlanVersionsRequest) -> ListPlanVersionsResponse;
        diff_plan_versions(DiffPlanVersionsRequest) -> DiffPlanVersionsResponse;
    }
    streams {
        watch_plans(WatchPlansRequest) -> WatchPlansStream of WatchPlansResponse;
    }
}
