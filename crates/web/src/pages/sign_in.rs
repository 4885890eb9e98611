//! Signing in and out: password, second factor, passkey, other services.

use askama::Template;
use axum::{
    Json, Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{AppendHeaders, Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, LinkToken};
use ringwall_core::refusal::Refusal;
use serde::Deserialize;

use crate::{
    Chrome, CsrfForm, MaybeSigned, PageError, PageResult, WebState,
    auth::{self, after, local, origin_of, passkey},
    chrome::query_value,
    encoding::encoded,
    forms::FormErrors,
    limit::{Limited, Visitor},
    page,
    session::{end_second_cookie, second_of, session_token, sign_out_cookie},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/sign-in", get(show).post(submit))
        .route("/sign-in/code", get(code).post(submit_code))
        .route("/sign-in/passkey", post(submit_passkey))
        .route("/sign-in/confirm/{token}", get(confirm).post(submit_confirm))
        .route("/sign-out", post(sign_out))
        .route("/passkey/get", post(begin_get))
        .route("/passkey/create", post(begin_create))
}

#[derive(Template)]
#[template(path = "sign-in/show.html")]
struct Show {
    chrome: Chrome,
    next: String,
    /// Somebody who is signed in proves once more who they are.
    again: bool,
    email: String,
    passkey: bool,
    providers: Vec<(String, String)>,
    fields: FormErrors,
}

impl Show {
    fn new(state: &WebState, chrome: Chrome, next: &str, again: bool, email: &str) -> Self {
        Self {
            next: local(next).to_owned(),
            again,
            email: email.to_owned(),
            passkey: passkey::is_possible(state, &chrome),
            providers: state.oidc.titles(),
            fields: FormErrors::default(),
            chrome,
        }
    }
}

fn next_of(query: Option<&str>) -> String {
    local(&query_value(query, "next").unwrap_or_default()).to_owned()
}

fn is_again(query: Option<&str>) -> bool {
    query.unwrap_or_default().split('&').any(|word| word == "again")
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
) -> PageResult<Response> {
    let (next, again) = (next_of(query.as_deref()), is_again(query.as_deref()));
    if signed.is_some() && !again {
        return Ok(Redirect::to(&next).into_response());
    }
    let email = signed.as_ref().map(|signed| signed.account.email.clone()).unwrap_or_default();
    let again = signed.is_some();
    Ok(page(&Show::new(&state, chrome, &next, again, &email))?.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Submit {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn submit(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    headers: HeaderMap,
    CsrfForm(form): CsrfForm<Submit>,
) -> PageResult<Response> {
    let origin = origin_of(&state, &headers, visitor);
    let outcome = state.app.sign_in(&form.email, &form.password, &origin).await?;
    let said = match after(&state, &chrome, &headers, outcome, &form.next, "sign-in-wrong").await? {
        Ok(response) => return Ok(response),
        Err(said) => said,
    };
    let mut shown = Show::new(&state, chrome, &form.next, signed.is_some(), &form.email);
    shown.fields = FormErrors::one("password", said.sentence.clone());
    Ok(refused(&page(&shown)?, &said))
}

/// A page with a sentence about an attempt that did not succeed.
fn refused(shown: &Html<String>, said: &auth::Said) -> Response {
    let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let mut response = (status, shown.clone()).into_response();
    if let Some(seconds) = said.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

#[derive(Template)]
#[template(path = "sign-in/code.html")]
struct Code {
    chrome: Chrome,
    next: String,
    passkey: bool,
    fields: FormErrors,
}

async fn code(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    headers: HeaderMap,
) -> PageResult<Response> {
    let next = next_of(query.as_deref());
    let waits = match second_of(&state.options, &headers) {
        Some(token) => state.app.awaits_second_factor(&token).await,
        None => Err(AppError::NotFound),
    };
    match waits {
        Ok(()) => {
            let passkey = passkey::is_possible(&state, &chrome);
            Ok(page(&Code { chrome, next, passkey, fields: FormErrors::default() })?.into_response())
        }
        Err(AppError::NotFound) => Ok(start_over(&next)),
        Err(error) => Err(error.into()),
    }
}

/// The first step is too long ago.
fn start_over(next: &str) -> Response {
    Redirect::to(&format!("/sign-in?next={}", encoded(local(next)))).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmitCode {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

async fn submit_code(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    headers: HeaderMap,
    CsrfForm(form): CsrfForm<SubmitCode>,
) -> PageResult<Response> {
    let Some(token) = second_of(&state.options, &headers) else { return Ok(start_over(&form.next)) };
    let origin = origin_of(&state, &headers, visitor);
    let outcome = match state.app.second_factor(&token, &form.code, &origin).await {
        Ok(outcome) => outcome,
        Err(AppError::NotFound) => {
            let cookie = end_second_cookie(&state.options);
            return Ok((AppendHeaders([cookie]), start_over(&form.next)).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    match after(&state, &chrome, &headers, outcome, &form.next, "code-wrong").await? {
        Ok(response) => Ok(response),
        Err(said) => {
            let fields = FormErrors::one("code", said.sentence.clone());
            let passkey = passkey::is_possible(&state, &chrome);
            let shown = page(&Code { chrome, next: local(&form.next).to_owned(), passkey, fields })?;
            Ok(refused(&shown, &said))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmitPasskey {
    ceremony: String,
    credential: String,
    #[serde(default)]
    next: String,
}

async fn submit_passkey(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    headers: HeaderMap,
    CsrfForm(form): CsrfForm<SubmitPasskey>,
) -> PageResult<Response> {
    visitor.may(&state, Limited::SignIn)?;
    let origin = origin_of(&state, &headers, visitor);
    let said = passkey::Said { ceremony: form.ceremony, credential: form.credential };
    let refusal = match passkey::end_get(&state, &chrome, &said, &origin).await {
        Ok(outcome) => match after(&state, &chrome, &headers, outcome, &form.next, "passkey-failed").await? {
            Ok(response) => return Ok(response),
            Err(said) => said.sentence,
        },
        Err(PageError::App(AppError::Refused(refusal))) => {
            tracing::info!(outcome = refusal.code, "sign-in");
            chrome.refusal(&refusal)
        }
        Err(error) => return Err(error),
    };
    let email = signed.as_ref().map(|signed| signed.account.email.clone()).unwrap_or_default();
    let mut shown = Show::new(&state, chrome, &form.next, signed.is_some(), &email);
    shown.fields = FormErrors::one("passkey", refusal);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
}

#[derive(Template)]
#[template(path = "sign-in/confirm.html")]
struct Confirm {
    chrome: Chrome,
    /// Where the form goes; none if the link does not work any more.
    path: Option<String>,
}

async fn confirm(State(state): State<WebState>, chrome: Chrome, Path(token): Path<String>) -> PageResult<Response> {
    let waits = match LinkToken::parse(&token) {
        Some(token) => state.app.awaits_confirmation(&token).await,
        None => Err(AppError::NotFound),
    };
    match waits {
        Ok(()) => {
            let path = Some(format!("/sign-in/confirm/{token}"));
            Ok(page(&Confirm { chrome, path })?.into_response())
        }
        Err(AppError::NotFound) => Ok((StatusCode::NOT_FOUND, page(&Confirm { chrome, path: None })?).into_response()),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn submit_confirm(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    headers: HeaderMap,
    Path(token): Path<String>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let origin = origin_of(&state, &headers, visitor);
    let outcome = match LinkToken::parse(&token) {
        Some(token) => state.app.confirm_device(&token, &origin).await,
        None => Err(AppError::NotFound),
    };
    match outcome {
        Ok(outcome) => match after(&state, &chrome, &headers, outcome, auth::HOME, "sign-in-wrong").await? {
            Ok(response) => Ok(response),
            Err(_) => Err(PageError::not_found()),
        },
        Err(AppError::NotFound) => Ok((StatusCode::NOT_FOUND, page(&Confirm { chrome, path: None })?).into_response()),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignOut {
    #[serde(default)]
    next: String,
}

async fn sign_out(
    State(state): State<WebState>,
    headers: HeaderMap,
    CsrfForm(form): CsrfForm<SignOut>,
) -> PageResult<Response> {
    if let Some(token) = session_token(&state.options, &headers) {
        state.app.end_session(&token).await?;
    }
    let next = if form.next.is_empty() { "/" } else { local(&form.next) };
    let cookies = [sign_out_cookie(&state.options), end_second_cookie(&state.options)];
    // Whatever the browser kept of the pages goes with the session (the cookies of other services stay).
    let cleared = [(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""))];
    Ok((cleared, AppendHeaders(cookies), Redirect::to(next)).into_response())
}

async fn begin_get(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Json<serde_json::Value>> {
    visitor.may(&state, Limited::SignIn)?;
    passkey::begin_get(&state, &chrome).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeginCreate {
    /// `account`, `invitation`, `keep` or `recover`.
    what: String,
    #[serde(default)]
    token: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
}

async fn begin_create(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    CsrfForm(form): CsrfForm<BeginCreate>,
) -> PageResult<Json<serde_json::Value>> {
    visitor.may(&state, Limited::SignIn)?;
    let token = LinkToken::parse(&form.token);
    let token = || token.as_ref().ok_or(AppError::NotFound);
    let app = &state.app;
    let owner = match form.what.as_str() {
        "account" => {
            let signed = signed.ok_or_else(|| Refusal::new("proof-needed"))?;
            app.passkey_owner(&signed).await?
        }
        "invitation" => {
            let (invitation, known) = app.invitation(token()?).await?;
            if known {
                return Err(Refusal::new("account-exists").into());
            }
            let email = if invitation.email.is_empty() { form.email.as_str() } else { invitation.email.as_str() };
            app.new_passkey_owner(&ringwall_app::email_address(email)?, &form.name)
        }
        "keep" => {
            let waiting = app.waiting_to_be_kept(token()?).await?;
            app.new_passkey_owner(&waiting.email, &waiting.name)
        }
        "recover" => app.recovering_owner(token()?).await?,
        _ => return Err(PageError::not_found()),
    };
    passkey::begin_create(&state, &chrome, owner).await
}
