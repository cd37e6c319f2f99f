//! What a call is compared with: a reply that is always the same, and one after a hand-written join.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http::{Request, Response};
use jixiao_service::server::Server;
use jixiao_service::settings::Settings;
use prost::bytes::Bytes;
use tonic::body::Body;
use tonic::codegen::BoxFuture;
use tonic::server::{Grpc, NamedService, UnaryService};
use tower::Service;

use crate::bytes::AsTheyAre;

/// Where both answer.
pub(crate) const PATH: &str = "/jixiao.bench.v1.ReferenceService/Reply";

/// Serves a file's bytes as the reply to every call, behind the layers of every Jixiao server.
pub(crate) async fn fixed(reply: &Path) {
    serve(Reply { reply: fs::read(reply).unwrap().into(), database: None }).await;
}

/// The same after reading the rows of a plan, as a hand-written service would.
pub(crate) async fn join(database: &str, reply: &Path) {
    let database = rusqlite::Connection::open(database).unwrap();
    serve(Reply { reply: fs::read(reply).unwrap().into(), database: Some(Arc::new(Mutex::new(database))) }).await;
}

async fn serve(reply: Reply) {
    let local = "127.0.0.1:0".parse().unwrap();
    let settings = Settings { listen: local, health_listen: local, ..Settings::default() };
    let bound = Server::new(&settings).unwrap().service(reply).bind().await.unwrap();
    println!("serving {}", bound.local_addr());
    bound.serve(std::future::pending()).await.unwrap();
}

#[derive(Clone)]
struct Reply {
    reply: Bytes,
    database: Option<Arc<Mutex<rusqlite::Connection>>>,
}

impl NamedService for Reply {
    const NAME: &'static str = "jixiao.bench.v1.ReferenceService";
}

impl Service<Request<Body>> for Reply {
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = BoxFuture<Response<Body>, std::convert::Infallible>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let reply = self.clone();
        Box::pin(async move { Ok(Grpc::new(AsTheyAre).unary(reply, request).await) })
    }
}

impl UnaryService<Bytes> for Reply {
    type Response = Bytes;
    type Future = BoxFuture<tonic::Response<Bytes>, tonic::Status>;

    fn call(&mut self, _: tonic::Request<Bytes>) -> Self::Future {
        let reply = self.clone();
        Box::pin(async move {
            if let Some(database) = &reply.database {
                assert!(rows(&database.lock().unwrap()) > 0);
            }
            Ok(tonic::Response::new(reply.reply))
        })
    }
}

const PLAN: [&str; 2] = ["120000000", "canlian"];
const YEAR: i32 = 2023;

/// Every indicator of the newest version with its newest actual: all columns that a score shows.
const ROWS: &str = "SELECT i.indicator, i.goal, i.level1, i.level2, i.name, i.sign, i.value_millionths, i.unit, \
     i.weight, a.revision, a.month, a.value_kind, a.number_millionths, a.text, a.deviation_reason, a.reporter \
     FROM plan_indicators i LEFT JOIN actual_revisions a ON a.region = i.region AND a.department = i.department \
     AND a.fiscal_year = i.fiscal_year AND a.indicator = i.indicator AND a.revision = \
     (SELECT MAX(n.revision) FROM actual_revisions n WHERE n.region = i.region AND n.department = i.department \
      AND n.fiscal_year = i.fiscal_year AND n.indicator = i.indicator AND n.month <= 12) \
     WHERE i.region = ?1 AND i.department = ?2 AND i.fiscal_year = ?3 AND i.version = \
     (SELECT MAX(v.version) FROM plan_versions v WHERE v.region = ?1 AND v.department = ?2 AND v.fiscal_year = ?3)";

type Row = (String, i32, i32, i32, String, Option<i32>, Option<i64>, Option<String>, Option<i32>);
type Actual = (Option<i64>, Option<i32>, Option<i32>, Option<i64>, Option<String>, Option<String>, Option<String>);

fn rows(database: &rusqlite::Connection) -> usize {
    let mut statement = database.prepare_cached(ROWS).unwrap();
    let rows = statement.query_map((PLAN[0], PLAN[1], YEAR), |row| {
        let target: Row = (
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
            row.get(7)?,
            row.get(8)?,
        );
        let actual: Actual =
            (row.get(9)?, row.get(10)?, row.get(11)?, row.get(12)?, row.get(13)?, row.get(14)?, row.get(15)?);
        Ok((target, actual))
    });
    let rows: Vec<(Row, Actual)> = rows.unwrap().map(Result::unwrap).collect();
    std::hint::black_box(&rows).len()
}
