use jixiao_domain::workflow::Step;
use jixiao_domain::{Caller, IndicatorEdit, IndicatorId, Method, PlanName, Text, Violation};
use jixiao_proto::planning::v1::{Indicator, UpdateIndicatorRequest, UpdateIndicatorResponse};
use jixiao_proto::{EnumField, Fields};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::SERVICE;
use super::draft::{self, Edited};
use crate::{Planning, parse};

/// More paths than there are fields name some of them twice.
const MASK_PATHS: usize = 10;

impl Planning {
    pub(crate) async fn update_indicator(
        &self,
        context: Context,
        message: UpdateIndicatorRequest,
    ) -> Result<UpdateIndicatorResponse, Fault> {
        let (name, id, edit, request) = parse_request(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let (stored, _) = draft::lock(&write, &name, &message.etag, Step::Edit).await?;
        let content = stored.content()?.with_edited(&id, edit).map_err(Fault::violations)?;
        let edited = content.indicators().iter().find(|indicator| indicator.id == id);
        let edited = edited.map(std::slice::from_ref).unwrap_or_default();
        let unknown = Tables::within(&write).unknown_library_ids(&name.owner.region, edited).await?;
        if !unknown.is_empty() {
            return Err(Fault::violations(vec![Violation::invalid("indicator.library", draft::NOT_IN_LIBRARY)]));
        }
        let Edited { plan, findings, changes } = draft::put(&write, &stored, &content).await?;
        let response = UpdateIndicatorResponse { plan: Some(plan), findings };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

type Parsed = (PlanName, IndicatorId, IndicatorEdit, Request);

fn parse_request(caller: &Caller, message: &UpdateIndicatorRequest) -> Result<Parsed, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let name: Option<PlanName> = fields.take("name", message.name.parse());
    parse::etag(&mut fields, &message.etag);
    let new = message.indicator.clone().unwrap_or_default();
    let indicator = fields.take("indicator.id", new.id.parse());
    let mask = message.update_mask.clone().unwrap_or_default().paths;
    if mask.is_empty() {
        fields.refuse("update_mask", "is required", "必填");
    }
    let edit = if fields.at_most("update_mask.paths", mask.len(), MASK_PATHS) {
        take_edit(&mut fields, &new, &mask)
    } else {
        IndicatorEdit::default()
    };
    let parsed = fields.finish(|| {
        let name = name?;
        let request = Request::of_plan(caller, &name, SERVICE, "UpdateIndicator").repeatable(&id?, message);
        Some((name, indicator?, edit, request))
    });
    parsed.map_err(Fault::violations)
}

/// The fields that the mask names.
fn take_edit(fields: &mut Fields, new: &Indicator, mask: &[String]) -> IndicatorEdit {
    let mut edit = IndicatorEdit::default();
    for (place, path) in mask.iter().enumerate() {
        match path.as_str() {
            "goal" => edit.goal = Some(new.goal),
            "level1" => edit.level1 = fields.take("indicator.level1", EnumField::parse(new.level1)),
            "level2" => edit.level2 = fields.take("indicator.level2", EnumField::parse(new.level2)),
            "name" => edit.name = fields.take("indicator.name", Text::parse(new.name.as_str())),
            "accumulation" => {
                edit.accumulation = match new.accumulation {
                    0 => Some(None),
                    number => fields.take("indicator.accumulation", EnumField::parse(number)).map(Some),
                }
            }
            "library" => {
                edit.library = match new.library.as_str() {
                    "" => Some(None),
                    library => fields.take("indicator.library", library.parse()).map(Some),
                }
            }
            "method" => {
                edit.method = match new.method.clone() {
                    None => Some(None),
                    Some(method) => fields.nested("indicator.method", Method::try_from(method)).map(Some),
                }
            }
            "target" => edit.target = fields.required("indicator.target", new.target.clone()),
            _ => fields.refuse(
                format!("update_mask.paths[{place}]"),
                "is not a field of an indicator that can be replaced",
                "不是可修改的指标字段",
            ),
        }
    }
    edit
}
