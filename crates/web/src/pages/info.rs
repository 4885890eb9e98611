//! Pages that explain: what this is, what happens to data, how accessible it is.

use askama::Template;
use axum::{Router, extract::State, response::Html, routing::get};

use crate::{Chrome, PageResult, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/about", get(about))
        .route("/privacy", get(privacy))
        .route("/accessibility", get(accessibility))
}

#[derive(Template)]
#[template(path = "info/about.html")]
struct About {
    chrome: Chrome,
}

async fn about(chrome: Chrome) -> PageResult<Html<String>> {
    page(&About { chrome })
}

#[derive(Template)]
#[template(path = "info/privacy.html")]
struct Privacy {
    chrome: Chrome,
    keep_days: u32,
    /// What else is kept for how many days: the key of its text.
    kept: Vec<(&'static str, u32)>,
}

async fn privacy(State(state): State<WebState>, chrome: Chrome) -> PageResult<Html<String>> {
    let settings = state.app.settings();
    let kept = vec![
        ("privacy-kept-organisations", settings.kept_days),
        ("privacy-kept-audit", settings.audit_days),
        ("privacy-kept-requests", settings.requests_days),
        ("privacy-kept-receipts", settings.receipts_days),
        ("privacy-kept-sessions", settings.session_hours.div_ceil(24)),
    ];
    page(&Privacy { chrome, keep_days: settings.keep_days, kept })
}

#[derive(Template)]
#[template(path = "info/accessibility.html")]
struct Accessibility {
    chrome: Chrome,
}

async fn accessibility(chrome: Chrome) -> PageResult<Html<String>> {
    page(&Accessibility { chrome })
}
