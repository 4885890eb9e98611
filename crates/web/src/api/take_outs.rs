//! Taking everything out as one archive.

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use ringwall_core::api_token::ApiScope;

use super::read::{Asked, NoQuery, Opened};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/api/v1/organisations/{tenant}/take-out", get(take_out))
}

/// Everything of an organisation as one archive
///
/// The same ZIP archive as on the page: answers, plan, history, files, consents and log; docs/dossier.md describes it.
/// The log says that it was taken out.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/take-out",
    operation_id = "takeOut",
    tag = "ownership",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation")),
    security(("key" = ["take-out:read"])),
    responses((status = 200, description = "The archive", body = String, content_type = "application/zip"))
)]
pub(crate) async fn take_out(
    State(state): State<WebState>,
    opened: Opened,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::TakeOutRead)?;
    let mut archive = state.app.take_out(&opened.access).await?;
    let pieces = futures::stream::poll_fn(move |context| archive.pieces.poll_recv(context));
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"take-out.zip\""));
    Ok(response)
}
