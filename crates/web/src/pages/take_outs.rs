//! Taking everything out, and the receipt of a deletion.

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use ringwall_app::Right;
use serde::Deserialize;

use crate::{Case, Chrome, CsrfForm, PageResult, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/c/{tenant}/take-out", get(show).post(take_out))
}

#[derive(Template)]
#[template(path = "take-out/show.html")]
struct Show {
    chrome: Chrome,
    base: String,
    name: Option<String>,
}

async fn show(State(state): State<WebState>, chrome: Chrome, case: Case) -> PageResult<Html<String>> {
    case.access.require(Right::Own)?;
    let name = state.app.overview(&case.access).await?.organisation.name;
    page(&Show { chrome, base: case.path(), name })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn take_out(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let archive = state.app.take_out(&case.access).await?;
    let today = state.app.now().to_zoned_datetime(ringwall_content::format::zone()).date();
    let name = format!("attachment; filename=\"{}-{today}.zip\"", chrome.t("download-file-take-out"));
    let pieces = futures::stream::unfold(archive.pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        Some((piece, pieces))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
