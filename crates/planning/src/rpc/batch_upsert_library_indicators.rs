use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use jixiao_domain::{Caller, Change, Frame, LibraryIndicator, LibraryName, RegionCode, Sign, Text, Violation};
use jixiao_proto::planning::v1::{
    BatchUpsertLibraryIndicatorsRequest, BatchUpsertLibraryIndicatorsResponse, LibraryIndicator as Message,
    LibraryOutcome, UpsertedLibraryIndicator,
};
use jixiao_proto::{EnumField, Fields};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_store::planning::Planning as Tables;
use jixiao_store::{Request, begin};

use super::SERVICE;
use crate::{Planning, answer, fault};

/// Most indicators of a batch.
const BATCH: usize = 500;
/// Most indicators of a region's library.
const LIBRARY: usize = 5000;

impl Planning {
    pub(crate) async fn batch_upsert_library_indicators(
        &self,
        context: Context,
        message: BatchUpsertLibraryIndicatorsRequest,
    ) -> Result<BatchUpsertLibraryIndicatorsResponse, Fault> {
        let (region, indicators, request) = parse(&context.caller, &message)?;
        let write = begin!(self.store, request);
        let tables = Tables::within(&write);
        tables.lock_regions([&region]).await?.remove(&region).ok_or_else(|| fault::region_not_found(&region))?;
        let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_ref()).collect();
        let before = tables.library_of(&region, &ids).await?;
        let before: HashMap<&str, &LibraryIndicator> = before.iter().map(|(_, it)| (it.id.as_ref(), it)).collect();
        tables.put_library(&region, &indicators).await?;
        let size = usize::try_from(tables.library_size(&region).await?).unwrap_or(usize::MAX);
        if size > LIBRARY {
            return Err(Fault::limit(LIBRARY, size));
        }

        let (mut changes, mut upserted) = (Vec::new(), Vec::new());
        for indicator in &indicators {
            let name = LibraryName { region: Some(region.clone()), id: indicator.id.parse().map_err(Fault::internal)? };
            let old = before.get(indicator.id.as_ref());
            let outcome = match old {
                None => LibraryOutcome::Created,
                Some(old) if *old == indicator => LibraryOutcome::Unchanged,
                Some(_) => LibraryOutcome::Updated,
            };
            if outcome != LibraryOutcome::Unchanged {
                changes.push(Change::of(&name, "", old.map(|old| summary(old)), Some(summary(indicator))));
            }
            upserted.push(UpsertedLibraryIndicator {
                library_indicator: Some(answer::library_indicator(&name, indicator)),
                outcome: outcome.into(),
            });
        }
        let response = BatchUpsertLibraryIndicatorsResponse { upserted_library_indicators: upserted };
        write.commit(&response, changes).await?;
        Ok(response)
    }
}

type Batch = (RegionCode, Vec<LibraryIndicator>, Request);

fn parse(caller: &Caller, message: &BatchUpsertLibraryIndicatorsRequest) -> Result<Batch, Fault> {
    let mut fields = Fields::new();
    let id = fields.take("request_id", message.request_id.parse());
    let region = fields.take("parent", RegionCode::from_name(&message.parent));
    let (mut indicators, mut seen) = (Vec::new(), HashSet::new());
    if message.library_indicators.is_empty() {
        fields.refuse("library_indicators", "is required", "必填");
    }
    if fields.at_most("library_indicators", message.library_indicators.len(), BATCH) {
        for (place, message) in message.library_indicators.iter().enumerate() {
            let path = format!("library_indicators[{place}]");
            let parsed = fields.nested(&path, indicator(region.as_ref(), message.clone()));
            if parsed.as_ref().is_some_and(|indicator| !seen.insert(indicator.id.clone())) {
                fields.refuse(format!("{path}.name"), "is there twice", "重复");
            }
            indicators.extend(parsed);
        }
    }
    let parsed = fields.finish(|| {
        let region = region?;
        let request = Request::of_region(caller, &region, SERVICE, "BatchUpsertLibraryIndicators");
        Some((region, indicators, request.repeatable(&id?, message)))
    });
    parsed.map_err(Fault::violations)
}

fn indicator(region: Option<&RegionCode>, message: Message) -> Result<LibraryIndicator, Vec<Violation>> {
    let mut fields = Fields::new();
    let name: Option<LibraryName> = fields.take("name", message.name.parse());
    if name.as_ref().is_some_and(|name| region.is_some() && name.region.as_ref() != region) {
        fields.refuse("name", "is not of the region", "不属于该区划");
    }
    let level1 = fields.take("level1", EnumField::parse(message.level1));
    let level2 = fields.take("level2", EnumField::parse(message.level2));
    if level1.zip(level2).is_some_and(|(one, two)| !Frame::ALL.iter().any(|frame| frame.has(one, two))) {
        fields.refuse("level2", "is not of that level 1 in any frame", "与一级指标不匹配");
    }
    let title = fields.take("title", Text::<500>::parse(message.title));
    let sign = match message.sign {
        0 => Some(None),
        number => fields.take("sign", EnumField::parse(number)).map(Some),
    };
    let unit = fields.take("unit", Text::<50>::parse_optional(message.unit));
    if matches!((&sign, &unit), (Some(None), Some(Some(_)))) {
        fields.refuse("unit", "is only for an indicator with a sign", "无符号的指标没有计量单位");
    }
    let keywords = fields.take("keywords", Text::<500>::parse_optional(message.keywords));
    fields.finish(|| {
        Some(LibraryIndicator {
            id: Cow::Owned(name?.id.to_string()),
            level1: level1?,
            level2: level2?,
            name: Cow::Owned(title?.to_string()),
            sign: sign?,
            unit: unit?.map(|unit| Cow::Owned(unit.to_string())),
            keywords: Cow::Owned(keywords?.map(|words| words.to_string()).unwrap_or_default()),
        })
    })
}

/// In a line, for the audit.
fn summary(indicator: &LibraryIndicator) -> String {
    let LibraryIndicator { level1, level2, name, sign, unit, keywords, .. } = indicator;
    let sign = sign.map(Sign::symbol).unwrap_or_default();
    let unit = unit.as_deref().unwrap_or_default();
    format!("{}/{} {name} {sign}{unit} {keywords}", level1.label(), level2.label())
}
