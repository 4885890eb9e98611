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
use futures::Stream;
use ringwall_app::Right;
use serde::Deserialize;
use tokio::sync::mpsc::Receiver;

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

/// What comes through the channel. May be asked again after its end: compression and the server do so, and a stream
/// that panics then tears the download off.
fn stream<T>(mut pieces: Receiver<T>) -> impl Stream<Item = T> {
    futures::stream::poll_fn(move |context| pieces.poll_recv(context))
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
    let mut response = Body::from_stream(stream(archive.pieces)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use futures::StreamExt;

    use super::stream;

    #[tokio::test]
    async fn a_stream_that_has_ended_can_be_asked_again() {
        let (send, pieces) = tokio::sync::mpsc::channel(1);
        let mut pieces = Box::pin(stream(pieces));
        send.send(7).await.unwrap();
        drop(send);
        assert_eq!(pieces.next().await, Some(7));
        assert_eq!(pieces.next().await, None);
        assert_eq!(pieces.next().await, None);
    }
}
