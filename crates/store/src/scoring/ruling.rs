//! What was decided as columns, and back.

use jixiao_domain::{Checklist, Invalid, Points, Ruling, Side};
use jixiao_proto::EnumField;
use jixiao_proto::scoring::v1::ChecklistRuling;
use prost::Message;

use crate::rows::{hundredths, points};

/// The columns of a ruling. The kind is the number of its field in `jixiao.scoring.v1.Judgement`.
pub(super) struct RulingColumns {
    pub(super) kind: i32,
    pub(super) side: Option<i32>,
    pub(super) tier: Option<i32>,
    pub(super) score: Option<i32>,
    pub(super) met: Option<Vec<u8>>,
    pub(super) overrider: Option<i32>,
    pub(super) computed: Option<i32>,
}

const TIER: i32 = 2;
const CHECKLIST: i32 = 3;
const MANUAL: i32 = 4;
const OVERRIDE: i32 = 5;

const NO_RULING: Invalid = Invalid { en: "is no ruling", zh: "不是评判" };

impl RulingColumns {
    pub(super) fn of(ruling: &Ruling) -> Self {
        let empty =
            |kind| Self { kind, side: None, tier: None, score: None, met: None, overrider: None, computed: None };
        let of_side = |kind, side: Side| Self { side: Some(side.number()), ..empty(kind) };
        match ruling {
            Ruling::Tier { side, tier, score } => {
                Self { tier: Some(tier.number()), score: Some(hundredths(*score)), ..of_side(TIER, *side) }
            }
            Ruling::Checklist { side, met } => {
                let met = ChecklistRuling { met: met.clone() }.encode_to_vec();
                Self { met: Some(met), ..of_side(CHECKLIST, *side) }
            }
            Ruling::Manual { side, score } => Self { score: Some(hundredths(*score)), ..of_side(MANUAL, *side) },
            Ruling::Override { overrider, score, computed } => Self {
                score: score.map(hundredths),
                overrider: Some(overrider.number()),
                computed: computed.map(hundredths),
                ..empty(OVERRIDE)
            },
        }
    }

    /// The ruling; a column that is not of its kind must be NULL.
    pub(super) fn ruling(self) -> Result<Ruling, Invalid> {
        let Self { kind, side, tier, score, met, overrider, computed } = self;
        Ok(match (kind, side, tier, score, met, overrider, computed) {
            (TIER, Some(side), Some(tier), Some(score), None, None, None) => {
                let (side, tier) = (EnumField::parse(side)?, EnumField::parse(tier)?);
                Ruling::Tier { side, tier, score: points(score)? }
            }
            (CHECKLIST, Some(side), None, None, Some(met), None, None) => {
                Ruling::Checklist { side: EnumField::parse(side)?, met: items(&met)? }
            }
            (MANUAL, Some(side), None, Some(score), None, None, None) => {
                Ruling::Manual { side: EnumField::parse(side)?, score: points(score)? }
            }
            (OVERRIDE, None, None, score, None, Some(overrider), computed) => {
                let optional =
                    |hundredths: Option<i32>| -> Result<Option<Points>, Invalid> { hundredths.map(points).transpose() };
                let overrider = EnumField::parse(overrider)?;
                Ruling::Override { overrider, score: optional(score)?, computed: optional(computed)? }
            }
            _ => return Err(NO_RULING),
        })
    }
}

/// Numbers of items of a checklist, which rise; the column holds exactly the bytes that were made of them.
fn items(column: &[u8]) -> Result<Vec<u32>, Invalid> {
    let ruling = ChecklistRuling::decode(column).map_err(|_| NO_RULING)?;
    let are_items = ruling.met.iter().all(|number| (1..=Checklist::MOST).contains(&(*number as usize)));
    let rise = ruling.met.is_sorted_by(|one, next| one < next);
    if are_items && rise && ruling.encode_to_vec() == column { Ok(ruling.met) } else { Err(NO_RULING) }
}
