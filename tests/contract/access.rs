//! Who may call what, asked of the real binary by tokens.

use jixiao_proto::common::v1::Tier;
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, ApprovePlanRequest, CreateDepartmentRequest, CreatePlanRequest, CreateRegionRequest,
    Department, GetDepartmentRequest, GetDepartmentResponse, GetPlanRequest, GetWeightSchemeRequest,
    ListDepartmentsRequest, ListPlansRequest, Region, ReviewPlanRequest, ReviewStage, SubmitPlanRequest,
    UpdateDepartmentRequest,
};
use jixiao_proto::scoring::v1::{
    GetProfileRequest, JudgeIndicatorRequest, JudgementSide, OverrideScoreRequest, Overrider, ScorePlanRequest,
};
use jixiao_test_support::Signer;
use jixiao_tests::{DEPARTMENT, Fault, PLAN, REGION, Rpc, System, small_plan};
use prost::Message;
use prost_types::FieldMask;
use tonic::{Code, Request};

use crate::start::{actuals, execution, finalizing, judgement, number, overriding, text};

/// Every role, where it is granted, and whoever is none of them.
const PRINCIPALS: [(&str, &str, &str); 11] = [
    ("unit", "unit", DEPARTMENT),
    ("department", "department", DEPARTMENT),
    ("finance", "finance", REGION),
    ("reader", "reader", "*"),
    ("system", "system-administrator", REGION),
    ("security", "security-administrator", "*"),
    ("audit", "audit-administrator", REGION),
    ("service", "service", "*"),
    ("other-unit", "unit", "regions/120000000/departments/jiaowei"),
    ("other-finance", "finance", "regions/130000000"),
    ("nobody", "", ""),
];

const READERS: &[&str] = &["unit", "department", "finance", "reader", "system", "audit", "service"];

/// Who may call the rpcs that change something or read the audit; all others are for readers.
const WRITERS: [(&str, &[&str]); 40] = [
    ("ListAuditEntries", &["audit"]),
    ("GetAuditHead", &["audit"]),
    ("CreateRegion", &["system"]),
    ("UpdateRegion", &["system"]),
    ("BatchUpsertRegions", &["system"]),
    ("CreateDepartment", &["system"]),
    ("UpdateDepartment", &["system"]),
    ("BatchUpsertDepartments", &["system"]),
    ("CreatePlan", &["unit"]),
    ("ImportPlan", &["unit"]),
    ("ImportPlans", &["unit"]),
    ("CopyPlan", &["unit"]),
    ("UpdatePlan", &["unit"]),
    ("AddIndicators", &["unit"]),
    ("DropIndicators", &["unit"]),
    ("MoveIndicator", &["unit"]),
    ("ReorderIndicators", &["unit"]),
    ("UpdateIndicator", &["unit"]),
    ("SetWeights", &["unit"]),
    ("RebasePlan", &["unit"]),
    ("AllocateWeights", &["unit"]),
    ("CreateWeightScheme", &["finance"]),
    ("BatchUpsertLibraryIndicators", &["finance"]),
    ("SubmitPlan", &["unit"]),
    ("ReviewPlan", &["department", "finance"]),
    ("ReturnPlan", &["department", "finance"]),
    ("ApprovePlan", &["finance"]),
    ("PublishPlan", &["finance"]),
    ("AdjustPlan", &["unit"]),
    ("AnswerOpinion", &["unit"]),
    ("ReportActuals", &["unit"]),
    ("ReportExecution", &["unit"]),
    ("ImportActuals", &["unit"]),
    ("OpenPeriod", &["finance"]),
    ("ClosePeriod", &["finance"]),
    ("ReopenPeriod", &["finance"]),
    ("JudgeIndicator", &["department", "finance"]),
    ("OverrideScore", &["department", "finance"]),
    ("FinalizeScorecard", &["department", "finance"]),
    ("CreateProfile", &["finance"]),
];

/// Who may call what is for other roles by what the message says; it names no plan, so that a right anywhere is enough.
fn by_message() -> [(&'static str, Vec<u8>, &'static [&'static str]); 7] {
    let review = |stage: ReviewStage| ReviewPlanRequest { stage: stage as i32, ..Default::default() }.encode_to_vec();
    let judge = |side: JudgementSide| JudgeIndicatorRequest { side: side as i32, ..Default::default() }.encode_to_vec();
    let over = |by: Overrider| OverrideScoreRequest { overrider: by as i32, ..Default::default() }.encode_to_vec();
    [
        ("ReviewPlan", review(ReviewStage::Department), &["department"]),
        ("ReviewPlan", review(ReviewStage::Finance), &["finance"]),
        ("JudgeIndicator", judge(JudgementSide::Unit), &["unit"]),
        ("JudgeIndicator", judge(JudgementSide::Reviewer), &["department", "finance"]),
        ("JudgeIndicator", judge(JudgementSide::Unspecified), &["department", "finance"]),
        ("OverrideScore", over(Overrider::Department), &["department"]),
        ("OverrideScore", over(Overrider::Finance), &["finance"]),
    ]
}

/// A system that asks who calls.
struct Guarded {
    system: System,
    signer: Signer,
}

impl Guarded {
    /// With the principals above; what is not said otherwise is asked by the reader.
    fn start() -> Self {
        let signer = Signer::new(&PRINCIPALS.map(entry).concat());
        let system = System::guarded(&signer, signer.token("reader", 3600));
        Self { system, signer }
    }

    /// Calls as somebody.
    async fn call(&self, who: &str, rpc: &str, message: Vec<u8>) -> Result<Vec<u8>, Fault> {
        self.call_with(Some(self.signer.token(who, 60)), rpc, Request::new(message)).await
    }

    async fn call_with(&self, token: Option<String>, rpc: &str, request: Request<Vec<u8>>) -> Result<Vec<u8>, Fault> {
        let caller = self.system.caller().showing(token);
        caller.call(rpc, request).await.map_err(|status| Fault::of(&status))
    }

    /// Calls as somebody who must be denied, and asserts that nothing was written.
    async fn denied(&self, who: &str, rpc: &str, message: &impl Message) -> Fault {
        let before = self.system.facts().await;
        let fault = self.call(who, rpc, message.encode_to_vec()).await.unwrap_err();
        assert_eq!((fault.code, fault.reason.as_str()), (Code::PermissionDenied, "PERMISSION_DENIED"), "{who} {rpc}");
        assert_eq!(fault.metadata.get("principal").map(String::as_str), Some(who), "{rpc}");
        before.are_still(&self.system.facts().await);
        fault
    }

    /// Asserts that a request that lacks something is for those roles and denied to all others.
    async fn is_for(&self, may: &[&str], rpc: &str, message: &[u8]) {
        for (who, role, _) in PRINCIPALS {
            let answer = self.call(who, rpc, message.to_vec()).await;
            let denied = answer.as_ref().is_err_and(|fault| fault.code == Code::PermissionDenied);
            let is_meant = may.iter().any(|name| PRINCIPALS.iter().any(|(id, its, _)| id == name && *its == role));
            assert_eq!(denied, !is_meant, "{rpc} by {who}: {:?}", answer.err());
            assert!(denied || answer.is_ok() || answer.is_err_and(|fault| fault.reason == "FIELD_INVALID"));
        }
    }

    async fn allowed(&self, who: &str, rpc: &str, message: &impl Message) {
        let answer = self.call(who, rpc, message.encode_to_vec()).await;
        assert!(answer.is_ok(), "{who} {rpc}: {:?}", answer.err());
    }

    /// From nothing to an approved plan, each step by whose it is.
    async fn approved() -> Self {
        let guarded = Self::start();
        guarded.allowed("system", "CreateRegion", &region()).await;
        guarded.allowed("system", "CreateDepartment", &department(DEPARTMENT)).await;
        guarded.allowed("unit", "CreatePlan", &plan()).await;
        guarded.allowed("unit", "AllocateWeights", &weigh()).await;
        guarded.allowed("unit", "SubmitPlan", &submit()).await;
        guarded.allowed("department", "ReviewPlan", &review(ReviewStage::Department)).await;
        guarded.allowed("finance", "ReviewPlan", &review(ReviewStage::Finance)).await;
        guarded.allowed("finance", "ApprovePlan", &approve()).await;
        guarded
    }
}

fn entry((id, role, scope): (&str, &str, &str)) -> String {
    let grants = if role.is_empty() { String::new() } else { format!("{{ role = \"{role}\", scope = \"{scope}\" }}") };
    format!("[[principals]]\nid = \"{id}\"\ntoken = \"{id}\"\ngrants = [{grants}]\n")
}

fn region() -> CreateRegionRequest {
    let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
    CreateRegionRequest { region: Some(region), ..Default::default() }
}

fn department(name: &str) -> CreateDepartmentRequest {
    let department =
        Department { name: name.to_owned(), title: "天津市残疾人联合会".to_owned(), ..Default::default() };
    CreateDepartmentRequest { department: Some(department), ..Default::default() }
}

fn plan() -> CreatePlanRequest {
    CreatePlanRequest { name: PLAN.to_owned(), content: Some(small_plan()), ..Default::default() }
}

fn weigh() -> AllocateWeightsRequest {
    AllocateWeightsRequest { name: PLAN.to_owned(), ..Default::default() }
}

fn submit() -> SubmitPlanRequest {
    SubmitPlanRequest { name: PLAN.to_owned(), ..Default::default() }
}

fn review(stage: ReviewStage) -> ReviewPlanRequest {
    let reviewer = "审核人".to_owned();
    ReviewPlanRequest { name: PLAN.to_owned(), stage: stage as i32, reviewer, ..Default::default() }
}

fn approve() -> ApprovePlanRequest {
    ApprovePlanRequest { name: PLAN.to_owned(), approver: "批复人".to_owned(), ..Default::default() }
}

fn get_plan() -> GetPlanRequest {
    GetPlanRequest { name: PLAN.to_owned(), approved: false }
}

#[tokio::test]
async fn every_rpc_asks_who_calls_before_it_looks_at_the_message() {
    let guarded = Guarded::start();
    let expired = guarded.signer.token("finance", -60);
    let stranger = guarded.signer.token("stranger", 60);
    let foreign = Signer::new("").token("finance", 60);

    for rpc in Rpc::all() {
        for (token, why) in [
            (None, "missing"),
            (Some(&expired), "expired"),
            (Some(&stranger), "unknown_principal"),
            (Some(&foreign), "signature"),
        ] {
            // Field 1 with more bytes than there are.
            let broken = Request::new(vec![0x0a, 0x7f]);
            let fault = guarded.call_with(token.cloned(), &rpc.name, broken).await.unwrap_err();
            assert_eq!((fault.code, fault.reason.as_str()), (Code::Unauthenticated, "UNAUTHENTICATED"), "{}", rpc.name);
            assert_eq!(fault.metadata["why"], why, "{}", rpc.name);
        }
    }
}

#[tokio::test]
async fn every_rpc_is_for_the_roles_that_have_its_right_and_denied_to_all_others() {
    let guarded = Guarded::start();
    let before = guarded.system.facts().await;
    let writers = |rpc: &Rpc| WRITERS.iter().find(|(name, _)| *name == rpc.name).map(|(_, who)| *who);
    assert_eq!(Rpc::all().iter().filter_map(writers).count(), WRITERS.len());

    for rpc in Rpc::all() {
        // An empty request names nothing, so a right anywhere is enough to learn what it lacks.
        guarded.is_for(writers(&rpc).unwrap_or(READERS), &rpc.name, &[]).await;
    }
    for (rpc, message, may) in by_message() {
        guarded.is_for(may, rpc, &message).await;
    }

    before.are_still(&guarded.system.facts().await);
}

#[tokio::test]
async fn nobody_does_the_work_of_another() {
    let guarded = Guarded::start();
    for who in ["unit", "finance", "audit", "nobody"] {
        guarded.denied(who, "CreateRegion", &region()).await;
    }
    guarded.allowed("system", "CreateRegion", &region()).await;
    guarded.allowed("system", "CreateDepartment", &department(DEPARTMENT)).await;
    for who in ["system", "department", "finance", "service", "other-unit"] {
        guarded.denied(who, "CreatePlan", &plan()).await;
    }
    guarded.allowed("unit", "CreatePlan", &plan()).await;
    guarded.allowed("unit", "AllocateWeights", &weigh()).await;
    guarded.denied("department", "SubmitPlan", &submit()).await;
    guarded.allowed("unit", "SubmitPlan", &submit()).await;

    for who in ["unit", "finance"] {
        let fault = guarded.denied(who, "ReviewPlan", &review(ReviewStage::Department)).await;
        assert_eq!(fault.metadata["right"], "review_as_department");
        assert_eq!(fault.metadata["resource"], DEPARTMENT);
    }
    guarded.allowed("department", "ReviewPlan", &review(ReviewStage::Department)).await;
    for who in ["department", "other-finance"] {
        guarded.denied(who, "ReviewPlan", &review(ReviewStage::Finance)).await;
    }
    guarded.allowed("finance", "ReviewPlan", &review(ReviewStage::Finance)).await;
    for who in ["unit", "department", "other-finance"] {
        guarded.denied(who, "ApprovePlan", &approve()).await;
    }
    guarded.allowed("finance", "ApprovePlan", &approve()).await;

    for who in ["department", "finance", "other-unit"] {
        guarded.denied(who, "ReportActuals", &actuals("2023-12", vec![number("i001", "1")])).await;
        guarded.denied(who, "ReportExecution", &execution()).await;
    }
    guarded.allowed("unit", "ReportActuals", &actuals("2023-12", vec![text("i004", "已完成")])).await;
    let judge = judgement("i004", Tier::Achieved, "27.00");
    for who in ["unit", "reader", "other-finance"] {
        guarded.denied(who, "JudgeIndicator", &judge).await;
    }
    guarded.allowed("department", "JudgeIndicator", &judge).await;
}

#[tokio::test]
async fn the_unit_judges_itself_and_each_side_overrides_as_what_it_is() {
    let guarded = Guarded::approved().await;
    guarded.allowed("unit", "ReportActuals", &actuals("2023-12", vec![text("i004", "已完成")])).await;
    let judge =
        |side: JudgementSide| JudgeIndicatorRequest { side: side as i32, ..judgement("i004", Tier::Achieved, "27.00") };
    let over = |by: Overrider| OverrideScoreRequest { overrider: by as i32, ..overriding("i001", "1") };

    for who in ["department", "finance", "other-unit", "reader", "service"] {
        let fault = guarded.denied(who, "JudgeIndicator", &judge(JudgementSide::Unit)).await;
        assert_eq!((&*fault.metadata["right"], &*fault.metadata["resource"]), ("report", DEPARTMENT), "{who}");
    }
    guarded.allowed("unit", "JudgeIndicator", &judge(JudgementSide::Unit)).await;
    for who in ["unit", "other-finance", "reader"] {
        let fault = guarded.denied(who, "JudgeIndicator", &judge(JudgementSide::Reviewer)).await;
        assert_eq!(fault.metadata["right"], "judge", "{who}");
    }
    guarded.allowed("finance", "JudgeIndicator", &judge(JudgementSide::Reviewer)).await;
    for (by, may, others, right) in [
        (Overrider::Department, "department", ["unit", "finance"], "review_as_department"),
        (Overrider::Finance, "finance", ["department", "other-finance"], "review_as_finance"),
    ] {
        for who in others {
            let fault = guarded.denied(who, "OverrideScore", &over(by)).await;
            assert_eq!((&*fault.metadata["right"], &*fault.metadata["resource"]), (right, DEPARTMENT), "{who}");
        }
        guarded.allowed(may, "OverrideScore", &over(by)).await;
    }
    for who in ["unit", "reader", "system", "other-finance"] {
        let fault = guarded.denied(who, "FinalizeScorecard", &finalizing()).await;
        assert_eq!(fault.metadata["right"], "judge", "{who}");
    }
}

#[tokio::test]
async fn finance_keeps_the_catalogue_of_its_own_region_and_everybody_reads_it() {
    let guarded = Guarded::start();
    guarded.allowed("system", "CreateRegion", &region()).await;
    let (scheme, library) = (crate::schemes::own(REGION), crate::library::one(REGION));
    let profile = crate::profiles::creating(REGION, crate::profiles::rules("own"));

    for who in ["unit", "department", "system", "audit", "reader", "service", "other-finance"] {
        let fault = guarded.denied(who, "CreateWeightScheme", &scheme).await;
        assert_eq!((&*fault.metadata["right"], &*fault.metadata["resource"]), ("manage_catalogue", REGION), "{who}");
        guarded.denied(who, "BatchUpsertLibraryIndicators", &library).await;
        let fault = guarded.denied(who, "CreateProfile", &profile).await;
        assert_eq!((&*fault.metadata["right"], &*fault.metadata["resource"]), ("manage_catalogue", REGION), "{who}");
    }
    let name = format!("{REGION}/weightSchemes/own");
    let get = GetWeightSchemeRequest { name };
    let absent = guarded.call("reader", "GetWeightScheme", get.encode_to_vec()).await.unwrap_err();
    guarded.allowed("finance", "CreateWeightScheme", &scheme).await;
    guarded.allowed("finance", "BatchUpsertLibraryIndicators", &library).await;
    guarded.allowed("finance", "CreateProfile", &profile).await;
    let get_profile = GetProfileRequest { name: format!("{REGION}/profiles/own") };

    assert_eq!(absent.reason, "RESOURCE_NOT_FOUND");
    for who in READERS {
        guarded.allowed(who, "GetWeightScheme", &get).await;
        guarded.allowed(who, "GetProfile", &get_profile).await;
    }
    guarded.denied("nobody", "GetWeightScheme", &get).await;
}

#[tokio::test]
async fn what_is_outside_of_a_scope_is_not_even_said_to_be_there() {
    let guarded = Guarded::approved().await;
    let owner = GetDepartmentRequest { name: DEPARTMENT.to_owned() };
    let absent = GetDepartmentRequest { name: "regions/120000000/departments/none".to_owned() };
    let plans = ListPlansRequest { parent: DEPARTMENT.to_owned(), ..Default::default() };
    let score = ScorePlanRequest { plan: PLAN.to_owned(), ..Default::default() };

    for who in ["other-unit", "other-finance", "security", "nobody"] {
        guarded.denied(who, "GetPlan", &get_plan()).await;
        guarded.denied(who, "ListPlans", &plans).await;
        guarded.denied(who, "ScorePlan", &score).await;
        guarded.denied(who, "GetDepartment", &owner).await;
        guarded.denied(who, "GetDepartment", &absent).await;
    }
    for who in ["unit", "finance", "reader", "service"] {
        guarded.allowed(who, "GetPlan", &get_plan()).await;
        guarded.allowed(who, "ScorePlan", &score).await;
    }
}

#[tokio::test]
async fn a_grant_on_a_department_covers_the_units_below_it_and_none_above() {
    let guarded = Guarded::approved().await;
    let unit = "regions/120000000/departments/jiaowei";
    let own = plan();
    let of_unit = CreatePlanRequest { name: format!("{unit}/plans/2024"), ..plan() };
    let of_owner = CreatePlanRequest { name: format!("{DEPARTMENT}/plans/2024"), ..plan() };
    guarded.allowed("system", "CreateDepartment", &department(unit)).await;
    guarded.denied("unit", "CreatePlan", &of_unit).await;
    let get = GetDepartmentRequest { name: unit.to_owned() };
    let there = guarded.call("reader", "GetDepartment", get.encode_to_vec()).await.unwrap();
    let there = GetDepartmentResponse::decode(there.as_slice()).unwrap().department.unwrap();
    let below = Department { parent: DEPARTMENT.to_owned(), ..there };
    let update_mask = Some(FieldMask { paths: vec!["parent".to_owned()] });
    let reparent = UpdateDepartmentRequest { department: Some(below), update_mask, request_id: String::new() };
    let under = |above: &str| ListDepartmentsRequest {
        parent: REGION.to_owned(),
        under: above.to_owned(),
        ..Default::default()
    };
    guarded.denied("unit", "UpdateDepartment", &reparent).await;

    guarded.allowed("system", "UpdateDepartment", &reparent).await;

    guarded.denied("other-unit", "CreatePlan", &of_owner).await;
    guarded.denied("other-unit", "GetPlan", &get_plan()).await;
    guarded.denied("other-unit", "ListDepartments", &under(DEPARTMENT)).await;
    guarded.denied("unit", "ListDepartments", &under("")).await;
    guarded.allowed("unit", "ListDepartments", &under(DEPARTMENT)).await;
    guarded.allowed("unit", "ListDepartments", &under(unit)).await;
    guarded.allowed("unit", "CreatePlan", &of_unit).await;
    let mut scored = ScorePlanRequest { plan: own.name, ..Default::default() };
    guarded.denied("other-unit", "ScorePlan", &scored).await;
    scored.plan = of_unit.name;
    // Nobody approved it: the right is there.
    let fault = guarded.call("unit", "ScorePlan", scored.encode_to_vec()).await.unwrap_err();
    fault.is(Code::FailedPrecondition, "PLAN_NOT_APPROVED");
}

#[tokio::test]
async fn the_name_of_a_principal_is_taken_from_a_service_alone() {
    let guarded = Guarded::approved().await;
    let report = actuals("2023-12", vec![number("i001", "1")]).encode_to_vec();
    let call = async |who: &str, named: &'static str, message: &[u8], rpc: &str| {
        let mut request = Request::new(message.to_vec());
        request.metadata_mut().insert("jixiao-principal", named.parse().unwrap());
        guarded.call_with(Some(guarded.signer.token(who, 60)), rpc, request).await
    };
    let before = guarded.system.facts().await;

    for (who, named) in [("other-unit", "unit"), ("nobody", "unit"), ("reader", "service"), ("service", "stranger")] {
        let fault = call(who, named, &report, "ReportActuals").await.unwrap_err();
        assert_eq!(fault.code, Code::PermissionDenied, "{who} as {named}");
        assert_eq!((&*fault.metadata["principal"], &*fault.metadata["right"]), (who, "act_for_others"));
    }
    let alone = guarded.call("service", "ReportActuals", report.clone()).await.unwrap_err();
    let for_other = call("service", "other-unit", &report, "ReportActuals").await.unwrap_err();
    before.are_still(&guarded.system.facts().await);
    let for_unit = call("service", "unit", &report, "ReportActuals").await;

    assert_eq!((alone.code, alone.metadata["principal"].as_str()), (Code::PermissionDenied, "service"));
    assert_eq!((for_other.code, for_other.metadata["principal"].as_str()), (Code::PermissionDenied, "other-unit"));
    assert!(for_unit.is_ok(), "{for_unit:?}");
}
