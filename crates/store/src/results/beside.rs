//! Evidence and reasons of forecasts: rows beside those of the actuals they belong to.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use jixiao_domain::{ActualRecord, Evidence, Forecast, Invalid, ReasonKind, Text};
use jixiao_proto::EnumField;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{evidence, forecast_reason};
use crate::StoreError;
use crate::rows::OrCorrupt;
use crate::shard::{Shard, of_shard};

type Key = (i64, String);
type Reason = (ReasonKind, Option<Text<2000>>);

/// What belongs to actuals, by revision and indicator, in the order given.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) evidence: HashMap<Key, Vec<Evidence>>,
    pub(super) reasons: HashMap<Key, Vec<Reason>>,
}

impl Beside {
    /// What belongs to the actuals of those revisions.
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        shard: &Shard,
        revisions: RangeInclusive<i64>,
    ) -> Result<Self, StoreError> {
        let mut all = Self::default();
        let rows = evidence::Entity::find()
            .filter(of_shard!(evidence, shard))
            .filter(evidence::Column::Revision.between(*revisions.start(), *revisions.end()))
            .order_by_asc(evidence::Column::Place)
            .all(db)
            .await?;
        for row in rows {
            let key = (row.revision, row.indicator.clone());
            all.evidence.entry(key).or_default().push(parse_evidence(row).or_corrupt("evidence")?);
        }
        let rows = forecast_reason::Entity::find()
            .filter(of_shard!(forecast_reason, shard))
            .filter(forecast_reason::Column::Revision.between(*revisions.start(), *revisions.end()))
            .order_by_asc(forecast_reason::Column::Place)
            .all(db)
            .await?;
        for row in rows {
            let key = (row.revision, row.indicator.clone());
            all.reasons.entry(key).or_default().push(parse_reason(row).or_corrupt("forecast")?);
        }
        Ok(all)
    }

    /// Whether all of it was taken by actuals: what is left belongs to none.
    pub(super) fn is_empty(&self) -> bool {
        self.evidence.is_empty() && self.reasons.is_empty()
    }
}

/// The forecast of an actual; reasons alone are none.
pub(super) fn forecast(
    likelihood: Option<i32>,
    estimate: Option<String>,
    reasons: Vec<Reason>,
) -> Result<Option<Forecast>, Invalid> {
    const TORN: Invalid = Invalid { en: "does not fit together", zh: "不一致" };
    let Some(likelihood) = likelihood else {
        return if estimate.is_none() && reasons.is_empty() { Ok(None) } else { Err(TORN) };
    };
    let estimate = estimate.map(Text::parse).transpose()?;
    Forecast::new(EnumField::parse(likelihood)?, estimate, reasons).map(Some).map_err(|_| TORN)
}

pub(super) fn evidence_rows(shard: &Shard, record: &ActualRecord) -> Vec<evidence::Model> {
    let row = |(evidence, place): (&Evidence, i32)| {
        let Shard { region, department, fiscal_year } = shard.clone();
        evidence::Model {
            region,
            department,
            fiscal_year,
            revision: record.reported.revision,
            indicator: record.actual.indicator.to_string(),
            place,
            name: evidence.name.to_string(),
            media_type: evidence.media_type.to_string(),
            sha256: evidence.sha256.to_string(),
            url: evidence.url.to_string(),
            size: evidence.size,
            sm3: evidence.sm3.map(|digest| digest.to_string()),
        }
    };
    record.actual.evidence.iter().zip(0..).map(row).collect()
}

pub(super) fn reason_rows(shard: &Shard, record: &ActualRecord) -> Vec<forecast_reason::Model> {
    let row = |((kind, text), place): (&Reason, i32)| {
        let Shard { region, department, fiscal_year } = shard.clone();
        forecast_reason::Model {
            region,
            department,
            fiscal_year,
            revision: record.reported.revision,
            indicator: record.actual.indicator.to_string(),
            place,
            kind: kind.number(),
            text: text.as_ref().map(ToString::to_string),
        }
    };
    record.actual.forecast.iter().flat_map(Forecast::reasons).zip(0..).map(row).collect()
}

fn parse_evidence(row: evidence::Model) -> Result<Evidence, Invalid> {
    Ok(Evidence {
        name: Text::parse(row.name)?,
        media_type: Text::parse(row.media_type)?,
        size: row.size,
        sha256: row.sha256.parse()?,
        sm3: row.sm3.map(|digest| digest.parse()).transpose()?,
        url: Text::parse(row.url)?,
    })
}

fn parse_reason(row: forecast_reason::Model) -> Result<Reason, Invalid> {
    Ok((EnumField::parse(row.kind)?, row.text.map(Text::parse).transpose()?))
}
