//! A service whose calls last as long as a test wants.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use jixiao_domain::access::{Resource, Right};
use jixiao_service::access::{Guarded, Need};
use jixiao_service::context::{Context as CallContext, answer};
use jixiao_service::fault::Fault;
use tokio::sync::Semaphore;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Bytes, Service, StdError, http};
use tonic::server::NamedService;
use tonic::transport::Channel;
use tonic::{Request, Status};
use tonic_prost::ProstCodec;

/// What is to be said; on the wire a single text of field 1.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Words {
    #[prost(string, tag = "1")]
    words: String,
}

impl Guarded for Words {
    fn need(&self) -> Need {
        let resource = self.words.parse().map_or(Resource::Nothing, Resource::Department);
        Need { rights: &[Right::Read], resource }
    }
}

/// Says what it is told; `fail` fails, `wait` waits for the gate, `who` says who asks.
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

    async fn say(self, context: CallContext, words: String) -> Result<String, Fault> {
        match words.as_str() {
            "who" => {
                let caller = context.caller;
                assert!(caller.address.parse::<std::net::SocketAddr>().is_ok());
                Ok(caller.via.map_or(caller.principal.to_string(), |via| format!("{} by {via}", caller.principal)))
            }
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
        let say = tower::service_fn(move |request: Request<Words>| {
            let echo = echo.clone();
            answer(request, |context, Words { words }| echo.say(context, words))
        });
        Box::pin(async move {
            let mut grpc = tonic::server::Grpc::new(ProstCodec::<String, Words>::default());
            Ok(grpc.unary(say, request).await)
        })
    }
}

/// Calls any unary rpc whose request is a single field 1 and whose answer is one string.
pub(crate) async fn call<S>(service: S, path: &'static str, request: Request<Vec<u8>>) -> Result<String, Status>
where
    S: GrpcService<Body, ResponseBody: http_body::Body<Data = Bytes, Error: Into<StdError> + Send> + Send + 'static>,
{
    let mut grpc = tonic::client::Grpc::new(service);
    assert!(grpc.ready().await.is_ok());
    let path = http::uri::PathAndQuery::from_static(path);
    let answer = grpc.unary(request, path, ProstCodec::<Vec<u8>, String>::default()).await?;
    Ok(answer.into_inner())
}

pub(crate) async fn say(channel: Channel, words: &str) -> Result<String, Status> {
    call(channel, "/test.Echo/Say", Request::new(words.as_bytes().to_vec())).await
}
