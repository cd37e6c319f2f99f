use jixiao_domain::rollup::{YearPair as Pair, YearRow, year_on_year};
use jixiao_domain::{Decimal, FiscalYear, Indicator, Period, PlanContent, PlanName, PlanRef, PlanVersion};
use jixiao_proto::scoring::v1::{CompareYearsRequest, CompareYearsResponse, YearPair};
use jixiao_proto::{EnumField, Fields};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;

use crate::{Scoring, facts};

impl Scoring {
    pub(crate) async fn compare_years(
        &self,
        context: Context,
        message: CompareYearsRequest,
    ) -> Result<CompareYearsResponse, Fault> {
        let (plan, other, month) = parse(&message)?;
        let (now, of_now) = self.year_rows(&context, &plan, month).await?;
        let (before, of_before) = self.year_rows(&context, &other, month).await?;
        let pairs = year_on_year(&of_before, &of_now);
        Ok(CompareYearsResponse {
            plan_version: now.name.to_string(),
            other_plan_version: before.name.to_string(),
            pairs: pairs.iter().map(|pair| message_of(pair, &now.content, &before.content)).collect(),
        })
    }

    async fn year_rows(
        &self,
        context: &Context,
        plan: &PlanName,
        month: u8,
    ) -> Result<(PlanVersion, Vec<YearRow>), Fault> {
        let version = self.plans.approved(context, &PlanRef { plan: plan.clone(), version: None }).await?;
        let as_of = Period::new(plan.year, month).unwrap_or(Period::december(plan.year));
        let actuals = self.actuals.as_of(context, plan, as_of).await?;
        let rows = facts::year(&version.content, |indicator| actuals.records.get(&indicator.id).cloned());
        Ok((version, rows))
    }
}

fn parse(message: &CompareYearsRequest) -> Result<(PlanName, PlanName, u8), Fault> {
    let mut fields = Fields::new();
    let plan: Option<PlanName> = fields.take("plan", message.plan.parse());
    let year = match message.other_year {
        0 => plan.as_ref().and_then(|plan| FiscalYear::new(plan.year.get() - 1)),
        year => FiscalYear::new(year),
    };
    let is_same = plan.as_ref().is_some_and(|plan| Some(plan.year) == year);
    // The year before that of a plan that cannot be read is not wrong of itself.
    let is_unknown = plan.is_none() && message.other_year == 0;
    if (year.is_none() && !is_unknown) || is_same {
        let en = "is not another year from 2000 to 2099";
        fields.refuse("other_year", en, "不是2000至2099之间的另一年份");
    }
    let month = u8::try_from(message.month).ok().filter(|month| *month <= 12);
    if month.is_none() {
        fields.refuse("month", "is not 0 to 12", "不是0至12");
    }
    let parsed = fields.finish(|| {
        let plan = plan?;
        let other = PlanName { owner: plan.owner.clone(), year: year? };
        Some((plan, other, month.filter(|month| *month > 0).unwrap_or(12)))
    });
    parsed.map_err(Fault::violations)
}

fn message_of(pair: &Pair<'_>, now: &PlanContent, before: &PlanContent) -> YearPair {
    let name = |content: &PlanContent, row: &YearRow| {
        let named = |indicator: &&Indicator| indicator.id == row.indicator;
        content.indicators().iter().find(named).map(|indicator| indicator.name.to_string()).unwrap_or_default()
    };
    let of = |row: &YearRow| YearPair {
        unit: row.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        accumulation: row.kind.number(),
        ..YearPair::default()
    };
    match pair {
        Pair::Both { before: other, now: row, actual, .. } => YearPair {
            name: name(now, row),
            difference: text(actual.as_ref().and_then(|change| change.difference)),
            growth: text(actual.as_ref().and_then(|change| change.growth)),
            ..with_other(with_own(of(row), row), other)
        },
        Pair::OnlyNow(row) => YearPair { name: name(now, row), ..with_own(of(row), row) },
        Pair::OnlyBefore(row) => YearPair { name: name(before, row), ..with_other(of(row), row) },
    }
}

fn with_own(pair: YearPair, row: &YearRow) -> YearPair {
    YearPair { indicator: row.indicator.to_string(), target: row.target.to_string(), actual: text(row.actual), ..pair }
}

fn with_other(pair: YearPair, row: &YearRow) -> YearPair {
    YearPair {
        other_indicator: row.indicator.to_string(),
        other_target: row.target.to_string(),
        other_actual: text(row.actual),
        ..pair
    }
}

fn text(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
