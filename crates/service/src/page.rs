//! Pages of a list and their tokens.

use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jixiao_proto::common::v1::{ErrorReason, PageToken};
use prost::Message;
use sha2::{Digest, Sha256};

use crate::fault::Fault;

/// The size of a page when the caller leaves it to the server.
pub const DEFAULT_SIZE: usize = 100;
/// The largest page.
pub const MAX_SIZE: usize = 1000;

/// Where a page of long rows ends: gRPC clients take messages of 4 MiB by default.
const MAX_BYTES: usize = 3 << 20;

const VERSION: u32 = 1;

/// Which page is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many rows at most.
    pub size: usize,
    /// The key of the last row of the page before; none for the first page.
    pub after: Option<Vec<String>>,
}

impl Page {
    /// Parses `page_size` and `page_token`. `query` is the method and everything that decides
    /// which rows are listed, in a fixed order: a token is good for that query alone.
    ///
    /// Faults: FIELD_INVALID for a size outside 0..=1000, PAGE_TOKEN_INVALID.
    pub fn parse(size: i32, token: &str, query: &[&str]) -> Result<Self, Fault> {
        let size = match usize::try_from(size) {
            Ok(0) => DEFAULT_SIZE,
            Ok(size) if size <= MAX_SIZE => size,
            _ => return Err(size_invalid()),
        };
        if token.is_empty() {
            return Ok(Self { size, after: None });
        }
        let token = decode(token).filter(|token| token.version == VERSION);
        match token {
            Some(token) if token.query_hash == hash(query) => Ok(Self { size, after: Some(token.last_key) }),
            _ => Err(token_invalid()),
        }
    }

    /// How many rows to read: one more than the page holds shows whether there is another.
    pub fn limit(&self) -> u64 {
        self.size as u64 + 1
    }

    /// The key after which the page begins, of one part. Faults: PAGE_TOKEN_INVALID.
    pub fn key<K: FromStr>(&self) -> Result<Option<K>, Fault> {
        match self.after.as_deref() {
            None => Ok(None),
            Some([part]) => part.parse().map(Some).map_err(|_| token_invalid()),
            Some(_) => Err(token_invalid()),
        }
    }

    /// The key after which the page begins, of two parts. Faults: PAGE_TOKEN_INVALID.
    pub fn key_pair<A: FromStr, B: FromStr>(&self) -> Result<Option<(A, B)>, Fault> {
        match self.after.as_deref() {
            None => Ok(None),
            Some([a, b]) => a.parse().ok().zip(b.parse().ok()).map(Some).ok_or_else(token_invalid),
            Some(_) => Err(token_invalid()),
        }
    }

    /// The key after which the page begins, of three parts. Faults: PAGE_TOKEN_INVALID.
    pub fn key_of_three<A: FromStr, B: FromStr, C: FromStr>(&self) -> Result<Option<(A, B, C)>, Fault> {
        let parts = match self.after.as_deref() {
            None => return Ok(None),
            Some([a, b, c]) => a.parse().ok().zip(b.parse().ok()).zip(c.parse().ok()),
            Some(_) => None,
        };
        parts.map(|((a, b), c)| Some((a, b, c))).ok_or_else(token_invalid)
    }

    /// The key after which the page begins, of four parts. Faults: PAGE_TOKEN_INVALID.
    pub fn key_of_four<A: FromStr, B: FromStr, C: FromStr, D: FromStr>(&self) -> Result<Option<(A, B, C, D)>, Fault> {
        let parts = match self.after.as_deref() {
            None => return Ok(None),
            Some([a, b, c, d]) => a.parse().ok().zip(b.parse().ok()).zip(c.parse().ok().zip(d.parse().ok())),
            Some(_) => None,
        };
        parts.map(|((a, b), (c, d))| Some((a, b, c, d))).ok_or_else(token_invalid)
    }

    /// The messages of the page, from as many rows with their keys as [`Page::limit`] asked for, and the
    /// token of the next page; empty at the end. A page of long rows ends early, so that it stays below what
    /// clients take by default.
    pub fn cut<M: Message>(
        &self,
        rows: impl IntoIterator<Item = (Vec<String>, M)>,
        query: &[&str],
    ) -> (Vec<M>, String) {
        let (mut messages, mut last_key, mut bytes) = (Vec::new(), None, 0);
        for (key, message) in rows {
            bytes += message.encoded_len();
            if let Some(last_key) = last_key.take_if(|_| messages.len() == self.size || bytes > MAX_BYTES) {
                return (messages, Self::next_token(last_key, query));
            }
            messages.push(message);
            last_key = Some(key);
        }
        (messages, String::new())
    }

    /// The token of the page after the row with that key.
    pub fn next_token(last_key: Vec<String>, query: &[&str]) -> String {
        let token = PageToken { version: VERSION, query_hash: hash(query), last_key };
        URL_SAFE_NO_PAD.encode(token.encode_to_vec())
    }
}

fn decode(token: &str) -> Option<PageToken> {
    PageToken::decode(URL_SAFE_NO_PAD.decode(token).ok()?.as_slice()).ok()
}

/// Each part is preceded by its length, so that `["a", "b"]` and `["ab"]` differ.
pub(crate) fn hash(query: &[&str]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in query {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into_iter().take(8).collect()
}

fn size_invalid() -> Fault {
    let en = format!("must be 0 (meaning {DEFAULT_SIZE}) to {MAX_SIZE}");
    let zh = format!("必须为 0（即 {DEFAULT_SIZE}）至 {MAX_SIZE}");
    Fault::invalid().field("page_size", en, zh)
}

fn token_invalid() -> Fault {
    let en = "the page token is not one this query was given";
    Fault::new(ErrorReason::PageTokenInvalid, en, "分页标记不属于本查询")
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: [&str; 2] = ["ListPlans", "regions/110000"];

    fn reason(token: &str, query: &[&str]) -> ErrorReason {
        Page::parse(1, token, query).unwrap_err().reason()
    }

    #[test]
    fn a_token_leads_to_the_row_it_was_made_for() {
        let key = vec!["教育局".to_owned(), String::new(), "2023".to_owned()];
        let token = Page::next_token(key.clone(), &QUERY);

        let page = Page::parse(7, &token, &QUERY).unwrap();

        assert_eq!(page, Page { size: 7, after: Some(key) });
    }

    #[test]
    fn a_token_of_another_query_is_refused() {
        let token = Page::next_token(vec!["a".to_owned()], &QUERY);
        for query in [&["ListPlans"][..], &["ListPlansregions/110000"], &["ListPlan", "sregions/110000"]] {
            assert_eq!(reason(&token, query), ErrorReason::PageTokenInvalid);
        }
    }

    #[test]
    fn a_token_that_is_none_or_of_another_version_is_refused() {
        let later = PageToken { version: 2, query_hash: hash(&QUERY), last_key: Vec::new() };
        let later = URL_SAFE_NO_PAD.encode(later.encode_to_vec());
        for token in ["?", "AAAA", "CAE", later.as_str()] {
            assert_eq!(reason(token, &QUERY), ErrorReason::PageTokenInvalid, "{token}");
        }
    }

    #[test]
    fn sizes_are_0_to_1000_and_0_means_100() {
        for (size, expected) in [(0, 100), (1, 1), (1000, 1000)] {
            assert_eq!(Page::parse(size, "", &[]).unwrap(), Page { size: expected, after: None });
        }
        for size in [-1, 1001, i32::MIN, i32::MAX] {
            assert_eq!(Page::parse(size, "", &[]).unwrap_err().reason(), ErrorReason::FieldInvalid);
        }
    }

    #[test]
    fn a_page_ends_at_its_size_with_a_token_unless_it_is_the_last() {
        let rows = |count: usize| (0..count).map(|n| (vec![n.to_string()], n.to_string()));
        let page = Page { size: 2, after: None };
        let (messages, token) = page.cut(rows(3), &QUERY);
        assert_eq!(messages, ["0", "1"]);
        assert_eq!(Page::parse(0, &token, &QUERY).unwrap().key::<usize>().unwrap(), Some(1));
        assert_eq!(page.cut(rows(2), &QUERY).1, "");
    }

    #[test]
    fn a_page_of_long_rows_ends_early_but_has_at_least_one() {
        let long = "x".repeat(MAX_BYTES);
        let rows = || (0..3).map(|n: usize| (vec![n.to_string()], long.clone()));
        let page = Page { size: 100, after: None };
        let (messages, token) = page.cut(rows(), &QUERY);
        assert_eq!(messages.len(), 1);
        assert_eq!(Page::parse(0, &token, &QUERY).unwrap().key::<usize>().unwrap(), Some(0));
    }
}
