use jixiao_tests::{Fault, Rpc, System};
use tonic::{Code, Request};

/// What each rpc says of an empty request: the fields it requires; none where it needs none.
const REQUIRED: [(&str, &[&str]); 85] = [
    ("ListAuditEntries", &["parent"]),
    ("GetAuditHead", &["name"]),
    ("CreateRegion", &["region.name", "region.title"]),
    ("GetRegion", &["name"]),
    ("ListRegions", &[]),
    ("UpdateRegion", &["region.name", "region.etag", "update_mask"]),
    ("BatchUpsertRegions", &["parent", "regions"]),
    ("CreateDepartment", &["department.name", "department.title"]),
    ("GetDepartment", &["name"]),
    ("ListDepartments", &["parent"]),
    ("UpdateDepartment", &["department.name", "department.etag", "update_mask"]),
    ("BatchUpsertDepartments", &["parent", "departments"]),
    ("CreatePlan", &["name", "content"]),
    ("ImportPlan", &["parent", "content"]),
    ("ImportPlans", &["parent", "content"]),
    ("CopyPlan", &["name", "source"]),
    ("ExportPlan", &["name"]),
    ("GetPlan", &["name"]),
    ("ListPlans", &["parent"]),
    ("GetPlanSource", &["name"]),
    ("UpdatePlan", &["name", "etag", "content", "update_mask"]),
    ("AddIndicators", &["name", "etag", "indicators"]),
    ("DropIndicators", &["name", "etag", "indicators"]),
    ("MoveIndicator", &["name", "etag", "indicator"]),
    ("ReorderIndicators", &["name", "etag", "indicators"]),
    ("UpdateIndicator", &["name", "etag", "indicator.id", "update_mask"]),
    ("SetWeights", &["name", "etag", "weight_scheme", "weights"]),
    ("RebasePlan", &["name", "base", "content"]),
    ("AllocateWeights", &["name"]),
    (
        "CreateWeightScheme",
        &[
            "parent",
            "weight_scheme.weight_scheme.id",
            "weight_scheme.source",
            "weight_scheme.weight_scheme.execution_weight",
            "weight_scheme.output",
            "weight_scheme.effect",
        ],
    ),
    ("GetWeightScheme", &["name"]),
    ("ListWeightSchemes", &[]),
    ("BatchUpsertLibraryIndicators", &["parent", "library_indicators"]),
    ("ListLibraryIndicators", &[]),
    ("ListIndicatorFrames", &[]),
    ("CheckPlan", &["name"]),
    ("SubmitPlan", &["name"]),
    ("ReviewPlan", &["name", "reviewer", "stage"]),
    ("ReturnPlan", &["name", "reviewer", "opinions"]),
    ("ApprovePlan", &["name", "approver"]),
    ("PublishPlan", &["name", "publisher"]),
    ("AdjustPlan", &["name", "reason"]),
    ("ListPlanSteps", &["parent"]),
    ("ListOpinions", &["parent"]),
    ("AnswerOpinion", &["name", "answer", "answered_by"]),
    ("ListPlanVersions", &["parent"]),
    ("DiffPlanVersions", &["name"]),
    ("WatchPlans", &["parent"]),
    ("ReportActuals", &["plan", "period", "reporter", "actuals"]),
    ("ReportExecution", &["plan", "period", "total", "reporter"]),
    ("ImportActuals", &["plan", "content", "reporter"]),
    ("ExportTemplate", &["plan"]),
    ("GetActuals", &["plan"]),
    ("ListActualRevisions", &["plan"]),
    ("ListExecutionRevisions", &["plan"]),
    ("ListOutstanding", &["parent", "period"]),
    ("GetPeriod", &["name"]),
    ("ListPeriods", &["parent", "fiscal_year"]),
    ("OpenPeriod", &["name"]),
    ("ClosePeriod", &["name"]),
    ("ReopenPeriod", &["name", "reason"]),
    ("ListPeriodEvents", &["parent"]),
    ("WatchActuals", &["parent"]),
    ("ScorePlan", &["plan"]),
    ("RenderScorecard", &["plan"]),
    ("MonitorPlan", &["plan"]),
    ("RenderMonitoringTable", &["plan"]),
    ("ListWarnings", &["parent", "fiscal_year"]),
    ("JudgeIndicator", &["plan", "indicator", "ruling", "grounds", "judge"]),
    ("OverrideScore", &["plan", "indicator", "overrider", "grounds", "judge"]),
    ("ListJudgements", &["plan"]),
    ("FinalizeScorecard", &["plan", "finalizer"]),
    ("GetScorecard", &["name"]),
    ("ListScorecards", &["parent"]),
    ("VerifyScorecard", &["name"]),
    ("DiffScorecards", &["name", "base"]),
    ("ReconcileSheet", &["parent", "content"]),
    ("SummarizeScores", &["parent", "fiscal_year"]),
    ("RankPlans", &["parent", "fiscal_year"]),
    ("CompareYears", &["plan"]),
    ("CreateProfile", &["parent", "profile"]),
    ("GetProfile", &["name"]),
    ("ListProfiles", &[]),
    ("ScorePlans", &["parent", "fiscal_year"]),
    ("WatchScorecards", &["parent", "as_of_period"]),
];

#[tokio::test]
async fn every_rpc_is_served_and_names_all_that_an_empty_request_lacks() {
    let system = System::all_on_sqlite();
    let rpcs = Rpc::all();
    assert_eq!(rpcs.iter().map(|rpc| rpc.name.as_str()).collect::<Vec<_>>(), REQUIRED.map(|(name, _)| name));
    let before = system.facts().await;

    for (rpc, fields) in REQUIRED {
        match system.call_with(rpc, Request::new(Vec::new())).await {
            Ok(_) => assert!(fields.is_empty(), "{rpc} takes an empty request"),
            Err(status) => {
                Fault::of(&status).is_of_fields(fields);
            }
        }
    }

    before.are_still(&system.facts().await);
}

#[tokio::test]
async fn a_message_that_cannot_be_decoded_is_the_callers_mistake_on_every_rpc() {
    let system = System::all_on_sqlite();

    for rpc in Rpc::all() {
        // Field 1 with more bytes than there are.
        let fault = system.fault_with(&rpc.name, vec![0x0a, 0x7f]).await;
        fault.is(Code::InvalidArgument, "FIELD_INVALID");
    }
}

#[tokio::test]
async fn an_rpc_or_a_service_that_does_not_exist_is_unimplemented() {
    let system = System::all_on_sqlite();

    for path in ["/jixiao.planning.v1.PlanningService/DeletePlan", "/jixiao.audit.v1.AuditService/Get", "/x", "/"] {
        let status = system.call_path(path, Vec::new()).await.unwrap_err();
        Fault::of(&status).is(Code::Unimplemented, "UNIMPLEMENTED");
    }
}
