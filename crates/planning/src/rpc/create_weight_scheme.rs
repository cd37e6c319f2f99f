use jixiao_domain::{BadShares, Caller, Change, Family, RegionCode, SchemeName, Shares, Text, WeightScheme};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{CreateWeightSchemeRequest, CreateWeightSchemeResponse, WeightSchemeDetail};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::SERVICE;
use crate::{Planning, answer, fault};

impl Planning {
    pub(crate) async fn create_weight_scheme(
        &self,
        context: Context,
        message: CreateWeightSchemeRequest,
    ) -> Result<CreateWeightSchemeResponse, Fault> {
        let (region, scheme, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        tables.region(&region).await?.ok_or_else(|| fault::region_not_found(&region))?;
        let id = scheme.id.parse().map_err(Fault::internal)?;
        if let Some(built_in) = WeightScheme::find(&id) {
            return Err(Fault::exists(
                "weight scheme",
                SchemeName { region: None, id: built_in.id.parse().map_err(Fault::internal)? }.to_string(),
            ));
        }
        let name = SchemeName { region: Some(region.clone()), id };
        if !tables.add_weight_scheme(&region, &scheme, write.now()).await? {
            return Err(Fault::exists("weight scheme", name.to_string()));
        }
        let weight_scheme = answer::weight_scheme(&name, &scheme);
        let changes = vec![Change::created(&name, &summary(&weight_scheme))];
        let response = CreateWeightSchemeResponse { weight_scheme: Some(weight_scheme) };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

fn parse(caller: &Caller, message: &CreateWeightSchemeRequest) -> Result<(RegionCode, WeightScheme, Request), Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    let scheme = fields.nested("weight_scheme", scheme(message.weight_scheme.clone().unwrap_or_default()));
    let parsed = fields.finish(|| {
        let region = region?;
        let request = Request::of_region(caller, &region, SERVICE, "CreateWeightScheme").repeatable(&id?, message);
        Some((region, scheme?, request))
    });
    parsed.map_err(Fault::violations)
}

fn scheme(message: WeightSchemeDetail) -> Result<WeightScheme, Vec<jixiao_domain::Violation>> {
    let mut fields = Fields::new();
    let weights = message.weight_scheme.unwrap_or_default();
    let id = fields.take("weight_scheme.id", weights.id.parse());
    let source = fields.take("source", Text::parse(message.source));
    let execution = fields.take("weight_scheme.execution_weight", weights.execution_weight.parse());
    let output = fields.take("output", message.output.parse());
    let effect = fields.take("effect", message.effect.parse());
    let mut optional = |path: &str, text: &str| match text {
        "" => Some(None),
        share => fields.take(path, share.parse()).map(Some),
    };
    let satisfaction = optional("satisfaction", &message.satisfaction);
    let cost = optional("cost", &message.cost);
    let parsed = fields.finish(|| {
        let shares = Shares {
            execution: execution?,
            output: output?,
            effect: effect?,
            satisfaction: satisfaction?,
            cost: cost?,
        };
        Some((id?, source?, shares))
    });
    let (id, source, shares) = parsed?;
    WeightScheme::new(&id, &source, shares).map_err(|bad| {
        let mut fields = Fields::new();
        match bad {
            BadShares::Nought(family) => fields.refuse(path(family), "must be above 0", "必须大于0"),
            BadShares::DoNotSum(refused) => {
                let zh = format!("各类分值之和为{}，应为{}", refused.sum, refused.expected);
                fields.refuse("output", format!("and the other shares: {refused}"), zh);
            }
        }
        fields.finish(|| Some(())).err().unwrap_or_default()
    })
}

fn path(family: Family) -> &'static str {
    match family {
        Family::Output => "output",
        Family::Effect => "effect",
        Family::Satisfaction => "satisfaction",
        Family::Cost => "cost",
    }
}

/// In a line, for the audit.
fn summary(scheme: &WeightSchemeDetail) -> String {
    let execution = scheme.weight_scheme.as_ref().map(|it| it.execution_weight.as_str()).unwrap_or_default();
    let WeightSchemeDetail { output, effect, satisfaction, cost, source, .. } = scheme;
    format!(
        "execution {execution}, output {output}, effect {effect}, satisfaction {satisfaction}, cost {cost}; {source}"
    )
}
