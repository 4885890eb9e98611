//! The first page.

use askama::Template;
use axum::{Router, extract::State, response::Html, routing::get};

use super::checks::{Offer, offers};
use crate::{Chrome, PageResult, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/", get(index)).route("/favicon.ico", get(icon))
}

#[derive(Template)]
#[template(path = "home/index.html")]
struct Index {
    chrome: Chrome,
    offers: Vec<Offer>,
}

async fn index(State(state): State<WebState>, chrome: Chrome) -> PageResult<Html<String>> {
    let mut offers = offers(&state, &chrome).await?;
    offers.retain(|offer| !offer.imported);
    page(&Index { chrome, offers })
}

/// Old browsers ask for this whatever the page says.
async fn icon() -> axum::response::Redirect {
    axum::response::Redirect::permanent(&crate::assets::url("icon.svg"))
}
