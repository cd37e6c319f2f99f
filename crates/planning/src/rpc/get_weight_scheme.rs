use jixiao_domain::{SchemeName, WeightScheme};
use jixiao_proto::Fields;
use jixiao_proto::planning::v1::{GetWeightSchemeRequest, GetWeightSchemeResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;

use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn get_weight_scheme(
        &self,
        _: Context,
        message: GetWeightSchemeRequest,
    ) -> Result<GetWeightSchemeResponse, Fault> {
        let name: SchemeName = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let scheme = match &name.region {
            None => WeightScheme::find(&name.id).cloned(),
            Some(region) => Tables::of(&self.store).weight_scheme(region, &name.id).await?,
        };
        let scheme = scheme.ok_or_else(|| Fault::not_found("weight scheme", name.to_string()))?;
        Ok(GetWeightSchemeResponse { weight_scheme: Some(answer::weight_scheme(&name, &scheme)) })
    }
}
