//! The layer that authenticates.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, Request, Response};
use jixiao_domain::access::{Grant, Role, Scope};
use jixiao_domain::{Caller, PrincipalId};
use percent_encoding::percent_decode_str;
use tonic::body::Body;
use tonic::transport::server::{TcpConnectInfo, TlsConnectInfo};

use super::certificate::Certificate;
use super::grants::{Accepted, Principal, Principals};
use super::refused::Refused;
use super::tokens::Tokens;
use super::{AccessError, Departments, FlatDepartments, Identity};
use crate::access;
use crate::around::{Answer, Around, refuse};
use crate::fault::{Fault, Language};
use crate::paths::is_operational;
use crate::settings::Settings;

/// The header by which a service says for whom it asks: an id, percent-encoded.
pub(crate) const FORWARDED: &str = "jixiao-principal";

/// What the right to use [`FORWARDED`] is called in errors. It comes with the role of a service alone.
const ACT_FOR_OTHERS: &str = "act_for_others";

/// The roles of `local`, which together have every right: on one machine one person does everything.
const LOCAL: [Role; 5] =
    [Role::Unit, Role::Department, Role::Finance, Role::SystemAdministrator, Role::AuditAdministrator];

/// Finds out who calls. A call that does not show it is refused; health and reflection are open.
#[derive(Clone)]
pub struct Gate {
    known: Arc<Known>,
    departments: Arc<dyn Departments>,
}

/// Who is known.
enum Known {
    /// Everybody who reaches this machine's own interface, as one principal.
    Local(Arc<[Grant]>),
    /// Who is in the table.
    Table(Box<Table>),
}

/// The table with what proves that one is in it, certificates apart.
struct Table {
    principals: Principals,
    tokens: Option<Tokens>,
}

impl Gate {
    /// Reads the files of `access`; without a table of grants every caller is `local`.
    pub fn of(settings: &Settings) -> Result<Self, AccessError> {
        let known = match &settings.access.grants {
            None => Known::Local(LOCAL.map(|role| Grant { role, scope: Scope::Everything }).into()),
            Some(path) => {
                let certificates = settings.tls.as_ref().is_some_and(|tls| tls.client_ca.is_some());
                let tokens = settings.access.tokens.as_ref().map(Tokens::read).transpose()?;
                let accepted = Accepted { certificates, tokens: tokens.is_some() };
                Known::Table(Box::new(Table { principals: Principals::read(path, accepted)?, tokens }))
            }
        };
        Ok(Self { known: Arc::new(known), departments: Arc::new(FlatDepartments) })
    }

    /// The same with a tree of departments.
    #[must_use]
    pub fn departments(self, departments: Arc<dyn Departments>) -> Self {
        Self { departments, ..self }
    }

    fn identify(&self, request: &Request<Body>) -> Result<Identity, Fault> {
        let forwarded = forwarded(request.headers())?;
        let (principal, via, grants) = match self.known.as_ref() {
            Known::Local(grants) => local(forwarded.as_deref(), grants)?,
            Known::Table(table) => {
                let principal = authenticate(request, table)?;
                acting(&table.principals, principal, forwarded.as_deref())?
            }
        };
        let caller = Caller { principal, via, address: address(request) };
        Ok(Identity { caller, grants, departments: Arc::clone(&self.departments) })
    }
}

impl Around for Gate {
    fn around<F>(&self, mut request: Request<Body>, next: impl FnOnce(Request<Body>) -> F) -> Answer
    where
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
    {
        if is_operational(request.uri().path()) {
            return Box::pin(next(request));
        }
        match self.identify(&request) {
            Ok(identity) => {
                request.extensions_mut().insert(identity);
                Box::pin(next(request))
            }
            Err(fault) => {
                let (path, address) = (request.uri().path(), address(&request));
                tracing::info!(path, address, "refused: {}", fault.message());
                refuse(fault.into_status(Language::of_headers(request.headers())))
            }
        }
    }
}

/// The principal, the service that passed the call on, and the grants.
type Acting = (PrincipalId, Option<PrincipalId>, Arc<[Grant]>);

/// Where nobody is told from anybody, nobody can speak for another.
fn local(forwarded: Option<&str>, grants: &Arc<[Grant]>) -> Result<Acting, Fault> {
    let principal = PrincipalId::local();
    match forwarded {
        Some(other) if other != principal.as_str() => Err(access::denied(&principal, ACT_FOR_OTHERS, &other)),
        _ => Ok((principal, None, Arc::clone(grants))),
    }
}

/// Whose credentials the call shows. A token wins: then the certificate is a matter of transport alone.
fn authenticate<'a>(request: &Request<Body>, table: &'a Table) -> Result<&'a Principal, Refused> {
    let Table { principals, tokens } = table;
    if let Some(token) = bearer(request.headers())? {
        let subject = tokens.as_ref().ok_or(Refused::Signature)?.subject(token, now())?;
        return principals.of_token(&subject).ok_or(Refused::UnknownPrincipal);
    }
    let tls = request.extensions().get::<TlsConnectInfo<TcpConnectInfo>>();
    let certificates = tls.and_then(TlsConnectInfo::peer_certs).ok_or(Refused::Missing)?;
    let certificate = certificates.first().ok_or(Refused::Missing)?;
    let certificate = Certificate::read(certificate).ok_or(Refused::Malformed)?;
    principals.of_certificate(&certificate).ok_or(Refused::UnknownPrincipal)
}

/// For whom the principal acts: a service for whom it names, everybody else for themselves alone.
fn acting(principals: &Principals, principal: &Principal, forwarded: Option<&str>) -> Result<Acting, Fault> {
    let Some(named) = forwarded else {
        return Ok((principal.id.clone(), None, Arc::clone(&principal.grants)));
    };
    let refused = || access::denied(&principal.id, ACT_FOR_OTHERS, &named);
    let named = principals.named(named).filter(|_| principal.is_service()).ok_or_else(refused)?;
    Ok((named.id.clone(), Some(principal.id.clone()), Arc::clone(&named.grants)))
}

/// The token of `authorization`, where there is that header.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Refused> {
    let Some(value) = single(headers, "authorization")? else { return Ok(None) };
    let (scheme, token) = value.split_once(' ').ok_or(Refused::Malformed)?;
    if scheme.eq_ignore_ascii_case("bearer") { Ok(Some(token)) } else { Err(Refused::Malformed) }
}

/// The id of [`FORWARDED`], where there is that header.
fn forwarded(headers: &HeaderMap) -> Result<Option<String>, Refused> {
    let Some(value) = single(headers, FORWARDED)? else { return Ok(None) };
    let id = percent_decode_str(value).decode_utf8().map_err(|_| Refused::Malformed)?;
    // An id that could not be in the table could not be told of in an answer either.
    let is_id = id.parse::<PrincipalId>().is_ok();
    if is_id { Ok(Some(id.into_owned())) } else { Err(Refused::Malformed) }
}

/// The text of a header that may be there once.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Refused> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(Refused::Malformed);
    }
    value.to_str().map(Some).map_err(|_| Refused::Malformed)
}

/// Where the connection comes from, `host:port`.
fn address(request: &Request<Body>) -> String {
    let extensions = request.extensions();
    let tls = extensions.get::<TlsConnectInfo<TcpConnectInfo>>().map(TlsConnectInfo::get_ref);
    let connection = tls.or_else(|| extensions.get::<TcpConnectInfo>());
    let address = connection.and_then(TcpConnectInfo::remote_addr);
    address.map(|address| address.to_string()).unwrap_or_default()
}

/// Seconds since 1970. By a clock that cannot be right every token has expired.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
