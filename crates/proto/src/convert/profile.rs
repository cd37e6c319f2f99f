//! Profiles.

use std::borrow::Cow;

use jixiao_domain::{
    CivilDate, Effective, Grade, Invalid, LightBounds, MethodRule, Overrider, Points, Profile, ProfileRef, SchemeId,
    Selector, Text, Violation,
};

use super::{EnumField, Fields, text_or_empty};
use crate::scoring::v1 as wire;

/// Parses everything; what does not fit together is refused as well. The name says whose it is and which version, and
/// where it is empty the profile is a built-in one's first: the server gives it its own.
impl TryFrom<wire::Profile> for Profile {
    type Error = Vec<Violation>;

    fn try_from(message: wire::Profile) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let name = fields.take("name", optional(&message.name, str::parse::<ProfileRef>));
        let id: Option<SchemeId> = fields.take("id", message.id.parse());
        let source: Option<Text<200>> = fields.take("source", Text::parse(message.source));
        let from = fields.take("effective_from", optional(&message.effective_from, str::parse::<CivilDate>));
        let to = fields.take("effective_to", optional(&message.effective_to, str::parse::<CivilDate>));
        let effective = fields.take("effective_to", Effective::new(from.flatten(), to.flatten()));
        let execution_weight = fields.take("execution_weight", message.execution_weight.parse());
        let equal = fields.take("equal_rule", EnumField::parse(message.equal_rule));
        let cap = fields.take("cap_rule", EnumField::parse(message.cap_rule));
        let rules = fields.each("rules", message.rules, Self::RULES);
        let over_achievement = fields.take("over_achievement", message.over_achievement.parse());
        let over_achieved = fields.take("over_achievement_effect", EnumField::parse(message.over_achievement_effect));
        let achieved_from = fields.take("achieved_from", message.achieved_from.parse());
        let partly_achieved_from = fields.take("partly_achieved_from", message.partly_achieved_from.parse());
        let not_applicable = fields.take("not_applicable_rule", EnumField::parse(message.not_applicable_rule));
        let rounding = fields.take("rounding_rule", EnumField::parse(message.rounding_rule));
        let grades = grades(&mut fields, &message.grades);
        let lights = fields.required("lights", message.lights);
        let plausible_excess = fields.take("plausible_excess", message.plausible_excess.parse());
        let overriders = overriders(&mut fields, &message.overriders);
        let name = name.flatten();
        let version = name.as_ref().and_then(|name| name.version).unwrap_or(1);
        // What could not be read stands as what contradicts nothing, so that all that was read is checked at once.
        let usual = Self::default_rules();
        let profile = Self {
            region: name.and_then(|name| name.name.region),
            id: id.map_or(Cow::Borrowed(""), |id| Cow::Owned(id.to_string())),
            version,
            source: source.map_or(Cow::Borrowed(""), |source| Cow::Owned(source.to_string())),
            effective: effective.unwrap_or_default(),
            execution_weight: execution_weight.unwrap_or(usual.execution_weight),
            equal: equal.unwrap_or(usual.equal),
            cap: cap.unwrap_or(usual.cap),
            strict: message.strict,
            rules,
            over_achievement: over_achievement.unwrap_or(usual.over_achievement),
            over_achieved: over_achieved.unwrap_or(usual.over_achieved),
            achieved_from: achieved_from.unwrap_or(Points::from_hundredths(100)),
            partly_achieved_from: partly_achieved_from.unwrap_or(Points::from_hundredths(1)),
            not_applicable: not_applicable.unwrap_or(usual.not_applicable),
            rounding: rounding.unwrap_or(usual.rounding),
            grades: grades.unwrap_or(usual.grades),
            lights: lights.unwrap_or(usual.lights),
            plausible_excess: plausible_excess.unwrap_or(usual.plausible_excess),
            overriders,
        };
        fields.besides(profile.check());
        fields.finish(|| Some(profile))
    }
}

fn optional<T>(text: &str, parse: fn(&str) -> Result<T, Invalid>) -> Result<Option<T>, Invalid> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// 优, 良 and 中, and perhaps 差 from nought on.
fn grades(fields: &mut Fields, bounds: &[wire::GradeBound]) -> Option<[(Grade, Points); 3]> {
    let expected = [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor];
    let are_those = matches!(bounds.len(), 3 | 4)
        && bounds.iter().zip(expected).all(|(bound, grade)| bound.grade == grade.number());
    if !are_those {
        fields.refuse("grades", "must be excellent, good, fair and perhaps poor", "应依次为优、良、中，可另列差");
        return None;
    }
    let mut lowest = Vec::new();
    for (place, bound) in bounds.iter().enumerate() {
        lowest.push(fields.take(format!("grades[{place}].lowest_total"), bound.lowest_total.parse::<Points>()));
    }
    let [excellent, good, fair, rest @ ..] = lowest.as_slice() else { return None };
    if rest.iter().flatten().any(|poor| *poor != Points::ZERO) {
        fields.refuse("grades[3].lowest_total", "is not nought", "应为零");
    }
    Some([(Grade::Excellent, (*excellent)?), (Grade::Good, (*good)?), (Grade::Fair, (*fair)?)])
}

fn overriders(fields: &mut Fields, numbers: &[i32]) -> Vec<Overrider> {
    if !fields.at_most("overriders", numbers.len(), Overrider::ALL.len()) {
        return Vec::new();
    }
    let take = |(place, number): (usize, &i32)| fields.take(format!("overriders[{place}]"), EnumField::parse(*number));
    numbers.iter().enumerate().filter_map(take).collect()
}

impl TryFrom<wire::LightBounds> for LightBounds {
    type Error = Vec<Violation>;

    fn try_from(message: wire::LightBounds) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let red_below = fields.take("red_below", message.red_below.parse());
        let yellow_below = fields.take("yellow_below", message.yellow_below.parse());
        let blue_from = fields.take("blue_from", message.blue_from.parse());
        fields.finish(|| Some(Self { red_below: red_below?, yellow_below: yellow_below?, blue_from: blue_from? }))
    }
}

impl TryFrom<wire::MethodRule> for MethodRule {
    type Error = Vec<Violation>;

    fn try_from(message: wire::MethodRule) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let selector = fields.nested("selector", message.selector.unwrap_or_default().try_into());
        let method = fields.required("method", message.method);
        let rule = fields.finish(|| Some(Self { selector: selector?, method: method? }))?;
        let found = rule.check();
        if found.is_empty() { Ok(rule) } else { Err(found) }
    }
}

impl TryFrom<wire::IndicatorSelector> for Selector {
    type Error = Vec<Violation>;

    fn try_from(message: wire::IndicatorSelector) -> Result<Self, Self::Error> {
        let mut fields = Fields::new();
        let level1 = fields.take("level1", given(message.level1));
        let level2 = fields.take("level2", given(message.level2));
        let kind = fields.take("target_kind", given(message.target_kind));
        let sign = fields.take("sign", given(message.sign));
        let unit = fields.take("unit", Text::parse_optional(message.unit));
        let name_part = fields.take("name_part", Text::parse_optional(message.name_part));
        fields.finish(|| {
            Some(Self {
                level1: level1?,
                level2: level2?,
                kind: kind?,
                sign: sign?,
                unit: unit?,
                name_part: name_part?,
            })
        })
    }
}

/// An enum that need not be given.
fn given<E: EnumField>(number: i32) -> Result<Option<E>, Invalid> {
    if number == 0 { Ok(None) } else { E::parse(number).map(Some) }
}

impl From<&Profile> for wire::Profile {
    fn from(profile: &Profile) -> Self {
        let bound = |(grade, lowest): (Grade, Points)| wire::GradeBound {
            grade: grade.number(),
            lowest_total: lowest.to_string(),
        };
        let day = |day: Option<CivilDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let LightBounds { red_below, yellow_below, blue_from } = profile.lights;
        Self {
            name: profile.name().map(|name| name.to_string()).unwrap_or_default(),
            id: profile.id.to_string(),
            version: profile.version,
            source: profile.source.to_string(),
            effective_from: day(profile.effective.from()),
            effective_to: day(profile.effective.to()),
            execution_weight: profile.execution_weight.to_string(),
            equal_rule: profile.equal.number(),
            cap_rule: profile.cap.number(),
            strict: profile.strict,
            rules: profile.rules.iter().map(Into::into).collect(),
            over_achievement: profile.over_achievement.to_string(),
            over_achievement_effect: profile.over_achieved.number(),
            achieved_from: profile.achieved_from.to_string(),
            partly_achieved_from: profile.partly_achieved_from.to_string(),
            not_applicable_rule: profile.not_applicable.number(),
            rounding_rule: profile.rounding.number(),
            grades: profile.grades.into_iter().chain([(Grade::Poor, Points::ZERO)]).map(bound).collect(),
            lights: Some(wire::LightBounds {
                red_below: red_below.to_string(),
                yellow_below: yellow_below.to_string(),
                blue_from: blue_from.to_string(),
            }),
            plausible_excess: profile.plausible_excess.to_string(),
            overriders: profile.overriders.iter().map(|it| it.number()).collect(),
        }
    }
}

impl From<&MethodRule> for wire::MethodRule {
    fn from(rule: &MethodRule) -> Self {
        Self { selector: Some((&rule.selector).into()), method: Some((&rule.method).into()) }
    }
}

impl From<&Selector> for wire::IndicatorSelector {
    fn from(selector: &Selector) -> Self {
        Self {
            level1: selector.level1.map(EnumField::number).unwrap_or_default(),
            level2: selector.level2.map(EnumField::number).unwrap_or_default(),
            target_kind: selector.kind.map(EnumField::number).unwrap_or_default(),
            sign: selector.sign.map(EnumField::number).unwrap_or_default(),
            unit: text_or_empty(selector.unit.as_ref()),
            name_part: text_or_empty(selector.name_part.as_ref()),
        }
    }
}
