//! The table of grants: who is known, by what, and what each was granted.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jixiao_domain::PrincipalId;
use jixiao_domain::access::{self, Grant, Role};
use serde::Deserialize;

use super::certificate::Certificate;
use super::{AccessError, PrincipalError};

/// A principal of the table.
#[derive(Clone, Debug)]
pub(super) struct Principal {
    pub(super) id: PrincipalId,
    pub(super) grants: Arc<[Grant]>,
}

impl Principal {
    /// Whether it is a service, which may act for others.
    pub(super) fn is_service(&self) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::Service)
    }
}

/// Everybody who is known.
#[derive(Debug, Default)]
pub(super) struct Principals {
    by_id: HashMap<String, Principal>,
    /// Ids by what proves them.
    by_subject: HashMap<String, String>,
    by_san: HashMap<String, String>,
    by_token: HashMap<String, String>,
}

/// What callers may prove themselves with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accepted {
    pub(super) certificates: bool,
    pub(super) tokens: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    principals: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    certificate: Option<String>,
    san: Option<String>,
    token: Option<String>,
    #[serde(default)]
    grants: Vec<GrantEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantEntry {
    role: String,
    scope: String,
}

impl Principals {
    /// Reads the file; the first thing that is wrong with it is the error.
    pub(super) fn read(path: &Path, accepted: Accepted) -> Result<Self, AccessError> {
        let unreadable = |source| AccessError::Unreadable { setting: "access.grants", path: path.to_owned(), source };
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let table: Table =
            toml::from_str(&text).map_err(|source| AccessError::Toml { path: path.to_owned(), source })?;
        let mut principals = Self::default();
        for entry in table.principals {
            let id = entry.id.clone();
            principals.add(entry, accepted).map_err(|why| AccessError::Principal { path: path.to_owned(), id, why })?;
        }
        Ok(principals)
    }

    /// The principal with that id.
    pub(super) fn named(&self, id: &str) -> Option<&Principal> {
        self.by_id.get(id)
    }

    /// The principal with that subject in its tokens.
    pub(super) fn of_token(&self, subject: &str) -> Option<&Principal> {
        self.named(self.by_token.get(subject)?)
    }

    /// The one principal that a certificate proves; none where its names are those of several.
    pub(super) fn of_certificate(&self, certificate: &Certificate) -> Option<&Principal> {
        let by_subject = certificate.subject.iter().filter_map(|subject| self.by_subject.get(subject));
        let by_san = certificate.sans.iter().filter_map(|san| self.by_san.get(san));
        let mut ids = by_subject.chain(by_san);
        let id = ids.next()?;
        if ids.all(|other| other == id) { self.named(id) } else { None }
    }

    fn add(&mut self, entry: Entry, accepted: Accepted) -> Result<(), PrincipalError> {
        let id: PrincipalId =
            entry.id.parse().map_err(|invalid: jixiao_domain::Invalid| PrincipalError::Id(invalid.en))?;
        if id == PrincipalId::local() {
            return Err(PrincipalError::Local);
        }
        if self.by_id.contains_key(&entry.id) {
            return Err(PrincipalError::Twice);
        }
        accepted.check(&entry)?;
        let san = entry.san.map(|san| Certificate::san(&san));
        let credentials = [
            ("certificate", entry.certificate, &mut self.by_subject),
            ("san", san, &mut self.by_san),
            ("token", entry.token, &mut self.by_token),
        ];
        for (what, value, known) in credentials {
            let Some(value) = value else { continue };
            if value.is_empty() {
                return Err(PrincipalError::Empty(what));
            }
            if known.insert(value, entry.id.clone()).is_some() {
                return Err(PrincipalError::Shared(what));
            }
        }
        let grants = entry.grants.into_iter().map(grant).collect::<Result<Vec<_>, _>>()?;
        access::check(&grants).map_err(PrincipalError::Conflict)?;
        self.by_id.insert(entry.id, Principal { id, grants: grants.into() });
        Ok(())
    }
}

impl Accepted {
    /// Refuses an entry that nobody could ever prove to be.
    fn check(self, entry: &Entry) -> Result<(), PrincipalError> {
        let Entry { certificate, san, token, .. } = entry;
        if certificate.is_none() && san.is_none() && token.is_none() {
            return Err(PrincipalError::NoCredential);
        }
        if token.is_some() && !self.tokens {
            return Err(PrincipalError::NoTokens);
        }
        let of_certificate = [("certificate", certificate), ("san", san)].into_iter().find(|(_, it)| it.is_some());
        match of_certificate {
            Some((what, _)) if !self.certificates => Err(PrincipalError::NoAuthority(what)),
            _ => Ok(()),
        }
    }
}

fn grant(entry: GrantEntry) -> Result<Grant, PrincipalError> {
    let role = entry.role.parse().map_err(|it: jixiao_domain::Invalid| PrincipalError::Role(entry.role, it.en))?;
    let scope = entry.scope.parse().map_err(|it: jixiao_domain::Invalid| PrincipalError::Scope(entry.scope, it.en))?;
    Ok(Grant { role, scope })
}

#[cfg(test)]
mod tests;
