use jixiao_domain::{ActualRecord, IndicatorId, PlanName};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Results;
use super::entity::actual::{self, Column, Entity};
use super::rows::actual_record;
use crate::StoreError;
use crate::shard::{Shard, of_shard};

impl<C: ConnectionTrait> Results<'_, C> {
    /// Up to `limit` records of a plan, of one indicator or all, after that revision and indicator, in
    /// this order.
    pub async fn revisions(
        &self,
        plan: &PlanName,
        indicator: Option<&IndicatorId>,
        after: Option<(i64, &str)>,
        limit: u64,
    ) -> Result<Vec<ActualRecord>, StoreError> {
        let mut query = Entity::find().filter(of_shard!(actual, Shard::from(plan)));
        if let Some(indicator) = indicator {
            query = query.filter(Column::Indicator.eq(indicator.as_str()));
        }
        if let Some((revision, indicator)) = after {
            let same = Condition::all().add(Column::Revision.eq(revision)).add(Column::Indicator.gt(indicator));
            query = query.filter(Condition::any().add(Column::Revision.gt(revision)).add(same));
        }
        let query = query.order_by_asc(Column::Revision).order_by_asc(Column::Indicator).limit(limit);
        query.all(self.db).await?.into_iter().map(actual_record).collect()
    }
}
