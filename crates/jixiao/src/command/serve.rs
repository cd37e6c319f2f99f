//! `jixiao serve`.

use std::sync::Arc;

use jixiao_audit::Audit;
use jixiao_planning::Planning;
use jixiao_results::Results;
use jixiao_scoring::Scoring;
use jixiao_service::identity::Departments;
use jixiao_service::peers::{ActualsSource, GrpcActuals, GrpcDepartments, GrpcPlans, Plans};
use jixiao_service::server::Server;
use jixiao_service::settings::{Limits, Settings, Upstream};
use jixiao_service::{shutdown, telemetry, upstream};
use jixiao_store::{Engine, Store};
use tracing::info;

use crate::change_log::Log;
use crate::cli::Role;
use crate::error::Error;
use crate::local::{LocalActuals, LocalDepartments, LocalPlans};

/// Serves until a signal.
pub(crate) async fn run(settings: &Settings, role: Role) -> Result<(), Error> {
    telemetry::init(&settings.log)?;
    let stop = shutdown::signal();
    settings.check_exposure()?;
    let engine = Engine::of(&settings.database.url)?;
    if role != Role::All && engine == Engine::Sqlite {
        return Err(Error::SplitOnSqlite(name(role)));
    }
    let upstreams = Upstreams::of(settings, role)?;
    let server = Server::new(settings)?;
    let (url, most) = (&settings.database.url, settings.database.max_connections);
    let refused = if engine == Engine::Sqlite { Error::DatabaseFile } else { Error::Database };
    let store = Store::connect(url, most).await.map_err(refused)?;
    let store = store.be_sole_writer()?;
    store.check_schema().await?;

    let server = services(server, &settings.limits, role, &store, upstreams);
    let probed = store.clone();
    let server = server.probe(move || {
        let store = probed.clone();
        async move { store.ping().await }
    });
    let bound = server.bind().await?;
    info!(role = name(role), "starting");
    bound.serve(stop).await?;
    store.close().await?;
    Ok(())
}

/// The peers of a role that run elsewhere.
#[derive(Default)]
struct Upstreams {
    plans: Option<Arc<dyn Plans>>,
    departments: Option<Arc<dyn Departments>>,
    actuals: Option<Arc<dyn ActualsSource>>,
}

impl Upstreams {
    fn of(settings: &Settings, role: Role) -> Result<Self, Error> {
        let connection = |service, upstream: &Option<Upstream>| {
            let upstream = upstream.as_ref().ok_or(Error::NoUpstream { role: name(role), service })?;
            Ok::<_, Error>(upstream::connect(upstream)?)
        };
        let (planning, results) = (&settings.upstream.planning, &settings.upstream.results);
        let mut upstreams = Self::default();
        if matches!(role, Role::Results | Role::Scoring) {
            let planning = connection("planning", planning)?;
            upstreams.plans = Some(Arc::new(GrpcPlans::new(planning.clone())));
            upstreams.departments = Some(Arc::new(GrpcDepartments::new(planning)));
        }
        if role == Role::Scoring {
            upstreams.actuals = Some(Arc::new(GrpcActuals::new(connection("results", results)?)));
        }
        Ok(upstreams)
    }
}

/// Adds the services of a role, and the audit, which every role serves. A peer that does not run elsewhere is the
/// service of this process.
fn services(server: Server, limits: &Limits, role: Role, store: &Store, upstreams: Upstreams) -> Server {
    let planning = Planning::new(store.clone(), Arc::new(Log::new(store.clone(), "planning")), limits);
    let plans = upstreams.plans.unwrap_or_else(|| Arc::new(LocalPlans(planning.clone())));
    let departments = upstreams.departments.unwrap_or_else(|| Arc::new(LocalDepartments(planning.clone())));
    let results =
        Results::new(store.clone(), plans.clone(), Arc::new(Log::new(store.clone(), "results")), limits.watchers);
    let actuals = upstreams.actuals.unwrap_or_else(|| Arc::new(LocalActuals(results.clone())));
    let log = Arc::new(Log::of_all(store.clone()));
    let scoring = Scoring::new(store.clone(), plans, actuals, log, limits);

    let server = server.departments(departments);
    let server = server.service(jixiao_audit::server(Audit::new(store.clone()), limits.request_bytes));
    let planning = || jixiao_planning::server(planning, limits.request_bytes);
    let results = || jixiao_results::server(results, limits.request_bytes);
    let scoring = || jixiao_scoring::server(scoring, limits.request_bytes);
    match role {
        Role::Planning => server.service(planning()),
        Role::Results => server.service(results()),
        Role::Scoring => server.service(scoring()),
        Role::All => server.service(planning()).service(results()).service(scoring()),
    }
}

const fn name(role: Role) -> &'static str {
    match role {
        Role::Planning => "planning",
        Role::Results => "results",
        Role::Scoring => "scoring",
        Role::All => "all",
    }
}
