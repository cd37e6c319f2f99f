//! From the table to an approved plan.

use jixiao_domain::Fen;
use jixiao_proto::planning::v1::{
    AllocateWeightsRequest, ApprovePlanRequest, CreateDepartmentRequest, CreateRegionRequest, Department,
    ImportPlanRequest, Plan, Region, ReviewPlanRequest, ReviewStage, SubmitPlanRequest,
};

use super::{DEPARTMENT, Demo, REGION, TABLE, request_id, say};
use crate::client::answer;
use crate::error::Error;
use crate::{finding, output};

impl Demo {
    /// Registers region and department, imports the table, weighs it and takes it to approval.
    pub(super) async fn approved_plan(&mut self) -> Result<Plan, Error> {
        self.register().await?;
        let name = self.import().await?;
        let plan = self.weigh(&name).await?;
        self.approve(&name).await?;
        Ok(Plan { name, ..plan })
    }

    async fn register(&mut self) -> Result<(), Error> {
        say(&format!("CreateRegion {REGION}, CreateDepartment {DEPARTMENT}"))?;
        let region = Region { name: REGION.to_owned(), title: "天津市".to_owned(), ..Default::default() };
        let request = CreateRegionRequest { region: Some(region), request_id: request_id("create-region") };
        answer("CreateRegion", self.planning.create_region(request).await)?;
        let title = "天津市残疾人联合会".to_owned();
        let department = Department { name: DEPARTMENT.to_owned(), title, ..Default::default() };
        let request =
            CreateDepartmentRequest { department: Some(department), request_id: request_id("create-department") };
        answer("CreateDepartment", self.planning.create_department(request).await)?;
        Ok(())
    }

    /// Imports the table and gives the name of the plan.
    async fn import(&mut self) -> Result<String, Error> {
        say("ImportPlan: the published table of 2023")?;
        let request = ImportPlanRequest {
            parent: DEPARTMENT.to_owned(),
            content: TABLE.to_vec(),
            etag: String::new(),
            validate_only: false,
            request_id: request_id("import"),
        };
        let imported = answer("ImportPlan", self.planning.import_plan(request).await)?;
        let plan = imported.plan.ok_or(Error::Answer("the plan"))?;
        let content = plan.content.ok_or(Error::Answer("the content of the plan"))?;
        let total: i64 = content.tasks.iter().map(|task| task.total_fen).sum();
        let (tasks, goals, indicators) = (content.tasks.len(), content.goals.len(), content.indicators.len());
        let title = &content.department_title;
        output::line(format!(
            "{title}: {tasks} tasks, {} yuan, {goals} goals, {indicators} indicators",
            Fen::new(total).grouped()
        ))?;
        output::line(format!("{} findings:", imported.findings.len()))?;
        imported.findings.iter().try_for_each(|finding| output::line(format!("  {}", finding::line(finding))))?;
        let name = plan.name.rsplit_once("/versions/").ok_or(Error::Answer("a version's name"))?.0;
        Ok(name.to_owned())
    }

    async fn weigh(&mut self, name: &str) -> Result<Plan, Error> {
        say("AllocateWeights by cn-2020: execution 10, output 50, effect 30, satisfaction 10")?;
        let request = AllocateWeightsRequest {
            name: name.to_owned(),
            weight_scheme: "cn-2020".to_owned(),
            etag: String::new(),
            request_id: request_id("allocate-weights"),
        };
        let weighed = answer("AllocateWeights", self.planning.allocate_weights(request).await)?;
        weighed.plan.ok_or(Error::Answer("the plan"))
    }

    async fn approve(&mut self, name: &str) -> Result<(), Error> {
        say("SubmitPlan, ReviewPlan by the department and by finance, ApprovePlan")?;
        let name = || name.to_owned();
        let submit = SubmitPlanRequest { name: name(), etag: String::new(), request_id: request_id("submit") };
        answer("SubmitPlan", self.planning.submit_plan(submit).await)?;
        for (stage, reviewer, step) in [
            (ReviewStage::Department, "主管部门审核人", "review-department"),
            (ReviewStage::Finance, "财政部门审核人", "review-finance"),
        ] {
            let review = ReviewPlanRequest {
                name: name(),
                stage: stage as i32,
                opinions: Vec::new(),
                reviewer: reviewer.to_owned(),
                etag: String::new(),
                request_id: request_id(step),
            };
            answer("ReviewPlan", self.planning.review_plan(review).await)?;
        }
        let approve = ApprovePlanRequest {
            name: name(),
            approver: "财政部门批复人".to_owned(),
            etag: String::new(),
            request_id: request_id("approve"),
        };
        let approved = answer("ApprovePlan", self.planning.approve_plan(approve).await)?;
        let plan = approved.plan.ok_or(Error::Answer("the plan"))?;
        output::line(format!("approved: {} (sha256 {})", plan.name, plan.content_sha256))?;
        Ok(())
    }
}
