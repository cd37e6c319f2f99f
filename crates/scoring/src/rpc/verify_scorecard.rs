use jixiao_domain::{Digest256, ScorecardName};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{VerifyScorecardRequest, VerifyScorecardResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use prost::Message;
use sha2::{Digest, Sha256};

use crate::{Scoring, stored, wire};

impl Scoring {
    pub(crate) async fn verify_scorecard(
        &self,
        context: Context,
        message: VerifyScorecardRequest,
    ) -> Result<VerifyScorecardResponse, Fault> {
        let name: ScorecardName = Fields::one("name", message.name.parse()).map_err(Fault::violations)?;
        let card = self.stored(&name).await?;
        let joined = self.join_at(&context, &name.plan, &card.pins).await?;
        let computed = wire::scorecard(&joined)?.encode_to_vec();
        let sha256 = |bytes: &[u8]| Digest256::new(Sha256::digest(bytes).into()).to_string();
        let (computed_sha256, of_stored) = (sha256(&computed), sha256(&card.document));
        Ok(VerifyScorecardResponse {
            same: computed == card.document,
            intact: of_stored == card.sha256,
            stored_scorecard: Some(stored::message(&name.plan, &card)),
            computed_sha256,
        })
    }
}
