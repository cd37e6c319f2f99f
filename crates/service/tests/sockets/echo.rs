//! A service whose calls last as long as a test wants.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use jixiao_service::context::answer;
use jixiao_service::fault::Fault;
use tokio::sync::Semaphore;
use tonic::body::Body;
use tonic::codegen::{Service, http};
use tonic::server::NamedService;
use tonic::transport::Channel;
use tonic::{Request, Status};
use tonic_prost::ProstCodec;

/// Says what it is told; `fail` fails, `wait` waits for the gate.
#[derive(Clone)]
pub(crate) struct Echo {
    /// A permit for every call that waits.
    pub(crate) waiting: Arc<Semaphore>,
    /// A permit for every call that may go on.
    pub(crate) gate: Arc<Semaphore>,
}

impl Echo {
    pub(crate) fn new() -> Self {
        Self { waiting: Arc::new(Semaphore::new(0)), gate: Arc::new(Semaphore::new(0)) }
    }

    async fn say(self, words: String) -> Result<String, Fault> {
        match words.as_str() {
            "fail" => Err(Fault::not_found("plan", "regions/1")),
            "wait" => {
                self.waiting.add_permits(1);
                self.gate.acquire().await.unwrap().forget();
                Ok(words)
            }
            _ => Ok(words),
        }
    }
}

impl NamedService for Echo {
    const NAME: &'static str = "test.Echo";
}

impl Service<http::Request<Body>> for Echo {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let echo = self.clone();
        let say = tower::service_fn(move |request: Request<String>| {
            let echo = echo.clone();
            answer(request, |_, words| echo.say(words))
        });
        Box::pin(async move {
            let mut grpc = tonic::server::Grpc::new(ProstCodec::<String, String>::default());
            Ok(grpc.unary(say, request).await)
        })
    }
}

/// Calls any unary rpc whose request is a single field 1 and whose answer is one string.
pub(crate) async fn call(channel: Channel, path: &'static str, request: Request<Vec<u8>>) -> Result<String, Status> {
    let mut grpc = tonic::client::Grpc::new(channel);
    grpc.ready().await.unwrap();
    let path = http::uri::PathAndQuery::from_static(path);
    let answer = grpc.unary(request, path, ProstCodec::<Vec<u8>, String>::default()).await?;
    Ok(answer.into_inner())
}

pub(crate) async fn say(channel: Channel, words: &str) -> Result<String, Status> {
    call(channel, "/test.Echo/Say", Request::new(words.as_bytes().to_vec())).await
}
