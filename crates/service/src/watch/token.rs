//! How far a stream has come, as its token.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jixiao_domain::RegionCode;
use jixiao_proto::common::v1::{ErrorReason, RegionPosition, ResumeToken};
use prost::Message;

use super::Heads;
use crate::fault::Fault;
use crate::page::hash;

const VERSION: u32 = 1;

/// How far a stream has come in each region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions(Heads);

impl Positions {
    /// At those sequences.
    pub(super) fn at(heads: impl IntoIterator<Item = (RegionCode, i64)>) -> Self {
        Self(heads.into_iter().collect())
    }

    /// Those of a token; the beginning for an empty one. Faults: `RESUME_TOKEN_INVALID`.
    pub(super) fn parse(token: &str, query: &[&str]) -> Result<Self, Fault> {
        if token.is_empty() {
            return Ok(Self::default());
        }
        let decoded = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| ResumeToken::decode(bytes.as_slice()).ok());
        let token = decoded.filter(|token| token.version == VERSION && token.query_hash == hash(query));
        let token = token.ok_or_else(invalid)?;
        let position = |p: RegionPosition| Some((p.region.parse().ok()?, Some(p.sequence).filter(|n| *n >= 0)?));
        token.positions.into_iter().map(position).collect::<Option<Heads>>().map(Self).ok_or_else(invalid)
    }

    /// Those of the region and of the regions under it; a token needs no others.
    pub(super) fn under(mut self, region: &RegionCode) -> Self {
        self.0.retain(|of, _| region.covers(of));
        self
    }

    /// Whether the log has come as far. One that has not is not the log that gave the token. Faults:
    /// `RESUME_TOKEN_EXPIRED`.
    pub(super) fn check(&self, heads: &[(RegionCode, i64)]) -> Result<(), Fault> {
        let heads: Heads = heads.iter().cloned().collect();
        let is_reached = |(region, at): (&RegionCode, &i64)| *at <= heads.get(region).copied().unwrap_or_default();
        if self.0.iter().all(is_reached) { Ok(()) } else { Err(expired()) }
    }

    pub(super) fn of(&self, region: &RegionCode) -> i64 {
        self.0.get(region).copied().unwrap_or_default()
    }

    pub(super) fn put(&mut self, region: &RegionCode, sequence: i64) {
        self.0.insert(region.clone(), sequence);
    }

    pub(super) fn token(&self, query: &[&str]) -> String {
        let position = |(region, at): (&RegionCode, &i64)| RegionPosition { region: region.to_string(), sequence: *at };
        let positions = self.0.iter().map(position).collect();
        URL_SAFE_NO_PAD.encode(ResumeToken { version: VERSION, query_hash: hash(query), positions }.encode_to_vec())
    }
}

fn invalid() -> Fault {
    let en = "the resume token is not one this stream was given";
    Fault::new(ErrorReason::ResumeTokenInvalid, en, "恢复标记不属于本订阅")
}

fn expired() -> Fault {
    let en = "the changes after the resume token are not there; begin anew without a token";
    Fault::new(ErrorReason::ResumeTokenExpired, en, "恢复标记之后的变更已不存在，请重新开始订阅")
}
