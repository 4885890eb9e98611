//! Beginning a check without an account.

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, NewCase, ResumeToken, Started};
use ringwall_core::refusal::Refusal;
use serde::Deserialize;

use super::checks::{Offer, offers};
use crate::{
    Chrome, OnceForm, PageResult, WebState,
    chrome::query_value,
    forms::{FieldError, OrganisationFields, Typed, read_organisation},
    limit::{Limited, Visitor},
    page,
    session::{folder_path, open_cookie},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/start", get(form).post(submit))
}

#[derive(Template)]
#[template(path = "start/form.html")]
struct Form {
    chrome: Chrome,
    offers: Vec<Offer>,
    chosen: String,
    fields: OrganisationFields,
    keep_days: u32,
    /// Slug and name of the area whose page led here.
    area: Option<(String, String)>,
}

async fn form(State(state): State<WebState>, RawQuery(query): RawQuery, chrome: Chrome) -> PageResult<Html<String>> {
    let offers = offers(&state, &chrome).await?;
    let chosen = query_value(query.as_deref(), "check").unwrap_or_default();
    let fields = OrganisationFields::new(&state, Typed::default(), Vec::new());
    let area = area(&state, &query_value(query.as_deref(), "area").unwrap_or_default()).await?;
    page(&Form { chrome, offers, chosen, fields, keep_days: state.app.settings().keep_days, area })
}

/// The area with this slug, if there is one.
async fn area(state: &WebState, slug: &str) -> Result<Option<(String, String)>, AppError> {
    if slug.is_empty() {
        return Ok(None);
    }
    match state.app.public_area(slug).await {
        Ok(found) => Ok(Some((found.area.slug, found.area.name))),
        Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    #[serde(default)]
    check: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    employees: String,
    #[serde(default)]
    sector: String,
    #[serde(default)]
    town: String,
    #[serde(default)]
    area: String,
}

async fn submit(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    OnceForm(form, once): OnceForm<Start>,
) -> PageResult<Response> {
    let Start { check, kind, name, employees, sector, town, area: slug } = form;
    let typed = Typed { kind, name, employees, sector, town };
    let offers = offers(&state, &chrome).await?;
    let mut errors = Vec::new();
    if !offers.iter().any(|offer| offer.check.id == check) {
        errors.push(FieldError { field: "check", sentence: chrome.refusal(&Refusal::new("check-missing")) });
    }
    let organisation = match read_organisation(&state, &chrome, typed, errors) {
        Ok(organisation) => organisation,
        Err(fields) => {
            let keep_days = state.app.settings().keep_days;
            let area = area(&state, &slug).await?;
            let form = page(&Form { chrome, offers, chosen: check, fields: *fields, keep_days, area })?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response());
        }
    };
    // Only a form that would begin something counts against the limit.
    visitor.may(&state, Limited::Start)?;
    let case = NewCase { check, organisation, language: chrome.language };
    let started = once.start_in(case, &slug).await?;
    opened(&state, &started, "begun").await
}

/// Opens a folder that was just made in this browser and goes there.
pub(super) async fn opened(state: &WebState, started: &Started, how: &str) -> PageResult<Response> {
    let cookie = opening(state, started.tenant, &started.token).await?;
    let there = format!("{}?{how}", folder_path(started.tenant));
    Ok(([cookie], Redirect::to(&there)).into_response())
}

/// The cookie that opens a folder, until its link ends.
pub(super) async fn opening(
    state: &WebState,
    tenant: ringwall_core::id::TenantId,
    token: &ResumeToken,
) -> Result<crate::session::SetCookie, AppError> {
    let access = state.app.open(token).await?;
    Ok(open_cookie(state, tenant, token, access.expires_at()))
}
