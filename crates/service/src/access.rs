//! What every rpc needs: one table, checked before the handler runs.
//!
//! [`crate::context::answer`] takes only requests that are in it, so that an rpc without a line here does not
//! compile. What no grant allows is denied.

use jixiao_domain::access::{Resource, Right, Scope, allows};
use jixiao_domain::{DepartmentName, OpinionName, PeriodName, PlanRef, PrincipalId, RegionCode, ScorecardName};
use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::planning::v1::{ReviewPlanRequest, ReviewStage};
use jixiao_proto::scoring::v1::{JudgeIndicatorRequest, JudgementSide, OverrideScoreRequest, Overrider};

use crate::context::Context;
use crate::fault::Fault;
use crate::identity::Identity;

/// What a request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Any of these will do.
    pub rights: &'static [Right],
    /// On that.
    pub resource: Resource,
}

/// A request that says what it needs.
pub trait Guarded {
    /// What it needs. A name that is none asks for the right anywhere: the handler then says what is wrong with it.
    fn need(&self) -> Need;
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `/package.Service/Rpc`.
    pub path: &'static str,
    /// The rights of which a request needs one; which, where it says so itself.
    pub rights: &'static [Right],
}

/// `Rpc(Request) RIGHT on RESOURCE;`, where the right depends on the request `RIGHT | RIGHT by FUNCTION on RESOURCE;`.
macro_rules! table {
    ($($package:ident $service:literal {
        $($rpc:ident($request:ident) $($right:ident)|+ $(by $which:ident)? on $resource:expr;)+
    })+) => {
        /// What every rpc needs.
        pub const TABLE: &[Rule] = &[$($(
            Rule { path: concat!("/", $service, "/", stringify!($rpc)), rights: &[$(Right::$right),+] },
        )+)+];

        $($(impl Guarded for jixiao_proto::$package::v1::$request {
            fn need(&self) -> Need {
                let rights: &[Right] = &[$(Right::$right),+];
                $(let rights = $which(self, rights);)?
                let resource: fn(&Self) -> Resource = $resource;
                Need { rights, resource: resource(self) }
            }
        })+)+
    };
}

table! {
    audit "jixiao.audit.v1.AuditService" {
        ListAuditEntries(ListAuditEntriesRequest) ReadAudit on |m| region(&m.parent);
        GetAuditHead(GetAuditHeadRequest) ReadAudit on |m| region(&m.name);
    }
    planning "jixiao.planning.v1.PlanningService" {
        CreateRegion(CreateRegionRequest) ManageRegistry on |m| m.region.as_ref().map_or(ANY, |it| region(&it.name));
        GetRegion(GetRegionRequest) Read on |m| region(&m.name);
        ListRegions(ListRegionsRequest) Read on |_| ANY;
        UpdateRegion(UpdateRegionRequest) ManageRegistry on |m| m.region.as_ref().map_or(ANY, |it| region(&it.name));
        BatchUpsertRegions(BatchUpsertRegionsRequest) ManageRegistry on |m| region(&m.parent);
        CreateDepartment(CreateDepartmentRequest) ManageRegistry
            on |m| m.department.as_ref().map_or(ANY, |it| registry_of(&it.name));
        GetDepartment(GetDepartmentRequest) Read on |m| department(&m.name);
        ListDepartments(ListDepartmentsRequest) Read
            on |m| if m.under.is_empty() { region(&m.parent) } else { department(&m.under) };
        UpdateDepartment(UpdateDepartmentRequest) ManageRegistry
            on |m| m.department.as_ref().map_or(ANY, |it| registry_of(&it.name));
        BatchUpsertDepartments(BatchUpsertDepartmentsRequest) ManageRegistry on |m| region(&m.parent);
        CreatePlan(CreatePlanRequest) EditPlan on |m| plan(&m.name);
        ImportPlan(ImportPlanRequest) EditPlan on |m| department(&m.parent);
        ImportPlans(ImportPlansRequest) EditPlan on |m| region(&m.parent);
        CopyPlan(CopyPlanRequest) EditPlan on |m| plan(&m.name);
        ExportPlan(ExportPlanRequest) Read on |m| plan(&m.name);
        GetPlan(GetPlanRequest) Read on |m| plan(&m.name);
        ListPlans(ListPlansRequest) Read on |m| plans(&m.parent);
        GetPlanSource(GetPlanSourceRequest) Read on |m| plan(&m.name);
        UpdatePlan(UpdatePlanRequest) EditPlan on |m| plan(&m.name);
        AddIndicators(AddIndicatorsRequest) EditPlan on |m| plan(&m.name);
        DropIndicators(DropIndicatorsRequest) EditPlan on |m| plan(&m.name);
        MoveIndicator(MoveIndicatorRequest) EditPlan on |m| plan(&m.name);
        ReorderIndicators(ReorderIndicatorsRequest) EditPlan on |m| plan(&m.name);
        UpdateIndicator(UpdateIndicatorRequest) EditPlan on |m| plan(&m.name);
        SetWeights(SetWeightsRequest) EditPlan on |m| plan(&m.name);
        RebasePlan(RebasePlanRequest) EditPlan on |m| plan(&m.name);
        AllocateWeights(AllocateWeightsRequest) EditPlan on |m| plan(&m.name);
        CreateWeightScheme(CreateWeightSchemeRequest) ManageCatalogue on |m| region(&m.parent);
        GetWeightScheme(GetWeightSchemeRequest) Read on |_| ANY;
        ListWeightSchemes(ListWeightSchemesRequest) Read on |_| ANY;
        BatchUpsertLibraryIndicators(BatchUpsertLibraryIndicatorsRequest) ManageCatalogue on |m| region(&m.parent);
        ListLibraryIndicators(ListLibraryIndicatorsRequest) Read on |_| ANY;
        ListIndicatorFrames(ListIndicatorFramesRequest) Read on |_| ANY;
        CheckPlan(CheckPlanRequest) Read on |m| plan(&m.name);
        SubmitPlan(SubmitPlanRequest) EditPlan on |m| plan(&m.name);
        ReviewPlan(ReviewPlanRequest) ReviewAsDepartment | ReviewAsFinance by stage on |m| plan(&m.name);
        ReturnPlan(ReturnPlanRequest) ReturnPlan on |m| plan(&m.name);
        ApprovePlan(ApprovePlanRequest) ApprovePlan on |m| plan(&m.name);
        PublishPlan(PublishPlanRequest) ApprovePlan on |m| plan(&m.name);
        AdjustPlan(AdjustPlanRequest) EditPlan on |m| plan(&m.name);
        ListPlanSteps(ListPlanStepsRequest) Read on |m| plan(&m.parent);
        ListOpinions(ListOpinionsRequest) Read on |m| plan(&m.parent);
        AnswerOpinion(AnswerOpinionRequest) EditPlan on |m| opinion(&m.name);
        ListPlanVersions(ListPlanVersionsRequest) Read on |m| plan(&m.parent);
        DiffPlanVersions(DiffPlanVersionsRequest) Read on |m| plan(&m.name);
        WatchPlans(WatchPlansRequest) Read on |m| region(&m.parent);
    }
    results "jixiao.results.v1.ResultsService" {
        ReportActuals(ReportActualsRequest) Report on |m| plan(&m.plan);
        ReportExecution(ReportExecutionRequest) Report on |m| plan(&m.plan);
        ImportActuals(ImportActualsRequest) Report on |m| plan(&m.plan);
        ExportTemplate(ExportTemplateRequest) Read on |m| plan(&m.plan);
        GetActuals(GetActualsRequest) Read on |m| plan(&m.plan);
        ListActualRevisions(ListActualRevisionsRequest) Read on |m| plan(&m.plan);
        ListExecutionRevisions(ListExecutionRevisionsRequest) Read on |m| plan(&m.plan);
        ListOutstanding(ListOutstandingRequest) Read on |m| within(&m.parent);
        GetPeriod(GetPeriodRequest) Read on |m| period(&m.name);
        ListPeriods(ListPeriodsRequest) Read on |m| region(&m.parent);
        OpenPeriod(OpenPeriodRequest) ManagePeriods on |m| period(&m.name);
        ClosePeriod(ClosePeriodRequest) ManagePeriods on |m| period(&m.name);
        ReopenPeriod(ReopenPeriodRequest) ManagePeriods on |m| period(&m.name);
        ListPeriodEvents(ListPeriodEventsRequest) Read on |m| period(&m.parent);
        WatchActuals(WatchActualsRequest) Read on |m| region(&m.parent);
    }
    scoring "jixiao.scoring.v1.ScoringService" {
        ScorePlan(ScorePlanRequest) Read on |m| plan(&m.plan);
        RenderScorecard(RenderScorecardRequest) Read on |m| plan(&m.plan);
        MonitorPlan(MonitorPlanRequest) Read on |m| plan(&m.plan);
        RenderMonitoringTable(RenderMonitoringTableRequest) Read on |m| plan(&m.plan);
        ListWarnings(ListWarningsRequest) Read on |m| region(&m.parent);
        JudgeIndicator(JudgeIndicatorRequest) Judge | Report by side on |m| plan(&m.plan);
        OverrideScore(OverrideScoreRequest) ReviewAsDepartment | ReviewAsFinance by overrider on |m| plan(&m.plan);
        ListJudgements(ListJudgementsRequest) Read on |m| plan(&m.plan);
        FinalizeScorecard(FinalizeScorecardRequest) Judge on |m| plan(&m.plan);
        GetScorecard(GetScorecardRequest) Read on |m| scorecard(&m.name);
        ListScorecards(ListScorecardsRequest) Read on |m| plan(&m.parent);
        VerifyScorecard(VerifyScorecardRequest) Read on |m| scorecard(&m.name);
        DiffScorecards(DiffScorecardsRequest) Read on |m| scorecard(&m.name);
        ReconcileSheet(ReconcileSheetRequest) Read on |m| region(&m.parent);
        SummarizeScores(SummarizeScoresRequest) Read on |m| region(&m.parent);
        RankPlans(RankPlansRequest) Read on |m| region(&m.parent);
        CompareYears(CompareYearsRequest) Read on |m| plan(&m.plan);
        CreateProfile(CreateProfileRequest) ManageCatalogue on |m| region(&m.parent);
        GetProfile(GetProfileRequest) Read on |_| ANY;
        ListProfiles(ListProfilesRequest) Read on |_| ANY;
        ScorePlans(ScorePlansRequest) Read on |m| region(&m.parent);
        WatchScorecards(WatchScorecardsRequest) Read on |m| region(&m.parent);
    }
}

const ANY: Resource = Resource::Nothing;

fn region(name: &str) -> Resource {
    RegionCode::from_name(name).map_or(ANY, Resource::Region)
}

fn department(name: &str) -> Resource {
    name.parse::<DepartmentName>().map_or(ANY, Resource::Department)
}

fn plan(name: &str) -> Resource {
    name.parse::<PlanRef>().map_or(ANY, |name| Resource::Department(name.plan.owner))
}

/// The region of a department: who moves one in the tree changes who answers for others.
fn registry_of(name: &str) -> Resource {
    name.parse::<DepartmentName>().map_or(ANY, |name| Resource::Region(name.region))
}

/// The parent of plans: a department, or all of a region, `regions/{region}/departments/-`.
fn plans(parent: &str) -> Resource {
    parent.strip_suffix("/departments/-").map_or_else(|| department(parent), region)
}

/// A region, a department or a plan.
fn within(name: &str) -> Resource {
    [region, department, plan].into_iter().map(|kind| kind(name)).find(|it| *it != ANY).unwrap_or(ANY)
}

/// A period of a region.
fn period(name: &str) -> Resource {
    name.parse::<PeriodName>().map_or(ANY, |name| Resource::Region(name.region))
}

fn opinion(name: &str) -> Resource {
    name.parse::<OpinionName>().map_or(ANY, |name| Resource::Department(name.version.plan.owner))
}

fn scorecard(name: &str) -> Resource {
    name.parse::<ScorecardName>().map_or(ANY, |name| Resource::Department(name.plan.owner))
}

/// The right that a side's judgement needs; the handler refuses a side that is none.
fn side(message: &JudgeIndicatorRequest, any: &'static [Right]) -> &'static [Right] {
    match JudgementSide::try_from(message.side) {
        Ok(JudgementSide::Unit) => &[Right::Report],
        Ok(JudgementSide::Reviewer | JudgementSide::Unspecified) => &[Right::Judge],
        Err(_) => any,
    }
}

/// The right that an override needs; of nobody that is known, any, and the handler refuses it.
fn overrider(message: &OverrideScoreRequest, any: &'static [Right]) -> &'static [Right] {
    match Overrider::try_from(message.overrider) {
        Ok(Overrider::Department) => &[Right::ReviewAsDepartment],
        Ok(Overrider::Finance) => &[Right::ReviewAsFinance],
        Ok(Overrider::Unspecified) | Err(_) => any,
    }
}

/// The right that the stage of a review needs; of none that is known, any, and the handler refuses it.
fn stage(message: &ReviewPlanRequest, any: &'static [Right]) -> &'static [Right] {
    match ReviewStage::try_from(message.stage) {
        Ok(ReviewStage::Department) => &[Right::ReviewAsDepartment],
        Ok(ReviewStage::Finance) => &[Right::ReviewAsFinance],
        Ok(ReviewStage::Unspecified) | Err(_) => any,
    }
}

/// Refuses a request whose need no grant meets. Faults: `PERMISSION_DENIED`, and those of the tree of departments.
pub(crate) async fn check(identity: &Identity, context: &Context, need: &Need) -> Result<(), Fault> {
    let Need { rights, resource } = need;
    let grants = &identity.grants;
    let allowed = |lineage: &[_]| rights.iter().any(|right| allows(grants, *right, resource, lineage));
    if allowed(&[]) {
        return Ok(());
    }
    if let Resource::Department(name) = resource {
        // The tree is asked only where it could change the answer.
        let could = grants.iter().any(|grant| {
            let is_of_region = matches!(&grant.scope, Scope::Department(over) if over.region == name.region);
            is_of_region && rights.iter().any(|right| grant.role.has(*right))
        });
        if could && allowed(&identity.departments.lineage(context, name).await?) {
            return Ok(());
        }
    }
    let rights: Vec<_> = rights.iter().map(|right| right.as_str()).collect();
    Err(denied(&identity.caller.principal, &rights.join(","), resource))
}

/// No grant of the principal gives the right.
pub(crate) fn denied(principal: &PrincipalId, right: &str, resource: &impl ToString) -> Fault {
    let resource = resource.to_string();
    let (en, zh) = match resource.as_str() {
        "" => (format!("{principal} has nowhere the right {right}"), format!("{principal}没有{right}权限")),
        on => (format!("{principal} has no right {right} on {on}"), format!("{principal}对{on}没有{right}权限")),
    };
    let fault = Fault::new(ErrorReason::PermissionDenied, en, zh);
    fault.with("principal", principal).with("right", right).with("resource", resource)
}

#[cfg(test)]
mod tests;
