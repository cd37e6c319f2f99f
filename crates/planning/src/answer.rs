//! What was stored, as messages.

use jixiao_domain::workflow::StepTaken;
use jixiao_domain::{Department, LibraryIndicator, LibraryName, Region, SchemeName, WeightScheme};
use jixiao_proto::planning::v1 as wire;
use jixiao_proto::{EnumField, timestamp};
use jixiao_store::planning::{PlanHeader, StoredPlan};
use sha2::{Digest, Sha256};

/// The etag of a version: which one it is, in short, and how often it was written.
pub(crate) fn etag(header: &PlanHeader) -> String {
    let name = hex(&Sha256::digest(header.name.to_string()));
    format!("{}-{}", name.get(..8).unwrap_or(&name), header.etag)
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

pub(crate) fn region(region: &Region) -> wire::Region {
    wire::Region { name: region.code.to_name(), title: region.title.to_string() }
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
