//! What was stored, as messages.

mod region;

pub(crate) use region::region;

use jixiao_domain::workflow::StepTaken;
use jixiao_domain::{Department, WeightScheme};
use jixiao_proto::planning::v1 as wire;
use jixiao_proto::{EnumField, timestamp};
use jixiao_store::planning::{PlanHeader, StoredPlan};
use sha2::{Digest, Sha256};

/// The etag of a version: which one it is, in short, and how often it was written.
pub(crate) fn etag(header: &PlanHeader) -> String {
    etag_of(&header.name, header.etag)
}

/// The etag of what has that name and was written so often.
fn etag_of(name: &impl ToString, writes: i64) -> String {
    let name = hex(&Sha256::digest(name.to_string()));
    format!("{}-{writes}", name.get(..8).unwrap_or(&name))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn plan(stored: StoredPlan) -> wire::Plan {
    wire::Plan { content: Some(stored.document), ..header(&stored.header) }
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
        create_time: Some(timestamp(header.created)),
        update_time: Some(timestamp(header.updated)),
    }
}

pub(crate) fn department(department: &Department) -> wire::Department {
    wire::Department { name: department.name.to_string(), title: department.title.to_string() }
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
    }
}

pub(crate) fn weight_scheme(scheme: &WeightScheme) -> wire::WeightSchemeDetail {
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
    }
}
