//! Writing transactions, and requests that are safe to repeat.

mod request;

use std::sync::Arc;

use jixiao_domain::{Caller, Change, DepartmentName, Instant, PlanName, RegionCode, RequestId};
use jixiao_proto::audit::v1::AuditEntry;
use jixiao_proto::timestamp;
use prost::Message;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sha2::{Digest, Sha256};

use crate::rows::unpack;
use crate::shard::{Shard, of_shard};
use crate::stamp::Sole;
use crate::{Store, StoreError, audit, clock};

/// A writing request, as far as repeating it goes.
#[derive(Clone, Debug)]
pub struct Request {
    caller: Caller,
    why: String,
    shard: Shard,
    service: &'static str,
    method: &'static str,
    id: String,
    payload_sha256: Vec<u8>,
}

impl Request {
    /// A request that writes to a region.
    pub fn of_region(caller: &Caller, region: &RegionCode, service: &'static str, method: &'static str) -> Self {
        Self::new(caller, region.into(), service, method)
    }

    /// A request that writes to a department.
    pub fn of_department(
        caller: &Caller,
        department: &DepartmentName,
        service: &'static str,
        method: &'static str,
    ) -> Self {
        Self::new(caller, department.into(), service, method)
    }

    /// A request that writes to a plan.
    pub fn of_plan(caller: &Caller, plan: &PlanName, service: &'static str, method: &'static str) -> Self {
        Self::new(caller, plan.into(), service, method)
    }

    fn new(caller: &Caller, shard: Shard, service: &'static str, method: &'static str) -> Self {
        let (caller, why, id) = (caller.clone(), String::new(), String::new());
        Self { caller, why, shard, service, method, id, payload_sha256: Vec::new() }
    }

    /// Says why it is made, for the audit.
    #[must_use]
    pub fn because(self, why: impl Into<String>) -> Self {
        Self { why: why.into(), ..self }
    }

    /// Makes it safe to repeat: the same id with the same payload from the same principal answers as the
    /// first time did. An empty id gives no such protection.
    #[must_use]
    pub fn repeatable(self, id: &RequestId, payload: &impl Message) -> Self {
        let payload_sha256 = Sha256::digest(payload.encode_to_vec()).to_vec();
        Self { id: id.as_str().to_owned(), payload_sha256, ..self }
    }

    /// What was answered to its id, which must not have been another request's.
    async fn before(&self, db: &impl ConnectionTrait) -> Result<Option<Vec<u8>>, StoreError> {
        let rows = request::Entity::find().filter(self.key()).all(db).await?;
        let Some(before) = rows.into_iter().next() else { return Ok(None) };
        let principal = self.caller.principal.as_str();
        if before.principal != principal || before.method != self.method || before.payload_sha256 != self.payload_sha256
        {
            return Err(StoreError::RequestReused { id: self.id.clone() });
        }
        Ok(Some(before.answer))
    }

    /// What the audit keeps of it, but for its place and what it changed.
    fn entry(&self, time: Instant) -> AuditEntry {
        let Caller { principal, via, address } = &self.caller;
        AuditEntry {
            request_time: Some(timestamp(time)),
            principal: principal.to_string(),
            via: via.as_ref().map(ToString::to_string).unwrap_or_default(),
            address: address.clone(),
            service: self.service.to_owned(),
            method: self.method.to_owned(),
            request_id: self.id.clone(),
            reason: self.why.clone(),
            payload_sha256: self.payload_sha256.clone(),
            ..AuditEntry::default()
        }
    }

    fn key(&self) -> Condition {
        of_shard!(request, self.shard)
            .add(request::Column::Service.eq(self.service))
            .add(request::Column::RequestId.eq(self.id.as_str()))
    }
}

/// The transaction of a request that is new; of one that was made before, returns the answer it had.
#[macro_export]
macro_rules! begin {
    ($store:expr, $request:expr) => {
        match $store.begin($request).await? {
            $crate::Begun::Repeated(answer) => return Ok(answer),
            $crate::Begun::New(write) => write,
        }
    };
}

/// Returns the answer of a request that was made before; for rpcs that ask other services before they
/// [`begin!`], so that a repeat answers as the first time did whatever happened since.
#[macro_export]
macro_rules! repeated {
    ($store:expr, $request:expr) => {
        if let Some(answer) = $store.repeated($request).await? {
            return Ok(answer);
        }
    };
}

/// How a request begins.
#[derive(Debug)]
pub enum Begun<A> {
    /// It was made before, and answered so.
    Repeated(A),
    /// It is new.
    New(Write),
}

/// A writing transaction. Dropped without [`commit`](Self::commit) it leaves nothing behind.
#[derive(Debug)]
pub struct Write {
    pub(crate) tx: DatabaseTransaction,
    request: Box<Request>,
    now: Instant,
    sole: Option<Arc<Sole>>,
}

impl Store {
    /// The answer a request had before, if it was made before.
    pub async fn repeated<A: Message + Default>(&self, request: &Request) -> Result<Option<A>, StoreError> {
        if request.id.is_empty() {
            return Ok(None);
        }
        let before = request.before(&self.db).await?;
        before.map(|answer| unpack(&answer, "answer")).transpose()
    }

    /// Begins a writing transaction for a request, or gives the answer it had before.
    pub async fn begin<A: Message + Default>(&self, request: Request) -> Result<Begun<A>, StoreError> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.db.begin_with_options(immediate).await?;
        let write = Write { tx, request: Box::new(request), now: clock::now(), sole: self.sole.clone() };
        Ok(match write.claim().await? {
            Some(before) => Begun::Repeated(unpack(&before, "answer")?),
            None => Begun::New(write),
        })
    }
}

impl Write {
    /// When the request is recorded: one instant for all it writes.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Who makes the request.
    pub fn caller(&self) -> &Caller {
        &self.request.caller
    }

    /// Takes the request id, or finds what was answered to it. Of two at once the second waits for the
    /// first here, then sees its answer.
    async fn claim(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let request = &self.request;
        if request.id.is_empty() {
            return Ok(None);
        }
        let row = request::Model {
            region: request.shard.region.clone(),
            department: request.shard.department.clone(),
            fiscal_year: request.shard.fiscal_year,
            service: request.service.to_owned(),
            request_id: request.id.clone(),
            method: request.method.to_owned(),
            principal: request.caller.principal.to_string(),
            payload_sha256: request.payload_sha256.clone(),
            answer: Vec::new(),
            recorded_at_us: self.now.micros(),
        };
        let inserted = request::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&self.tx)
            .await?;
        if inserted > 0 {
            return Ok(None);
        }
        request.before(&self.tx).await?.ok_or(StoreError::Corrupt("request")).map(Some)
    }

    /// Stores the answer for repeats and, as the next entry of the region's audit, what was changed, and
    /// commits. From here until then all that write to the region wait.
    pub async fn commit<A: Message>(self, answer: &A, changes: Vec<Change>) -> Result<(), StoreError> {
        if !self.request.id.is_empty() {
            request::Entity::update_many()
                .col_expr(request::Column::Answer, answer.encode_to_vec().into())
                .filter(self.request.key())
                .exec(&self.tx)
                .await?;
        }
        let shard = audit::append(&self.tx, &self.request.shard, self.request.entry(self.now), changes).await?;
        match self.sole {
            Some(sole) => counted(self.tx, sole, shard).await,
            None => self.tx.commit().await.map_err(StoreError::of_commit),
        }
    }
}

/// Commits, and counts the commit once it is over, however it ended. A task does it, which is done to its end also
/// where the caller no longer waits: a commit that is made and not counted would leave old answers standing.
async fn counted(tx: DatabaseTransaction, sole: Arc<Sole>, shard: Shard) -> Result<(), StoreError> {
    let task = tokio::spawn(async move {
        let committed = tx.commit().await;
        sole.counters.count(&shard);
        committed
    });
    let committed = task.await.map_err(|error| StoreError::OutcomeUnknown(DbErr::Custom(error.to_string())))?;
    committed.map_err(StoreError::of_commit)
}
