use std::io::Write;

use jixiao_domain::access::{Resource, Right, allows};
use proptest::prelude::*;
use tempfile::NamedTempFile;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use tower::{Layer, ServiceExt, service_fn};

use super::*;
use crate::around::AroundLayer;

const TABLE: &str = r#"
    [[principals]]
    id = "张三"
    san = "zhang.example"
    grants = [{ role = "unit", scope = "regions/120000000/departments/canlian" }]
    [[principals]]
    id = "scoring"
    san = "scoring"
    grants = [{ role = "service", scope = "*" }]
"#;

fn principals() -> Principals {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(TABLE.as_bytes()).unwrap();
    Principals::read(file.path(), Accepted { certificates: true, tokens: true }).unwrap()
}

fn open() -> Gate {
    Gate::of(&Settings::default()).unwrap()
}

fn closed() -> Gate {
    let known = Known::Table(Box::new(Table { principals: principals(), tokens: None }));
    Gate { known: Arc::new(known), departments: Arc::new(FlatDepartments) }
}

fn request(path: &str, headers: &[(&'static str, &str)]) -> Request<Body> {
    let mut request = Request::builder().uri(path).body(Body::empty()).unwrap();
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    request
}

/// What stands behind the gate sees: the identity, where one is left.
async fn pass(gate: Gate, request: Request<Body>) -> Result<Option<Identity>, Status> {
    let behind = service_fn(async |mut request: Request<Body>| {
        let mut response = Response::new(Body::empty());
        if let Some(identity) = request.extensions_mut().remove::<Identity>() {
            response.extensions_mut().insert(identity);
        }
        Ok(response)
    });
    let mut response = AroundLayer(gate).layer(behind).oneshot(request).await.unwrap();
    match Status::from_header_map(response.headers()) {
        Some(status) => Err(status),
        None => Ok(response.extensions_mut().remove()),
    }
}

async fn why(gate: Gate, headers: &[(&'static str, &str)]) -> String {
    let status = pass(gate, request("/a.B/C", headers)).await.err().unwrap();
    let info = status.get_details_error_info().unwrap();
    assert_eq!((status.code(), info.reason.as_str()), (Code::Unauthenticated, "UNAUTHENTICATED"));
    info.metadata["why"].clone()
}

#[tokio::test]
async fn without_a_table_every_caller_is_local_and_has_every_right() {
    let identity = pass(open(), request("/a.B/C", &[])).await.unwrap().unwrap();

    assert_eq!((identity.caller.principal, identity.caller.via), (PrincipalId::local(), None));
    let region = Resource::Region("120000000".parse().unwrap());
    for right in Right::ALL {
        assert!(allows(&identity.grants, right, &region, &[]), "{right}");
    }
}

#[tokio::test]
async fn without_a_table_nobody_speaks_for_another() {
    let local = pass(open(), request("/a.B/C", &[(FORWARDED, "local")])).await.unwrap().unwrap();
    let status = pass(open(), request("/a.B/C", &[(FORWARDED, "zhang")])).await.err().unwrap();

    assert_eq!((local.caller.principal, local.caller.via), (PrincipalId::local(), None));
    assert_eq!(status.code(), Code::PermissionDenied);
    assert_eq!(status.get_details_error_info().unwrap().metadata["right"], "act_for_others");
}

#[tokio::test]
async fn with_a_table_a_call_that_shows_nothing_or_what_cannot_be_read_is_refused_with_the_reason() {
    assert_eq!(why(closed(), &[]).await, "missing");
    for value in ["Basic YTpi", "Bearer", "bearer", "", "x.y.z"] {
        assert_eq!(why(closed(), &[("authorization", value)]).await, "malformed", "{value}");
    }
    assert_eq!(
        why(closed(), &[("authorization", "Bearer a.b.c"), ("authorization", "Bearer a.b.c")]).await,
        "malformed"
    );
    assert_eq!(why(closed(), &[("authorization", "Bearer a.b.c")]).await, "signature");
    assert_eq!(why(closed(), &[(FORWARDED, "scoring")]).await, "missing");
    for value in ["", "%00", "%ff", &"a".repeat(201)] {
        assert_eq!(why(closed(), &[(FORWARDED, value)]).await, "malformed", "{value}");
    }
}

#[tokio::test]
async fn health_and_reflection_are_open_and_have_no_identity() {
    for path in ["/grpc.health.v1.Health/Check", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] {
        assert!(pass(closed(), request(path, &[])).await.unwrap().is_none());
    }
}

#[test]
fn a_service_acts_with_the_grants_of_whom_it_names_and_else_with_its_own() {
    let principals = principals();
    let service = principals.named("scoring").unwrap();

    let (principal, via, grants) = acting(&principals, service, Some("张三")).unwrap();
    assert_eq!((principal.as_str(), via.as_ref().map(PrincipalId::as_str)), ("张三", Some("scoring")));
    assert_eq!(grants.iter().map(|grant| grant.role).collect::<Vec<_>>(), [Role::Unit]);

    let (principal, via, grants) = acting(&principals, service, None).unwrap();
    assert_eq!((principal.as_str(), via), ("scoring", None));
    assert_eq!(grants.iter().map(|grant| grant.role).collect::<Vec<_>>(), [Role::Service]);
}

#[test]
fn only_a_service_acts_for_another_and_only_for_one_who_is_known() {
    let principals = principals();
    let (unit, service) = (principals.named("张三").unwrap(), principals.named("scoring").unwrap());

    for (principal, named) in [(unit, "scoring"), (unit, "张三"), (service, "nobody"), (service, "local")] {
        let fault = acting(&principals, principal, Some(named)).unwrap_err();
        assert_eq!(fault.code(), Code::PermissionDenied, "{named}");
        assert!(fault.message().contains(principal.id.as_str()) && fault.message().contains("act_for_others"));
    }
}

proptest! {
    #[test]
    fn an_id_is_forwarded_letter_by_letter(id in "\\PC{1,200}") {
        let principal: PrincipalId = id.parse().unwrap();
        let mut context = crate::context::Context::background();
        context.call_for(principal);
        let mut outgoing = tonic::Request::new(());
        context.forward(&mut outgoing);
        let headers = outgoing.metadata().clone().into_headers();
        prop_assert_eq!(forwarded(&headers).unwrap(), Some(id));
    }
}
