use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jixiao_domain::access::{Grant, Role, Scope};
use jixiao_proto::planning::v1::GetPlanRequest;
use tonic_types::StatusExt;

use super::*;
use crate::identity::FlatDepartments;

const PLAN: &str = "regions/120000000/departments/canlian/plans/2023";

impl Context {
    /// Makes it one of a call for somebody.
    pub(crate) fn call_for(&mut self, principal: PrincipalId) {
        self.caller.principal = principal;
        self.is_called = true;
    }
}

fn caller() -> Caller {
    Caller { principal: "zhang".parse().unwrap(), via: None, address: "127.0.0.1:9".to_owned() }
}

/// A request of somebody with that role everywhere.
fn request_of(role: Role) -> Request<GetPlanRequest> {
    let mut request = Request::new(GetPlanRequest { name: PLAN.to_owned(), approved: false });
    let grants = Arc::new([Grant { role, scope: Scope::Everything }]);
    let identity = Identity { caller: caller(), grants, departments: Arc::new(FlatDepartments) };
    request.extensions_mut().insert(identity);
    request
}

#[tokio::test(start_paused = true)]
async fn a_forwarded_call_carries_principal_language_and_what_is_left_of_the_deadline() {
    let mut incoming = Request::new(());
    incoming.metadata_mut().insert("accept-language", "zh".parse().unwrap());
    incoming.set_timeout(Duration::from_secs(5));
    let context = Context::of(caller(), incoming.metadata(), None);
    tokio::time::advance(Duration::from_secs(2)).await;

    let mut outgoing = Request::new(());
    context.forward(&mut outgoing);

    assert_eq!(outgoing.metadata().get("accept-language").unwrap(), "zh-CN");
    assert_eq!(outgoing.metadata().get("jixiao-principal").unwrap(), "zhang");
    assert_eq!(timeout(outgoing.metadata()), Some(Duration::from_secs(3)));
    tokio::time::advance(Duration::from_secs(9)).await;
    assert_eq!(context.remaining(), Some(Duration::ZERO));
}

#[test]
fn background_work_has_no_deadline_and_is_done_for_nobody() {
    let mut outgoing = Request::new(());
    Context::background().forward(&mut outgoing);

    assert_eq!(Context::background().remaining(), None);
    assert!(outgoing.metadata().get("grpc-timeout").is_none());
    assert!(outgoing.metadata().get("jixiao-principal").is_none());
}

#[tokio::test]
async fn a_fault_becomes_a_status_in_the_language_of_the_caller() {
    let mut request = request_of(Role::Reader);
    request.metadata_mut().insert("accept-language", "zh".parse().unwrap());

    let refused = answer(request, async |_, message: GetPlanRequest| {
        Err::<(), _>(Fault::not_found("plan", message.name.replace(PLAN, "7")))
    });
    let status = refused.await.unwrap_err();

    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(status.get_details_localized_message().unwrap().message, "计划 7 不存在");
}

#[tokio::test]
async fn a_handler_knows_its_caller() {
    let seen = answer(request_of(Role::Reader), async |context: Context, _| Ok(context.caller)).await.unwrap();

    assert_eq!(seen.into_inner(), caller());
}

#[tokio::test]
async fn a_handler_never_runs_for_a_caller_without_the_right_or_without_identity() {
    let mut unknown = request_of(Role::Unit);
    unknown.extensions_mut().remove::<Identity>();
    for (request, code) in
        [(request_of(Role::SecurityAdministrator), Code::PermissionDenied), (unknown, Code::Unauthenticated)]
    {
        let ran = AtomicBool::new(false);
        let status = answer(request, async |_, _| {
            ran.store(true, Ordering::SeqCst);
            Ok(())
        });

        assert_eq!(status.await.unwrap_err().code(), code);
        assert!(!ran.load(Ordering::SeqCst));
    }
}
