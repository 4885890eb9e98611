//! Stopping a kind of letter: `/unsubscribe/<token>`.
//!
//! The token from the letter is the only proof; nobody signs in for this. Looking at the page stops nothing, because
//! mail filters look at every address. A POST does, also one without cookies and form token: that is what mail programs
//! send for their own button (RFC 8058), with `List-Unsubscribe=One-Click` as body.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Html,
    routing::{get, post},
};
use ringwall_app::LetterKind;

use crate::{Chrome, PageResult, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/unsubscribe/{token}", get(show).post(stop)).route("/unsubscribe/{token}/resume", post(resume))
}

#[derive(Template)]
#[template(path = "letter/stop.html")]
struct Stop {
    chrome: Chrome,
    token: String,
    kind: LetterKind,
    stopped: bool,
    /// Whether it was just done.
    done: bool,
}

async fn show(State(state): State<WebState>, Path(token): Path<String>, chrome: Chrome) -> PageResult<Html<String>> {
    let (stoppable, stopped) = state.app.stoppable_letters(&token).await?;
    page(&Stop { chrome, token, kind: stoppable.kind, stopped, done: false })
}

async fn stop(State(state): State<WebState>, Path(token): Path<String>, chrome: Chrome) -> PageResult<Html<String>> {
    let stoppable = state.app.set_letters_stopped(&token, true).await?;
    page(&Stop { chrome, token, kind: stoppable.kind, stopped: true, done: true })
}

async fn resume(State(state): State<WebState>, Path(token): Path<String>, chrome: Chrome) -> PageResult<Html<String>> {
    let stoppable = state.app.set_letters_stopped(&token, false).await?;
    page(&Stop { chrome, token, kind: stoppable.kind, stopped: false, done: true })
}
