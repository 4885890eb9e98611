//! The page behind the link in an invitation.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, Invitation, LinkToken};
use ringwall_core::{
    actor::{Membership, Scope},
    refusal::Refusal,
};
use serde::Deserialize;

use super::recover::chosen;
use crate::{
    Chrome, CsrfForm, MaybeSigned, PageError, PageResult, WebState,
    auth::{entered, passkey},
    forms::FormErrors,
    limit::{Limited, Visitor},
    page,
    session::{agent, folder_path},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/invitation/{token}", get(show).post(accept))
}

/// How somebody can take it.
enum How {
    /// Signed in with the right address.
    Ready,
    /// Signed in with another one; the sentence says so.
    Other(String),
    /// Not signed in, but there is an account.
    SignIn,
    /// There is no account yet.
    New,
}

#[derive(Template)]
#[template(path = "invitation/show.html")]
struct Show {
    chrome: Chrome,
    path: String,
    role: &'static str,
    place: String,
    email: String,
    until: String,
    how: How,
    passkey: bool,
    passkey_what: &'static str,
    passkey_token: String,
    providers: Vec<(String, String)>,
    fields: FormErrors,
    typed_email: String,
    typed_name: String,
}

#[derive(Template)]
#[template(path = "invitation/gone.html")]
struct Gone {
    chrome: Chrome,
}

/// Where somebody begins who just took a role.
pub(crate) fn there(membership: Membership) -> String {
    match membership.scope {
        Scope::Organisation(tenant) => folder_path(tenant),
        _ => "/me".to_owned(),
    }
}

fn gone(chrome: Chrome) -> PageResult<Response> {
    Ok((StatusCode::NOT_FOUND, page(&Gone { chrome })?).into_response())
}

fn view(state: &WebState, chrome: Chrome, token: &LinkToken, invitation: Invitation, how: How) -> Show {
    Show {
        path: format!("/invitation/{}", token.secret()),
        role: invitation.membership.role.code(),
        place: if invitation.place_name.is_empty() {
            chrome.t("invitation-where-installation")
        } else {
            invitation.place_name
        },
        email: invitation.email,
        until: chrome.day(&invitation.expires_at),
        how,
        passkey: passkey::is_possible(state, &chrome),
        passkey_what: "invitation",
        passkey_token: token.secret().to_owned(),
        providers: state.oidc.titles(),
        fields: FormErrors::default(),
        typed_email: String::new(),
        typed_name: String::new(),
        chrome,
    }
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    Path(token): Path<String>,
) -> PageResult<Response> {
    let Some(token) = LinkToken::parse(&token) else { return gone(chrome) };
    let (invitation, known) = match state.app.invitation(&token).await {
        Ok(found) => found,
        Err(AppError::NotFound) => return gone(chrome),
        Err(error) => return Err(error.into()),
    };
    let how = match &signed {
        Some(signed) if invitation.email.is_empty() || invitation.email == signed.account.email => How::Ready,
        Some(signed) => {
            let refusal = Refusal::new("invitation-other-address")
                .with("invited", &invitation.email)
                .with("email", &signed.account.email);
            How::Other(chrome.refusal(&refusal))
        }
        None if known => How::SignIn,
        None => How::New,
    };
    Ok(page(&view(&state, chrome, &token, invitation, how))?.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Accept {
    #[serde(default)]
    email: String,
    #[serde(default)]
    person_name: String,
    #[serde(default)]
    new_password: String,
    #[serde(default)]
    ceremony: String,
    #[serde(default)]
    credential: String,
}

async fn accept(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    headers: HeaderMap,
    Path(token): Path<String>,
    CsrfForm(form): CsrfForm<Accept>,
) -> PageResult<Response> {
    let Some(token) = LinkToken::parse(&token) else { return gone(chrome) };
    if let Some(signed) = signed {
        return match state.app.accept_invitation(&signed, &token).await {
            Ok(membership) => Ok(Redirect::to(&there(membership)).into_response()),
            Err(AppError::NotFound) => gone(chrome),
            Err(error) => Err(error.into()),
        };
    }
    visitor.may(&state, Limited::SignIn)?;
    let made = match chosen(&state, &chrome, form.ceremony, form.credential, form.new_password).await {
        Ok(proof) => state.app.accept_as_new(&token, &form.email, &form.person_name, chrome.language, proof).await,
        Err(PageError::App(error)) => Err(error),
        Err(error) => return Err(error),
    };
    match made {
        Ok((account, membership)) => {
            let somebody = state.app.entered(account, "invitation", &agent(&headers)).await?;
            entered(&state, &headers, somebody, &there(membership)).await
        }
        Err(AppError::NotFound) => gone(chrome),
        Err(AppError::Refused(refusal)) => {
            let (invitation, _) = match state.app.invitation(&token).await {
                Ok(found) => found,
                Err(AppError::NotFound) => return gone(chrome),
                Err(error) => return Err(error.into()),
            };
            let field = match refusal.code {
                "email-invalid" | "account-exists" => "email",
                "person-name-missing" | "field-too-long" | "field-control-characters" => "person-name",
                _ => "new-password",
            };
            let sentence = chrome.refusal(&refusal);
            let mut shown = view(&state, chrome, &token, invitation, How::New);
            shown.fields = FormErrors::one(field, sentence);
            shown.typed_email = form.email;
            shown.typed_name = form.person_name;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
