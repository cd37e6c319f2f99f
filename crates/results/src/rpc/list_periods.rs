use jixiao_domain::{FiscalYear, Invalid, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::results::v1::{ListPeriodsRequest, ListPeriodsResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::page::Page;
use jixiao_store::results::Results as Tables;

use crate::{Results, answer};

impl Results {
    pub(crate) async fn list_periods(
        &self,
        _: Context,
        message: ListPeriodsRequest,
    ) -> Result<ListPeriodsResponse, Fault> {
        const NOT_A_YEAR: Invalid =
            Invalid { en: "is not a fiscal year from 2000 to 2099", zh: "不是2000至2099的预算年度" };
        let mut fields = Fields::new();
        let region = fields.take("parent", RegionCode::from_name(&message.parent));
        let year = fields.take("fiscal_year", FiscalYear::new(message.fiscal_year).ok_or(NOT_A_YEAR));
        let (region, year) = fields.finish(|| Some((region?, year?))).map_err(Fault::violations)?;
        let query = ["ListPeriods", &message.parent, &year.to_string()];
        let page = Page::parse(message.page_size, &message.page_token, &query)?;
        let after: u8 = page.key()?.unwrap_or(0);
        let all = Tables::of(&self.store).periods(&region, year).await?;
        let rows = all.iter().filter(|stored| stored.period.period.month() > after);
        let rows = rows.map(|stored| (vec![stored.period.period.month().to_string()], answer::period(stored)));
        let (periods, next_page_token) = page.cut(rows, &query);
        Ok(ListPeriodsResponse { periods, next_page_token })
    }
}
