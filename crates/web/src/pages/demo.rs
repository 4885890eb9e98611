//! The made-up region of a demonstration.

use askama::Template;
use axum::{Router, response::Html, routing::get};

use crate::{Chrome, PageResult, WebState, page};

/// Without a demonstration there is no such page.
pub(crate) fn routes(demo: bool) -> Router<WebState> {
    if demo { Router::new().route("/demo", get(index)) } else { Router::new() }
}

#[derive(Template)]
#[template(path = "demo/index.html")]
struct Index {
    chrome: Chrome,
}

async fn index(chrome: Chrome) -> PageResult<Html<String>> {
    page(&Index { chrome })
}
