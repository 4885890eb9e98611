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
}

async fn privacy(State(state): State<WebState>, chrome: Chrome) -> PageResult<Html<String>> {
    page(&Privacy { chrome, keep_days: state.app.settings().keep_days })
}

#[derive(Template)]
#[template(path = "info/accessibility.html")]
struct Accessibility {
    chrome: Chrome,
}

async fn accessibility(chrome: Chrome) -> PageResult<Html<String>> {
    page(&Accessibility { chrome })
}
