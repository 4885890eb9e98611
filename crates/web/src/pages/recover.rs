//! Coming back without a password, and proving an address: the pages behind links in mails.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, LinkToken, Proof};
use serde::Deserialize;

use crate::{
    Chrome, CsrfForm, MaybeSigned, PageError, PageResult, WebState,
    auth::{HOME, after, origin_of, passkey},
    forms::FormErrors,
    limit::{Limited, Visitor},
    page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/recover", get(show).post(submit))
        .route("/recover/{token}", get(choose).post(set))
        .route("/verify/{token}", get(verifying).post(verify))
}

#[derive(Template)]
#[template(path = "account/recover.html")]
struct Ask {
    chrome: Chrome,
    /// Whether a mail was asked for.
    done: bool,
    fields: FormErrors,
    typed_email: String,
}

async fn show(chrome: Chrome) -> PageResult<Html<String>> {
    page(&Ask { chrome, done: false, fields: FormErrors::default(), typed_email: String::new() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Submit {
    #[serde(default)]
    email: String,
}

async fn submit(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    CsrfForm(form): CsrfForm<Submit>,
) -> PageResult<Response> {
    visitor.may(&state, Limited::SignIn)?;
    match state.app.ask_to_recover(&form.email, chrome.language).await {
        Ok(()) => {
            let fields = FormErrors::default();
            Ok(page(&Ask { chrome, done: true, fields, typed_email: String::new() })?.into_response())
        }
        Err(AppError::Refused(refusal)) => {
            let fields = FormErrors::one("email", chrome.refusal(&refusal));
            let shown = page(&Ask { chrome, done: false, fields, typed_email: form.email })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "account/set.html")]
struct Set {
    chrome: Chrome,
    /// Where the form goes; none if the link does not work any more.
    path: Option<String>,
    email: String,
    passkey: bool,
    passkey_what: &'static str,
    passkey_token: String,
    fields: FormErrors,
}

fn gone(chrome: Chrome) -> PageResult<Response> {
    let shown = Set {
        chrome,
        path: None,
        email: String::new(),
        passkey: false,
        passkey_what: "recover",
        passkey_token: String::new(),
        fields: FormErrors::default(),
    };
    Ok((StatusCode::NOT_FOUND, page(&shown)?).into_response())
}

async fn form(state: &WebState, chrome: Chrome, token: &LinkToken, fields: FormErrors) -> PageResult<Response> {
    let account = match state.app.recovering(token).await {
        Ok(account) => account,
        Err(AppError::NotFound) => return gone(chrome),
        Err(error) => return Err(error.into()),
    };
    // A passkey would open the account past the second factor that guards it.
    let guarded = state.app.second_factor_of(account.id).await?.is_some();
    let status = if fields.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = Set {
        path: Some(format!("/recover/{}", token.secret())),
        email: account.email,
        passkey: passkey::is_possible(state, &chrome) && !guarded,
        passkey_what: "recover",
        passkey_token: token.secret().to_owned(),
        fields,
        chrome,
    };
    Ok((status, page(&shown)?).into_response())
}

async fn choose(State(state): State<WebState>, chrome: Chrome, Path(token): Path<String>) -> PageResult<Response> {
    match LinkToken::parse(&token) {
        Some(token) => form(&state, chrome, &token, FormErrors::default()).await,
        None => gone(chrome),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NewWay {
    #[serde(default)]
    new_password: String,
    #[serde(default)]
    ceremony: String,
    #[serde(default)]
    credential: String,
}

/// The way in that somebody chose: a passkey if their browser made one, else the password.
pub(crate) async fn chosen(
    state: &WebState,
    chrome: &Chrome,
    ceremony: String,
    credential: String,
    password: String,
) -> PageResult<Proof> {
    if ceremony.is_empty() {
        return Ok(Proof::Password(password));
    }
    let said = passkey::Said { ceremony, credential };
    Ok(Proof::Passkey(passkey::end_create(state, chrome, &said, &chrome.t("passkey-first-name")).await?))
}

async fn set(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    headers: HeaderMap,
    Path(token): Path<String>,
    CsrfForm(way): CsrfForm<NewWay>,
) -> PageResult<Response> {
    let Some(token) = LinkToken::parse(&token) else { return gone(chrome) };
    visitor.may(&state, Limited::SignIn)?;
    let origin = origin_of(&state, &headers, visitor);
    let NewWay { new_password, ceremony, credential } = way;
    let outcome = match chosen(&state, &chrome, ceremony, credential, new_password).await {
        Ok(proof) => state.app.recover(&token, proof, &origin).await,
        Err(PageError::App(error)) => Err(error),
        Err(error) => return Err(error),
    };
    match outcome {
        Ok(outcome) => match after(&state, &chrome, &headers, outcome, HOME, "sign-in-wrong").await? {
            Ok(response) => Ok(response),
            Err(_) => gone(chrome),
        },
        Err(AppError::NotFound) => gone(chrome),
        Err(AppError::Refused(refusal)) => {
            let fields = FormErrors::one("new-password", chrome.refusal(&refusal));
            form(&state, chrome, &token, fields).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "account/verify.html")]
struct Verify {
    chrome: Chrome,
    /// Where the form goes and which address it proves; none if the link does not work any more.
    waiting: Option<(String, String)>,
}

async fn verifying(State(state): State<WebState>, chrome: Chrome, Path(token): Path<String>) -> PageResult<Response> {
    let email = match LinkToken::parse(&token) {
        Some(token) => state.app.verifying(&token).await,
        None => Err(AppError::NotFound),
    };
    match email {
        Ok(email) => {
            let waiting = Some((format!("/verify/{token}"), email));
            Ok(page(&Verify { chrome, waiting })?.into_response())
        }
        Err(AppError::NotFound) => {
            Ok((StatusCode::NOT_FOUND, page(&Verify { chrome, waiting: None })?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn verify(
    State(state): State<WebState>,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    Path(token): Path<String>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let done = match LinkToken::parse(&token) {
        Some(token) => state.app.verify(&token).await,
        None => Err(AppError::NotFound),
    };
    match done {
        Ok(()) if signed.is_some() => Ok(Redirect::to("/account?verified").into_response()),
        Ok(()) => Ok(Redirect::to("/sign-in").into_response()),
        Err(AppError::NotFound) => {
            Ok((StatusCode::NOT_FOUND, page(&Verify { chrome, waiting: None })?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
