//! Who plays in the year, and what is written down of it.

use std::process::Command;

use jixiao_test_support::{Signer, binary};
use jixiao_tests::{Fault, System};
use prost::Message;
use tonic::Request;

use crate::golden::is_kept;

/// Each with the one role that the name says.
const PRINCIPALS: &str = r#"
[[principals]]
id = "unit"
token = "unit"
grants = [{ role = "unit", scope = "regions/120000000/departments/canlian" }]
[[principals]]
id = "department"
token = "department"
grants = [{ role = "department", scope = "regions/120000000/departments/canlian" }]
[[principals]]
id = "finance"
token = "finance"
grants = [{ role = "finance", scope = "regions/120000000" }]
[[principals]]
id = "system"
token = "system"
grants = [{ role = "system-administrator", scope = "regions/120000000" }]
[[principals]]
id = "audit"
token = "audit"
grants = [{ role = "audit-administrator", scope = "regions/120000000" }]
[[principals]]
id = "reader"
token = "reader"
grants = [{ role = "reader", scope = "*" }]
"#;

const TITLE: &str = "# A year of the real table, call by call\n\n\
    The transcript of a test (`tests/e2e/year.rs`): the published table of 2023 from its draft to its grade, over gRPC\n\
    alone, each call by the principal whose it is. The figures that are reported are illustrative.\n";

/// The system with its principals, and the transcript.
pub(super) struct Cast {
    system: System,
    signer: Signer,
    transcript: String,
    writes: usize,
}

impl Cast {
    pub(super) fn on_stage() -> Self {
        let signer = Signer::new(PRINCIPALS);
        let system = System::guarded(&signer, signer.token("reader", 3600));
        Self { system, signer, transcript: TITLE.to_owned(), writes: 0 }
    }

    pub(super) fn chapter(&mut self, title: &str) {
        self.transcript.push_str(&format!("\n## {title}\n\n"));
    }

    /// What came of the last call.
    pub(super) fn says(&mut self, text: impl AsRef<str>) {
        self.transcript.push_str(&format!("  - {}\n", text.as_ref()));
    }

    /// How many writes were done.
    pub(super) fn writes(&self) -> usize {
        self.writes
    }

    /// A call that must succeed and whose answer does not matter.
    pub(super) async fn does(&mut self, who: &str, rpc: &str, message: &impl Message) {
        self.transcript.push_str(&format!("- `{rpc}` by **{who}**\n"));
        self.acts(who, rpc, message).await;
    }

    /// The same without a line.
    pub(super) async fn acts(&mut self, who: &str, rpc: &str, message: &impl Message) {
        self.call(who, rpc, message).await.unwrap_or_else(|fault| panic!("{rpc} was refused: {fault:?}"));
    }

    pub(super) async fn answer<A: Message + Default>(&mut self, who: &str, rpc: &str, message: &impl Message) -> A {
        self.transcript.push_str(&format!("- `{rpc}` by **{who}**\n"));
        self.answer_silently(who, rpc, message).await
    }

    pub(super) async fn answer_silently<A: Message + Default>(
        &mut self,
        who: &str,
        rpc: &str,
        message: &impl Message,
    ) -> A {
        let answer = self.call(who, rpc, message).await;
        let answer = answer.unwrap_or_else(|fault| panic!("{rpc} was refused: {fault:?}"));
        A::decode(answer.as_slice()).unwrap()
    }

    /// A call that must be refused, for that reason.
    pub(super) async fn is_refused(&mut self, who: &str, rpc: &str, message: &impl Message, reason: &str) {
        let fault = self.call(who, rpc, message).await.unwrap_err();
        assert_eq!(fault.reason, reason, "{rpc}");
        self.transcript.push_str(&format!("- `{rpc}` by **{who}** is refused: `{reason}`\n"));
    }

    async fn call(&mut self, who: &str, rpc: &str, message: &impl Message) -> Result<Vec<u8>, Fault> {
        let caller = self.system.caller().showing(Some(self.signer.token(who, 600)));
        let answer = caller.call(rpc, Request::new(message.encode_to_vec())).await;
        let reads = ["Diff", "Get", "List", "Score"].iter().any(|verb| rpc.starts_with(verb));
        self.writes += usize::from(answer.is_ok() && !reads);
        answer.map_err(|status| Fault::of(&status))
    }

    /// `jixiao audit verify` finds the chain whole.
    pub(super) fn verifies(&mut self) {
        let database = format!("database.url={}", self.system.database_url());
        let output = Command::new(binary()).args(["--set", &database, "audit", "verify"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.transcript.push_str("- `jixiao audit verify` finds the chain whole.\n");
    }

    /// Compares with the transcript that is kept; writes it where `UPDATE_GOLDEN` is set.
    pub(super) fn is_transcript(&self, name: &str) {
        is_kept(name, &self.transcript);
    }
}
