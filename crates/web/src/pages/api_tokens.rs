//! The keys for programs of one organisation or one partner: what each may do, until when, when it was last used, and ending it.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{ApiKey, ApiToken, AppError, Right};
use ringwall_core::{
    actor::Scope,
    api_token::ApiScope,
    id::{ApiTokenId, PartnerId},
    refusal::Refusal,
};
use serde::Deserialize;

use crate::{Case, Chrome, CsrfForm, PageError, PageResult, SignedIn, WebState, forms::FieldError, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/tokens", get(show).post(create))
        .route("/c/{tenant}/tokens/{token}/end", post(end))
        .route("/partner/{partner}/tokens", get(show_of_partner).post(create_for_partner))
        .route("/partner/{partner}/tokens/{token}/end", post(end_of_partner))
}

/// Days that the form offers.
const DAYS: [u32; 3] = [30, 90, 365];

/// One key in the list.
struct Row {
    id: ApiTokenId,
    name: String,
    scopes: Vec<String>,
    created: String,
    expires: String,
    ended: bool,
    used: Option<String>,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    name: String,
    scopes: Vec<ApiScope>,
    days: u32,
}

#[derive(Template)]
#[template(path = "api_token/show.html")]
struct Show {
    chrome: Chrome,
    /// The page of what the keys open.
    base: String,
    /// The partner, if it is one.
    partner: Option<String>,
    rows: Vec<Row>,
    /// Code of each scope, its words, whether it is ticked.
    scopes: Vec<(&'static str, String, bool)>,
    days: Vec<(u32, bool)>,
    name: String,
    /// The key that was just made: shown this one time.
    made: Option<String>,
    ended: bool,
    errors: Vec<FieldError>,
}

impl Show {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.sentence.as_str())
    }
}

/// The text key of a scope.
fn words(chrome: &Chrome, scope: ApiScope) -> String {
    chrome.tc("api-scope-", &scope.code().replace(':', "-"))
}

/// What the keys of a page open.
struct PlaceOf {
    scope: Scope,
    base: String,
    partner: Option<String>,
    tokens: Vec<ApiToken>,
}

impl PlaceOf {
    async fn organisation(state: &WebState, case: &Case) -> PageResult<Self> {
        if !case.access.is_signed_in() {
            // Somebody has to answer for a key; a link is nobody.
            return Err(AppError::Denied.into());
        }
        Ok(Self {
            scope: Scope::Organisation(case.access.tenant()),
            base: case.path(),
            partner: None,
            tokens: state.app.api_tokens(&case.access).await?,
        })
    }

    async fn partner(state: &WebState, signed: &SignedIn, id: PartnerId) -> PageResult<Self> {
        let (tokens, partner) = state.app.partner_tokens(signed, id).await?;
        Ok(Self { scope: Scope::Partner(id), base: format!("/partner/{id}"), partner: Some(partner.name), tokens })
    }
}

fn view(state: &WebState, chrome: Chrome, place: PlaceOf, typed: Typed) -> Show {
    let now = state.app.now();
    let rows = place.tokens.into_iter().map(|token| Row {
        id: token.id,
        scopes: token.scopes.split(' ').filter_map(ApiScope::from_code).map(|scope| words(&chrome, scope)).collect(),
        created: chrome.day(&token.created_at),
        expires: chrome.day(&token.expires_at),
        ended: token.expires_at <= now,
        used: token.used_at.map(|at| chrome.instant(&at)),
        name: token.name,
    });
    let scopes = ApiScope::fitting(place.scope);
    Show {
        base: place.base,
        partner: place.partner,
        rows: rows.collect(),
        scopes: scopes.map(|scope| (scope.code(), words(&chrome, scope), typed.scopes.contains(&scope))).collect(),
        days: DAYS.map(|days| (days, days == typed.days)).into(),
        name: typed.name,
        made: None,
        ended: false,
        errors: Vec::new(),
        chrome,
    }
}

fn shown(state: &WebState, chrome: Chrome, place: PlaceOf, query: Option<&str>) -> PageResult<Response> {
    let mut view = view(state, chrome, place, Typed { days: 90, ..Typed::default() });
    view.ended = query.is_some_and(|query| query.split('&').any(|word| word == "ended"));
    Ok(page(&view)?.into_response())
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    RawQuery(query): RawQuery,
) -> PageResult<Response> {
    shown(&state, chrome, PlaceOf::organisation(&state, &case).await?, query.as_deref())
}

async fn show_of_partner(
    State(state): State<WebState>,
    Path(partner): Path<PartnerId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Response> {
    shown(&state, chrome, PlaceOf::partner(&state, &signed, partner).await?, query.as_deref())
}

/// Reads the form. Several boxes have the same name, so it is read as pairs.
fn read(pairs: Vec<(String, String)>) -> Result<Typed, Refusal> {
    let mut typed = Typed::default();
    for (name, value) in pairs {
        match name.as_str() {
            "name" => typed.name = value,
            "days" => typed.days = value.parse().unwrap_or(0),
            "scope" => typed.scopes.extend(ApiScope::from_code(&value)),
            _ => {
                let name: String = name.chars().take(40).collect();
                return Err(Refusal::new("form-field-unknown").with("field", name));
            }
        }
    }
    Ok(typed)
}

async fn create(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    CsrfForm(pairs): CsrfForm<Vec<(String, String)>>,
) -> PageResult<Response> {
    case.access.require(Right::Own)?;
    let typed = read(pairs)?;
    let made = state.app.create_api_token(&case.access, &typed.name, &typed.scopes, typed.days).await;
    came(&state, chrome, PlaceOf::organisation(&state, &case).await?, typed, made)
}

async fn create_for_partner(
    State(state): State<WebState>,
    Path(partner): Path<PartnerId>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(pairs): CsrfForm<Vec<(String, String)>>,
) -> PageResult<Response> {
    let typed = read(pairs)?;
    let made = state.app.create_partner_token(&signed, partner, &typed.name, &typed.scopes, typed.days).await;
    // Whoever may not make one may not see them either.
    came(&state, chrome, PlaceOf::partner(&state, &signed, partner).await?, typed, made)
}

/// Shows the new key, or why there is none.
fn came(
    state: &WebState,
    chrome: Chrome,
    place: PlaceOf,
    typed: Typed,
    made: Result<(ApiToken, ApiKey), AppError>,
) -> PageResult<Response> {
    match made {
        Ok((_, key)) => {
            let mut view = view(state, chrome, place, Typed { days: 90, ..Typed::default() });
            view.made = Some(key.secret().to_owned());
            Ok(page(&view)?.into_response())
        }
        Err(AppError::Refused(refusal)) => {
            let field = match refusal.code {
                "api-token-scopes-missing" => "scope",
                "api-token-days" => "days",
                _ => "name",
            };
            let sentence = chrome.refusal(&refusal);
            let mut view = view(state, chrome, place, typed);
            view.errors.push(FieldError { field, sentence });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&view)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn end(
    State(state): State<WebState>,
    case: Case,
    Path((_, token)): Path<(String, String)>,
    CsrfForm(Nothing {}): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    let token = token.parse().map_err(|_| PageError::not_found())?;
    state.app.revoke_api_token(&case.access, token).await?;
    Ok(Redirect::to(&format!("{}/tokens?ended", case.path())))
}

async fn end_of_partner(
    State(state): State<WebState>,
    Path((partner, token)): Path<(PartnerId, String)>,
    signed: SignedIn,
    CsrfForm(Nothing {}): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    let token = token.parse().map_err(|_| PageError::not_found())?;
    state.app.revoke_partner_token(&signed, partner, token).await?;
    Ok(Redirect::to(&format!("/partner/{partner}/tokens?ended")))
}
