//! What was stored, as messages.

mod department;
mod region;

pub(crate) use department::department;
pub(crate) use region::region;

use jixiao_domain::workflow::StepTaken;
use jixiao_domain::{
    Change, Conflict, LibraryIndicator, LibraryName, OpinionSaid, PlanContent, SchemeName, WeightScheme,
};
use jixiao_proto::planning::v1 as wire;
use jixiao_proto::{EnumField, timestamp};
use jixiao_store::planning::{PackedPlan, PlanHeader, StoredPlan};
use prost::Message;
use prost::bytes::Bytes;
use prost::encoding;
use sha2::{Digest, Sha256};
use sm3::Sm3;

/// The etag of a version: which one it is, in short, and how often it was written.
pub(crate) fn etag(header: &PlanHeader) -> String {
    counted(&header.name.to_string(), header.etag)
}

/// The etag of an opinion: which one it is, in short, and how often it was answered.
pub(crate) fn opinion_etag(said: &OpinionSaid) -> String {
    counted(&said.name.to_string(), said.answers.into())
}

/// The etag of what has that name and was written so often.
fn counted(name: &str, writes: i64) -> String {
    let name = hex(&Sha256::digest(name));
    format!("{}-{writes}", name.get(..8).unwrap_or(&name))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn plan(stored: StoredPlan) -> wire::Plan {
    wire::Plan { content: Some(stored.document), ..header(&stored.header) }
}

/// The answer that tells a plan, around the packed content as it is stored. Fields come in the order of their numbers,
/// as when the whole is encoded at once.
pub(crate) fn packed(plan: &PackedPlan) -> Bytes {
    let header = header(&plan.header);
    let before = wire::Plan {
        name: header.name,
        version: header.version,
        state: header.state,
        etag: header.etag,
        ..wire::Plan::default()
    };
    let after = wire::Plan { name: String::new(), version: 0, state: 0, etag: String::new(), ..header };
    let mut whole = before.encode_to_vec();
    encoding::bytes::encode(CONTENT, &plan.document, &mut whole);
    whole.extend(after.encode_to_vec());
    let mut answer = Vec::with_capacity(whole.len() + 8);
    encoding::bytes::encode(PLAN, &whole, &mut answer);
    answer.into()
}

/// The numbers of `GetPlanResponse.plan` and of `Plan.content`.
const PLAN: u32 = 1;
const CONTENT: u32 = 5;

/// A plan with a content that is not stored.
pub(crate) fn with_content(plan: wire::Plan, content: &PlanContent) -> wire::Plan {
    let content = wire::PlanContent::from(content);
    let document = content.encode_to_vec();
    wire::Plan {
        content: Some(content),
        content_sha256: hex(&Sha256::digest(&document)),
        content_sm3: hex(&Sm3::digest(&document)),
        ..plan
    }
}

/// A plan without its content.
pub(crate) fn header(header: &PlanHeader) -> wire::Plan {
    wire::Plan {
        name: header.name.to_string(),
        version: header.name.version,
        state: header.state.number(),
        etag: etag(header),
        content: None,
        content_sha256: header.content_sha256_hex(),
        content_sm3: header.content_sm3_hex(),
        base_version: header.base_version.unwrap_or_default(),
        reason: header.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        create_time: Some(timestamp(header.created)),
        update_time: Some(timestamp(header.updated)),
    }
}

pub(crate) fn step(step: &StepTaken) -> wire::PlanStep {
    let opinion = |opinion: &jixiao_domain::workflow::Opinion| wire::Opinion {
        indicator: opinion.indicator.as_ref().map(ToString::to_string).unwrap_or_default(),
        text: opinion.text.to_string(),
    };
    wire::PlanStep {
        number: step.number,
        state: step.state.number(),
        actor: step.actor.as_ref().map(ToString::to_string).unwrap_or_default(),
        opinions: step.opinions.iter().map(opinion).collect(),
        time: Some(timestamp(step.time)),
        principal: step.principal.to_string(),
    }
}

pub(crate) fn opinion(said: &OpinionSaid) -> wire::PlanOpinion {
    let answer = said.answer.as_ref();
    let text = answer.and_then(|answer| answer.text.as_ref());
    wire::PlanOpinion {
        name: said.name.to_string(),
        indicator: said.opinion.indicator.as_ref().map(ToString::to_string).unwrap_or_default(),
        text: said.opinion.text.to_string(),
        reviewer: said.reviewer.as_ref().map(ToString::to_string).unwrap_or_default(),
        reviewer_principal: said.principal.to_string(),
        create_time: Some(timestamp(said.time)),
        status: said.status().number(),
        answer: text.map(ToString::to_string).unwrap_or_default(),
        answered_by: answer.map(|answer| answer.answered_by.to_string()).unwrap_or_default(),
        answer_principal: answer.map(|answer| answer.principal.to_string()).unwrap_or_default(),
        answer_time: answer.map(|answer| timestamp(answer.time)),
        etag: opinion_etag(said),
    }
}

pub(crate) fn change(change: Change) -> jixiao_proto::common::v1::Change {
    let Change { resource, field, old, new } = change;
    jixiao_proto::common::v1::Change { resource, field, old, new }
}

pub(crate) fn conflict(conflict: Conflict) -> wire::RebaseConflict {
    let Conflict { path, base, typed, present } = conflict;
    wire::RebaseConflict { path, base, typed, present }
}

pub(crate) fn library_indicator(name: &LibraryName, indicator: &LibraryIndicator) -> wire::LibraryIndicator {
    wire::LibraryIndicator {
        name: name.to_string(),
        level1: indicator.level1.number(),
        level2: indicator.level2.number(),
        title: indicator.name.to_string(),
        sign: indicator.sign.map(EnumField::number).unwrap_or_default(),
        unit: indicator.unit.as_deref().unwrap_or_default().to_owned(),
        keywords: indicator.keywords.to_string(),
        frames: indicator.frames().map(EnumField::number).collect(),
    }
}

pub(crate) fn weight_scheme(name: &SchemeName, scheme: &WeightScheme) -> wire::WeightSchemeDetail {
    wire::WeightSchemeDetail {
        weight_scheme: Some(wire::WeightScheme {
            id: scheme.id.to_string(),
            execution_weight: scheme.execution.to_string(),
        }),
        source: scheme.source.to_string(),
        output: scheme.output.to_string(),
        effect: scheme.effect.to_string(),
        satisfaction: scheme.satisfaction.map(|s| s.to_string()).unwrap_or_default(),
        cost: scheme.cost.map(|c| c.to_string()).unwrap_or_default(),
        name: name.to_string(),
    }
}
