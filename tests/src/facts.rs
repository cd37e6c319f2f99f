use jixiao_proto::planning::v1::{
    CheckPlanRequest, GetPlanRequest, GetPlanSourceRequest, ListDepartmentsRequest, ListPlanStepsRequest,
    ListPlansRequest, ListRegionsRequest,
};
use jixiao_proto::results::v1::{
    GetActualsRequest, ListActualRevisionsRequest, ListExecutionRevisionsRequest, ListPeriodsRequest,
};
use jixiao_proto::scoring::v1::{ListJudgementsRequest, ListProfilesRequest, ListScorecardsRequest};
use prost::Message;

use crate::story::{DEPARTMENT, PLAN, REGION};
use crate::{Fault, System};

/// All that the API tells of the region, the department and the plan of the stories.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts(Vec<(&'static str, Result<Vec<u8>, Fault>)>);

impl Facts {
    /// Reads them.
    pub(crate) async fn of(system: &System) -> Self {
        let (region, department, plan) = (|| REGION.to_owned(), || DEPARTMENT.to_owned(), || PLAN.to_owned());
        let (page_size, page_token) = (1000, String::new);
        let actuals = ListActualRevisionsRequest { plan: plan(), page_size, ..Default::default() };
        let reads = [
            (
                "ListRegions",
                ListRegionsRequest { page_size, page_token: page_token(), ..Default::default() }.encode_to_vec(),
            ),
            (
                "ListDepartments",
                ListDepartmentsRequest { parent: region(), page_size, page_token: page_token(), ..Default::default() }
                    .encode_to_vec(),
            ),
            ("ListPlans", ListPlansRequest { parent: department(), page_size, ..Default::default() }.encode_to_vec()),
            ("GetPlan", GetPlanRequest { name: plan(), approved: false }.encode_to_vec()),
            ("GetPlanSource", GetPlanSourceRequest { name: plan() }.encode_to_vec()),
            ("CheckPlan", CheckPlanRequest { name: plan() }.encode_to_vec()),
            (
                "ListPlanSteps",
                ListPlanStepsRequest { parent: plan(), page_size, page_token: page_token() }.encode_to_vec(),
            ),
            ("GetActuals", GetActualsRequest { plan: plan(), ..Default::default() }.encode_to_vec()),
            ("ListActualRevisions", actuals.encode_to_vec()),
            (
                "ListExecutionRevisions",
                ListExecutionRevisionsRequest { plan: plan(), page_size, page_token: page_token() }.encode_to_vec(),
            ),
            (
                "ListPeriods",
                ListPeriodsRequest { parent: region(), fiscal_year: 2023, ..Default::default() }.encode_to_vec(),
            ),
            (
                "ListJudgements",
                ListJudgementsRequest { plan: plan(), page_size, page_token: page_token() }.encode_to_vec(),
            ),
            (
                "ListScorecards",
                ListScorecardsRequest { parent: plan(), page_size, page_token: page_token() }.encode_to_vec(),
            ),
            (
                "ListProfiles",
                ListProfilesRequest { parent: region(), page_size, page_token: page_token() }.encode_to_vec(),
            ),
        ];
        let mut facts = Vec::new();
        for (rpc, message) in reads {
            let answer = system.call_with(rpc, tonic::Request::new(message)).await;
            facts.push((rpc, answer.map_err(|status| Fault::of(&status))));
        }
        Self(facts)
    }

    /// Asserts that nothing was written meanwhile.
    ///
    /// # Panics
    ///
    /// Where something was, with the rpcs that answer otherwise now.
    #[track_caller]
    pub fn are_still(&self, now: &Self) {
        let changed = self.0.iter().zip(&now.0).filter(|(before, after)| before != after);
        let changed: Vec<_> = changed.map(|((rpc, _), _)| *rpc).collect();
        assert!(changed.is_empty(), "something was written: {changed:?} answer otherwise now");
    }
}
