//! All accounts, for the operator: finding one, closing and opening it, ending its sessions. No answers.

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    response::{Html, Redirect},
    routing::get,
};
use ringwall_app::{AppError, ListedAccount};
use ringwall_core::{
    actor::{Permission, Place},
    id::AccountId,
};
use serde::Deserialize;

use crate::{
    Chrome, CsrfForm, PageError, PageResult, SignedIn, WebState, chrome::query_value, encoding::encoded, page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/operator/accounts", get(show).post(change))
}

struct Row {
    id: AccountId,
    name: String,
    email: String,
    roles: Vec<&'static str>,
    made: String,
    verified: bool,
    closed: Option<String>,
    is_you: bool,
    second_factor: bool,
}

#[derive(Template)]
#[template(path = "account/index.html")]
struct Index {
    chrome: Chrome,
    wanted: String,
    after: String,
    rows: Vec<Row>,
    next: Option<String>,
    said: Option<&'static str>,
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let value = |name| query_value(query.as_deref(), name).unwrap_or_default();
    let (wanted, after) = (value("q"), value("after"));
    let (accounts, more) = state.app.accounts(&signed, &wanted, &after).await?;
    let last = accounts.last().map(|listed| listed.account.email.clone());
    let next =
        last.filter(|_| more).map(|last| format!("/operator/accounts?q={}&after={}", encoded(&wanted), encoded(&last)));
    let rows = accounts.into_iter().map(|ListedAccount { account, roles, second_factor }| Row {
        second_factor,
        id: account.id,
        made: chrome.day(&account.created_at),
        verified: account.verified_at.is_some(),
        closed: account.disabled_at.as_ref().map(|at| chrome.day(at)),
        is_you: account.id == signed.account.id,
        roles: roles.into_iter().map(ringwall_core::actor::Role::code).collect(),
        name: account.name,
        email: account.email,
    });
    let rows = rows.collect();
    let said = query.as_deref().unwrap_or_default().split('&').find_map(|word| match word {
        "closed" => Some("accounts-said-closed"),
        "opened" => Some("accounts-said-opened"),
        "ended" => Some("accounts-said-ended"),
        "taken" => Some("accounts-said-taken"),
        _ => None,
    });
    page(&Index { chrome, wanted, after, rows, next, said })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    act: String,
    person: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

async fn change(
    State(state): State<WebState>,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Change>,
) -> PageResult<Redirect> {
    signed.require(Permission::Operate, Place::INSTALLATION)?;
    let account: AccountId = form.person.parse().map_err(|_| PageError::not_found())?;
    let said = match form.act.as_str() {
        "close" => {
            state.app.close_account(&signed, account, true).await?;
            "closed"
        }
        "open" => {
            state.app.close_account(&signed, account, false).await?;
            "opened"
        }
        "end" => {
            state.app.end_sessions_of(&signed, account).await?;
            "ended"
        }
        "take-second-factor" => match state.app.end_second_factor_of(&signed, account).await {
            Ok(()) => "taken",
            Err(AppError::Refused(refusal)) if refusal.code == "proof-needed" => {
                let back = format!("/operator/accounts?q={}", encoded(&form.q));
                return Ok(Redirect::to(&format!("/sign-in?again&next={}", encoded(&back))));
            }
            Err(error) => return Err(error.into()),
        },
        _ => return Err(PageError::not_found()),
    };
    Ok(Redirect::to(&format!("/operator/accounts?{said}&q={}&after={}", encoded(&form.q), encoded(&form.after))))
}
