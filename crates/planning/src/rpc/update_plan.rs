use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, Change, PlanContent, PlanName};
use jixiao_proto::planning::v1::{PlanContent as Message, UpdatePlanRequest, UpdatePlanResponse};
use jixiao_proto::{Fields, number_indicators};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::{SERVICE, draft};
use crate::{Planning, answer, changes};

impl Planning {
    pub(crate) async fn update_plan(
        &self,
        context: Context,
        message: UpdatePlanRequest,
    ) -> Result<UpdatePlanResponse, Fault> {
        let (name, parts, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        let mut new = message.content.unwrap_or_default();
        if parts.iter().any(|part| matches!(part, Part::Indicators)) {
            draft::check_ids(&stored, &new.indicators, "content.indicators")?;
        }
        number_indicators(&mut new.indicators, stored.header.last_number);
        let before = stored.content()?;
        let merged = merge(stored.document, &new, &parts);
        let content = Fields::within("content", PlanContent::try_from(merged)).map_err(Fault::violations)?;
        let unknown = tables.unknown_of(&name.owner.region, &content).await?;
        let content = draft::checked(content, &unknown, &new.indicators)?;
        let stored = tables.put_content(&stored.header, &content, write.now()).await?;
        if message.import_settled {
            tables.settle_source(&stored.header).await?;
        }
        let mut changed = changes::changes(&before, &content, &stored.header.name);
        if message.import_settled {
            changed.push(Change::created(&format!("{}/source", stored.header.name), &"import settled"));
        }
        let findings = draft::findings(&write, &stored).await?;
        let response = UpdatePlanResponse { plan: Some(answer::plan(stored)), findings };
        write.commit(&response, changed).await?;
        Ok(response)
    }
}

/// More paths than there are parts name some of them twice.
const MASK_PATHS: usize = 10;

/// A part of a content that can be replaced.
#[derive(Clone, Copy)]
enum Part {
    DepartmentTitle,
    Tasks,
    Goals,
    Indicators,
    WeightScheme,
}

fn parse(caller: &Caller, message: &UpdatePlanRequest) -> Result<(PlanName, Vec<Part>, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    if message.etag.is_empty() {
        fields.refuse("etag", "is required", "必填");
    }
    if message.content.is_none() {
        fields.refuse("content", "is required", "必填");
    }
    let mask = message.update_mask.clone().unwrap_or_default().paths;
    if mask.is_empty() {
        fields.refuse("update_mask", "is required", "必填");
    }
    fields.at_most("update_mask.paths", mask.len(), MASK_PATHS);
    let mut parts = Vec::new();
    for (place, path) in mask.iter().take(MASK_PATHS).enumerate() {
        match path.as_str() {
            "department_title" => parts.push(Part::DepartmentTitle),
            "tasks" => parts.push(Part::Tasks),
            "goals" => parts.push(Part::Goals),
            "indicators" => parts.push(Part::Indicators),
            "weight_scheme" => parts.push(Part::WeightScheme),
            _ => fields.refuse(format!("update_mask.paths[{place}]"), "is not a part of a plan", "不是计划的组成部分"),
        }
    }
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "UpdatePlan").repeatable(&id?, message);
        Some((name, parts, request))
    });
    parsed.map_err(Fault::violations)
}

fn merge(mut stored: Message, new: &Message, parts: &[Part]) -> Message {
    for part in parts {
        match part {
            Part::DepartmentTitle => stored.department_title.clone_from(&new.department_title),
            Part::Tasks => stored.tasks.clone_from(&new.tasks),
            Part::Goals => stored.goals.clone_from(&new.goals),
            Part::Indicators => stored.indicators.clone_from(&new.indicators),
            Part::WeightScheme => stored.weight_scheme.clone_from(&new.weight_scheme),
        }
    }
    stored
}
