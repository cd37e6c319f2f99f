use jixiao_domain::{Profile, RegionCode};
use jixiao_proto::Fields;
use jixiao_proto::scoring::v1::{ReconcileResult, ReconcileSheetRequest, ReconcileSheetResponse};
use jixiao_service::context::Context;
use jixiao_service::fault::Fault;
use jixiao_service::forms;

use crate::choice::Choice;
use crate::reconcile::reconcile;
use crate::{Scoring, fault};

impl Scoring {
    pub(crate) async fn reconcile_sheet(
        &self,
        _: Context,
        message: ReconcileSheetRequest,
    ) -> Result<ReconcileSheetResponse, Fault> {
        forms::limit(&message.content)?;
        let mut fields = Fields::new();
        let region = fields.take("parent", RegionCode::from_name(&message.parent));
        let choice = Choice::take(&mut fields, &message.profile);
        forms::content(&mut fields, &message.content);
        let (region, choice) = fields.finish(|| Some((region?, choice?))).map_err(Fault::violations)?;
        let profile = self.profile_in(&region, &choice).await?;
        let content = message.content;
        let read = move || jixiao_forms::read_scored(&content);
        let sheet = forms::aside(read).await?.map_err(|refused| fault::sheet_unreadable(&refused))?;
        let mut response = reconcile(&sheet, &profile);
        if message.only_differing {
            let told = [ReconcileResult::Different, ReconcileResult::NotComparable].map(|result| result as i32);
            response.rows.retain(|row| told.contains(&row.result));
        }
        response.profile = profile.name().map(|name| name.to_string()).unwrap_or_default();
        response.findings = sheet.findings.iter().map(forms::finding).collect();
        Ok(response)
    }

    /// The profile that a region means today, whatever year a sheet is of.
    async fn profile_in(&self, region: &RegionCode, choice: &Choice) -> Result<Profile, Fault> {
        let today = jixiao_store::now().civil_date_in_shanghai();
        match choice {
            Choice::OfPlan => Ok(Profile::default_rules().clone()),
            Choice::Id(id) => self.profile_of(region, id, today).await?.ok_or_else(|| fault::profile_not_found(id)),
            Choice::Named(name) => self.named_profile(region, name, today).await,
        }
    }
}
