//! Keeping a folder: from a resume link to an organisation with an owner.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, Keeping, LinkToken, Right, Waiting};
use ringwall_core::refusal::Refusal;
use serde::Deserialize;

use super::recover::chosen;
use crate::{
    Case, Chrome, CsrfForm, MaybeSigned, OnceForm, PageError, PageResult, WebState,
    auth::{entered, passkey},
    forms::FormErrors,
    limit::{Limited, Visitor},
    page,
    session::{agent, close_cookie, folder_path},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/c/{tenant}/keep", get(show).post(ask)).route("/keep/{token}", get(waiting).post(keep))
}

#[derive(Template)]
#[template(path = "keep/ask.html")]
struct Ask {
    chrome: Chrome,
    base: String,
    kept: bool,
    /// The address of whoever signed in: they keep it at once.
    signed: Option<String>,
    /// Whether the organisation has no name yet.
    nameless: bool,
    /// Whether a mail was asked for.
    done: Option<String>,
    fields: FormErrors,
    typed_email: String,
    typed_name: String,
    typed_organisation: String,
    kept_years: u32,
}

impl Ask {
    async fn load(
        state: &WebState,
        chrome: Chrome,
        case: &Case,
        signed: Option<&ringwall_app::Signed>,
    ) -> Result<Self, AppError> {
        let overview = state.app.overview(&case.access).await?;
        Ok(Self {
            chrome,
            base: case.path(),
            kept: overview.kept,
            signed: signed.map(|signed| signed.account.email.clone()),
            nameless: overview.organisation.name.is_none(),
            done: None,
            fields: FormErrors::default(),
            typed_email: String::new(),
            typed_name: String::new(),
            typed_organisation: String::new(),
            kept_years: state.app.settings().kept_days / 365,
        })
    }
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    case: Case,
) -> PageResult<Html<String>> {
    case.access.require(Right::Own)?;
    page(&Ask::load(&state, chrome, &case, signed.as_deref()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Form {
    #[serde(default)]
    email: String,
    #[serde(default)]
    person_name: String,
    #[serde(default)]
    name: String,
}

async fn ask(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    case: Case,
    OnceForm(form, once): OnceForm<Form>,
) -> PageResult<Response> {
    if let Some(signed) = &signed {
        state.app.keep_now(signed, &case.access).await?;
        let cookie = close_cookie(&state, case.tenant);
        return Ok((AppendHeaders([cookie]), Redirect::to(&format!("{}?kept", case.path()))).into_response());
    }
    visitor.may(&state, Limited::SignIn)?;
    let keeping = Keeping {
        email: form.email.clone(),
        name: form.person_name.clone(),
        organisation: form.name.clone(),
        language: chrome.language,
    };
    let asked = once.ask_to_keep(&case.access, keeping).await;
    let mut shown = Ask::load(&state, chrome, &case, None).await?;
    match asked {
        Ok(()) => {
            shown.done = Some(form.email);
            Ok(page(&shown)?.into_response())
        }
        Err(AppError::Refused(refusal)) => {
            let field = match refusal.code {
                "email-invalid" | "folder-kept" => "email",
                "person-name-missing" => "person-name",
                _ if refusal.parameters.iter().any(|(_, value)| value == "name") => "name",
                _ => "person-name",
            };
            shown.fields = FormErrors::one(field, shown.chrome.refusal(&refusal));
            shown.typed_email = form.email;
            shown.typed_name = form.person_name;
            shown.typed_organisation = form.name;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// How somebody who has the mail can keep it.
enum How {
    /// Signed in with the right address.
    Ready,
    /// Signed in with another one; the sentence says so.
    Other(String),
    /// There is an account, but nobody signed in.
    SignIn,
    /// There is no account yet.
    New,
}

#[derive(Template)]
#[template(path = "keep/show.html")]
struct Show {
    chrome: Chrome,
    path: String,
    organisation: String,
    email: String,
    how: How,
    passkey: bool,
    passkey_what: &'static str,
    passkey_token: String,
    fields: FormErrors,
}

#[derive(Template)]
#[template(path = "keep/gone.html")]
struct Gone {
    chrome: Chrome,
}

fn gone(chrome: Chrome) -> PageResult<Response> {
    Ok((StatusCode::NOT_FOUND, page(&Gone { chrome })?).into_response())
}

fn view(state: &WebState, chrome: Chrome, token: &LinkToken, waiting: Waiting, how: How) -> Show {
    Show {
        path: format!("/keep/{}", token.secret()),
        organisation: waiting.organisation,
        email: waiting.email,
        how,
        passkey: passkey::is_possible(state, &chrome),
        passkey_what: "keep",
        passkey_token: token.secret().to_owned(),
        fields: FormErrors::default(),
        chrome,
    }
}

async fn waiting(
    State(state): State<WebState>,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    Path(token): Path<String>,
) -> PageResult<Response> {
    let Some(token) = LinkToken::parse(&token) else { return gone(chrome) };
    let waiting = match state.app.waiting_to_be_kept(&token).await {
        Ok(waiting) => waiting,
        Err(AppError::NotFound) => return gone(chrome),
        Err(error) => return Err(error.into()),
    };
    let how = match &signed {
        Some(signed) if signed.account.email == waiting.email => How::Ready,
        Some(signed) => {
            let refusal = Refusal::new("invitation-other-address")
                .with("invited", &waiting.email)
                .with("email", &signed.account.email);
            How::Other(chrome.refusal(&refusal))
        }
        None if waiting.known => How::SignIn,
        None => How::New,
    };
    Ok(page(&view(&state, chrome, &token, waiting, how))?.into_response())
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

async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    headers: HeaderMap,
    Path(token): Path<String>,
    CsrfForm(way): CsrfForm<NewWay>,
) -> PageResult<Response> {
    let Some(token) = LinkToken::parse(&token) else { return gone(chrome) };
    if let Some(signed) = signed {
        return match state.app.keep_for(&signed, &token).await {
            Ok(tenant) => {
                let cookie = close_cookie(&state, tenant);
                Ok((AppendHeaders([cookie]), Redirect::to(&format!("{}?kept", folder_path(tenant)))).into_response())
            }
            Err(AppError::NotFound) => gone(chrome),
            Err(error) => Err(error.into()),
        };
    }
    visitor.may(&state, Limited::SignIn)?;
    let NewWay { new_password, ceremony, credential } = way;
    let made = match chosen(&state, &chrome, ceremony, credential, new_password).await {
        Ok(proof) => state.app.keep_as_new(&token, proof).await,
        Err(PageError::App(error)) => Err(error),
        Err(error) => return Err(error),
    };
    match made {
        Ok((account, tenant)) => {
            let somebody = state.app.entered(account, "invitation", &agent(&headers)).await?;
            let cookie = close_cookie(&state, tenant);
            let response = entered(&state, &headers, somebody, &format!("{}?kept", folder_path(tenant))).await?;
            Ok((AppendHeaders([cookie]), response).into_response())
        }
        Err(AppError::NotFound) => gone(chrome),
        Err(AppError::Refused(refusal)) => {
            let waiting = match state.app.waiting_to_be_kept(&token).await {
                Ok(waiting) => waiting,
                Err(AppError::NotFound) => return gone(chrome),
                Err(error) => return Err(error.into()),
            };
            let sentence = chrome.refusal(&refusal);
            let mut shown = view(&state, chrome, &token, waiting, How::New);
            shown.fields = FormErrors::one("new-password", sentence);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
