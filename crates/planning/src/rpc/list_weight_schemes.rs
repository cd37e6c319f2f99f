use jixiao_domain::WeightScheme;
use jixiao_proto::planning::v1::{ListWeightSchemesRequest, ListWeightSchemesResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::{Planning, answer};

impl Planning {
    pub(crate) async fn list_weight_schemes(
        &self,
        _: Context,
        _: ListWeightSchemesRequest,
    ) -> Result<ListWeightSchemesResponse, Fault> {
        let weight_schemes = WeightScheme::built_in().iter().map(answer::weight_scheme).collect();
        Ok(ListWeightSchemesResponse { weight_schemes })
    }
}
