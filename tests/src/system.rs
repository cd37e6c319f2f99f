use std::process::Command;
use std::time::Duration;

use jixiao_proto::planning::v1::planning_service_client::PlanningServiceClient;
use jixiao_proto::results::v1::results_service_client::ResultsServiceClient;
use jixiao_proto::scoring::v1::scoring_service_client::ScoringServiceClient;
use jixiao_test_support::{Postgres, Signer, binary};
use tempfile::TempDir;
use tonic::transport::Channel;

use crate::Server;

/// Longer than any graceful stop.
const STOP: Duration = Duration::from_secs(60);

/// All three services, in one process or in three.
pub struct System {
    planning: Server,
    /// Where they run apart from planning.
    split: Option<(Server, Server)>,
    database_url: String,
    /// What calls show, where the system asks who calls.
    token: Option<String>,
    _folder: Option<TempDir>,
}

impl System {
    /// `serve all` on a new SQLite file.
    #[must_use]
    pub fn all_on_sqlite() -> Self {
        Self::all_on_sqlite_with(&[])
    }

    /// The same with settings, `key=value`.
    #[must_use]
    pub fn all_on_sqlite_with(settings: &[String]) -> Self {
        let folder = TempDir::new().unwrap();
        let database_url = format!("sqlite://{}", folder.path().join("jixiao.db").display());
        Self { _folder: Some(folder), ..Self::all_with(database_url, settings) }
    }

    /// The same with a table of grants; calls show that token unless they are told otherwise.
    #[must_use]
    pub fn guarded(signer: &Signer, token: String) -> Self {
        Self { token: Some(token), ..Self::all_on_sqlite_with(&signer.settings()) }
    }

    /// `serve all` on a new PostgreSQL database.
    #[must_use]
    pub fn all_on_postgres() -> Self {
        Self::all_on_postgres_with(&[])
    }

    /// The same with settings, `key=value`.
    #[must_use]
    pub fn all_on_postgres_with(settings: &[String]) -> Self {
        Self::all_with(Postgres::database(), settings)
    }

    /// Three processes on a new PostgreSQL database, which ask each other over gRPC.
    #[must_use]
    pub fn split_on_postgres() -> Self {
        Self::split_on_postgres_with(&[])
    }

    /// The same with settings of each of them, `key=value`.
    #[must_use]
    pub fn split_on_postgres_with(settings: &[String]) -> Self {
        let database_url = Postgres::database();
        migrate(&database_url);
        let mut settings = settings.to_vec();
        settings.push(format!("database.url={database_url}"));
        let planning = Server::start("planning", &settings);
        settings.push(format!("upstream.planning.endpoint=http://{}", planning.address()));
        let results = Server::start("results", &settings);
        settings.push(format!("upstream.results.endpoint=http://{}", results.address()));
        let scoring = Server::start("scoring", &settings);
        Self { planning, split: Some((results, scoring)), database_url, token: None, _folder: None }
    }

    /// New channels to planning, results and scoring.
    pub(crate) fn channels(&self) -> [Channel; 3] {
        let (results, scoring) = self.split.as_ref().map_or((&self.planning, &self.planning), |(r, s)| (r, s));
        [&self.planning, results, scoring].map(Server::channel)
    }

    /// Ends the process that serves planning by a signal, such as `KILL`, and waits for its end.
    pub fn stop_planning(&mut self, signal: &str) {
        let process = self.planning.process();
        process.signal(signal);
        assert!(process.wait_exit(STOP).is_some(), "the server did not end");
    }

    /// Starts the process that serves planning again, after [`System::stop_planning`], at its address and on
    /// its database.
    pub fn start_planning(&mut self) {
        let role = if self.split.is_some() { "planning" } else { "all" };
        let listen = format!("listen={}", self.planning.address());
        self.planning = Server::start(role, &[format!("database.url={}", self.database_url), listen]);
    }

    fn all_with(database_url: String, settings: &[String]) -> Self {
        migrate(&database_url);
        let server = Server::start("all", &[&[format!("database.url={database_url}")], settings].concat());
        Self { planning: server, split: None, database_url, token: None, _folder: None }
    }

    /// The token that calls show.
    pub(crate) fn token(&self) -> Option<String> {
        self.token.clone()
    }

    /// Address of the database.
    #[must_use]
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// The process that serves planning; in one process, all of it.
    pub fn planning_server(&mut self) -> &mut Server {
        &mut self.planning
    }

    /// The process that serves results.
    pub fn results_server(&mut self) -> &mut Server {
        self.split.as_mut().map_or(&mut self.planning, |(results, _)| results)
    }

    /// The process that serves scoring.
    pub fn scoring_server(&mut self) -> &mut Server {
        self.split.as_mut().map_or(&mut self.planning, |(_, scoring)| scoring)
    }

    /// A client of planning.
    #[must_use]
    pub fn planning(&self) -> PlanningServiceClient<Channel> {
        PlanningServiceClient::new(self.planning.channel())
    }

    /// A client of results.
    #[must_use]
    pub fn results(&self) -> ResultsServiceClient<Channel> {
        ResultsServiceClient::new(self.split.as_ref().map_or(&self.planning, |(results, _)| results).channel())
    }

    /// A client of scoring.
    #[must_use]
    pub fn scoring(&self) -> ScoringServiceClient<Channel> {
        ScoringServiceClient::new(self.split.as_ref().map_or(&self.planning, |(_, scoring)| scoring).channel())
    }
}

fn migrate(database_url: &str) {
    let setting = format!("database.url={database_url}");
    let status = Command::new(binary()).args(["--set", &setting, "migrate"]).status().unwrap();
    assert!(status.success(), "the schema could not be made");
}
