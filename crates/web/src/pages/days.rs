//! My day: where people land after signing in. Everything that waits for them, in the order in which it is due.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::{Html, Redirect},
    routing::get,
};
use ringwall_app::{AppError, DayEntry, DayPlace, When};
use ringwall_content::{FluentArgs, arguments};
use ringwall_core::actor::Scope;
use serde::Deserialize;

use crate::{Chrome, CsrfForm, PageResult, SignedIn, WebState, csrf, page};

/// Most entries of one group that are shown.
const MOST: usize = 50;

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/me", get(show)).route("/me/invitations", get(back).post(accept))
}

#[derive(Template)]
#[template(path = "day/show.html")]
struct DayPage {
    chrome: Chrome,
    name: String,
    today: String,
    empty: bool,
    groups: Vec<Group>,
    invitations: Vec<InvitationView>,
    places: Vec<PlaceView>,
    said: Option<&'static str>,
}

/// Entries that are due at about the same time.
struct Group {
    code: &'static str,
    entries: Vec<EntryView>,
    more: usize,
}

struct EntryView {
    id: String,
    what: String,
    organisation: Option<String>,
    when: Option<String>,
    action: String,
    path: String,
}

struct InvitationView {
    hash: String,
    what: String,
    place: String,
}

struct PlaceView {
    name: String,
    role: String,
    path: Option<String>,
}

#[derive(Deserialize)]
struct Said {
    joined: Option<String>,
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    Query(said): Query<Said>,
) -> PageResult<Html<String>> {
    let day = state.app.my_day(&signed, chrome.language).await?;
    let empty = day.is_empty();
    let groups = [
        ("overdue", day.overdue),
        ("waiting", day.waiting),
        ("week", day.week),
        ("later", day.later),
        ("sometime", day.sometime),
    ];
    let groups = groups.into_iter().filter(|(_, entries)| !entries.is_empty()).map(|(code, entries)| Group {
        code,
        more: entries.len().saturating_sub(MOST),
        entries: entries.iter().take(MOST).map(|entry| entry_view(&chrome, entry)).collect(),
    });
    let invitations = day.invitations.iter().map(|invitation| {
        let place = if invitation.place_name.is_empty() {
            chrome.tc("day-place-", invitation.membership.scope.code())
        } else {
            invitation.place_name.clone()
        };
        let role = chrome.tc("role-", invitation.membership.role.code());
        let words = arguments([("place", place.clone().into()), ("role", role.into())]);
        let hash = csrf::hex(&invitation.token_hash);
        InvitationView { hash, what: chrome.t_with("day-invitation", &words), place }
    });
    page(&DayPage {
        name: signed.account.name.clone(),
        today: chrome.day(&state.app.now()),
        empty,
        groups: groups.collect(),
        invitations: invitations.collect(),
        places: day.places.iter().map(|place| place_view(&chrome, place)).collect(),
        said: said.joined.map(|_| "day-joined"),
        chrome,
    })
}

fn entry_view(chrome: &Chrome, entry: &DayEntry) -> EntryView {
    let mut words = FluentArgs::new();
    for (name, value) in &entry.words {
        words.set(*name, value.clone());
    }
    words.set("organisation", entry.organisation.clone().unwrap_or_default());
    let when = match entry.when {
        When::Waiting | When::Sometime => None,
        When::On(day) => Some(chrome.t_str("day-by", "day", chrome.date(&day))),
        When::At(begin, _) => Some(chrome.instant(&begin)),
    };
    EntryView {
        id: format!("{}-{}", entry.kind, entry.id),
        what: chrome.t_with(&format!("day-{}", entry.kind), &words),
        organisation: entry.tenant.map(|_| entry.organisation.clone().unwrap_or_else(|| chrome.t("day-no-name"))),
        when,
        action: chrome.t_with(&format!("day-{}-action", entry.kind), &words),
        path: entry.path.clone(),
    }
}

fn place_view(chrome: &Chrome, place: &DayPlace) -> PlaceView {
    let unnamed = || match place.membership.scope {
        Scope::Organisation(_) => chrome.t("day-no-name"),
        scope => chrome.tc("day-place-", scope.code()),
    };
    PlaceView {
        name: place.name.clone().unwrap_or_else(unnamed),
        role: chrome.tc("role-", place.membership.role.code()),
        path: place.path.clone(),
    }
}

async fn back(_: SignedIn) -> Redirect {
    Redirect::to("/me")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accept {
    invitation: String,
}

async fn accept(
    State(state): State<WebState>,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Accept>,
) -> PageResult<Redirect> {
    let hash = csrf::unhex(&form.invitation).and_then(|bytes| bytes.try_into().ok()).ok_or(AppError::NotFound)?;
    state.app.accept_waiting_invitation(&signed, hash).await?;
    Ok(Redirect::to("/me?joined=yes"))
}
