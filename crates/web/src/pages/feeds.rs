//! The calendar of a person: its secret address, and the page on which it is made, renewed and switched off.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::LinkToken;
use ringwall_core::refusal::Refusal;
use serde::Deserialize;

use crate::{Chrome, CsrfForm, PageError, PageResult, SignedIn, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/calendar/{file}", get(feed)).route("/me/calendar", get(show).post(change))
}

/// How long a calendar may go without asking again, in seconds.
const FRESH: &str = "private, max-age=900";

async fn feed(State(state): State<WebState>, Path(file): Path<String>, headers: HeaderMap) -> PageResult<Response> {
    let secret = file.strip_suffix(".ics").and_then(LinkToken::parse).ok_or(PageError::not_found())?;
    let feed = state.app.calendar(&secret).await?;
    let etag = HeaderValue::from_str(&feed.etag).unwrap_or(HeaderValue::from_static("\"\""));
    let caching = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, HeaderValue::from_static(FRESH))];
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    if known.flat_map(|value| value.split(',')).any(|tag| tag.trim().trim_start_matches("W/") == feed.etag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"))];
    Ok((caching, kind, feed.text).into_response())
}

#[derive(Template)]
#[template(path = "calendar/show.html")]
struct CalendarPage {
    chrome: Chrome,
    since: Option<String>,
    /// The address, only at the moment when it is made.
    address: Option<String>,
    stopped: bool,
}

#[derive(Deserialize)]
struct Said {
    stopped: Option<String>,
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    Query(said): Query<Said>,
) -> PageResult<Html<String>> {
    let since = state.app.calendar_since(&signed).await?.map(|at| chrome.day(&at));
    let stopped = said.stopped.is_some() && since.is_none();
    page(&CalendarPage { chrome, since, address: None, stopped })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    act: String,
}

async fn change(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Change>,
) -> PageResult<Response> {
    match form.act.as_str() {
        // Shown in the answer itself: nobody but the reader knows the secret, not even we could show it later.
        "new" => {
            let token = state.app.new_calendar(&signed).await?;
            let address = Some(format!("{}/calendar/{}.ics", chrome.origin, token.secret()));
            let since = Some(chrome.day(&state.app.now()));
            Ok(page(&CalendarPage { chrome, since, address, stopped: false })?.into_response())
        }
        "stop" => {
            state.app.stop_calendar(&signed).await?;
            Ok(Redirect::to("/me/calendar?stopped=yes").into_response())
        }
        _ => Err(Refusal::new("form-unreadable").into()),
    }
}
