//! Reading what a program sends: documents, queries, ids, revisions. Everything is bounded, nothing unknown is ignored.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use jiff::Timestamp;
use ringwall_app::{Access, AppError};
use ringwall_core::{
    id::{PartnerId, TenantId},
    refusal::Refusal,
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use super::guard::Caller;
use crate::{PageError, PageResult, WebState, csrf::LARGEST_FORM};

/// Deepest nesting of a document.
const DEEPEST: usize = 16;
/// Most entries on one page of a list.
pub(crate) const MOST_ENTRIES: usize = 100;
/// Entries on a page unless asked otherwise.
const ENTRIES: usize = 50;

/// A JSON document.
pub(crate) struct Document<T>(pub(crate) T);

/// Whether brackets are nested deeper than allowed; text in quotes does not count.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// What is wrong with a document, as a sentence in every language.
fn refusal(error: &serde_json::Error) -> Refusal {
    let text = error.to_string();
    let named = |what: &str| Some(text.split_once(what)?.1.split_once('`')?.0.chars().take(40).collect::<String>());
    let refusal = match (named("missing field `"), named("unknown field `"), named("duplicate field `")) {
        (Some(field), _, _) => Refusal::new("body-field-missing").with("field", field),
        (_, Some(field), _) => Refusal::new("body-field-unknown").with("field", field),
        (_, _, Some(field)) => Refusal::new("body-field-twice").with("field", field),
        _ if error.is_data() => Refusal::new("body-field-wrong"),
        _ => Refusal::new("body-unreadable"),
    };
    refusal.with("line", error.line()).with("column", error.column())
}

impl<T: DeserializeOwned> FromRequest<WebState> for Document<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> PageResult<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" {
            return Err(PageError::Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json"));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| PageError::TooLarge { most_kilobytes: LARGEST_FORM / 1024 })?;
        if is_too_deep(&bytes) {
            return Err(Refusal::new("body-too-deep").with("most", DEEPEST).into());
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|error| refusal(&error).into())
    }
}

/// A request that must not bring a document: an empty body, or an empty object.
pub(crate) struct NoDocument;

impl FromRequest<WebState> for NoDocument {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> PageResult<Self> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| PageError::TooLarge { most_kilobytes: LARGEST_FORM / 1024 })?;
        match bytes.trim_ascii() {
            b"" | b"{}" => Ok(Self),
            _ => Err(Refusal::new("body-unexpected").into()),
        }
    }
}

/// What a query says about a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Entries on a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 50)]
    limit: Option<String>,
    /// Where to go on: `next` of the page before.
    #[param(max_length = 100, pattern = "^[0-9a-zA-Z._-]+$")]
    after: Option<String>,
}

impl ListQuery {
    fn limit(&self) -> PageResult<usize> {
        let Some(text) = &self.limit else { return Ok(ENTRIES) };
        let limit = text.parse().ok().filter(|limit| (1..=MOST_ENTRIES).contains(limit));
        limit.ok_or_else(|| Refusal::new("list-limit").with("most", MOST_ENTRIES).into())
    }

    /// The page that was asked for, and where the next one begins. `key` names an entry; keys are unique and stay.
    pub(crate) fn page<T>(&self, entries: Vec<T>, key: impl Fn(&T) -> String) -> PageResult<(Vec<T>, Option<String>)> {
        let limit = self.limit()?;
        let from = match &self.after {
            None => 0,
            Some(after) => {
                let at = entries.iter().position(|entry| key(entry) == *after);
                at.map(|at| at + 1).ok_or(Refusal::new("list-after"))?
            }
        };
        let more = entries.len() > from + limit;
        let entries: Vec<T> = entries.into_iter().skip(from).take(limit).collect();
        let next = entries.last().filter(|_| more).map(key);
        Ok((entries, next))
    }
}

/// Gives lines that have no id of their own one that stays: the instant, and which of that instant it is.
pub(crate) fn numbered<T>(lines: Vec<T>, at: impl Fn(&T) -> Timestamp) -> Vec<(String, T)> {
    let mut seen = BTreeMap::new();
    // From the oldest on: a new line of the same instant does not rename those before it.
    let mut named: Vec<(String, T)> = lines
        .into_iter()
        .rev()
        .map(|line| {
            let instant = at(&line).as_microsecond();
            let count: &mut u32 = seen.entry(instant).or_default();
            *count += 1;
            (format!("{instant}.{count}"), line)
        })
        .collect();
    named.reverse();
    named
}

/// A query that was read; an unknown or unreadable word in it is refused.
pub(crate) struct Asked<T>(pub(crate) T);

/// A query without words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoQuery {}

impl<T: DeserializeOwned> FromRequestParts<WebState> for Asked<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> PageResult<Self> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(query)) => Ok(Self(query)),
            Err(_) => Err(Refusal::new("query-unreadable").into()),
        }
    }
}

/// The organisation in the address, opened with the key.
pub(crate) struct Opened {
    pub(crate) caller: Caller,
    pub(crate) access: Access,
    pub(crate) tenant: TenantId,
}

impl FromRequestParts<WebState> for Opened {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> PageResult<Self> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let tenant: TenantId = id(parts, state, "tenant").await?;
        let access = state.app.enter_as_program(&caller.0, tenant).await?;
        Ok(Self { caller, access, tenant })
    }
}

/// The partner in the address, opened with the key.
pub(crate) struct OpenedPartner {
    pub(crate) caller: Caller,
    pub(crate) partner: PartnerId,
}

impl FromRequestParts<WebState> for OpenedPartner {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> PageResult<Self> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let partner: PartnerId = id(parts, state, "partner").await?;
        state.app.enter_partner_as_program(&caller.0, partner)?;
        Ok(Self { caller, partner })
    }
}

/// One id of the address; what is no id names nothing.
async fn id<T: std::str::FromStr>(parts: &mut Parts, state: &WebState, name: &str) -> PageResult<T> {
    let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| PageError::not_found())?;
    let value = path.iter().find_map(|(known, value)| (known == name).then(|| value.parse().ok()));
    value.flatten().ok_or(PageError::not_found())
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident($type:ty) = $parameter:literal;)+) => {$(
        $(#[$meta])*
        pub(crate) struct $name(pub(crate) $type);

        impl FromRequestParts<WebState> for $name {
            type Rejection = PageError;

            async fn from_request_parts(parts: &mut Parts, state: &WebState) -> PageResult<Self> {
                id(parts, state, $parameter).await.map(Self)
            }
        }
    )+};
}

ids! {
    /// The assessment in the address.
    AssessmentIn(ringwall_core::id::AssessmentId) = "assessment";
    /// The question in the address.
    QuestionIn(ringwall_core::id::QuestionId) = "question";
    /// The requirement in the address.
    RequirementIn(ringwall_core::id::RequirementId) = "requirement";
    /// The check in the address.
    CheckIn(String) = "check";
    /// The comment in the address.
    CommentIn(ringwall_core::id::CommentId) = "comment";
    /// The file in the address.
    DocumentIn(ringwall_core::id::DocumentId) = "document";
    /// The request for help in the address.
    RequestIn(ringwall_core::id::HelpRequestId) = "request";
}

/// The revision that a change was made upon: `If-Match: "3"`, or `If-None-Match: *` if there was nothing yet.
pub(crate) struct Seen(pub(crate) u32);

impl FromRequestParts<WebState> for Seen {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> PageResult<Self> {
        seen(&parts.headers).map(Self)
    }
}

fn seen(headers: &HeaderMap) -> PageResult<u32> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    match (text(header::IF_MATCH), text(header::IF_NONE_MATCH)) {
        (Some(tag), None) => {
            let revision = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            let revision = revision.filter(|revision| revision.bytes().all(|byte| byte.is_ascii_digit()));
            // A tag that was never given matches nothing.
            revision.and_then(|revision| revision.parse().ok()).filter(|revision| *revision > 0).ok_or_else(changed)
        }
        (None, Some("*")) => Ok(0),
        _ => Err(PageError::Problem(StatusCode::PRECONDITION_REQUIRED, "precondition-required")),
    }
}

/// What is answered when somebody else was first.
pub(crate) const fn changed() -> PageError {
    PageError::Problem(StatusCode::PRECONDITION_FAILED, "precondition-failed")
}

/// The same for a conflict that the operation found.
pub(crate) fn unless_changed<T>(result: Result<T, AppError>) -> PageResult<T> {
    match result {
        Err(AppError::Conflict) => Err(changed()),
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_brackets_outside_of_text() {
        assert!(!is_too_deep(b"[[[[\"[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[\"]]]]"));
        assert!(is_too_deep("[".repeat(17).as_bytes()));
        assert!(!is_too_deep("[]".repeat(1_000).as_bytes()));
    }

    #[test]
    fn pages_follow_one_another_without_gap() {
        let entries: Vec<u32> = (0..120).collect();
        let mut query = ListQuery { limit: Some("50".to_owned()), after: None };
        let mut read = Vec::new();
        loop {
            let (page, next) = query.page(entries.clone(), u32::to_string).unwrap();
            read.extend(page);
            match next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        assert_eq!(read, entries);
        for limit in ["0", "101", "x", "-1"] {
            let query = ListQuery { limit: Some(limit.to_owned()), after: None };
            assert!(query.page(entries.clone(), u32::to_string).is_err(), "{limit}");
        }
        let query = ListQuery { limit: None, after: Some("nothing".to_owned()) };
        assert!(query.page(entries, u32::to_string).is_err());
    }

    #[test]
    fn lines_without_an_id_get_one_that_stays() {
        let names = |seconds: &[i64]| -> Vec<String> {
            let lines = seconds.iter().map(|second| Timestamp::from_second(*second).unwrap()).collect();
            numbered(lines, |at| *at).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(&[3, 3, 2]), ["3000000.2", "3000000.1", "2000000.1"]);
        assert_eq!(names(&[3, 3, 3, 2])[1..], names(&[3, 3, 2]));
    }

    #[test]
    fn a_change_says_what_it_was_made_upon() {
        let with = |name: header::HeaderName, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            seen(&headers)
        };
        assert_eq!(with(header::IF_MATCH, "\"3\"").unwrap(), 3);
        assert_eq!(with(header::IF_NONE_MATCH, "*").unwrap(), 0);
        for tag in ["3", "\"x\"", "W/\"3\"", "*", "\"0\"", "\"-1\"", "\"99999999999\""] {
            assert!(with(header::IF_MATCH, tag).is_err(), "{tag}");
        }
        assert!(seen(&HeaderMap::new()).is_err());
    }
}
