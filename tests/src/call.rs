//! Calls by the name of the rpc.

use prost::Message;
use tonic::transport::Channel;
use tonic::{Request, Status};

use crate::{Facts, Fault, Rpc, System, raw};

/// Connections to the three services.
#[derive(Clone, Debug)]
pub struct Caller {
    planning: Channel,
    results: Channel,
    scoring: Channel,
    /// The token it shows, where a request brings none.
    token: Option<String>,
}

impl Caller {
    /// The same with that token, or with none.
    #[must_use]
    pub fn showing(self, token: Option<String>) -> Self {
        Self { token, ..self }
    }

    /// Calls an rpc by its name, with a message in bytes.
    ///
    /// # Errors
    ///
    /// What the system answered instead.
    pub async fn call(&self, rpc: &str, mut request: Request<Vec<u8>>) -> Result<Vec<u8>, Status> {
        if let Some(token) = &self.token {
            request.metadata_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        }
        let rpc = Rpc::named(rpc);
        let channel = match rpc.service.as_str() {
            "jixiao.results.v1.ResultsService" => &self.results,
            "jixiao.scoring.v1.ScoringService" => &self.scoring,
            _ => &self.planning,
        };
        raw::call(channel.clone(), &rpc.path(), request).await
    }
}

impl System {
    /// Calls an rpc and gives the bytes of its answer.
    ///
    /// # Errors
    ///
    /// What the system answered instead.
    pub async fn call(&self, rpc: &str, message: &impl Message) -> Result<Vec<u8>, Status> {
        self.call_with(rpc, Request::new(message.encode_to_vec())).await
    }

    /// The same with metadata, and with a message in bytes.
    ///
    /// # Errors
    ///
    /// What the system answered instead.
    pub async fn call_with(&self, rpc: &str, request: Request<Vec<u8>>) -> Result<Vec<u8>, Status> {
        self.caller().call(rpc, request).await
    }

    /// A caller of its own connections, for a task of its own.
    #[must_use]
    pub fn caller(&self) -> Caller {
        let [planning, results, scoring] = self.channels();
        Caller { planning, results, scoring, token: self.token() }
    }

    /// Calls any path of planning, such as one that nobody serves.
    ///
    /// # Errors
    ///
    /// What the system answered instead.
    pub async fn call_path(&self, path: &str, message: Vec<u8>) -> Result<Vec<u8>, Status> {
        raw::call(self.caller().planning, path, Request::new(message)).await
    }

    /// The answer of a call that must succeed.
    ///
    /// # Panics
    ///
    /// Where it is refused.
    pub async fn answer<A: Message + Default>(&self, rpc: &str, message: &impl Message) -> A {
        let answer = self.call(rpc, message).await;
        let answer = answer.unwrap_or_else(|status| panic!("{rpc} was refused: {:?}", Fault::of(&status)));
        A::decode(answer.as_slice()).unwrap()
    }

    /// The fault of a call that must be refused.
    ///
    /// # Panics
    ///
    /// Where it is not.
    pub async fn fault(&self, rpc: &str, message: &impl Message) -> Fault {
        self.fault_with(rpc, message.encode_to_vec()).await
    }

    /// The same with a message in bytes.
    ///
    /// # Panics
    ///
    /// Where it is not refused.
    pub async fn fault_with(&self, rpc: &str, message: Vec<u8>) -> Fault {
        match self.call_with(rpc, Request::new(message)).await {
            Ok(_) => panic!("{rpc} was not refused"),
            Err(status) => Fault::of(&status),
        }
    }

    /// The fault of a call that must be refused and write nothing.
    ///
    /// # Panics
    ///
    /// Where it is not, or does.
    pub async fn refused(&self, rpc: &str, message: &impl Message) -> Fault {
        let before = self.facts().await;
        let fault = self.fault(rpc, message).await;
        before.are_still(&self.facts().await);
        fault
    }

    /// All that the API tells of the region, the department and the plan of the stories.
    pub async fn facts(&self) -> Facts {
        Facts::of(self).await
    }
}
