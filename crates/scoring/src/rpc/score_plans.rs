use jixiao_domain::{DepartmentId, DepartmentName, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::common::v1::ErrorReason;
use jixiao_proto::scoring::v1::score_plans_response::Result as Scored;
use jixiao_proto::scoring::v1::{ScorePlansRequest, ScorePlansResponse, ScorecardView};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_service::stream::{End, Outlet, Stream, stream};

use crate::region::{Scope, ScopeFields};
use crate::{Scoring, refusal, wire};

/// What a stream tells, and from where.
struct Telling {
    scoring: Scoring,
    context: Context,
    scope: Scope,
    view: ScorecardView,
    after: Option<DepartmentName>,
    query: Vec<String>,
}

impl Scoring {
    pub(crate) async fn score_plans(
        &self,
        context: Context,
        message: ScorePlansRequest,
    ) -> Result<Stream<ScorePlansResponse>, Fault> {
        let permit = self.watchers.admit()?;
        let telling = parse(self, context.of_a_stream(), &message)?;
        self.check_named(&telling.scope.profile).await?;
        let of_stream = telling.context.clone();
        Ok(stream(of_stream, permit, |outlet| async move { telling.tell(&outlet).await }))
    }
}

impl Telling {
    async fn tell(self, outlet: &Outlet<ScorePlansResponse>) -> Result<(), End> {
        let Self { scoring, context, scope, view, after, query } = self;
        let query: Vec<&str> = query.iter().map(String::as_str).collect();
        let mut walk = scoring.walk(&context, &scope, after).await?;
        while let Some((plan, joined)) = walk.next().await? {
            let owner = &plan.plan.owner;
            let key = vec![owner.region.to_string(), owner.department.to_string()];
            let result = match joined {
                Ok(joined) => Scored::Scorecard(wire::viewed(&joined, view)?),
                Err(fault) => Scored::Refusal(refusal::of_plan(&context, &plan, fault)?),
            };
            let resume_token = Page::next_token(key, &query);
            outlet.give(ScorePlansResponse { result: Some(result), resume_token }).await?;
        }
        Ok(())
    }
}

fn parse(scoring: &Scoring, context: Context, message: &ScorePlansRequest) -> Result<Telling, Fault> {
    let mut fields = Fields::new();
    let from = ScopeFields {
        parent: &message.parent,
        fiscal_year: message.fiscal_year,
        period: ("as_of_period", &message.as_of_period),
        usual_month: Scope::DECEMBER,
        profile: &message.profile,
    };
    let scope = Scope::take(&mut fields, from);
    let view = view(&mut fields, message.view);
    let (scope, view) = fields.finish(|| Some((scope?, view?))).map_err(Fault::violations)?;
    let year = message.fiscal_year.to_string();
    let query = ["ScorePlans", &message.parent, &year, &message.as_of_period, &message.profile];
    let after = after(&message.resume_token, &query)?;
    let query = query.map(str::to_owned).to_vec();
    Ok(Telling { scoring: scoring.clone(), context, scope, view, after, query })
}

/// How much of each scorecard; not given, the totals.
pub(super) fn view(fields: &mut Fields, number: i32) -> Option<ScorecardView> {
    let view = ScorecardView::try_from(number);
    if view.is_err() {
        fields.refuse("view", "is not a known value", "不是已知的取值");
    }
    view.ok()
}

/// The department that a token leads behind. Faults: `RESUME_TOKEN_INVALID`.
fn after(token: &str, query: &[&str]) -> Result<Option<DepartmentName>, Fault> {
    let page = Page::parse(0, token, query).and_then(|page| page.key_pair::<RegionCode, DepartmentId>());
    let invalid = |_| {
        let en = "the resume token is not one this stream was given";
        Fault::new(ErrorReason::ResumeTokenInvalid, en, "恢复标记不属于本次请求")
    };
    Ok(page.map_err(invalid)?.map(|(region, department)| DepartmentName { region, department }))
}
