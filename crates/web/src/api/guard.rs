//! What happens before and after every request of a program: key, limit, and a creating request that comes twice.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ringwall_app::{ApiAnswer, ApiKey, AppError, Begun, Program};
use ringwall_core::{api_token::ApiScope, id::TenantId};
use sha2::{Digest, Sha256};

use super::rate::{Counted, Standing, WINDOW};
use crate::{PageError, PageResult, WebState, csrf::LARGEST_FORM, limit::Visitor};

/// The header that marks a creating request.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Longest value of it.
const LONGEST_KEY: usize = 255;
/// Largest answer that is kept for the same request coming again, in bytes.
const LARGEST_ANSWER: usize = 1024 * 1024;

/// The program that asks.
#[derive(Clone)]
pub(crate) struct Caller(pub(crate) Arc<Program>);

impl Caller {
    /// Refuses a key without this scope.
    pub(crate) fn require(&self, scope: ApiScope) -> PageResult<()> {
        if self.0.may(scope) {
            return Ok(());
        }
        ringwall_app::App::note_missing_scope(&self.0, scope);
        Err(PageError::Problem(StatusCode::FORBIDDEN, "scope"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> PageResult<Self> {
        // The guard put it there; without it nobody gets in.
        parts.extensions.get::<Self>().cloned().ok_or(PageError::Problem(StatusCode::UNAUTHORIZED, "token"))
    }
}

fn key(headers: &HeaderMap) -> Option<ApiKey> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| ApiKey::parse(key.trim())).flatten()
}

async fn program(state: &WebState, headers: &HeaderMap) -> Result<Option<Program>, AppError> {
    let Some(key) = key(headers) else { return Ok(None) };
    match state.app.program(&key).await {
        Ok(program) => Ok(Some(program)),
        Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Tells a program how often it may still come.
fn tell(headers: &mut HeaderMap, standing: Standing) {
    let told = [
        ("ratelimit-limit", standing.limit.to_string()),
        ("ratelimit-remaining", standing.remaining.to_string()),
        ("ratelimit-reset", standing.reset.to_string()),
        ("ratelimit-policy", format!("{};w={WINDOW}", standing.limit)),
    ];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// Runs around every request of a program.
pub(crate) async fn guard(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let found = match program(&state, &parts.headers).await {
        Ok(found) => found,
        Err(error) => return PageError::from(error).into_response(),
    };
    let who = match (&found, Visitor::from_request_parts(&mut parts, &state).await) {
        (Some(program), _) => Counted::Token(program.token.id.0),
        (None, Ok(visitor)) => Counted::Address(visitor.address()),
        (None, Err(never)) => match never {},
    };
    let limit = state.options.api_per_minute;
    let standing = (limit > 0).then(|| state.rates.count(who, limit, state.app.now()));
    let mut response = if standing.is_some_and(|standing| standing.exceeded) {
        let retry_after = standing.map_or(1, |standing| standing.reset);
        PageError::TooMany { retry_after }.into_response()
    } else if let Some(program) = found {
        let caller = Caller(Arc::new(program));
        parts.extensions.insert(caller.clone());
        match once(&state, &caller.0, Request::from_parts(parts, body), next).await {
            Ok(response) => response,
            Err(error) => error.into_response(),
        }
    } else {
        PageError::Problem(StatusCode::UNAUTHORIZED, "token").into_response()
    };
    let headers = response.headers_mut();
    if let Some(standing) = standing {
        tell(headers, standing);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Serves a request; one that brings an `Idempotency-Key` is done once, however often it comes.
async fn once(state: &WebState, program: &Arc<Program>, request: Request, next: Next) -> PageResult<Response> {
    let named = request.headers().get(IDEMPOTENCY_KEY).cloned();
    // A file is kept once by its content, and is larger than what is read here.
    let is_file = request.uri().path().ends_with("/documents");
    let Some(named) = named.filter(|_| request.method() == Method::POST && !is_file) else {
        return Ok(next.run(request).await);
    };
    let wrong = || PageError::Problem(StatusCode::BAD_REQUEST, "idempotency-key");
    let named = named.to_str().map_err(|_| wrong())?.to_owned();
    if named.is_empty() || named.len() > LONGEST_KEY || !named.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong());
    }
    let (parts, body) = request.into_parts();
    let bytes =
        to_bytes(body, LARGEST_FORM).await.map_err(|_| PageError::TooLarge { most_kilobytes: LARGEST_FORM / 1024 })?;
    let digest = digest(&parts, &bytes);
    let about = about(parts.uri.path());
    match state.app.begin_api_request(program, &named, digest, about).await? {
        Begun::Fresh => {}
        Begun::Answered(answer) => return Ok(again(answer)),
        Begun::Different => return Err(PageError::Problem(StatusCode::UNPROCESSABLE_ENTITY, "key-reused")),
        Begun::UnderWay => return Err(PageError::Problem(StatusCode::CONFLICT, "under-way")),
        Begun::Unknown => return Err(PageError::Problem(StatusCode::CONFLICT, "outcome-unknown")),
    }
    let request = Request::from_parts(parts, Body::from(bytes));
    let (state, program) = (state.clone(), Arc::clone(program));
    // In a task: a program that hangs up must not leave its request half known.
    let work = tokio::spawn(async move {
        let response = next.run(request).await;
        keep(&state, &program, &named, response).await
    });
    work.await.map_err(AppError::unavailable)?
}

fn digest(parts: &Parts, body: &Bytes) -> [u8; 32] {
    let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
    digest_of(parts.method.as_str(), address, body)
}

/// What tells one creating request from another.
pub fn digest_of(method: &str, address: &str, body: &[u8]) -> [u8; 32] {
    let mut sha = Sha256::new();
    for piece in [method.as_bytes(), address.as_bytes(), body] {
        sha.update(u64::try_from(piece.len()).unwrap_or(u64::MAX).to_be_bytes());
        sha.update(piece);
    }
    sha.finalize().into()
}

/// The organisation in the address.
fn about(path: &str) -> Option<TenantId> {
    path.strip_prefix("/api/v1/organisations/")?.split('/').next()?.parse().ok()
}

/// Keeps what was answered.
async fn keep(state: &WebState, program: &Program, named: &str, response: Response) -> PageResult<Response> {
    let (parts, body) = response.into_parts();
    if !parts.status.is_success() {
        // Nothing was changed, by a refusal or by a fault of ours: it may be tried again.
        state.app.finish_api_request(program, named, None).await?;
        return Ok(Response::from_parts(parts, body));
    }
    let bytes = to_bytes(body, LARGEST_ANSWER).await.map_err(AppError::unavailable)?;
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let answer = ApiAnswer {
        status: parts.status.as_u16(),
        location: text(header::LOCATION),
        etag: text(header::ETAG),
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    state.app.finish_api_request(program, named, Some(answer)).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

/// The answer of the first time.
fn again(answer: ApiAnswer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(HeaderName::from_static("idempotency-replayed"), HeaderValue::from_static("true"));
    for (name, value) in [(header::LOCATION, answer.location), (header::ETAG, answer.etag)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}
